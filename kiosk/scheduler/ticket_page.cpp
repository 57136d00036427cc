#include "context.h"
#include "domain/queue.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// What the holder of a paper sees.

namespace zahide::scheduler {

namespace {

/// Of those who wait for the same service, how many come before it.
Result<std::int32_t> people_before(ports::Transaction const& snapshot, CenterNow const& center, domain::Ticket const& ticket)
{
    auto const open = ZAHIDE_TRY(snapshot.tickets().open_of_day(center.id(), center.local.date));
    domain::QueueOrder const order { center.now, center.catalogue.rules.overtaken_max };
    return static_cast<std::int32_t>(std::ranges::count_if(open, [&](domain::Ticket const& other) {
        return other.state == domain::TicketState::waiting && other.service.reveal() == ticket.service.reveal() && other.id != ticket.id
            && domain::is_before(other, ticket, order);
    }));
}

} // namespace

Result<TicketPage> Scheduler::ticket_page(Secret const& token) const
{
    TicketPage page;
    auto const read = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
        auto const ticket = ZAHIDE_TRY(snapshot.tickets().find_by_page(m_parts.cryptography.digest(token.reveal())));
        if (!ticket)
            return fail(ErrorCode::not_found, "there is no such ticket (yet)", {}, "try again in a few minutes", Retry::later);
        auto const center = ZAHIDE_TRY(center_now(snapshot, ticket->center, m_parts.clock.now()));
        page = { center.catalogue.center, ticket->number, ticket->local_date, ticket->language.reveal(), ticket->state, center.local, {}, {}, {} };
        if (ticket->state == domain::TicketState::waiting && ticket->local_date == center.local.date)
            page.people_ahead = ZAHIDE_TRY(people_before(snapshot, center, *ticket));
        if (domain::is_at_counter(ticket->state) && ticket->counter) {
            if (auto const* counter = center.catalogue.find_counter(*ticket->counter))
                page.counter = *counter;
        }
        if (ticket->transferred_to) {
            if (auto const successor = ZAHIDE_TRY(snapshot.tickets().find(*ticket->transferred_to)))
                page.successor = successor->number;
        }
        return {};
    });
    if (!read)
        return fail(read.error());
    return page;
}

} // namespace zahide::scheduler
