#pragma once

#include "context.h"
#include "protocol/queue.h"
#include "refreshed.h"

#include <deque>
#include <optional>
#include <variant>

namespace zahide::device {

/// A board's calls: the list when it begins to listen, then one by one, none lost in between.
class BoardCalls {
public:
    explicit BoardCalls(Context& context)
        : m_context(context)
        , m_list(context, "/v1/centers/" + context.options.center.value() + "/calls", "the list of calls")
    {
    }

    void doubt() { m_list.doubt(); }
    void heard_call(std::optional<Revision> revision, std::string const& data);
    void heard_end(std::optional<Revision> revision, std::string const& data);

    [[nodiscard]] std::optional<Draft> next(Ticks now) { return m_list.next(now); }
    void answered(Ticks now, Answer const& answer)
    {
        m_list.answered(now, answer, [this](Answer const& list) { return take(list); });
    }
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_list.wake(now); }

private:
    struct Early {
        Revision revision;
        std::variant<protocol::CallView, protocol::CallEnd> what;
    };

    void keep(std::optional<Revision> revision, std::variant<protocol::CallView, protocol::CallEnd> what);
    [[nodiscard]] Result<void> take(Answer const& answer);

    Context& m_context;
    Refreshed m_list;
    /// Heard while the list is on its way: what it doesn't know yet is told after it.
    std::deque<Early> m_early;
};

} // namespace zahide::device
