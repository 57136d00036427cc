// The part of a session that serves an event stream.
#include "response_text.h"
#include "session.h"

#include <utility>

namespace zahide::http {

void Session::start_stream(Response response)
{
    m_after = After::close;
    if (m_context.event_streams >= limits().event_streams)
        return answer(plain_problem(503, "too_many_streams", "too many event streams are open", "try again later"));
    m_state = State::streaming;
    ++m_context.event_streams;
    log_request(response);
    m_open_stream = std::move(response.open_stream);
    m_events = std::make_shared<EventQueue>(limits().stream_queue_bytes, [weak = weak_from_this(), &io = m_context.io] {
        asio::post(io, [weak] {
            if (auto const self = weak.lock())
                self->flush_stream();
        });
    });
    m_stream_writing = true;
    m_stream_outgoing = stream_head(response);
    m_transport->write(
        asio::buffer(m_stream_outgoing), limits().write_time, [self = shared_from_this()](error_code error, std::size_t) { self->on_stream_started(error); });
}

void Session::on_stream_started(error_code error)
{
    if (m_state == State::finished)
        return;
    if (error)
        return finish();
    m_stream_writing = false;
    watch_for_close();
    heartbeat();
    asio::post(*m_context.workers, [open = std::move(m_open_stream), sink = m_events] { open(sink); });
}

void Session::watch_for_close()
{
    // A client has nothing more to say on an event stream: whatever comes but the end is passed over.
    m_transport->read(asio::mutable_buffer(&m_ignored, 1), std::nullopt, [self = shared_from_this()](error_code error, std::size_t) {
        if (self->m_state == State::finished)
            return;
        if (error)
            self->finish();
        else
            self->watch_for_close();
    });
}

void Session::flush_stream()
{
    if (m_state != State::streaming || m_stream_writing)
        return;
    m_stream_outgoing = m_events->take();
    if (m_stream_outgoing.empty()) {
        if (m_events->state() == SinkState::closed)
            finish();
        return;
    }
    m_stream_writing = true;
    m_transport->write(asio::buffer(m_stream_outgoing), limits().write_time, [self = shared_from_this()](error_code error, std::size_t) {
        self->m_stream_writing = false;
        if (self->m_state == State::finished)
            return;
        if (error)
            self->finish();
        else
            self->flush_stream();
    });
}

void Session::heartbeat()
{
    m_heartbeat.expires_after(limits().heartbeat);
    m_heartbeat.async_wait([weak = weak_from_this()](error_code error) {
        auto const self = weak.lock();
        if (error || !self || self->m_state != State::streaming)
            return;
        if (!self->m_stream_writing) {
            self->m_stream_writing = true;
            self->m_stream_outgoing = ":\n\n";
            self->m_transport->write(asio::buffer(self->m_stream_outgoing), self->limits().write_time, [self](error_code failed, std::size_t) {
                self->m_stream_writing = false;
                if (self->m_state == State::finished)
                    return;
                if (failed)
                    self->finish();
                else
                    self->flush_stream();
            });
        }
        self->heartbeat();
    });
}

} // namespace zahide::http
