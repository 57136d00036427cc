#include "domain/ticket.h"

#include "base/verify.h"
#include "domain/limits.h"

#include <string>

namespace zahide::domain {

namespace {

struct TicketTransition {
    TicketState from;
    TicketEvent event;
    TicketState to;
};

/// The whole life of a ticket; what is not here is forbidden.
constexpr std::array<TicketTransition, 22> ticket_transitions { {
    { TicketState::waiting, TicketEvent::call, TicketState::called },
    { TicketState::waiting, TicketEvent::park, TicketState::parked },
    { TicketState::waiting, TicketEvent::cancel, TicketState::cancelled },
    { TicketState::waiting, TicketEvent::transfer, TicketState::transferred },
    { TicketState::waiting, TicketEvent::mark_served, TicketState::done },
    { TicketState::called, TicketEvent::recall, TicketState::called },
    { TicketState::called, TicketEvent::start, TicketState::serving },
    { TicketState::called, TicketEvent::no_show, TicketState::noshow },
    { TicketState::called, TicketEvent::park, TicketState::parked },
    { TicketState::called, TicketEvent::cancel, TicketState::cancelled },
    { TicketState::called, TicketEvent::transfer, TicketState::transferred },
    { TicketState::serving, TicketEvent::finish, TicketState::done },
    { TicketState::serving, TicketEvent::park, TicketState::parked },
    { TicketState::serving, TicketEvent::transfer, TicketState::transferred },
    { TicketState::parked, TicketEvent::call, TicketState::called },
    { TicketState::parked, TicketEvent::resume, TicketState::waiting },
    { TicketState::parked, TicketEvent::cancel, TicketState::cancelled },
    { TicketState::parked, TicketEvent::transfer, TicketState::transferred },
    { TicketState::parked, TicketEvent::mark_served, TicketState::done },
    { TicketState::noshow, TicketEvent::come_back, TicketState::waiting },
    { TicketState::noshow, TicketEvent::call, TicketState::called },
    { TicketState::noshow, TicketEvent::cancel, TicketState::cancelled },
} };

void note_call(Ticket& ticket, TicketStep const& step)
{
    ZAHIDE_VERIFY(step.counter.has_value() && step.staff.has_value());
    ticket.calls = 1;
    ticket.called_at = step.at;
    if (!ticket.first_called_at)
        ticket.first_called_at = step.at;
    ticket.ended_at.reset();
    ticket.counter = step.counter;
    ticket.called_by = step.staff;
}

void note(Ticket& ticket, TicketStep const& step)
{
    switch (step.event) {
    case TicketEvent::call:
        note_call(ticket, step);
        break;
    case TicketEvent::recall:
        ++ticket.calls;
        ticket.called_at = step.at;
        break;
    case TicketEvent::start:
        ticket.started_at = step.at;
        break;
    case TicketEvent::finish:
    case TicketEvent::no_show:
    case TicketEvent::cancel:
    case TicketEvent::transfer:
        ticket.ended_at = step.at;
        break;
    case TicketEvent::mark_served:
        ZAHIDE_VERIFY(step.staff.has_value());
        ticket.ended_at = step.at;
        ticket.called_by = step.staff;
        ticket.notes.push_back(TicketNote::marked_served);
        break;
    case TicketEvent::park:
        break;
    case TicketEvent::resume:
    case TicketEvent::come_back:
        ticket.calls = 0;
        ticket.ended_at.reset();
        break;
    }
}

} // namespace

std::optional<TicketState> next_state(TicketState state, TicketEvent event)
{
    for (auto const& transition : ticket_transitions) {
        if (transition.from == state && transition.event == event)
            return transition.to;
    }
    return std::nullopt;
}

bool is_at_counter(TicketState state)
{
    return state == TicketState::called || state == TicketState::serving;
}

bool is_open(TicketState state)
{
    return is_at_counter(state) || state == TicketState::waiting || state == TicketState::parked;
}

Result<Ticket> apply(Ticket ticket, TicketStep const& step)
{
    auto const next = next_state(ticket.state, step.event);
    if (!next)
        return fail(ErrorCode::conflict, "a ticket that is " + std::string(name_of(ticket.state)) + " takes no " + std::string(name_of(step.event)), "state",
            "look at the queue again: somebody was quicker");
    if (step.event == TicketEvent::recall && ticket.calls >= limits::calls_of_ticket_max)
        return fail(ErrorCode::limit, "the ticket was called too often", "calls", "mark it as a no-show");
    note(ticket, step);
    ticket.state = *next;
    return ticket;
}

std::optional<WhyLeft> why_not_marked_served(Ticket const& ticket, LocalDate today)
{
    if (is_at_counter(ticket.state))
        return WhyLeft::at_counter;
    if (!next_state(ticket.state, TicketEvent::mark_served))
        return WhyLeft::ended;
    return ticket.local_date == today ? std::nullopt : std::optional(WhyLeft::another_day);
}

} // namespace zahide::domain
