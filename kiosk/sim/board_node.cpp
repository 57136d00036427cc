#include "board_node.h"

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
}

void BoardNode::take(device::Effect const& effect)
{
    board::Moment const moment { parts().timeline.ticks(), machine().clock.now() };
    if (auto const* const replaced = std::get_if<device::CallsReplaced>(&effect))
        m_board->replace(replaced->calls, moment);
    else if (auto const* const announced = std::get_if<device::CallAnnounced>(&effect))
        m_board->announce(announced->call);
    else if (auto const* const ended = std::get_if<device::CallEnded>(&effect))
        m_board->end(ended->end);
    bool const is_heard = own().connectivity().link == device::Link::online;
    m_board->set_link(is_heard ? board::Link::heard : board::Link::silent, moment);
    advance();
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
