#include "copies.h"
#include "domain/limits.h"
#include "scheduler/scheduler.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

// What a device is lent, and what it says about itself.

namespace zahide::scheduler {

namespace {

constexpr std::size_t status_text_bytes_max = 200;
/// A device that says nothing new is written down as heard of this often, which is with each third of its reports: staff are shown
/// minutes, and it counts as silent after two.
constexpr Milliseconds heard_of_interval { 75'000 };
constexpr std::int64_t clock_off_minutes_min = 2;
constexpr std::int64_t clock_off_minutes_max = 100 * 365 * 24 * 60;

Result<void> check_date(LendNumbers const& command, LocalDate today)
{
    if (command.local_date < today)
        return fail(ErrorCode::conflict, "that day is over", "local_date", "look at the device's clock");
    if (command.local_date > today.plus_days(domain::limits::lease_days_ahead_max))
        return fail(ErrorCode::conflict, "that day is too far ahead", "local_date", "ask for today's or tomorrow's numbers; look at the device's clock");
    return {};
}

Result<void> check_status(ReportStatus const& command)
{
    auto const& status = command.status;
    for (auto const* text : { &status.version, &status.printer, &status.paper, &status.screen, &status.incident }) {
        if (text->size() > status_text_bytes_max)
            return fail(ErrorCode::invalid, "a word of the status is too long", "status", "keep it under " + std::to_string(status_text_bytes_max) + " bytes");
    }
    if (command.promises && *command.promises < 0)
        return fail(ErrorCode::invalid, "it is less than none", "promises", "send how many there ever were");
    return {};
}

/// By how much the device's clock is ahead; 0 while that does no harm.
std::int32_t minutes_off(std::optional<Instant> const& clock, Instant now)
{
    if (!clock)
        return 0;
    auto const minutes = std::chrono::duration_cast<Minutes>(*clock - now).count();
    if (std::abs(minutes) < clock_off_minutes_min)
        return 0;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(minutes, -clock_off_minutes_max, clock_off_minutes_max));
}

/// Whether anything but the time differs.
bool is_news(std::optional<domain::DeviceStatus> const& before, domain::DeviceStatus after)
{
    if (!before)
        return true;
    after.at = before->at;
    return *before != after;
}

} // namespace

Result<domain::NumberLease> Scheduler::run(Transaction& transaction, Principal const& principal, LendNumbers const& command) const
{
    auto device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::lend_numbers, device.center));
    if (command.device != device.id)
        return fail(ErrorCode::forbidden, "numbers are lent to the device itself only", "device", "ask as that device");
    if (command.machine.empty() || command.machine.size() > domain::limits::machine_bytes_max)
        return fail(ErrorCode::invalid, "not an id of a machine", "machine", "send 1 to " + std::to_string(domain::limits::machine_bytes_max) + " bytes");
    auto const center = ZAHIDE_TRY(center_now(transaction, device.center, m_parts.clock.now()));
    ZAHIDE_TRY_VOID(check_date(command, center.local.date));
    auto const unused = ZAHIDE_TRY(transaction.numbers().unused_of(device.id, command.local_date));
    auto const count = std::min(center.catalogue.rules.lease_numbers, domain::limits::lease_unused_numbers_max - unused);
    if (count < 1)
        return fail(ErrorCode::limit, "the device holds too many numbers of that day that it has not delivered", "device", "deliver its tickets first");
    if (device.machine != command.machine) {
        device.machine = command.machine;
        ZAHIDE_TRY_VOID(transaction.devices().update(device));
        ZAHIDE_TRY_VOID(announce(transaction, device.center, ports::FeedKind::device, device.id.value(), center.now));
    }
    domain::NumberLease lease;
    lease.id = LeaseId(Uuid::generate(m_parts.random));
    lease.center = device.center;
    lease.device = device.id;
    lease.machine = command.machine;
    lease.local_date = command.local_date;
    lease.lent_at = center.now;
    lease.expires_at = center.zone.start_of_day(command.local_date.plus_days(1));
    return transaction.numbers().lend(std::move(lease), count);
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, GiveBackNumbers const& command) const
{
    auto const device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::lend_numbers, device.center));
    auto const lease = ZAHIDE_TRY(transaction.numbers().find_lease(command.lease));
    if (!lease && command.device == device.id)
        return Done {}; // lent after the backup that was put back: nobody has these numbers, and the day goes on beyond them
    bool const own = command.device == device.id && lease->device == device.id;
    if (!own || command.numbers.last != lease->numbers.last || !lease->numbers.contains(command.numbers.first))
        return fail(ErrorCode::conflict, "the numbers are not the end of a lease of this device", "lease", "give back what is left of an own lease");
    auto const known = ZAHIDE_TRY(transaction.numbers().given_back(command.lease));
    if (known == command.numbers)
        return Done {};
    ZAHIDE_TRY_VOID(transaction.numbers().give_back(command.lease, command.numbers, m_parts.clock.now()));
    return Done {};
}

Result<StatusNoted> Scheduler::run(Transaction& transaction, Principal const& principal, ReportStatus const& command) const
{
    auto device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::report_status, device.center));
    if (command.device != device.id)
        return fail(ErrorCode::forbidden, "a device reports of itself only", "device", "report as that device");
    ZAHIDE_TRY_VOID(check_status(command));
    auto const now = m_parts.clock.now();
    auto status = command.status;
    status.clock_off_minutes = minutes_off(command.clock, now);
    bool const news = is_news(device.status, status);
    bool const is_fresh = device.status && now >= device.status->at && now - device.status->at < heard_of_interval;
    // A device that has begun its damaged database anew counts from the start again, and has nothing left that was lent to it.
    bool const began_anew = !status.incident.empty() && (!device.status || device.status->incident != status.incident);
    device.status = std::move(status);
    device.status->at = now;
    auto const promises = command.promises.value_or(device.promises);
    bool const is_behind = promises < device.promises && !began_anew;
    auto const promises_seen = is_behind ? std::optional(device.promises) : std::nullopt;
    // That it was heard of once more is not worth a write each half minute.
    if (news || (!is_behind && promises != device.promises)) {
        device.promises = is_behind ? device.promises : promises;
        ZAHIDE_TRY_VOID(transaction.devices().update(device));
    } else if (!is_fresh) {
        ZAHIDE_TRY_VOID(transaction.devices().note_heard(device.id, now));
    }
    if (news)
        ZAHIDE_TRY_VOID(announce(transaction, device.center, ports::FeedKind::device, device.id.value(), now));
    ZAHIDE_TRY_VOID(note_copies(transaction, device.id, command.copies, now));
    if (began_anew)
        ZAHIDE_TRY_VOID(doubt_copies(transaction, device.id, now));
    // Behind, it may have printed them without knowing; its next report, or what it says of having begun anew, decides.
    bool const may_print = device.kind == domain::DeviceKind::kiosk && !is_behind;
    auto copies = may_print ? ZAHIDE_TRY(copies_for(transaction, device.id, now)) : std::vector<CopyToPrint>();
    return StatusNoted { ZAHIDE_TRY(transaction.feed().lineage()), ZAHIDE_TRY(transaction.feed().newest()), now, promises_seen, std::move(copies) };
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, NotePromises const& command) const
{
    auto device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::report_status, device.center));
    if (command.device != device.id)
        return fail(ErrorCode::forbidden, "a device reports of itself only", "device", "report as that device");
    if (command.promises < 0)
        return fail(ErrorCode::invalid, "it is less than none", "promises", "send how many there ever were");
    if (command.promises <= device.promises)
        return Done {};
    device.promises = command.promises;
    ZAHIDE_TRY_VOID(transaction.devices().update(device));
    return Done {};
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, ReportRenewal const& command) const
{
    auto device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::report_status, device.center));
    if (command.device != device.id)
        return fail(ErrorCode::forbidden, "a device reports of itself only", "device", "report as that device");
    auto const now = m_parts.clock.now();
    device.renewed_at = now;
    ZAHIDE_TRY_VOID(transaction.devices().update(device));
    ZAHIDE_TRY_VOID(doubt_copies(transaction, device.id, now));
    ZAHIDE_TRY_VOID(announce(transaction, device.center, ports::FeedKind::device, device.id.value(), now));
    return Done {};
}

Result<domain::HelpRequest> Scheduler::run(Transaction& transaction, Principal const& principal, AskHelp const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::ask_help, command.center));
    auto const device = ZAHIDE_TRY(asking_device(transaction, principal));
    if (auto known = ZAHIDE_TRY(transaction.help_requests().find(command.id))) {
        if (known->device == device.id)
            return std::move(*known);
        return fail(ErrorCode::conflict, "the id belongs to another request for help", "id", "make a new id for each request");
    }
    if (!is_slug(command.language.reveal().value()))
        return fail(ErrorCode::invalid, "not a language's name", "language", "name a language of the catalogue");
    auto const now = m_parts.clock.now();
    // Refused, it would stand in the way of the tickets behind it in the device's outbox.
    auto open = ZAHIDE_TRY(transaction.help_requests().open(command.center));
    if (open.size() >= domain::limits::open_help_requests_max)
        ZAHIDE_TRY_VOID(settle_help(transaction, open.front(), std::nullopt, now));
    domain::HelpRequest request;
    request.id = command.id;
    request.center = command.center;
    request.device = device.id;
    request.kind = command.kind;
    request.language = command.language;
    request.asked_at = now;
    ZAHIDE_TRY_VOID(transaction.help_requests().insert(request));
    ZAHIDE_TRY_VOID(announce(transaction, command.center, ports::FeedKind::help, command.id.value().text(), now));
    return request;
}

Result<domain::HelpRequest> Scheduler::run(Transaction& transaction, Principal const& principal, SettleHelp const& command) const
{
    auto const staff = ZAHIDE_TRY(asking_staff(transaction, principal));
    auto request = ZAHIDE_TRY(transaction.help_requests().find(command.id));
    if (!request || request->center != staff.center)
        return fail(ErrorCode::not_found, "there is no such request for help", "id", "look at the queue again");
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::settle_help, request->center));
    if (request->state == domain::HelpState::done)
        return std::move(*request);
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY_VOID(settle_help(transaction, *request, staff.id, now));
    return std::move(*request);
}

} // namespace zahide::scheduler
