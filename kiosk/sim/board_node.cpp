#include "board_node.h"

#include "scheduler/queries.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

BoardNode::BoardNode(NodeParts parts)
    : DeviceNode(parts, "board", domain::DeviceKind::board)
{
}

void BoardNode::started()
{
    board::BoardOptions options;
    options.languages = speaks();
    m_board.emplace(std::move(options), parts().setting.messages);
    m_wake.reset();
    m_calls.clear();
}

void BoardNode::take(device::Effect const& effect)
{
    board::Moment const moment { parts().timeline.ticks(), machine().clock.now() };
    if (auto const* const replaced = std::get_if<device::CallsReplaced>(&effect)) {
        m_board->replace(replaced->calls, moment);
        m_calls.clear();
        for (auto const& call : replaced->calls)
            m_calls.insert_or_assign({ call.local_date, call.number }, call.id);
    } else if (auto const* const announced = std::get_if<device::CallAnnounced>(&effect)) {
        m_board->announce(announced->call);
        m_calls.insert_or_assign({ announced->call.local_date, announced->call.number }, announced->call.id);
    } else if (auto const* const ended = std::get_if<device::CallEnded>(&effect)) {
        m_board->end(ended->end);
        std::erase_if(m_calls, [ended](auto const& one) { return one.first.second == ended->end.number; });
    }
    bool const is_heard = own().connectivity().link == device::Link::online;
    m_board->set_link(is_heard ? board::Link::heard : board::Link::silent, moment);
    advance();
}

void BoardNode::check_calls(LocalDate today, std::vector<domain::Call> const& calls) const
{
    for (auto const& call : calls) {
        auto const known = m_calls.find({ call.local_date, call.number });
        if (known == m_calls.end() || known->second != call.id)
            return parts().oracle.fail_promise(0, "the board doesn't know that " + std::to_string(call.number.value()) + " is called");
    }
    // Of more it is told the newest only.
    for (auto const& [number, id] : calls.size() < scheduler::calls_shown_max ? m_calls : decltype(m_calls) {}) {
        if (number.first == today && std::ranges::find(calls, id, &domain::Call::id) == calls.end())
            return parts().oracle.fail_promise(0, "the board knows a call of " + std::to_string(number.second.value()) + " that is over");
    }
}

void BoardNode::advance()
{
    static_cast<void>(m_board->advance({ parts().timeline.ticks(), machine().clock.now() }));
    auto const next = m_board->next_change();
    if (!next || next == m_wake)
        return;
    m_wake = next;
    at(*next, [this, next] {
        if (m_wake == next)
            advance();
    });
}

void BoardNode::replied(std::string const& target, http::Response const& response)
{
    if (target.ends_with("/calls") && response.status == 200)
        parts().oracle.told_calls(response.body, speaks());
}

void BoardNode::heard(http::Event const& event)
{
    parts().oracle.told_board(event.kind, event.data, speaks());
}

} // namespace zahide::sim
