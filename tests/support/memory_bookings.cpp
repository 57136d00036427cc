#include "memory_repositories.h"

#include <algorithm>
#include <set>

namespace zahide::support {

namespace {

using domain::Appointment;
using domain::Hold;
using Reservation = MemoryState::Reservation;

bool overlap(ports::Cells const& left, ports::Cells const& right)
{
    return left.first <= right.last && right.first <= left.last;
}

bool start_earlier(Appointment const& left, Appointment const& right)
{
    return std::tie(left.start, left.id) < std::tie(right.start, right.id);
}

} // namespace

Result<domain::Roster> MemoryRosters::find(CenterId const& center) const
{
    return found(m_state.rosters, center).value_or(domain::Roster { center, {}, {} });
}

Result<void> MemoryRosters::save(domain::Roster const& roster)
{
    if (!m_state.catalogues.contains(roster.center))
        return twice("no such center");
    m_state.rosters[roster.center] = roster;
    return {};
}

Result<std::vector<domain::Occupation>> MemoryBookings::taken(CenterId const& center, Instant from, Instant to, Instant now) const
{
    auto const asked = ports::cells_of(from, to);
    std::vector<domain::Occupation> occupations;
    for (auto const& each : m_state.reservations) {
        auto const hold = found(m_state.holds, each.claim);
        bool const expired = hold && hold->expires_at <= now;
        if (each.center == center && !each.released && !expired && overlap(each.cells, asked))
            occupations.push_back({ each.resource, ports::start_of(each.cells.first), ports::start_of(each.cells.last + 1) });
    }
    return occupations;
}

Result<void> MemoryBookings::insert_hold(Hold const& hold, std::vector<domain::Occupation> const& occupations)
{
    if (hold.lending && (is_lent(hold.center, hold.lending->code.reveal()) || ZAHIDE_TRY(find_by_code(hold.center, hold.lending->code.reveal()))))
        return twice("another has that code");
    if (!m_state.catalogues.contains(hold.center) || !m_state.holds.emplace(hold.id, hold).second)
        return twice("hold");
    for (auto const& occupation : occupations) {
        auto const cells = ports::cells_of(occupation.from, occupation.to);
        for (auto const& each : m_state.reservations) {
            if (each.center == hold.center && each.resource == occupation.resource && !each.released && overlap(each.cells, cells))
                return twice("the resource is taken at that time");
        }
        m_state.reservations.push_back({ hold.center, hold.id, occupation.resource, cells });
    }
    return {};
}

Result<std::optional<Hold>> MemoryBookings::find_hold(HoldId const& id) const
{
    return found(m_state.holds, id);
}

Result<std::vector<Hold>> MemoryBookings::holds_of(CenterId const& center, std::string const& owner) const
{
    auto holds = selected(m_state.holds, [&](Hold const& hold) { return hold.center == center && hold.owner == owner; });
    std::ranges::sort(holds, {}, [](Hold const& hold) { return std::pair(hold.made_at, hold.id); });
    return holds;
}

Result<std::vector<Hold>> MemoryBookings::lent(CenterId const& center) const
{
    auto holds = selected(m_state.holds, [&](Hold const& hold) { return hold.center == center && hold.lending.has_value(); });
    std::ranges::sort(holds, {}, [](Hold const& hold) { return std::pair(hold.start, hold.id); });
    return holds;
}

bool MemoryBookings::is_lent(CenterId const& center, domain::AppointmentCode const& code) const
{
    return std::ranges::any_of(
        m_state.holds, [&](auto const& each) { return each.second.center == center && each.second.lending && each.second.lending->code.reveal() == code; });
}

Result<void> MemoryBookings::extend_hold(Hold const& hold)
{
    auto& stored = m_state.holds.at(hold.id);
    stored.expires_at = hold.expires_at;
    stored.extensions = hold.extensions;
    return {};
}

void MemoryBookings::free(HoldId const& claim)
{
    std::erase_if(m_state.reservations, [&](Reservation const& each) { return each.claim == claim; });
}

Result<void> MemoryBookings::release_hold(HoldId const& id)
{
    if (m_state.holds.erase(id) > 0)
        free(id);
    return {};
}

Result<std::vector<CenterId>> MemoryBookings::release_expired(Instant now)
{
    std::set<CenterId> centers;
    for (auto const& hold : selected(m_state.holds, [&](Hold const& each) { return each.expires_at <= now; })) {
        centers.insert(hold.center);
        m_state.holds.erase(hold.id);
        free(hold.id);
    }
    return std::vector<CenterId>(centers.begin(), centers.end());
}

Result<std::optional<Instant>> MemoryBookings::next_expiry() const
{
    std::optional<Instant> first;
    for (auto const& [id, hold] : m_state.holds)
        first = std::min(first.value_or(hold.expires_at), hold.expires_at);
    return first;
}

Result<void> MemoryBookings::book(Appointment const& appointment)
{
    auto const hold = found(m_state.holds, appointment.claim);
    if (!hold || hold->center != appointment.center)
        return twice("the hold has gone");
    auto const same_code = ZAHIDE_TRY(find_by_code(appointment.center, appointment.code.reveal()));
    m_state.holds.erase(appointment.claim);
    if (same_code || is_lent(appointment.center, appointment.code.reveal()) || !m_state.appointments.emplace(appointment.id, appointment).second)
        return twice("appointment");
    return {};
}

Result<void> MemoryBookings::move(Appointment const& appointment, HoldId const& former_claim)
{
    auto const hold = found(m_state.holds, appointment.claim);
    if (!hold || hold->center != appointment.center)
        return twice("the hold has gone");
    m_state.holds.erase(appointment.claim);
    m_state.appointments.at(appointment.id) = appointment;
    free(former_claim);
    return {};
}

Result<void> MemoryBookings::update(Appointment const& appointment)
{
    m_state.appointments.at(appointment.id) = appointment;
    if (domain::takes_time(appointment.state))
        return {};
    for (auto& each : m_state.reservations) {
        if (each.claim == appointment.claim)
            each.released = true;
    }
    return {};
}

Result<std::optional<Appointment>> MemoryBookings::find(AppointmentId const& id) const
{
    return found(m_state.appointments, id);
}

Result<std::optional<Appointment>> MemoryBookings::find_by_code(CenterId const& center, domain::AppointmentCode const& code) const
{
    auto const same = selected(m_state.appointments, [&](Appointment const& each) { return each.center == center && each.code.reveal() == code; });
    return same.empty() ? std::nullopt : std::optional(same.front());
}

Result<std::vector<Appointment>> MemoryBookings::starting(CenterId const& center, Instant from, Instant to) const
{
    auto appointments = selected(m_state.appointments, [&](Appointment const& each) { return each.center == center && each.start >= from && each.start < to; });
    std::ranges::sort(appointments, start_earlier);
    return appointments;
}

Result<void> MemoryBookings::remove_before(CenterId const& center, Instant at)
{
    for (auto const& old : selected(m_state.appointments, [&](Appointment const& each) { return each.center == center && each.end < at; })) {
        m_state.appointments.erase(old.id);
        free(old.claim);
    }
    return {};
}

} // namespace zahide::support
