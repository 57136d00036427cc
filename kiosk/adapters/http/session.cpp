#include "session.h"

#include "response_text.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace zahide::http {

namespace {

/// How much of a refused request is still read, so that its sender sees the answer instead of a reset connection.
constexpr std::size_t drain_bytes_max = 1024 * 1024;
/// And for how long altogether, however few bytes it sends at a time.
constexpr Milliseconds drain_time_max { 2'000 };
constexpr std::size_t request_read_bytes = 8 * 1024;

Method method_of(beast::http::verb given)
{
    using beast::http::verb;
    // Beast has 34; those that aren't here are answered 405.
    if (given == verb::get)
        return Method::get;
    if (given == verb::head)
        return Method::head;
    if (given == verb::post)
        return Method::post;
    if (given == verb::put)
        return Method::put;
    if (given == verb::patch)
        return Method::patch;
    if (given == verb::delete_)
        return Method::erase;
    return given == verb::options ? Method::options : Method::other;
}

std::string text_of(boost::beast::string_view view)
{
    return { view.data(), view.size() };
}

} // namespace

Session::Session(ServerContext& context, std::unique_ptr<Transport> transport, std::string peer)
    : m_context(context)
    , m_transport(std::move(transport))
    , m_peer(std::move(peer))
    , m_heartbeat(context.io)
{
}

template<class Function>
void Session::on_worker(Function function)
{
    asio::post(*m_context.workers, std::move(function));
}

void Session::start()
{
    m_transport->handshake(limits().request_time, [self = shared_from_this()](error_code error, std::size_t) {
        if (error)
            self->finish();
        else
            self->next_request();
    });
}

void Session::stop()
{
    m_after = After::close;
    if (m_state != State::handling && m_state != State::answering)
        finish();
}

void Session::finish()
{
    if (m_state == State::finished)
        return;
    if (m_events) {
        if (m_events->overflow() == EventQueue::Overflow::happened)
            ++m_context.slow_streams_dropped;
        m_events->detach();
        --m_context.event_streams;
    }
    m_state = State::finished;
    m_heartbeat.cancel();
    m_transport->close();
    auto const self = shared_from_this();
    --m_context.connections;
    if (auto const found = m_context.sessions_of_address.find(m_peer); found != m_context.sessions_of_address.end() && --found->second == 0)
        m_context.sessions_of_address.erase(found);
    m_context.sessions.erase(self);
    if (m_context.sessions.empty() && m_context.all_gone)
        m_context.all_gone();
}

void Session::next_request()
{
    if (m_state == State::finished)
        return;
    m_state = State::idle;
    m_parser.emplace();
    m_parser->eager(true);
    m_parser->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    m_parser->body_limit(limits().body_bytes);
    if (m_buffer.size() > 0)
        parse(); // pipelined behind the last one
    else
        receive();
}

void Session::receive()
{
    // The whole request has request_time from its first byte: a client that sends a byte now and then gains nothing.
    Milliseconds left = limits().idle_time;
    if (m_state == State::receiving) {
        left = std::chrono::duration_cast<Milliseconds>(limits().request_time - (m_context.clock.ticks() - m_request_began));
        if (left <= Milliseconds(0))
            return finish();
    }
    m_transport->read(
        m_buffer.prepare(request_read_bytes), left, [self = shared_from_this()](error_code error, std::size_t bytes) { self->on_received(error, bytes); });
}

void Session::on_received(error_code error, std::size_t bytes)
{
    if (m_state == State::finished)
        return;
    if (error)
        return finish();
    m_buffer.commit(bytes);
    parse();
}

void Session::parse()
{
    if (m_state == State::idle) {
        m_state = State::receiving;
        m_request_began = m_context.clock.ticks();
    }
    error_code error;
    m_buffer.consume(m_parser->put(m_buffer.data(), error));
    if (error && error != beast::http::error::need_more)
        return refuse_malformed(error);
    if (m_parser->is_done())
        return dispatch();
    receive();
}

void Session::refuse_malformed(error_code error)
{
    m_after = After::close;
    if (error == beast::http::error::body_limit)
        return answer(plain_problem(413, "body_too_large", "the body is larger than " + std::to_string(limits().body_bytes) + " bytes", "send less"));
    if (error == beast::http::error::header_limit)
        return answer(plain_problem(431, "headers_too_large", "the header fields are too large", "send fewer or shorter ones"));
    answer(plain_problem(400, "malformed", "this is not an HTTP/1.1 request", "check the client"));
}

Result<Request> Session::make_request()
{
    auto message = m_parser->release();
    Request request;
    request.method = method_of(message.method());
    ZAHIDE_TRY_VOID(parse_target(text_of(message.target()), request));
    for (auto const& field : message)
        request.headers.add(text_of(field.name_string()), text_of(field.value()));
    request.body = std::move(message.body());
    request.peer = m_peer;
    return request;
}

void Session::dispatch()
{
    ++m_context.requests;
    if (!m_parser->keep_alive())
        m_after = After::close;
    auto request = make_request();
    if (!request) {
        m_method = Method::get;
        return answer(plain_problem(400, "malformed", request.error().what, request.error().mend));
    }
    m_method = request->method;
    m_state = State::handling;
    handle(std::move(*request));
}

void Session::handle(Request request)
{
    on_worker([self = shared_from_this(), request = std::move(request)]() mutable {
        Response response;
        try {
            response = self->m_context.handler.handle(request);
        } catch (std::exception const& exception) {
            self->m_context.log.error("a request handler threw", { { "what", exception.what() } });
            response = plain_problem(500, "internal", "something went wrong here", "try again; tell the operator");
        }
        auto& io = self->m_context.io;
        asio::post(io, [self = std::move(self), response = std::move(response)]() mutable {
            if (self->m_state != State::handling)
                return;
            if (response.open_stream)
                self->start_stream(std::move(response));
            else
                self->answer(response);
        });
    });
}

void Session::answer(Response const& response)
{
    m_state = State::answering;
    log_request(response);
    std::string head = response_head(response, m_after == After::close ? Connection::close : Connection::keep_alive);
    if (m_method != Method::head)
        head += response.body;
    write_answer(std::move(head));
}

void Session::write_answer(std::string text)
{
    m_outgoing = std::move(text);
    m_transport->write(asio::buffer(m_outgoing), limits().write_time, [self = shared_from_this()](error_code error, std::size_t) { self->on_answered(error); });
}

void Session::on_answered(error_code error)
{
    if (m_state == State::finished)
        return;
    if (error)
        return finish();
    m_outgoing = {};
    if (m_after == After::next_request)
        return next_request();
    m_state = State::draining;
    m_drain_began = m_context.clock.ticks();
    m_transport->shutdown_send();
    drain();
}

void Session::drain()
{
    auto const spent = std::chrono::duration_cast<Milliseconds>(m_context.clock.ticks() - m_drain_began);
    Milliseconds const left = std::min(limits().write_time, drain_time_max) - spent;
    if (left <= Milliseconds(0))
        return finish();
    m_buffer.clear();
    m_transport->read(m_buffer.prepare(request_read_bytes), left, [self = shared_from_this()](error_code error, std::size_t bytes) {
        if (self->m_state == State::finished)
            return;
        self->m_drained_bytes += bytes;
        if (error || self->m_drained_bytes > drain_bytes_max)
            self->finish();
        else
            self->drain();
    });
}

void Session::log_request(Response const& response) const
{
    auto const taken = std::chrono::duration_cast<Milliseconds>(m_context.clock.ticks() - m_request_began);
    m_context.log.write(ports::Severity::debug, "request",
        { { "method", std::string(to_string(m_method)) }, { "route", response.route.empty() ? "none" : response.route },
            { "status", std::to_string(response.status) }, { "ms", std::to_string(taken.count()) } });
}

} // namespace zahide::http
