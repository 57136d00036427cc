#pragma once

#include "backoff.h"
#include "context.h"

#include <optional>
#include <string>

namespace zahide::device {

/// The requests for something that the scheduler has and that is read anew whenever it may have changed.
class Refreshed {
public:
    /// `target` is asked; `what` names it in what the operator is told.
    Refreshed(Context& context, std::string target, std::string what)
        : m_context(context)
        , m_target(std::move(target))
        , m_what(std::move(what))
    {
    }

    /// A newer one may be there.
    void doubt() { m_wanted = true; }
    /// Whether another one is on its way, or will be asked for.
    [[nodiscard]] bool is_awaited() const { return m_wanted || m_asking; }

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    /// `take` gets what came; when it fails, that is told and it is asked again later.
    template<class Take>
    void answered(Ticks now, Answer const& answer, Take const& take)
    {
        auto const verdict = verdict_of(answer);
        settle(now, verdict, verdict == Verdict::done ? take(answer) : Result<void>(fail(refusal_error(m_what, answer))));
    }
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_wanted && !m_asking ? m_retry.wake(now) : std::nullopt; }

private:
    void settle(Ticks now, Verdict verdict, Result<void> const& taken);

    Context& m_context;
    std::string m_target;
    std::string m_what;
    Backoff m_retry;
    bool m_wanted = false;
    bool m_asking = false;
};

} // namespace zahide::device
