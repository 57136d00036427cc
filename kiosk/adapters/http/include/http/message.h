#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zahide::http {

enum class Method : std::uint8_t { get, head, post, put, patch, erase, options, other };

[[nodiscard]] std::string_view to_string(Method method);

/// Header fields in the order given; names compare without case (RFC 9110 §5.1).
class Headers {
public:
    void add(std::string name, std::string value);
    /// Replaces every field of that name.
    void set(std::string_view name, std::string value);
    /// The first field's value, or nullptr. Valid until the next change.
    [[nodiscard]] std::string const* find(std::string_view name) const;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& all() const { return m_fields; }

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

/// A request as it came in, complete and within the limits.
struct Request {
    Method method = Method::other;
    /// The path as it stands in the request line, percent-encoded, without the query.
    std::string path;
    /// The path's segments, percent-decoded; none of them empty but a last one after a final '/'.
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;
    Headers headers;
    std::string body;
    /// The peer's address without its port, for limits only; never logged.
    std::string peer;

    [[nodiscard]] std::string const* query_value(std::string_view name) const;
    /// A cookie's value (RFC 6265 §4.2), or nothing.
    [[nodiscard]] std::optional<Secret> cookie(std::string_view name) const;
};

/// One server-sent event (WHATWG HTML §9.2). No field may hold a line break; data is one line.
struct Event {
    std::string id;
    std::string kind;
    std::string data;
};

enum class SinkState : std::uint8_t { open, closed };

/// A client that listens to an event stream. Safe to call from any thread. A client too slow to take its events is
/// disconnected; it comes back with Last-Event-ID.
class EventSink {
public:
    virtual ~EventSink() = default;
    /// Queues an event; tells whether anybody still listens.
    virtual SinkState send(Event const& event) = 0;
    [[nodiscard]] virtual SinkState state() const = 0;
    virtual void close() = 0;
};

/// What a handler answers. With `open_stream` set the body is ignored: the server sends the headers as a
/// text/event-stream and then calls it once, from one of its threads.
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    /// The route's pattern for log and metrics ("/v1/tickets/{id}/recall"); the path itself is never logged.
    std::string route;
    std::function<void(std::shared_ptr<EventSink>)> open_stream;
};

/// Answers requests. Called from several threads at once.
class Handler {
public:
    virtual ~Handler() = default;
    [[nodiscard]] virtual Response handle(Request const& request) = 0;
};

/// Splits and decodes a request target ("/a%20b?c=d") into a request's path, segments and query. Fails on a bad escape,
/// a NUL, an empty or a dot segment, and a decoded '/'.
[[nodiscard]] Result<void> parse_target(std::string_view target, Request& request);

} // namespace zahide::http
