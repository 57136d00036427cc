#include "context.h"
#include "domain/limits.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// The desk after an outage: who was served without a call.

namespace zahide::scheduler {

Result<MarkedTickets> Scheduler::run(Transaction& transaction, Principal const& principal, MarkServed const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::serve_ticket, command.center));
    auto const staff = ZAHIDE_TRY(asking_staff(transaction, principal));
    if (command.tickets.empty() || command.tickets.size() > domain::limits::marked_served_at_once_max)
        return fail(ErrorCode::invalid, "there are no tickets, or too many at once", "tickets",
            "name 1 to " + std::to_string(domain::limits::marked_served_at_once_max));
    auto const center = ZAHIDE_TRY(center_now(transaction, command.center, m_parts.clock.now()));
    MarkedTickets result;
    for (auto named = command.tickets.begin(); named != command.tickets.end(); ++named) {
        if (std::find(command.tickets.begin(), named, *named) != named)
            continue; // named twice
        auto ticket = ZAHIDE_TRY(transaction.tickets().find(*named));
        if (!ticket || ticket->center != command.center) {
            result.left.push_back({ *named, domain::WhyLeft::unknown });
            continue;
        }
        if (auto const why = domain::why_not_marked_served(*ticket, center.local.date)) {
            result.left.push_back({ *named, *why });
            continue;
        }
        domain::TicketStep const step { .event = domain::TicketEvent::mark_served, .at = center.now, .staff = staff.id };
        result.marked.push_back(ZAHIDE_TRY(move_ticket(transaction, std::move(*ticket), step)));
    }
    return result;
}

} // namespace zahide::scheduler
