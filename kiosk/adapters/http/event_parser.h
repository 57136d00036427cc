#pragma once

#include "http/message.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::http {

/// Turns the bytes of a text/event-stream into events (WHATWG HTML §9.2.6). Comments are dropped.
class EventParser {
public:
    explicit EventParser(std::size_t event_bytes_max);
    /// Appends the events that `bytes` complete. Fails when one is larger than the limit.
    [[nodiscard]] Result<void> feed(std::string_view bytes, std::vector<Event>& events);

private:
    void take_line(std::string_view line, std::vector<Event>& events);

    std::size_t m_event_bytes_max;
    std::string m_line;
    Event m_event;
    bool m_has_data = false;
};

} // namespace zahide::http
