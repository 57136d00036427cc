#pragma once

#include "base/secret.h"
#include "dice.h"
#include "http/message.h"
#include "sim/simulation.h"
#include "timeline.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sim {

/// Whoever answers at the other end: nothing when it is down, or goes down over it.
class Server {
public:
    virtual ~Server() = default;
    [[nodiscard]] virtual std::optional<http::Response> handle(http::Request const& request) = 0;
};

enum class Sender : std::uint8_t { device, staff };

/// A request as its sender makes it.
struct Letter {
    http::Method method = http::Method::get;
    std::string target;
    std::string body;
    std::optional<Secret> bearer;
    std::string key; ///< Idempotency-Key, or empty
    Revision after; ///< Last-Event-ID, or 0
    Milliseconds deadline { 10'000 };
    Sender sender = Sender::device;
};

/// How one node's line is.
enum class LineState : std::uint8_t {
    fine,
    cut, ///< nothing passes
    half_open, ///< requests arrive, replies don't
    stalled, ///< event streams stand still, the rest passes
    bad, ///< much is lost, late, or comes twice
};

/// What a node hears of its event stream. In order; nothing after it is lost.
struct StreamListener {
    std::function<void()> opened;
    std::function<void(http::Event const&)> brought;
    std::function<void(int status)> lost; ///< the server's status if it refused, else 0
};

/// A stream as the node that opened it holds it.
class Stream;

/// Lines from each node to the server, in virtual time.
class Network {
public:
    using Replied = std::function<void(Result<http::Response>)>;

    Network(Timeline& timeline, Server& server, Dice dice, Counts& counts, std::size_t lines);

    void set_line(std::size_t line, LineState state) { m_lines[line] = state; }
    [[nodiscard]] LineState line(std::size_t line) const { return m_lines[line]; }
    void be_calm();
    /// The server has gone down: its streams break.
    void server_lost();

    /// `replied` is called once. The request itself may arrive never, once or more often, also after that.
    void send(std::size_t line, Letter const& letter, Replied replied);
    [[nodiscard]] std::shared_ptr<Stream> open_stream(std::size_t line, Letter const& letter, StreamListener listener);

private:
    struct Exchange;
    friend class Stream;

    [[nodiscard]] Milliseconds delay(std::size_t line);
    [[nodiscard]] bool is_lost(std::size_t line);
    void arrive(std::size_t line, http::Request const& request, std::shared_ptr<Exchange> const& exchange);
    void come_back(std::size_t line, http::Response response, std::shared_ptr<Exchange> const& exchange);

    Timeline& m_timeline;
    Server& m_server;
    Dice m_dice;
    Counts& m_counts;
    std::vector<LineState> m_lines;
    std::vector<std::weak_ptr<Stream>> m_streams;
};

/// Both ends of an event stream: the server sends into it, the node closes it.
class Stream final : public http::EventSink, public std::enable_shared_from_this<Stream> {
public:
    Stream(Network& network, std::size_t line, StreamListener listener);

    http::SinkState send(http::Event const& event) override;
    [[nodiscard]] http::SinkState state() const override { return m_state; }
    void close() override { break_off(0); }

    /// The node wants no more of it, or is gone.
    void drop();
    void open();
    void break_off(int status);

private:
    void deliver(std::function<void(StreamListener const&)> news);

    Network& m_network;
    std::size_t m_line;
    StreamListener m_listener;
    http::SinkState m_state = http::SinkState::open;
    Ticks m_last; ///< when the last thing sent arrives
};

} // namespace zahide::sim
