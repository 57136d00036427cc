#include "client_link.h"

#include <utility>

namespace zahide::http {

namespace {

constexpr std::size_t answer_read_bytes = 16 * 1024;

} // namespace

ClientLink::ClientLink(ClientContext& context, Kind kind, Method method, std::string text, Milliseconds deadline, Callbacks callbacks)
    : m_context(context)
    , m_kind(kind)
    , m_text(std::move(text))
    , m_callbacks(std::move(callbacks))
    , m_time(deadline)
    , m_resolver(context.io)
    , m_deadline(context.io)
    , m_connecting(context.io)
    , m_events(context.options.limits.event_bytes)
{
    m_parser.header_limit(static_cast<std::uint32_t>(context.options.limits.header_bytes));
    m_parser.body_limit(context.options.limits.body_bytes);
    m_parser.skip(method == Method::head);
    m_parser.eager(kind == Kind::request);
}

void ClientLink::start()
{
    // One time for the whole of a request; for a stream until it has begun.
    m_deadline.expires_after(m_time);
    m_deadline.async_wait([weak = weak_from_this()](error_code error) {
        if (auto const self = weak.lock(); self && !error && !self->m_streaming)
            self->lose("no answer in time", asio::error::timed_out);
    });
    m_resolver.async_resolve(
        m_context.address.host, m_context.address.port, [self = shared_from_this()](error_code error, tcp::resolver::results_type const& endpoints) {
            if (!self->alive())
                return;
            if (error)
                self->lose("the scheduler's name can't be resolved", error);
            else
                self->connect(endpoints);
        });
}

void ClientLink::drop()
{
    m_callbacks = {};
    end(fail(ErrorCode::unavailable, "dropped"));
}

void ClientLink::connect(tcp::resolver::results_type const& endpoints)
{
    m_connecting.expires_after(m_context.options.limits.connect_time);
    m_connecting.async_connect(endpoints, [self = shared_from_this()](error_code error, tcp::endpoint const&) {
        if (!self->alive())
            return;
        if (error)
            return self->lose("the scheduler can't be reached", error);
        error_code ignored;
        self->m_connecting.socket().set_option(tcp::no_delay(true), ignored);
        self->handshake(std::move(self->m_connecting));
    });
}

void ClientLink::handshake(beast::tcp_stream stream)
{
    m_transport = m_context.address.scheme == Scheme::tls ? make_tls_client_transport(std::move(stream), m_context.tls, m_context.address.host)
                                                          : make_plain_transport(std::move(stream));
    m_transport->handshake(m_context.options.limits.connect_time, [self = shared_from_this()](error_code error, std::size_t) {
        if (!self->alive())
            return;
        if (error)
            self->end(fail(ErrorCode::unavailable, "the scheduler's certificate isn't one this device trusts, or it speaks no TLS (" + words_of(error) + ")",
                self->m_context.options.address, "name the certificate of who signed it as authority in the configuration, and its address as in it",
                Retry::later));
        else
            self->send();
    });
}

void ClientLink::send()
{
    m_transport->write(asio::buffer(m_text), m_time, [self = shared_from_this()](error_code error, std::size_t) {
        if (!self->alive())
            return;
        if (error)
            self->lose("the connection broke while sending", error);
        else
            self->read();
    });
}

void ClientLink::read()
{
    auto const time = m_streaming ? m_context.options.limits.stream_silence : m_time;
    m_transport->read(
        m_buffer.prepare(answer_read_bytes), time, [self = shared_from_this()](error_code error, std::size_t bytes) { self->on_read(error, bytes); });
}

void ClientLink::on_read(error_code error, std::size_t bytes)
{
    if (!alive())
        return;
    m_buffer.commit(bytes);
    if (!error)
        return m_streaming ? take_events() : parse();
    // RFC 9112 §6.3: without a length the body ends with the connection.
    bool const ended = error == asio::error::eof || error == asio::ssl::error::stream_truncated;
    if (ended && !m_streaming && m_parser.is_header_done() && m_parser.need_eof()) {
        error_code incomplete;
        m_parser.put_eof(incomplete);
        if (!incomplete)
            return finish_reply();
    }
    lose(m_streaming ? "the event stream ended" : "the connection broke before the reply was complete", error);
}

void ClientLink::parse()
{
    error_code error;
    m_buffer.consume(m_parser.put(m_buffer.data(), error));
    if (error && error != beast::http::error::need_more)
        return lose("the reply is malformed or too large", error);
    if (m_kind == Kind::stream && m_parser.is_header_done()) {
        if (m_parser.get().result() == beast::http::status::ok)
            return begin_stream();
        m_parser.eager(true);
        if (m_buffer.size() > 0 && !m_parser.is_done() && !error)
            return parse();
    }
    if (m_parser.is_done())
        return finish_reply();
    read();
}

void ClientLink::finish_reply()
{
    auto message = m_parser.release();
    Incoming incoming;
    incoming.status = static_cast<int>(message.result_int());
    auto const type = message[beast::http::field::content_type];
    incoming.content_type.assign(type.data(), type.size());
    incoming.body = std::move(message.body());
    end(std::move(incoming));
}

void ClientLink::begin_stream()
{
    m_streaming = true;
    m_deadline.cancel();
    m_callbacks.open();
    take_events();
}

void ClientLink::take_events()
{
    std::vector<Event> events;
    auto const data = m_buffer.data();
    auto const fed = m_events.feed(std::string_view(static_cast<char const*>(data.data()), data.size()), events);
    m_buffer.consume(data.size());
    for (auto& event : events) {
        if (!alive())
            return;
        m_callbacks.event(std::move(event));
    }
    if (!alive())
        return;
    if (!fed)
        return end(fail(fed.error()));
    read();
}

void ClientLink::lose(std::string_view what, error_code error)
{
    if (alive())
        end(fail(ErrorCode::unavailable, std::string(what) + " (" + error.message() + ")", m_context.options.address,
            "check the network, the address in the configuration and that the scheduler runs", Retry::later));
}

void ClientLink::end(Result<Incoming> outcome)
{
    if (m_ended)
        return;
    m_ended = true;
    m_deadline.cancel();
    m_resolver.cancel();
    m_connecting.close();
    if (m_transport)
        m_transport->close();
    auto const callbacks = std::exchange(m_callbacks, {});
    if (callbacks.end)
        callbacks.end(std::move(outcome));
}

} // namespace zahide::http
