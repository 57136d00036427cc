#include "event_parser.h"

#include <utility>

namespace zahide::http {

EventParser::EventParser(std::size_t event_bytes_max)
    : m_event_bytes_max(event_bytes_max)
{
}

Result<void> EventParser::feed(std::string_view bytes, std::vector<Event>& events)
{
    while (!bytes.empty()) {
        auto const end = bytes.find('\n');
        m_line.append(bytes.substr(0, end));
        if (m_line.size() + m_event.data.size() > m_event_bytes_max)
            return fail(ErrorCode::limit, "an event is larger than " + std::to_string(m_event_bytes_max) + " bytes", "event stream");
        if (end == std::string_view::npos)
            return {};
        if (m_line.ends_with('\r'))
            m_line.pop_back();
        take_line(m_line, events);
        m_line.clear();
        bytes.remove_prefix(end + 1);
    }
    return {};
}

void EventParser::take_line(std::string_view line, std::vector<Event>& events)
{
    if (line.empty()) {
        if (m_has_data)
            events.push_back(std::exchange(m_event, Event {}));
        m_event = Event {};
        m_has_data = false;
        return;
    }
    auto const colon = line.find(':');
    std::string_view const name = line.substr(0, colon);
    std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    if (name == "id") {
        m_event.id = std::string(value);
    } else if (name == "event") {
        m_event.kind = std::string(value);
    } else if (name == "data") {
        if (m_has_data)
            m_event.data += '\n';
        m_event.data += value;
        m_has_data = true;
    }
}

} // namespace zahide::http
