#include "domain/visit.h"

namespace zahide::domain {

std::optional<VisitState> next_state(VisitState state, VisitEvent event)
{
    switch (event) {
    case VisitEvent::ticket_given: // also after the end: people come back the same day
        return VisitState::active;
    case VisitEvent::last_ticket_served:
        return state == VisitState::active ? std::optional(VisitState::ended) : std::nullopt;
    case VisitEvent::last_ticket_dropped:
        return state == VisitState::active ? std::optional(VisitState::left) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<VisitEvent> visit_event_of(TicketState state)
{
    switch (state) {
    case TicketState::waiting:
    case TicketState::called:
    case TicketState::serving:
    case TicketState::parked:
    case TicketState::transferred: // its successor is open
        return std::nullopt;
    case TicketState::done:
        return VisitEvent::last_ticket_served;
    case TicketState::noshow:
    case TicketState::cancelled:
        return VisitEvent::last_ticket_dropped;
    }
    return std::nullopt;
}

} // namespace zahide::domain
