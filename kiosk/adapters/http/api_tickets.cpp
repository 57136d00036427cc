#include "api_handlers.h"
#include "protocol/ticket.h"

namespace zahide::http {

namespace {

scheduler::TicketWish wish_of(protocol::NewTicket const& ticket)
{
    auto const urgency = ticket.given ? ticket.given->urgency : domain::Urgency::ordinary;
    return { ticket.service, ticket.language, ticket.priority, ticket.gender, Personal(urgency) };
}

scheduler::CurrentTicket current_of(protocol::FinishCurrent finish)
{
    return finish == protocol::FinishCurrent::yes ? scheduler::CurrentTicket::finish : scheduler::CurrentTicket::refuse;
}

Result<Response> move_ticket(Context& context, scheduler::DeskMove move)
{
    TicketId const ticket(ZAHIDE_TRY(uuid_parameter(context)));
    return carry_out(context, scheduler::MoveTicket { ticket, move }, [](domain::Ticket const& moved) { return stored(200, protocol::TicketReply { moved }); });
}

} // namespace

Result<Response> add_ticket(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto const ticket = ZAHIDE_TRY(body_of<protocol::NewTicket>(context));
    auto const encode = [](domain::Ticket const& added) { return stored(201, added); };
    if (!ticket.given)
        return carry_out(context, scheduler::IssueTicket { center, wish_of(ticket) }, encode);
    auto const& given = *ticket.given;
    scheduler::DeliverTicket command { given.id, given.visit, center, given.number, given.local_date, given.lease, wish_of(ticket), given.given_at,
        given.page_token };
    if (given.lease_first && given.lease_last)
        command.lease_numbers = domain::NumberRange { *given.lease_first, *given.lease_last };
    return carry_out(context, command, encode);
}

Result<Response> call_next(Context& context)
{
    auto const counter = ZAHIDE_TRY(counter_parameter(context));
    auto const request = ZAHIDE_TRY(body_of<protocol::CallNextRequest>(context));
    return carry_out(context, scheduler::CallNext { counter, current_of(request.finish_current) },
        [](scheduler::CalledTicket const& called) { return stored(200, protocol::TicketReply { called.ticket }); });
}

Result<Response> call_ticket(Context& context)
{
    auto const counter = ZAHIDE_TRY(counter_parameter(context));
    auto const request = ZAHIDE_TRY(body_of<protocol::CallRequest>(context));
    return carry_out(context, scheduler::CallTicket { counter, request.ticket, current_of(request.finish_current) },
        [](domain::Ticket const& called) { return stored(200, protocol::TicketReply { called }); });
}

Result<Response> recall_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::recall);
}

Result<Response> start_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::start);
}

Result<Response> finish_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::finish);
}

Result<Response> miss_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::no_show);
}

Result<Response> park_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::park);
}

Result<Response> resume_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::resume);
}

Result<Response> cancel_ticket(Context& context)
{
    return move_ticket(context, scheduler::DeskMove::cancel);
}

Result<Response> transfer_ticket(Context& context)
{
    TicketId const ticket(ZAHIDE_TRY(uuid_parameter(context)));
    auto const request = ZAHIDE_TRY(body_of<protocol::TransferRequest>(context));
    scheduler::TransferTicket command { ticket, request.service, std::nullopt };
    if (request.keep_arrival)
        command.place = *request.keep_arrival == protocol::KeepArrival::yes ? domain::Place::kept : domain::Place::end;
    return carry_out(context, std::move(command), [](scheduler::TransferredTicket const& transferred) {
        return stored(200, protocol::TransferReply { transferred.ticket, transferred.successor });
    });
}

Result<Response> order_copy(Context& context)
{
    TicketId const ticket(ZAHIDE_TRY(uuid_parameter(context)));
    auto const request = ZAHIDE_TRY(body_of<protocol::CopyRequest>(context));
    return carry_out(
        context, scheduler::OrderCopy { ticket, request.device }, [](domain::Ticket const& asked) { return stored(200, protocol::TicketReply { asked }); });
}

Result<Response> mark_served(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto request = ZAHIDE_TRY(body_of<protocol::MarkServedRequest>(context));
    return carry_out(context, scheduler::MarkServed { center, std::move(request.tickets) }, [](scheduler::MarkedTickets const& result) {
        protocol::MarkServedReply reply;
        for (auto const& ticket : result.marked)
            reply.tickets.push_back(ticket.id);
        for (auto const& [id, why] : result.left)
            reply.left.push_back({ id, why });
        return stored(200, reply);
    });
}

} // namespace zahide::http
