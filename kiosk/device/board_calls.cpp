#include "board_calls.h"

#include "protocol/event.h"

namespace zahide::device {

void BoardCalls::heard_call(std::optional<Revision> revision, std::string const& data)
{
    auto event = protocol::decode<protocol::CallEvent>(data);
    if (!event) {
        m_context.trouble(event.error());
        m_list.doubt(); // the list has it
        return;
    }
    keep(revision, event->call);
    m_context.effects.emplace_back(CallAnnounced { std::move(event->call) });
}

void BoardCalls::heard_end(std::optional<Revision> revision, std::string const& data)
{
    auto const end = protocol::decode<protocol::CallEnd>(data);
    if (!end) {
        m_context.trouble(end.error());
        m_list.doubt();
        return;
    }
    std::erase_if(m_early, [&end](Early const& early) {
        auto const* const call = std::get_if<protocol::CallView>(&early.what);
        return call != nullptr && call->id == end->id;
    });
    keep(revision, *end);
    m_context.effects.emplace_back(CallEnded { *end });
}

void BoardCalls::keep(std::optional<Revision> revision, std::variant<protocol::CallView, protocol::CallEnd> what)
{
    if (!m_list.is_awaited() || !revision)
        return;
    m_early.push_back({ *revision, std::move(what) });
    if (m_early.size() <= m_context.limits().early_calls_max)
        return;
    m_early.pop_front();
    m_list.doubt(); // another list knows it
}

Result<void> BoardCalls::take(Answer const& answer)
{
    auto list = ZAHIDE_TRY(protocol::decode<protocol::CallList>(answer.body));
    m_context.effects.emplace_back(CallsReplaced { std::move(list.calls) });
    for (auto& early : m_early) {
        if (early.revision <= list.revision)
            continue;
        if (auto* const call = std::get_if<protocol::CallView>(&early.what))
            m_context.effects.emplace_back(CallAnnounced { std::move(*call) });
        else
            m_context.effects.emplace_back(CallEnded { std::get<protocol::CallEnd>(early.what) });
    }
    m_early.clear();
    return {};
}

} // namespace zahide::device
