#pragma once

#include "base/time.h"

#include <cstddef>

namespace zahide::http {

/// What one server spends on its clients at most.
struct ServerLimits {
    std::size_t body_bytes = 64 * 1024;
    std::size_t header_bytes = 8 * 1024;
    std::size_t connections = 512;
    /// Connections one address may hold open at a time: a slow or hostile client can't keep the others out.
    std::size_t connections_per_address = 128;
    std::size_t event_streams = 128;
    /// What may wait for one event stream's client before it is disconnected.
    std::size_t stream_queue_bytes = 256 * 1024;
    /// From a request's first byte to its last.
    Milliseconds request_time { 10'000 };
    /// Between two requests on a connection.
    Milliseconds idle_time { 60'000 };
    /// For a client to take a response, or a batch of events.
    Milliseconds write_time { 20'000 };
    /// Between two comment lines on a silent event stream.
    Milliseconds heartbeat { 15'000 };
    /// For requests under way when the server is stopped.
    Milliseconds stop_grace { 3'000 };
};

/// What one client takes from its server at most.
struct ClientLimits {
    std::size_t body_bytes = 4 * 1024 * 1024;
    std::size_t header_bytes = 16 * 1024;
    std::size_t event_bytes = 256 * 1024;
    Milliseconds connect_time { 5'000 };
    /// Silence on an event stream after which it counts as lost; the server's heartbeat is 15 s.
    Milliseconds stream_silence { 40'000 };
};

} // namespace zahide::http
