#pragma once

#include "event_queue.h"
#include "server_context.h"
#include "transport.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace zahide::http {

/// One connection to the server: handshake, then requests one after another, at last perhaps an event stream. Lives on
/// the network thread; only the handler runs elsewhere.
class Session final : public std::enable_shared_from_this<Session> {
public:
    Session(ServerContext& context, std::unique_ptr<Transport> transport, std::string peer);

    void start();
    /// The server is stopping: at once if nothing is under way, else after the answer.
    void stop();
    /// At once, whatever is under way.
    void finish();
    [[nodiscard]] std::string const& peer() const { return m_peer; }

private:
    enum class State : std::uint8_t { opening, idle, receiving, handling, answering, streaming, draining, finished };
    enum class After : std::uint8_t { next_request, close };
    using Parser = beast::http::request_parser<beast::http::string_body>;

    void next_request();
    void receive();
    void on_received(error_code error, std::size_t bytes);
    /// Feeds the parser what is buffered.
    void parse();
    void refuse_malformed(error_code error);
    void dispatch();
    [[nodiscard]] Result<Request> make_request();
    void handle(Request request);

    void answer(Response const& response);
    void write_answer(std::string text);
    void on_answered(error_code error);
    void drain();
    void log_request(Response const& response) const;

    void start_stream(Response response);
    void on_stream_started(error_code error);
    void watch_for_close();
    void flush_stream();
    void heartbeat();

    [[nodiscard]] ServerLimits const& limits() const { return m_context.options.limits; }
    template<class Function>
    void on_worker(Function function);

    ServerContext& m_context;
    std::unique_ptr<Transport> m_transport;
    std::string m_peer;
    State m_state = State::opening;
    After m_after = After::next_request;
    Method m_method = Method::get;
    Ticks m_request_began;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::string m_outgoing;
    std::size_t m_drained_bytes = 0;
    Ticks m_drain_began;

    std::shared_ptr<EventQueue> m_events;
    std::function<void(std::shared_ptr<EventSink>)> m_open_stream;
    asio::steady_timer m_heartbeat;
    std::string m_stream_outgoing;
    bool m_stream_writing = false;
    char m_ignored = 0;
};

} // namespace zahide::http
