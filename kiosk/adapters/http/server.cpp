#include "http/server.h"

#include "server_context.h"
#include "session.h"

#include <cerrno>
#include <thread>
#include <utility>

namespace zahide::http {

namespace {

constexpr Milliseconds accept_pause { 100 };

Result<asio::ssl::context> make_tls(TlsFiles const& files)
{
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    error_code error;
    context.use_certificate_chain_file(files.certificate_chain, error);
    if (error)
        return fail(ErrorCode::invalid, "the TLS certificate can't be read (" + words_of(error) + ")", files.certificate_chain,
            "give a PEM file with the certificate and its chain");
    context.use_private_key_file(files.private_key, asio::ssl::context::pem, error);
    if (error)
        return fail(ErrorCode::invalid, "the TLS key can't be read or doesn't belong to the certificate (" + words_of(error) + ")", files.private_key,
            "give the PEM file of the certificate's key");
    return context;
}

} // namespace

struct Server::Parts {
    Parts(ServerOptions options, Handler& handler, Clock const& clock, ports::Log& log)
        : context(std::move(options), handler, clock, log)
        , acceptor(context.io)
        , accept_timer(context.io)
        , stop_timer(context.io)
        , work(asio::make_work_guard(context.io))
    {
    }

    Result<void> listen();
    void accept();
    void admit(tcp::socket socket);
    void begin_stop();

    ServerContext context;
    tcp::acceptor acceptor;
    asio::steady_timer accept_timer;
    asio::steady_timer stop_timer;
    asio::executor_work_guard<asio::io_context::executor_type> work;
    std::thread network;
    std::uint16_t port = 0;
};

Result<void> Server::Parts::listen()
{
    auto const& options = context.options;
    std::string const where = options.address + ":" + std::to_string(options.port);
    error_code error;
    auto const address = asio::ip::make_address(options.address, error);
    if (error)
        return fail(ErrorCode::invalid, "\"" + options.address + "\" is not an IP address", where, "listen on an address of this machine, 0.0.0.0 or ::");
    tcp::endpoint const endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use)
        return fail(ErrorCode::unavailable, "the port is busy", where, "stop the program that uses it or configure another port", Retry::later);
    if (error)
        return fail(ErrorCode::unavailable, "can't listen (" + error.message() + ")", where, "check the address and the port in the configuration");
    port = acceptor.local_endpoint(error).port();
    return {};
}

void Server::Parts::accept()
{
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || !acceptor.is_open())
            return;
        if (!error) {
            admit(std::move(socket));
            return accept();
        }
        // Out of descriptors, most likely: look again when some are free.
        accept_timer.expires_after(accept_pause);
        accept_timer.async_wait([this](error_code cancelled) {
            if (!cancelled)
                accept();
        });
    });
}

void Server::Parts::admit(tcp::socket socket)
{
    error_code error;
    auto const endpoint = socket.remote_endpoint(error);
    if (error)
        return;
    std::string const peer = endpoint.address().to_string();
    auto const& limits = context.options.limits;
    if (context.sessions.size() >= limits.connections || context.sessions_of_address[peer] >= limits.connections_per_address)
        return;
    socket.set_option(tcp::no_delay(true), error);
    beast::tcp_stream stream(std::move(socket));
    auto transport = context.tls ? make_tls_server_transport(std::move(stream), *context.tls) : make_plain_transport(std::move(stream));
    auto const session = std::make_shared<Session>(context, std::move(transport), peer);
    ++context.connections;
    ++context.sessions_of_address[peer];
    context.sessions.insert(session);
    session->start();
}

void Server::Parts::begin_stop()
{
    error_code ignored;
    acceptor.close(ignored);
    accept_timer.cancel();
    context.all_gone = [this] { stop_timer.cancel(); };
    auto const open = context.sessions;
    for (auto const& session : open)
        session->stop();
    auto const finish_all = [this] {
        auto const late = context.sessions;
        for (auto const& session : late)
            session->finish();
        work.reset();
    };
    if (context.sessions.empty())
        return finish_all();
    stop_timer.expires_after(context.options.limits.stop_grace);
    stop_timer.async_wait([finish_all](error_code) { finish_all(); });
}

Result<std::unique_ptr<Server>> Server::create(ServerOptions options, Handler& handler, Clock const& clock, ports::Log& log)
{
    auto parts = std::make_unique<Parts>(std::move(options), handler, clock, log);
    if (parts->context.options.tls)
        parts->context.tls.emplace(ZAHIDE_TRY(make_tls(*parts->context.options.tls)));
    ZAHIDE_TRY_VOID(parts->listen());
    parts->context.workers = std::make_unique<asio::thread_pool>(static_cast<std::size_t>(parts->context.options.workers));
    parts->accept();
    parts->network = std::thread([&io = parts->context.io] { io.run(); });
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Server::~Server()
{
    stop();
}

std::uint16_t Server::port() const
{
    return m_parts->port;
}

ServerCounts Server::counts() const
{
    auto const& context = m_parts->context;
    return { context.connections, context.event_streams, context.requests, context.slow_streams_dropped };
}

void Server::stop()
{
    if (!m_parts->network.joinable())
        return;
    asio::post(m_parts->context.io, [parts = m_parts.get()] { parts->begin_stop(); });
    m_parts->network.join();
    m_parts->context.workers->join();
}

} // namespace zahide::http
