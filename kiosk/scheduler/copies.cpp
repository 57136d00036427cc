#include "copies.h"

#include "domain/limits.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// A second paper of a ticket, from the desk to a kiosk and back.

namespace zahide::scheduler {

namespace {

/// A kiosk reports twice a minute.
constexpr Milliseconds heard_of_within = Minutes(2);

Result<void> check_can_print(domain::Device const& device, Instant now)
{
    auto const name = device.id.value();
    if (!device.status || device.status->at < now - heard_of_within)
        return fail(ErrorCode::conflict, name + " isn't heard of", "device", "choose another kiosk, or look whether it is on", Retry::later);
    bool const is_out = device.status->paper == "out" || (device.status->printer != "ready" && device.status->printer != "unknown");
    if (is_out)
        return fail(
            ErrorCode::conflict, "the printer of " + name + " prints nothing now", "device", "choose another kiosk, or see to its printer", Retry::later);
    return {};
}

/// Those of which the device may still say how they came out.
Result<std::vector<domain::Ticket>> open_copies(ports::Transaction const& snapshot, DeviceId const& device, Instant now)
{
    return snapshot.tickets().with_open_copies(device, now - Minutes(domain::limits::copy_orders_kept_minutes));
}

/// The kiosk that prints it: the one named, else the one that gave the number. Fails unless it is likely to print now.
Result<DeviceId> kiosk_for(ports::Transaction const& snapshot, domain::Ticket const& ticket, std::optional<DeviceId> const& named, Instant now)
{
    auto const id = named ? named : ticket.device;
    if (!id)
        return fail(ErrorCode::invalid, "the number was given at the desk: no kiosk is known to print it", "device", "name a kiosk");
    auto const device = ZAHIDE_TRY(snapshot.devices().find(*id));
    bool const can_be_asked
        = device && device->center == ticket.center && device->kind == domain::DeviceKind::kiosk && device->standing == domain::Standing::active;
    if (!can_be_asked)
        return fail(ErrorCode::not_found, "there is no such kiosk here", "device", "name one of the center's");
    ZAHIDE_TRY_VOID(check_can_print(*device, now));
    if (ZAHIDE_TRY(open_copies(snapshot, device->id, now)).size() >= domain::limits::copy_orders_max)
        return fail(ErrorCode::conflict, device->id.value() + " has many copies to print already", "device", "choose another kiosk, or see to its printer",
            Retry::later);
    return device->id;
}

Result<void> end_copy(ports::Transaction& transaction, domain::Ticket& ticket, domain::CopyEnd end, Instant now)
{
    ticket.copy->end = end;
    ZAHIDE_TRY_VOID(transaction.tickets().update(ticket));
    return announce_ticket(transaction, ticket, now);
}

} // namespace

Result<domain::Ticket> Scheduler::run(Transaction& transaction, Principal const& principal, OrderCopy const& command) const
{
    auto ticket = ZAHIDE_TRY(permitted_ticket(transaction, principal, domain::Action::issue_ticket, command.ticket));
    auto const staff = ZAHIDE_TRY(asking_staff(transaction, principal));
    auto const center = ZAHIDE_TRY(center_now(transaction, ticket.center, m_parts.clock.now()));
    if (ticket.local_date != center.local.date)
        return fail(ErrorCode::conflict, "the ticket is of another day", "ticket", "give a new number");
    if (!domain::is_open(ticket.state) && ticket.state != domain::TicketState::noshow)
        return fail(ErrorCode::conflict, "the ticket's way is over: nobody is called by it any more", "ticket", "give a new number");
    if (ticket.copy && domain::is_wanted(*ticket.copy, center.now))
        return fail(ErrorCode::conflict, "a copy of it is on its way already", "ticket", "wait until it is known how that came out");
    auto const kiosk = ZAHIDE_TRY(kiosk_for(transaction, ticket, command.device, center.now));
    ticket.copy = domain::CopyOrder { PrintJobId(Uuid::generate(m_parts.random)), kiosk, staff.id, center.now, std::nullopt };
    ZAHIDE_TRY_VOID(transaction.tickets().update(ticket));
    ZAHIDE_TRY_VOID(announce_ticket(transaction, ticket, center.now));
    ZAHIDE_TRY_VOID(announce(transaction, ticket.center, ports::FeedKind::copies, kiosk.value(), center.now));
    return ticket;
}

Result<void> note_copies(ports::Transaction& transaction, DeviceId const& device, std::vector<CopyEnded> const& copies, Instant now)
{
    if (copies.empty())
        return {};
    for (auto& ticket : ZAHIDE_TRY(open_copies(transaction, device, now))) {
        auto const told = std::ranges::find(copies, ticket.copy->id, &CopyEnded::id);
        if (told != copies.end())
            ZAHIDE_TRY_VOID(end_copy(transaction, ticket, told->end, now));
    }
    return {};
}

Result<void> doubt_copies(ports::Transaction& transaction, DeviceId const& device, Instant now)
{
    for (auto& ticket : ZAHIDE_TRY(open_copies(transaction, device, now)))
        ZAHIDE_TRY_VOID(end_copy(transaction, ticket, domain::CopyEnd::unknown, now));
    return {};
}

Result<std::vector<CopyToPrint>> copies_for(ports::Transaction const& snapshot, DeviceId const& device, Instant now)
{
    std::vector<CopyToPrint> copies;
    for (auto const& ticket : ZAHIDE_TRY(open_copies(snapshot, device, now))) {
        using enum CopyToPrint::Wanted;
        copies.push_back(
            { ticket.copy->id, ticket.number, ticket.local_date, ticket.given_at, ticket.language, domain::is_wanted(*ticket.copy, now) ? print : told });
    }
    return copies;
}

} // namespace zahide::scheduler
