#pragma once

#include "backoff.h"
#include "context.h"
#include "protocol/queue.h"

#include <deque>
#include <optional>
#include <variant>

namespace zahide::device {

/// A board's calls: the list when it begins to listen, then one by one, none lost in between.
class BoardCalls {
public:
    explicit BoardCalls(Context& context)
        : m_context(context)
    {
    }

    void doubt() { m_wanted = true; }
    void heard_call(std::optional<Revision> revision, std::string const& data);
    void heard_end(std::optional<Revision> revision, std::string const& data);

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_wanted && !m_asking ? m_retry.wake(now) : std::nullopt; }

private:
    struct Early {
        Revision revision;
        std::variant<protocol::CallView, protocol::CallEnd> what;
    };

    void keep(std::optional<Revision> revision, std::variant<protocol::CallView, protocol::CallEnd> what);
    [[nodiscard]] Result<void> take(Answer const& answer);

    Context& m_context;
    Backoff m_retry;
    /// Heard while the list is on its way: what it doesn't know yet is told after it.
    std::deque<Early> m_early;
    bool m_wanted = false;
    bool m_asking = false;
};

} // namespace zahide::device
