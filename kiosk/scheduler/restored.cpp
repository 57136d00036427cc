#include "restored.h"

#include "domain/slot_lease.h"
#include "scheduler/scheduler.h"

#include <algorithm>
#include <chrono>

namespace zahide::scheduler {

namespace {

/// More than the longest appointment with its gaps.
constexpr Milliseconds around = std::chrono::hours(48);

bool overlap(std::vector<domain::Occupation> const& some, std::vector<domain::Occupation> const& others)
{
    return std::ranges::any_of(some, [&](domain::Occupation const& one) {
        return std::ranges::any_of(
            others, [&](domain::Occupation const& other) { return one.resource == other.resource && one.from < other.to && other.from < one.to; });
    });
}

/// Who has the time that was promised.
struct InTheWay {
    std::vector<domain::Hold> holds;
    std::vector<domain::Appointment> appointments;
};

/// Without the gaps where the service is gone.
template<class Taker>
std::vector<domain::Occupation> occupations_of(Taker const& taker, domain::Catalogue const& catalogue)
{
    auto const* const service = catalogue.find_service(taker.wish.service.reveal());
    return domain::occupations_of(taker.assignment, service != nullptr && service->needs ? *service->needs : domain::ServiceNeeds {}, taker.start);
}

Result<InTheWay> find_in_the_way(
    ports::Transaction const& snapshot, domain::Hold const& promised, std::vector<domain::Occupation> const& needed, CenterNow const& center)
{
    InTheWay found;
    auto const is_in_the_way = [&](auto const& taker) { return overlap(occupations_of(taker, center.catalogue), needed); };
    std::ranges::copy_if(ZAHIDE_TRY(snapshot.bookings().lent(center.id())), std::back_inserter(found.holds), is_in_the_way);
    std::ranges::copy_if(ZAHIDE_TRY(snapshot.bookings().holds_of(center.id(), std::string())), std::back_inserter(found.holds),
        [&](domain::Hold const& closed) { return closed.start < promised.end && promised.start < closed.end; });
    for (auto& appointment : ZAHIDE_TRY(snapshot.bookings().starting(center.id(), promised.start - around, promised.end + around))) {
        if (domain::takes_time(appointment.state) && is_in_the_way(appointment))
            found.appointments.push_back(std::move(appointment));
    }
    return found;
}

std::optional<Instant> lent_at(domain::Hold const& hold)
{
    return hold.lending ? std::optional(hold.made_at) : std::nullopt;
}

} // namespace

Result<std::vector<domain::Device>> awaited_devices(ports::Transaction const& snapshot, CenterId const& center)
{
    auto devices = ZAHIDE_TRY(snapshot.devices().list(center));
    std::erase_if(devices, [](domain::Device const& device) { return !device.awaited_since || device.standing != domain::Standing::active; });
    return devices;
}

Result<void> check_all_heard(ports::Transaction const& snapshot, CenterId const& center)
{
    auto const awaited = ZAHIDE_TRY(awaited_devices(snapshot, center));
    if (awaited.empty())
        return {};
    std::string names;
    for (auto const& device : awaited)
        names += (names.empty() ? "" : ", ") + device.id.value();
    return fail(Reason::awaiting_devices, "a backup was put back, and what was promised since by " + names + " is not known yet", "devices",
        "connect them, or go on without them", Retry::later);
}

Result<void> hear_of_all_kept(ports::Transaction& transaction, domain::Device const& device, std::vector<HoldId> const& kept, Instant now)
{
    if (!device.awaited_since)
        return {};
    for (auto const& id : kept) {
        auto const hold = ZAHIDE_TRY(transaction.bookings().find_hold(id));
        bool const is_lent = hold && hold->lending && hold->lending->device == device.id;
        if (!is_lent && !ZAHIDE_TRY(transaction.bookings().find(domain::appointment_of(id))))
            return {};
    }
    auto heard = device;
    heard.awaited_since.reset();
    ZAHIDE_TRY_VOID(transaction.devices().update(heard));
    return announce(transaction, device.center, ports::FeedKind::device, device.id.value(), now);
}

Result<Place> make_room(ports::Transaction& transaction, domain::Device const& device, domain::Hold const& promised,
    std::vector<domain::Occupation> const& needed, CenterNow const& center)
{
    auto const found = ZAHIDE_TRY(find_in_the_way(transaction, promised, needed, center));
    auto const is_later = [&](std::optional<Instant> const& at) { return at && *at > promised.made_at; };
    // What was booked after the loan can only be there because the desk had gone on without the device: that stays.
    auto const has_ended = [&](domain::Appointment const& one) {
        return one.lent_at ? *one.lent_at <= promised.made_at : device.awaited_since && one.booked_at <= promised.made_at;
    };
    bool const is_passed_on
        = std::ranges::any_of(found.holds, is_later, lent_at) || std::ranges::any_of(found.appointments, is_later, &domain::Appointment::lent_at);
    // While it is awaited nothing is lent: what was lent later was lent in that lost life.
    if (is_passed_on && device.awaited_since)
        return Place::passed_on;
    auto const is_over = [&](domain::Appointment const& one) { return has_ended(one) && one.state == domain::AppointmentState::booked; };
    if (is_passed_on || !std::ranges::all_of(found.appointments, is_over))
        return fail(ErrorCode::conflict, "somebody else has that time by now", "lease", "look for another time with whoever holds the paper");
    for (auto const& hold : found.holds)
        ZAHIDE_TRY_VOID(transaction.bookings().release_hold(hold.id));
    for (auto const& appointment : found.appointments)
        ZAHIDE_TRY(change_appointment(transaction, appointment, domain::AppointmentEvent::cancel, center.now));
    return Place::free;
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, GoOnWithout const& command) const
{
    auto device = ZAHIDE_TRY(transaction.devices().find(command.device));
    auto const own = domain::center_of(principal);
    if (!device || (own && device->center != *own))
        return fail(ErrorCode::not_found, "there is no such device", "device", "name a device of the center");
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::go_on_without, device->center));
    if (!device->awaited_since)
        return Done {};
    device->awaited_since.reset();
    ZAHIDE_TRY_VOID(transaction.devices().update(*device));
    ZAHIDE_TRY_VOID(announce(transaction, device->center, ports::FeedKind::device, device->id.value(), m_parts.clock.now()));
    return Done {};
}

} // namespace zahide::scheduler
