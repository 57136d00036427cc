#include "outbox.h"

#include "base/verify.h"

namespace zahide::device {

Result<void> Outbox::load()
{
    m_size = ZAHIDE_TRY(m_context.store.outbox_size());
    m_parked = ZAHIDE_TRY(m_context.store.parked_size());
    return {};
}

std::optional<Draft> Outbox::next(Ticks now)
{
    if (m_size == 0 || m_sending || !m_retry.may_try(now))
        return std::nullopt;
    auto const entry = oldest_wanted();
    if (!entry) {
        m_context.trouble(entry.error());
        m_retry.failed(now, m_context.limits(), m_context.random);
        return std::nullopt;
    }
    if (!*entry)
        return std::nullopt;
    m_sending = (*entry)->sequence;
    return Draft { Method::post, (*entry)->target, (*entry)->body.reveal(), (*entry)->key };
}

Result<std::optional<ports::OutboxEntry>> Outbox::oldest_wanted()
{
    while (true) {
        auto entries = ZAHIDE_TRY(m_context.store.outbox(1));
        if (entries.empty()) {
            m_size = 0;
            return std::nullopt;
        }
        auto& entry = entries.front();
        if (!entry.expires_at || m_context.clock.now() < *entry.expires_at)
            return std::optional(std::move(entry));
        ZAHIDE_TRY_VOID(m_context.transact({ ports::RemoveOutbox { entry.sequence } }));
        --m_size;
    }
}

void Outbox::answered(Ticks now, Answer const& answer)
{
    ZAHIDE_VERIFY(m_sending.has_value());
    auto const verdict = verdict_of(answer);
    switch (verdict) {
    case Verdict::done:
        settle(now, ports::RemoveOutbox { *m_sending });
        break;
    case Verdict::never:
        park(now, answer);
        break;
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        break;
    case Verdict::refused:
        wait_refused(now, answer);
        break;
    case Verdict::lost:
    case Verdict::session_over:
        break; // sent again when there is a link or a session again
    }
    m_sending.reset();
}

void Outbox::settle(Ticks now, ports::DeviceChange const& change)
{
    if (!m_context.transact({ change })) {
        // It stays and is sent again, which does no harm.
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    }
    --m_size;
    m_refused = false;
    m_retry.succeeded();
}

void Outbox::park(Ticks now, Answer const& answer)
{
    m_context.trouble(Error { ErrorCode::conflict, "the scheduler refuses a delivery for good (" + refusal_code(answer) + "): it is kept in the table parked",
        "status " + std::to_string(answer.status), "look at that row and settle it at the desk", Retry::no });
    auto const before = m_size;
    settle(now, ports::ParkOutbox { *m_sending, { answer.status, refusal_code(answer), m_context.clock.now() } });
    if (m_size < before)
        ++m_parked;
}

void Outbox::wait_refused(Ticks now, Answer const& answer)
{
    if (!m_refused)
        m_context.trouble(refusal_error("this device's deliveries", answer));
    m_refused = true;
    m_retry.refused(now, m_context.limits(), m_context.random);
}

} // namespace zahide::device
