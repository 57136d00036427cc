#include "feed.h"

#include "base/enum_names.h"
#include "protocol/event.h"

#include <charconv>

namespace zahide::device {

namespace {

std::optional<Revision> parse_revision(std::string const& text)
{
    std::int64_t value = 0;
    auto const end = text.data() + text.size();
    auto const parsed = std::from_chars(text.data(), end, value);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end || value < 0)
        return std::nullopt;
    return Revision(value);
}

Heard::What what_of(protocol::EventKind kind)
{
    switch (kind) {
    case protocol::EventKind::hello:
    case protocol::EventKind::reset:
        return Heard::What::start_anew;
    case protocol::EventKind::catalogue:
        return Heard::What::catalogue;
    case protocol::EventKind::copies:
        return Heard::What::copies;
    case protocol::EventKind::wait:
        return Heard::What::waits;
    case protocol::EventKind::call:
        return Heard::What::call;
    case protocol::EventKind::call_end:
        return Heard::What::call_end;
    case protocol::EventKind::ticket:
    case protocol::EventKind::help:
    case protocol::EventKind::device:
    case protocol::EventKind::appointment:
        return Heard::What::nothing; // for staff
    }
    return Heard::What::nothing;
}

} // namespace

Feed::Opened Feed::open(Ticks now, RequestId id, Secret const& token)
{
    if (m_stream || !m_retry.may_try(now))
        return Opened::no;
    m_stream = id;
    m_context.effects.emplace_back(OpenStream { id, "/v1/events", token, m_position });
    return Opened::yes;
}

void Feed::opened()
{
    m_connected = true;
    m_retry.succeeded();
}

Heard Feed::brought(StreamBrought const& event)
{
    Heard heard;
    heard.revision = parse_revision(event.event_id);
    if (heard.revision)
        m_position = heard.revision;
    // A kind that a newer scheduler has and we don't know is passed over.
    if (auto const kind = value_of<protocol::EventKind>(event.kind))
        heard.what = what_of(*kind);
    return heard;
}

Verdict Feed::lost(Ticks now, StreamLost const& event)
{
    m_stream.reset();
    m_connected = false;
    auto const verdict = verdict_of({ event.status, {} });
    switch (verdict) {
    case Verdict::done:
    case Verdict::lost:
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        break;
    case Verdict::refused:
    case Verdict::never:
        m_context.trouble(refusal_error("its event stream", { event.status, {} }));
        m_position.reset(); // perhaps it was our place that it did not like
        m_retry.refused(now, m_context.limits(), m_context.random);
        break;
    case Verdict::session_over:
        break;
    }
    return verdict;
}

void Feed::close()
{
    if (m_stream)
        m_context.effects.emplace_back(CloseStream { *m_stream });
    m_stream.reset();
    m_connected = false;
}

} // namespace zahide::device
