#include "domain/ticket.h"

#include "base/verify.h"
#include "domain/limits.h"

#include <string>

namespace zahide::domain {

namespace {

using From = TicketState;
using Event = TicketEvent;

struct Transition {
    TicketState from;
    TicketEvent event;
    TicketState to;
};

/// The whole life of a ticket; what is not here is forbidden.
constexpr std::array<Transition, 20> transitions { {
    { From::waiting, Event::call, TicketState::called },
    { From::waiting, Event::park, TicketState::parked },
    { From::waiting, Event::cancel, TicketState::cancelled },
    { From::waiting, Event::transfer, TicketState::transferred },
    { From::called, Event::recall, TicketState::called },
    { From::called, Event::start, TicketState::serving },
    { From::called, Event::no_show, TicketState::noshow },
    { From::called, Event::park, TicketState::parked },
    { From::called, Event::cancel, TicketState::cancelled },
    { From::called, Event::transfer, TicketState::transferred },
    { From::serving, Event::finish, TicketState::done },
    { From::serving, Event::park, TicketState::parked },
    { From::serving, Event::transfer, TicketState::transferred },
    { From::parked, Event::call, TicketState::called },
    { From::parked, Event::resume, TicketState::waiting },
    { From::parked, Event::cancel, TicketState::cancelled },
    { From::parked, Event::transfer, TicketState::transferred },
    { From::noshow, Event::come_back, TicketState::waiting },
    { From::noshow, Event::call, TicketState::called },
    { From::noshow, Event::cancel, TicketState::cancelled },
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
    case Event::call:
        note_call(ticket, step);
        break;
    case Event::recall:
        ++ticket.calls;
        ticket.called_at = step.at;
        break;
    case Event::start:
        ticket.started_at = step.at;
        break;
    case Event::finish:
    case Event::no_show:
    case Event::cancel:
    case Event::transfer:
        ticket.ended_at = step.at;
        break;
    case Event::park:
        break;
    case Event::resume:
    case Event::come_back:
        ticket.calls = 0;
        ticket.ended_at.reset();
        break;
    }
}

} // namespace

std::optional<TicketState> next_state(TicketState state, TicketEvent event)
{
    for (auto const& transition : transitions) {
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

} // namespace zahide::domain
