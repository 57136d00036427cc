#pragma once

#include "asio.h"
#include "http/server.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

namespace zahide::http {

class Session;

/// What a server's sessions share. All but the atomics and the handler belong to the network thread.
struct ServerContext {
    ServerContext(ServerOptions given_options, Handler& given_handler, Clock const& given_clock, ports::Log& given_log)
        : options(std::move(given_options))
        , handler(given_handler)
        , clock(given_clock)
        , log(given_log)
    {
    }

    ServerOptions options;
    Handler& handler;
    Clock const& clock;
    ports::Log& log;
    asio::io_context io { 1 };
    std::unique_ptr<asio::thread_pool> workers;
    std::optional<asio::ssl::context> tls;
    std::unordered_set<std::shared_ptr<Session>> sessions;
    std::map<std::string, std::size_t> sessions_of_address;
    std::atomic<std::uint64_t> connections { 0 };
    std::atomic<std::uint64_t> event_streams { 0 };
    std::atomic<std::uint64_t> requests { 0 };
    std::atomic<std::uint64_t> slow_streams_dropped { 0 };
    /// Called when the last session is gone and the server is stopping.
    std::function<void()> all_gone;
};

} // namespace zahide::http
