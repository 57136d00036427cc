#include "context.h"

namespace zahide::scheduler {

Result<CenterNow> center_now(ports::Transaction const& snapshot, CenterId const& center, Instant now)
{
    auto catalogue = ZAHIDE_TRY(snapshot.catalogues().find(center));
    if (!catalogue)
        return fail(ErrorCode::not_found, "there is no such center", "center", "name a center of the catalogue");
    auto zone = ZAHIDE_TRY(unicode::Zone::create(catalogue->center.zone));
    auto const local = zone.local(now);
    return CenterNow { catalogue, *catalogue, std::move(zone), now, local };
}

Result<domain::StaffUser> asking_staff(ports::Transaction const& snapshot, domain::Principal const& principal)
{
    auto const* asking = std::get_if<domain::StaffPrincipal>(&principal);
    if (asking != nullptr) {
        auto user = ZAHIDE_TRY(snapshot.staff().find(asking->staff));
        if (user && user->standing == domain::Standing::active)
            return std::move(*user);
    }
    return fail(ErrorCode::forbidden, "only staff may do this", {}, "log in as a member of the staff");
}

Result<domain::Device> asking_device(ports::Transaction const& snapshot, domain::Principal const& principal)
{
    auto const* asking = std::get_if<domain::DevicePrincipal>(&principal);
    if (asking != nullptr) {
        auto device = ZAHIDE_TRY(snapshot.devices().find(asking->device));
        if (device && device->standing == domain::Standing::active)
            return std::move(*device);
    }
    return fail(ErrorCode::forbidden, "only a device may do this", {}, "enrol the device with zahide-scheduler device add");
}

Result<domain::Ticket> permitted_ticket(ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, TicketId const& id)
{
    auto ticket = ZAHIDE_TRY(snapshot.tickets().find(id));
    // Another center's ticket is answered as one that does not exist: ids tell nothing.
    auto const own = domain::center_of(principal);
    if (!ticket || (own && ticket->center != *own))
        return fail(ErrorCode::not_found, "there is no such ticket", "ticket", "look at the queue again");
    ZAHIDE_TRY_VOID(domain::permit(principal, action, ticket->center));
    return std::move(*ticket);
}

Result<void> announce(ports::Transaction& transaction, CenterId const& center, ports::FeedKind kind, std::string subject, Instant at)
{
    ZAHIDE_TRY(transaction.feed().append({ center, kind, std::move(subject), at }));
    return {};
}

Result<void> announce_ticket(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at)
{
    return announce(transaction, ticket.center, ports::FeedKind::ticket, ticket.id.value().text(), at);
}

Result<void> announce_wait(ports::Transaction& transaction, CenterId const& center, Instant at)
{
    return announce(transaction, center, ports::FeedKind::wait, center.value(), at);
}

Result<void> follow_visit(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at)
{
    auto visit = ZAHIDE_TRY(transaction.visits().find(ticket.visit));
    if (!visit)
        return fail(ErrorCode::corrupt, "a ticket has no visit", {}, "restore a backup");
    bool const any_open = ZAHIDE_TRY(transaction.tickets().is_any_open(ticket.visit));
    auto const event = any_open ? std::optional(domain::VisitEvent::ticket_given) : domain::visit_event_of(ticket.state);
    auto const next = event ? domain::next_state(visit->state, *event) : std::nullopt;
    if (!next || *next == visit->state)
        return {};
    visit->state = *next;
    visit->ended_at = any_open ? std::nullopt : std::optional(at);
    return transaction.visits().update(*visit);
}

Result<void> end_calls(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at)
{
    auto const call = ZAHIDE_TRY(transaction.calls().newest_of(ticket.id));
    if (!call || call->ended_at)
        return {};
    ZAHIDE_TRY_VOID(transaction.calls().end_of(ticket.id, at));
    return announce(transaction, ticket.center, ports::FeedKind::call_end, call->id.value().text(), at);
}

Result<void> settle_help(ports::Transaction& transaction, domain::HelpRequest& request, std::optional<StaffUserId> const& staff, Instant at)
{
    request.state = domain::HelpState::done;
    request.done_at = at;
    request.done_by = staff;
    ZAHIDE_TRY_VOID(transaction.help_requests().update(request));
    return announce(transaction, request.center, ports::FeedKind::help, request.id.value().text(), at);
}

Result<domain::Ticket> move_ticket(ports::Transaction& transaction, domain::Ticket ticket, domain::TicketStep const& step)
{
    bool const was_at_counter = domain::is_at_counter(ticket.state);
    bool const was_waiting = ticket.state == domain::TicketState::waiting;
    ticket = ZAHIDE_TRY(domain::apply(std::move(ticket), step));
    ZAHIDE_TRY_VOID(transaction.tickets().update(ticket));
    ZAHIDE_TRY_VOID(follow_visit(transaction, ticket, step.at));
    ZAHIDE_TRY_VOID(follow_appointment(transaction, ticket, step.at));
    if (was_at_counter && !domain::is_at_counter(ticket.state))
        ZAHIDE_TRY_VOID(end_calls(transaction, ticket, step.at));
    ZAHIDE_TRY_VOID(announce_ticket(transaction, ticket, step.at));
    if (was_waiting != (ticket.state == domain::TicketState::waiting))
        ZAHIDE_TRY_VOID(announce_wait(transaction, ticket.center, step.at));
    return ticket;
}

} // namespace zahide::scheduler
