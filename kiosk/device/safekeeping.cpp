#include "safekeeping.h"

#include <utility>

namespace zahide::device {

Result<void> Safekeeping::load()
{
    m_generation = ZAHIDE_TRY(m_context.store.generation());
    return {};
}

void Safekeeping::reported(std::int64_t arrived)
{
    m_reported.reset();
    if (arrived != m_arrived) {
        auto const newest = m_context.store.newest_delivered();
        if (!newest)
            return;
        m_newest = *newest;
        m_arrived = arrived;
    }
    m_reported = m_newest;
}

Safekeeping::Outbox Safekeeping::noted(protocol::StatusNoted const& noted)
{
    auto const reported = std::exchange(m_reported, std::nullopt);
    if (m_generation != noted.generation) {
        if (!m_context.transact({ ports::BeginGeneration { noted.generation } }))
            return Outbox::as_it_was; // the next answer says it again
        m_generation = noted.generation;
        m_backed_up = Revision(0);
        return Outbox::refilled;
    }
    bool const has_new = reported && *reported > m_marked;
    if (!has_new && noted.backed_up == m_backed_up)
        return Outbox::as_it_was;
    ports::DeviceBatch batch;
    if (has_new)
        batch.emplace_back(ports::MarkDelivered { *reported, noted.revision });
    if (noted.backed_up.value() > 0)
        batch.emplace_back(too_old(noted.backed_up));
    if (!batch.empty() && !m_context.transact(batch))
        return Outbox::as_it_was; // the next answer says it again
    m_marked = reported.value_or(m_marked);
    m_backed_up = noted.backed_up;
    return Outbox::as_it_was;
}

ports::DeviceChange Safekeeping::purge() const
{
    return too_old(m_backed_up);
}

ports::DropDelivered Safekeeping::too_old(Revision backed_up) const
{
    auto const now = m_context.now();
    return { backed_up, now - m_context.limits().backed_up_kept, now - m_context.limits().delivered_kept };
}

} // namespace zahide::device
