#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "http/limits.h"
#include "http/message.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace zahide::http {

struct ClientOptions {
    /// "http://10.0.0.5:8080" or "https://scheduler.example:8443"; no path.
    std::string address;
    /// PEM of the authority that signed the server's certificate; empty: the system's.
    std::string authority_file;
    ClientLimits limits;
};

/// A request to send. `id` is the user's own and comes back with the reply.
struct Outgoing {
    std::uint64_t id = 0;
    Method method = Method::get;
    std::string target; ///< path and query, encoded
    std::string body; ///< JSON, or empty
    std::optional<Secret> bearer;
    std::optional<IdempotencyKey> idempotency_key;
    Milliseconds deadline { 10'000 }; ///< from send() to the last byte of the reply
};

struct Incoming {
    int status = 0;
    std::string content_type;
    std::string body;
};

struct StreamRequest {
    std::uint64_t id = 0;
    std::string target;
    std::optional<Secret> bearer;
    std::optional<std::string> last_event_id;
};

/// Hears what the network brings. Called from the client's own thread, one call at a time; it hands things on and
/// returns at once.
class ClientListener {
public:
    virtual ~ClientListener() = default;
    /// Once for every send(): a reply of any status, or an Error with ErrorCode::unavailable when there was none.
    virtual void on_reply(std::uint64_t id, Result<Incoming> reply) = 0;
    virtual void on_stream_open(std::uint64_t id) = 0;
    virtual void on_stream_event(std::uint64_t id, Event event) = 0;
    /// Once for every open_stream() but one that was closed by close_stream(). `status` is the server's if it refused the
    /// stream, else 0.
    virtual void on_stream_end(std::uint64_t id, int status, Error error) = 0;
};

/// An HTTP/1.1 client with a thread of its own. Reconnecting and sending again are its user's decision.
class Client {
public:
    /// `listener` outlives the client. Fails on an address or authority file that can't be used; never for a server
    /// that is out of reach.
    [[nodiscard]] static Result<std::unique_ptr<Client>> create(ClientOptions options, ClientListener& listener);
    /// Drops what is under way, without calling the listener again.
    ~Client();
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    /// These only queue; safe to call from any thread, the listener's included.
    void send(Outgoing request);
    void open_stream(StreamRequest request);
    void close_stream(std::uint64_t id);

private:
    struct Parts;
    explicit Client(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::http
