#include "context.h"
#include "domain/queue.h"
#include "interpreters.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// The desk's day: call somebody, serve them, let them go.

namespace zahide::scheduler {

namespace {

/// Who calls from where, once they may.
struct Desk {
    CenterNow center;
    domain::StaffUser staff;
    CounterNumber counter;
};

std::string sentence(CounterNumber counter, domain::Ticket const& ticket)
{
    return "number " + std::to_string(ticket.number.value()) + " is " + std::string(name_of(ticket.state)) + " at counter " + std::to_string(counter.value());
}

/// Makes the counter free for the next ticket, or says why it is not.
Result<void> clear_counter(ports::Transaction& transaction, Desk const& desk, CurrentTicket current)
{
    auto ticket = ZAHIDE_TRY(transaction.tickets().at_counter(desk.center.id(), desk.counter));
    if (!ticket)
        return {};
    if (ticket->called_by != desk.staff.id)
        return fail(ErrorCode::conflict, sentence(desk.counter, *ticket) + " by a colleague", "counter", "take another counter, or end that ticket first");
    if (ticket->state == domain::TicketState::called)
        return fail(ErrorCode::conflict, sentence(desk.counter, *ticket), "counter", "start it, mark it as a no-show, or park it first");
    if (current == CurrentTicket::refuse)
        return fail(ErrorCode::conflict, sentence(desk.counter, *ticket), "counter", "finish it, park it or transfer it first");
    ZAHIDE_TRY(move_ticket(transaction, std::move(*ticket), { .event = domain::TicketEvent::finish, .at = desk.center.now }));
    return {};
}

/// Takes the counter for the staff member; their former one becomes free.
Result<void> take_counter(ports::Transaction& transaction, Desk const& desk)
{
    auto const seat = ZAHIDE_TRY(transaction.seats().of(desk.staff.id));
    if (seat && seat->counter == desk.counter)
        return {};
    if (seat) {
        auto const left_behind = ZAHIDE_TRY(transaction.tickets().at_counter(seat->center, seat->counter));
        if (left_behind && left_behind->called_by == desk.staff.id)
            return fail(ErrorCode::conflict, sentence(seat->counter, *left_behind), "counter", "end that ticket before you change counters");
    }
    return transaction.seats().take({ desk.center.id(), desk.counter, desk.staff.id, desk.center.now });
}

Result<Desk> sit_down(ports::Transaction& transaction, domain::Principal const& principal, CounterNumber counter, CurrentTicket current, Instant now)
{
    auto staff = ZAHIDE_TRY(asking_staff(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::call_ticket, staff.center));
    auto center = ZAHIDE_TRY(center_now(transaction, staff.center, now));
    if (center.catalogue.find_counter(counter) == nullptr)
        return fail(ErrorCode::not_found, "there is no such counter", "counter", "name a counter of the catalogue");
    Desk desk { std::move(center), std::move(staff), counter };
    ZAHIDE_TRY_VOID(clear_counter(transaction, desk, current));
    ZAHIDE_TRY_VOID(take_counter(transaction, desk));
    return desk;
}

/// What the staff member can do, with the interpreters who are there now.
Result<domain::ServingSkills> skills_at(ports::Transaction const& snapshot, Desk const& desk)
{
    auto const& staff = desk.staff;
    domain::ServingSkills skills { staff.services, staff.languages, {}, staff.gender, staff.id };
    skills.interpreted = interpreted_services(desk.center.catalogue);
    if (!skills.languages.empty() && !skills.interpreted.empty())
        skills.interpreters = ZAHIDE_TRY(interpreters_now(snapshot, desk.center));
    return skills;
}

Result<void> announce_call(ports::Transaction& transaction, domain::Ticket const& ticket, CallId const& id, Instant at)
{
    domain::Call call;
    call.id = id;
    call.ticket = ticket.id;
    call.center = ticket.center;
    call.number = ticket.number;
    call.local_date = ticket.local_date;
    call.counter = *ticket.counter;
    call.at = at;
    call.repeat = ticket.calls - 1;
    call.language = ticket.language;
    ZAHIDE_TRY_VOID(transaction.calls().insert(call));
    return announce(transaction, ticket.center, ports::FeedKind::call, id.value().text(), at);
}

Result<domain::Ticket> call(ports::Transaction& transaction, Desk const& desk, domain::Ticket ticket, std::span<TicketId const> overtaken, CallId const& id)
{
    auto const at = desk.center.now;
    auto called = ZAHIDE_TRY(
        move_ticket(transaction, std::move(ticket), { .event = domain::TicketEvent::call, .at = at, .counter = desk.counter, .staff = desk.staff.id }));
    ZAHIDE_TRY_VOID(transaction.tickets().count_overtaken(overtaken));
    ZAHIDE_TRY_VOID(announce_call(transaction, called, id, at));
    return called;
}

domain::TicketEvent ticket_event_of(DeskMove move, domain::TicketState state)
{
    switch (move) {
    case DeskMove::recall:
        return domain::TicketEvent::recall;
    case DeskMove::start:
        return domain::TicketEvent::start;
    case DeskMove::finish:
        return domain::TicketEvent::finish;
    case DeskMove::no_show:
        return domain::TicketEvent::no_show;
    case DeskMove::park:
        return domain::TicketEvent::park;
    case DeskMove::resume:
        return state == domain::TicketState::noshow ? domain::TicketEvent::come_back : domain::TicketEvent::resume;
    case DeskMove::cancel:
        return domain::TicketEvent::cancel;
    }
    return domain::TicketEvent::cancel;
}

domain::Action action_of(DeskMove move)
{
    switch (move) {
    case DeskMove::recall:
        return domain::Action::call_ticket;
    case DeskMove::start:
    case DeskMove::finish:
    case DeskMove::no_show:
    case DeskMove::park:
    case DeskMove::resume:
        return domain::Action::serve_ticket;
    case DeskMove::cancel:
        return domain::Action::cancel_ticket;
    }
    return domain::Action::cancel_ticket;
}

} // namespace

Result<CalledTicket> Scheduler::run(Transaction& transaction, Principal const& principal, CallNext const& command) const
{
    auto const desk = ZAHIDE_TRY(sit_down(transaction, principal, command.counter, command.current, m_parts.clock.now()));
    auto const tickets = ZAHIDE_TRY(transaction.tickets().queue_of_day(desk.center.id(), desk.center.local.date));
    auto const next = domain::choose_next(tickets, ZAHIDE_TRY(skills_at(transaction, desk)), { desk.center.now, desk.center.catalogue.rules.overtaken_max });
    if (!next)
        return CalledTicket {};
    auto const chosen = std::ranges::find(tickets, next->ticket, &domain::Ticket::id);
    return CalledTicket { ZAHIDE_TRY(call(transaction, desk, *chosen, next->overtaken, CallId(Uuid::generate(m_parts.random)))) };
}

Result<domain::Ticket> Scheduler::run(Transaction& transaction, Principal const& principal, CallTicket const& command) const
{
    auto ticket = ZAHIDE_TRY(permitted_ticket(transaction, principal, domain::Action::call_ticket, command.ticket));
    auto const desk = ZAHIDE_TRY(sit_down(transaction, principal, command.counter, command.current, m_parts.clock.now()));
    if (ticket.local_date != desk.center.local.date)
        return fail(ErrorCode::conflict, "this ticket is of another day", "ticket", "give a new number");
    auto const tickets = ZAHIDE_TRY(transaction.tickets().queue_of_day(desk.center.id(), desk.center.local.date));
    auto const overtaken = domain::overtaken_by(ticket, tickets, ZAHIDE_TRY(skills_at(transaction, desk)), desk.center.now);
    return call(transaction, desk, std::move(ticket), overtaken, CallId(Uuid::generate(m_parts.random)));
}

Result<domain::Ticket> Scheduler::run(Transaction& transaction, Principal const& principal, MoveTicket const& command) const
{
    auto ticket = ZAHIDE_TRY(permitted_ticket(transaction, principal, action_of(command.move), command.ticket));
    auto const center = ZAHIDE_TRY(center_now(transaction, ticket.center, m_parts.clock.now()));
    auto const event = ticket_event_of(command.move, ticket.state);
    if (event == domain::TicketEvent::come_back && center.catalogue.rules.come_back_place == domain::Place::end)
        ticket.arrival_at = center.now;
    ticket = ZAHIDE_TRY(move_ticket(transaction, std::move(ticket), { .event = event, .at = center.now }));
    if (event == domain::TicketEvent::recall)
        ZAHIDE_TRY_VOID(announce_call(transaction, ticket, CallId(Uuid::generate(m_parts.random)), center.now));
    return ticket;
}

} // namespace zahide::scheduler
