#include "event_queue.h"

#include <utility>

namespace zahide::http {

void append_event(std::string& wire, Event const& event)
{
    if (!event.id.empty())
        wire.append("id: ").append(event.id).append("\n");
    if (!event.kind.empty())
        wire.append("event: ").append(event.kind).append("\n");
    wire.append("data: ").append(event.data).append("\n\n");
}

EventQueue::EventQueue(std::size_t bytes_max, std::function<void()> wake)
    : m_bytes_max(bytes_max)
    , m_wake(std::move(wake))
{
}

SinkState EventQueue::send(Event const& event)
{
    std::lock_guard const lock(m_mutex);
    if (m_state == SinkState::closed)
        return SinkState::closed;
    bool wake = m_waiting.empty();
    append_event(m_waiting, event);
    if (m_waiting.size() > m_bytes_max) {
        m_waiting.clear();
        m_state = SinkState::closed;
        m_overflow = Overflow::happened;
        wake = true;
    }
    if (wake && m_wake)
        m_wake();
    return m_state;
}

SinkState EventQueue::state() const
{
    std::lock_guard const lock(m_mutex);
    return m_state;
}

void EventQueue::close()
{
    std::lock_guard const lock(m_mutex);
    if (m_state == SinkState::closed)
        return;
    m_state = SinkState::closed;
    if (m_wake)
        m_wake();
}

void EventQueue::detach()
{
    std::lock_guard const lock(m_mutex);
    m_state = SinkState::closed;
    m_waiting.clear();
    m_wake = nullptr;
}

std::string EventQueue::take()
{
    std::lock_guard const lock(m_mutex);
    return std::exchange(m_waiting, {});
}

EventQueue::Overflow EventQueue::overflow() const
{
    std::lock_guard const lock(m_mutex);
    return m_overflow;
}

} // namespace zahide::http
