#pragma once

#include "asio.h"
#include "client_address.h"
#include "event_parser.h"
#include "http/client.h"
#include "transport.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::http {

/// What a client's connections share.
struct ClientContext {
    ClientOptions options;
    ClientAddress address;
    asio::io_context io { 1 };
    asio::ssl::context tls { asio::ssl::context::tls_client };
};

/// One connection of a client: look up, connect, handshake, send, then a reply or a stream of events. Lives on the
/// client's thread.
class ClientLink final : public std::enable_shared_from_this<ClientLink> {
public:
    struct Callbacks {
        std::function<void()> open; ///< a stream began
        std::function<void(Event)> event;
        std::function<void(Result<Incoming>)> end; ///< the reply, or the error the link ended with; once, the last one
    };
    enum class Kind : std::uint8_t { request, stream };

    ClientLink(ClientContext& context, Kind kind, Method method, std::string text, Milliseconds deadline, Callbacks callbacks);

    void start();
    /// Ends the link without another callback.
    void drop();

private:
    using Parser = beast::http::response_parser<beast::http::string_body>;

    void connect(tcp::resolver::results_type const& endpoints);
    void handshake(beast::tcp_stream stream);
    void send();
    void read();
    void on_read(error_code error, std::size_t bytes);
    void parse();
    void finish_reply();
    void begin_stream();
    void take_events();
    void end(Result<Incoming> outcome);
    void lose(std::string_view what, error_code error);
    /// False once the link has ended, so that late completions do nothing.
    [[nodiscard]] bool alive() const { return !m_ended; }

    ClientContext& m_context;
    Kind m_kind;
    std::string m_text;
    Callbacks m_callbacks;
    Milliseconds m_time;
    tcp::resolver m_resolver;
    asio::steady_timer m_deadline;
    beast::tcp_stream m_connecting;
    std::unique_ptr<Transport> m_transport;
    beast::flat_buffer m_buffer;
    Parser m_parser;
    EventParser m_events;
    bool m_streaming = false;
    bool m_ended = false;
};

} // namespace zahide::http
