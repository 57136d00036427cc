#pragma once

#include "http/message.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

namespace zahide::http {

/// Appends an event in the wire's form (WHATWG HTML §9.2.5).
void append_event(std::string& wire, Event const& event);

/// What waits for one event stream's client, between the threads that send and the one that writes. Bounded: the event
/// that doesn't fit closes the queue, so that a gap is never passed over in silence.
class EventQueue final : public EventSink {
public:
    enum class Overflow : std::uint8_t { none, happened };

    /// `wake` is called, from any thread and never after detach(), when there is something to take or the queue was
    /// closed. It only posts.
    EventQueue(std::size_t bytes_max, std::function<void()> wake);

    SinkState send(Event const& event) override;
    [[nodiscard]] SinkState state() const override;
    void close() override;
    /// Closes without a word to anybody: the connection is gone.
    void detach();

    /// All that waits; the queue is empty then.
    [[nodiscard]] std::string take();
    [[nodiscard]] Overflow overflow() const;

private:
    mutable std::mutex m_mutex;
    std::string m_waiting;
    std::size_t m_bytes_max;
    SinkState m_state = SinkState::open;
    Overflow m_overflow = Overflow::none;
    std::function<void()> m_wake;
};

} // namespace zahide::http
