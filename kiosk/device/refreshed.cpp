#include "refreshed.h"

namespace zahide::device {

std::optional<Draft> Refreshed::next(Ticks now)
{
    if (!m_wanted || m_asking || !m_retry.may_try(now))
        return std::nullopt;
    m_asking = true;
    m_wanted = false;
    return Draft { Method::get, m_target, {}, std::nullopt };
}

void Refreshed::settle(Ticks now, Verdict verdict, Result<void> const& taken)
{
    m_asking = false;
    if (verdict == Verdict::done && taken) {
        m_retry.succeeded();
        return;
    }
    m_wanted = true;
    switch (verdict) {
    case Verdict::done:
    case Verdict::refused:
    case Verdict::never:
        m_context.trouble(taken.error());
        m_retry.refused(now, m_context.limits(), m_context.random);
        return;
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    case Verdict::lost:
    case Verdict::session_over:
        return; // with the next link or session
    }
}

} // namespace zahide::device
