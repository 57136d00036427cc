#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "http/limits.h"
#include "http/message.h"
#include "ports/log.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace zahide::http {

struct TlsFiles {
    std::string certificate_chain; ///< PEM
    std::string private_key; ///< PEM
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: any free one, see Server::port()
    std::optional<TlsFiles> tls; ///< plain HTTP without it
    int workers = 4; ///< threads that run the handler
    ServerLimits limits;
};

/// Counts for /metrics. Read from any thread.
struct ServerCounts {
    std::uint64_t connections = 0;
    std::uint64_t event_streams = 0;
    std::uint64_t requests = 0;
    std::uint64_t slow_streams_dropped = 0;
};

/// An HTTP/1.1 server with keep-alive and event streams: one thread for the network, a few for the handler. Requests are
/// logged with method, route, status and time; never with a path, query, address, token or body.
class Server {
public:
    /// Listens at once. `handler`, `clock` and `log` outlive the server. Fails with one line when the port is busy or
    /// the certificate can't be read.
    [[nodiscard]] static Result<std::unique_ptr<Server>> create(ServerOptions options, Handler& handler, Clock const& clock, ports::Log& log);
    /// As stop().
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] ServerCounts counts() const;
    /// Takes no more connections, closes event streams and idle ones, lets requests under way finish within
    /// limits.stop_grace, and returns when no thread of the server is left. Once is enough; not from a handler.
    void stop();

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::http
