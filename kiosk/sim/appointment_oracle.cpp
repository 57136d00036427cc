#include "appointment_oracle.h"

#include "oracle.h"

#include <algorithm>
#include <string_view>

namespace zahide::sim {

namespace {

constexpr Milliseconds looked_back = std::chrono::hours(24 * 8);
constexpr Milliseconds looked_ahead = std::chrono::hours(24 * 24);
/// Of the time before its start at which a lent slot goes back, so much may pass until its device looks.
constexpr Milliseconds return_delay = Minutes(30);

bool covers(std::vector<domain::Occupation> const& taken, domain::Occupation const& needed)
{
    return std::ranges::any_of(
        taken, [&](domain::Occupation const& one) { return one.resource == needed.resource && one.from <= needed.from && needed.to <= one.to; });
}

bool speaks(domain::Professional const& person, LanguageTag const& language)
{
    return std::ranges::find(person.languages, language) != person.languages.end();
}

std::string when(domain::Appointment const& appointment)
{
    return "the appointment at " + appointment.start.text();
}

std::string when(domain::Hold const& lent)
{
    return "the slot at " + lent.start.text() + " lent to " + lent.lending->device.value();
}

} // namespace

AppointmentOracle::AppointmentOracle(Oracle& oracle, Setting const& setting)
    : m_oracle(oracle)
    , m_center(setting.center)
    , m_roster(setting.roster)
{
}

void AppointmentOracle::change_asked(AppointmentId const& appointment)
{
    m_asked_to_change.insert(appointment);
    m_decided[appointment] = m_oracle.next_moment();
}

void AppointmentOracle::cancelled(AppointmentId const& appointment)
{
    m_cancelled.insert(appointment);
    m_may_be_lost.erase(appointment);
    m_decided[appointment] = m_oracle.next_moment();
}

void AppointmentOracle::made(std::string const& by, protocol::AppointmentView const& view)
{
    m_oracle.note(by + " books for " + view.start.text());
    if (!view.code)
        return m_oracle.fail_promise(8, "an appointment was made without a code");
    AppointmentPaper const paper { view.id, view.code->reveal(), view.start, by, m_oracle.next_moment() };
    auto const [place, is_new] = m_codes.try_emplace(paper.code, paper.appointment);
    if (!is_new && place->second != paper.appointment)
        return m_oracle.fail_promise(8, "two appointments have one code");
    bool const is_known = std::erase_if(m_papers, [&](AppointmentPaper const& one) { return one.appointment == paper.appointment; }) > 0;
    if (is_known && !m_asked_to_change.contains(paper.appointment))
        return m_oracle.fail_promise(2, "two people were promised the appointment of " + paper.start.text());
    m_papers.push_back(paper);
    m_may_be_lost.erase(paper.appointment);
    if (is_known || !m_promised_alone.contains(paper.appointment))
        m_decided[paper.appointment] = paper.at;
    if (auto const asked = m_asked_to_change.find(paper.appointment); asked != m_asked_to_change.end())
        m_asked_to_change.erase(asked); // moved for sure
}

std::optional<std::vector<domain::Appointment>> AppointmentOracle::all(ports::Transaction const& snapshot, Instant now)
{
    auto appointments = snapshot.bookings().starting(m_center.center.id, now - looked_back, now + looked_ahead);
    if (!appointments)
        return std::nullopt; // its disk has a bad moment
    return std::move(*appointments);
}

template<class Taker>
std::vector<domain::Occupation> AppointmentOracle::occupations_of(Taker const& taker) const
{
    auto const* const service = m_center.find_service(taker.wish.service.reveal());
    if (service == nullptr || !service->needs)
        return {};
    return domain::occupations_of(taker.assignment, *service->needs, taker.start);
}

/// Everybody and everything that the service needs.
template<class Taker>
void AppointmentOracle::check_whole(Taker const& taker)
{
    auto const& needs = m_center.find_service(taker.wish.service.reveal())->needs;
    auto const& language = taker.wish.language.reveal();
    bool is_understood = true;
    std::map<domain::ProfessionalRole, std::int32_t> roles;
    for (auto const& id : taker.assignment.professionals) {
        auto const* const person = m_roster.find_professional(id);
        if (person == nullptr)
            return m_oracle.fail_promise(3, when(taker) + " has somebody whom nobody knows");
        ++roles[person->role];
        is_understood = is_understood && speaks(*person, language);
    }
    for (auto const& need : needs->roles) {
        if (roles[need.role] != need.count)
            m_oracle.fail_promise(3, when(taker) + " lacks a " + std::string(name_of(need.role)));
    }
    auto const* const interpreter = taker.assignment.interpreter ? m_roster.find_professional(*taker.assignment.interpreter) : nullptr;
    if (!is_understood && (interpreter == nullptr || !speaks(*interpreter, language)))
        m_oracle.fail_promise(3, when(taker) + " lacks somebody who interprets");
    if (needs->room_kind && !taker.assignment.room)
        m_oracle.fail_promise(3, when(taker) + " lacks a room");
}

/// It has all that it needs, and nobody else has it.
template<class Taker>
void AppointmentOracle::check_taken(Taker const& taker, std::vector<domain::Occupation> const& taken, Resources& resources)
{
    check_whole(taker);
    for (auto const& occupation : occupations_of(taker)) {
        resources[occupation.resource].push_back(occupation);
        if (!covers(taken, occupation))
            m_oracle.fail_promise(3, when(taker) + " has not taken the time of " + occupation.resource.id);
    }
}

void AppointmentOracle::check_apart(Resources& resources)
{
    for (auto& [resource, occupations] : resources) {
        std::ranges::sort(occupations, {}, &domain::Occupation::from);
        for (std::size_t next = 1; next < occupations.size(); ++next) {
            if (occupations[next].from < occupations[next - 1].to)
                m_oracle.fail_promise(2, resource.id + " is in two appointments at " + occupations[next].from.text());
        }
    }
}

void AppointmentOracle::check(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now)
{
    auto const lent = snapshot.bookings().lent(m_center.center.id);
    if (lent)
        check_believed(*lent, believed);
    auto const appointments = all(snapshot, now);
    auto const taken = snapshot.bookings().taken(m_center.center.id, now - looked_back, now + looked_ahead, now);
    if (!appointments || !taken || !lent)
        return; // its disk has a bad moment
    Resources resources;
    for (auto const& appointment : *appointments) {
        if (domain::takes_time(appointment.state))
            check_taken(appointment, *taken, resources);
    }
    for (auto const& hold : *lent)
        check_taken(hold, *taken, resources);
    check_apart(resources);
}

/// Promise 4, of a paper that somebody holds.
void AppointmentOracle::check_kept(AppointmentPaper const& paper, domain::Appointment const* appointment)
{
    using enum domain::AppointmentState;
    auto const name = "the appointment of " + paper.start.text();
    if (m_may_be_lost.contains(paper.appointment))
        return;
    if (appointment == nullptr)
        return m_oracle.fail_promise(4, name + " is not at the scheduler");
    if (m_cancelled.contains(paper.appointment) && appointment->state != cancelled)
        return m_oracle.fail_promise(4, name + " was cancelled and is " + std::string(name_of(appointment->state)));
    if (m_cancelled.contains(paper.appointment) || m_asked_to_change.contains(paper.appointment))
        return;
    if (appointment->code.reveal() != paper.code)
        return m_oracle.fail_promise(8, name + " has another code than its paper");
    // Who checked in and was never called is sent away for that day by the night.
    bool const is_closed = appointment->arrived_at && appointment->ended_at > appointment->end;
    if ((appointment->state == cancelled && !is_closed) || appointment->start != paper.start)
        m_oracle.fail_promise(4, name + " was changed by nobody: it is " + std::string(name_of(appointment->state)) + " at " + appointment->start.text());
}

/// Nobody decides any more: what is taken belongs to an appointment, or is lent.
void AppointmentOracle::check_free(std::vector<domain::Occupation> const& taken, Resources const& resources)
{
    for (auto const& one : taken) {
        auto const found = resources.find(one.resource);
        bool const is_ours = found != resources.end()
            && std::ranges::any_of(found->second, [&](domain::Occupation const& occupation) { return occupation.from < one.to && one.from < occupation.to; });
        if (!is_ours)
            m_oracle.fail_promise(2, one.resource.id + " is kept from everybody at " + one.from.text() + " for nobody");
    }
}

void AppointmentOracle::check_calm(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now)
{
    check(snapshot, believed, now);
    auto const appointments = all(snapshot, now);
    auto const taken = snapshot.bookings().taken(m_center.center.id, now - looked_back, now + looked_ahead, now);
    auto const lent = snapshot.bookings().lent(m_center.center.id);
    if (!appointments || !taken || !lent)
        return m_oracle.fail_promise(0, "the appointments can't be read in calm weather");
    std::map<AppointmentId, domain::Appointment const*> by_id;
    Resources resources;
    for (auto const& appointment : *appointments) {
        by_id.emplace(appointment.id, &appointment);
        for (auto const& occupation : domain::takes_time(appointment.state) ? occupations_of(appointment) : std::vector<domain::Occupation> {})
            resources[occupation.resource].push_back(occupation);
    }
    for (auto const& hold : *lent) {
        for (auto const& occupation : occupations_of(hold))
            resources[occupation.resource].push_back(occupation);
    }
    auto known = m_may_be_there;
    for (auto const& paper : m_papers) {
        known.insert(paper.appointment);
        if (paper.start < now - looked_back)
            continue;
        auto const found = by_id.find(paper.appointment);
        check_kept(paper, found == by_id.end() ? nullptr : found->second);
    }
    for (auto const& one : *appointments) {
        bool const is_of_visitor = one.device && one.state == domain::AppointmentState::booked;
        if (is_of_visitor && !known.contains(one.id) && !m_not_shown.contains(one.claim))
            m_oracle.fail_promise(4, when(one) + " is booked and nobody was told of it");
    }
    check_free(*taken, resources);
}

void AppointmentOracle::check_believed(std::vector<domain::Hold> const& lent, std::vector<SlotsBelieved> const& believed)
{
    for (auto const& one : believed) {
        for (auto const& slot : one.slots) {
            auto const name = one.device.value() + " would promise the slot of " + slot.start.text();
            if (one.is_of_this_life
                && std::ranges::none_of(lent, [&](domain::Hold const& hold) { return hold.id == slot.id && hold.lending->device == one.device; }))
                m_oracle.fail_promise(6, name + ", which is not lent to it");
            if (std::ranges::find(m_papers, domain::appointment_of(slot.id), &AppointmentPaper::appointment) != m_papers.end())
                m_oracle.fail_promise(2, name + ", which somebody has on paper");
        }
    }
}

void AppointmentOracle::check_returned(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now)
{
    auto const lent = snapshot.bookings().lent(m_center.center.id);
    if (!lent)
        return m_oracle.fail_promise(0, "what is lent can't be read in calm weather");
    for (auto const& device : snapshot.devices().list(m_center.center.id).value_or(std::vector<domain::Device>())) {
        // One that holds a refused promise is awaited for it when a backup is put back once more, until the desk goes on again.
        if (device.awaited_since && refused(device.id.value()).most == 0)
            m_oracle.fail_promise(6, device.id.value() + " is awaited in calm weather, and nobody can book");
    }
    for (auto const& hold : *lent) {
        auto const device = std::ranges::find(believed, hold.lending->device, &SlotsBelieved::device);
        // What one life refused, another may hold: it stays lent to the device, which has it on paper and promises it to nobody else.
        if (device == believed.end() || device->is_asking || m_refused.contains(domain::appointment_of(hold.id)))
            continue;
        if (hold.start < now + domain::lent_return - return_delay)
            m_oracle.fail_promise(2, when(hold) + " has not gone back");
        else if (std::ranges::find(device->slots, hold.id, &domain::SlotLease::id) == device->slots.end())
            m_oracle.fail_promise(2, when(hold) + " is unknown to it: kept from everybody for nobody");
    }
}

} // namespace zahide::sim
