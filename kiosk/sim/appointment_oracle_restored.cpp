// What is excused once the scheduler was put back to a backup.
#include "appointment_oracle.h"
#include "oracle.h"

namespace zahide::sim {

void AppointmentOracle::put_back(std::uint64_t moment, ports::Transaction const& snapshot, Instant now)
{
    for (auto const& [appointment, at] : m_decided) {
        if (at > moment)
            m_may_be_lost.insert(appointment);
    }
    std::set<AppointmentId> known;
    for (auto const& paper : m_papers) {
        known.insert(paper.appointment);
        if (m_promised_alone.contains(paper.appointment) && m_oracle.is_forgotten(paper.by, paper.at, moment))
            m_may_be_lost.insert(paper.appointment);
    }
    for (auto const& appointment : all(snapshot, now).value_or(std::vector<domain::Appointment>())) {
        if (!known.contains(appointment.id))
            m_may_be_there.insert(appointment.id);
    }
    std::erase_if(m_gone_on, [moment](auto const& one) { return one.second.at > moment; });
    for (auto& [device, gone_on] : m_gone_on)
        gone_on.is_of_backup = true;
    m_life_begun = m_oracle.lives();
    m_held_by_backup.clear();
    for (auto const& appointment : all(snapshot, now).value_or(std::vector<domain::Appointment>()))
        m_held_by_backup.insert(appointment.id);
    for (auto const& hold : snapshot.bookings().lent(m_center.center.id).value_or(std::vector<domain::Hold>()))
        m_held_by_backup.insert(domain::appointment_of(hold.id));
}

void AppointmentOracle::gone_on_without(DeviceId const& device)
{
    m_oracle.note("the desk goes on without " + device.value());
    m_gone_on.insert_or_assign(device, GoneOn { m_oracle.next_moment() });
}

void AppointmentOracle::promise_answered(DeviceId const& device, HoldId const& slot, int status)
{
    auto const id = domain::appointment_of(slot);
    if (status < 300 && m_refused.erase(id) > 0)
        m_may_be_lost.erase(id); // by another life than that which refused it
    auto const promised = m_promised_alone.find(id);
    bool const is_of_lost_life = promised != m_promised_alone.end() && promised->second < m_life_begun && !m_held_by_backup.contains(id);
    auto const gone_on = m_gone_on.find(device);
    if (gone_on == m_gone_on.end() || !is_of_lost_life)
        return; // what is refused otherwise shows by what the device holds
    // Awaited anew, its promise is taken for one that had been cancelled where the time is somebody else's by a later loan.
    if (status < 300 && gone_on->second.is_of_backup)
        m_may_be_lost.insert(id);
    if (status != 409)
        return;
    m_oracle.note("a promise of " + device.value() + " is refused");
    m_may_be_lost.insert(id);
    m_refused.try_emplace(id, RefusedPromise { device.value(), m_oracle.next_moment() });
}

AppointmentOracle::Refused AppointmentOracle::refused(std::string const& device) const
{
    Refused result;
    for (auto const& [id, one] : m_refused) {
        result.most += one.device == device ? 1 : 0;
        result.least += one.device == device && !m_oracle.is_forgotten(device, one.at, 0) ? 1 : 0;
    }
    return result;
}

} // namespace zahide::sim
