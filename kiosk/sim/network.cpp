#include "network.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

namespace {

/// The client's patience with a stream on which nothing comes (http::ClientLimits::stream_silence).
constexpr Milliseconds stream_silence { 40'000 };

http::Request request_of(std::size_t line, Letter const& letter)
{
    http::Request request;
    request.method = letter.method;
    request.body = letter.body;
    request.peer = "10.0.0." + std::to_string(10 + line);
    if (!http::parse_target(letter.target, request))
        request.path.clear();
    if (letter.bearer)
        request.headers.add("authorization", "Bearer " + letter.bearer->reveal());
    if (!letter.key.empty())
        request.headers.add("idempotency-key", letter.key);
    if (letter.sender == Sender::staff)
        request.headers.add("x-sim-staff", "yes"); // for the oracle
    if (letter.after.value() != 0)
        request.headers.add("last-event-id", std::to_string(letter.after.value()));
    return request;
}

Error no_answer()
{
    return { ErrorCode::unavailable, "no answer", "network", {}, Retry::later };
}

} // namespace

struct Network::Exchange {
    Replied replied;
    bool is_over = false;

    void end(Result<http::Response> reply)
    {
        if (std::exchange(is_over, true))
            return;
        replied(std::move(reply));
    }
};

Network::Network(Timeline& timeline, Server& server, Dice dice, Counts& counts, std::size_t lines)
    : m_timeline(timeline)
    , m_server(server)
    , m_dice(std::move(dice))
    , m_counts(counts)
    , m_lines(lines, LineState::fine)
{
}

void Network::be_calm()
{
    std::ranges::fill(m_lines, LineState::fine);
}

Milliseconds Network::delay(std::size_t line)
{
    if (m_lines[line] == LineState::bad && m_dice.percent(30))
        return m_dice.pause(100, 9'000);
    return m_dice.pause(1, 20);
}

bool Network::is_lost(std::size_t line)
{
    return m_lines[line] == LineState::cut || (m_lines[line] == LineState::bad && m_dice.percent(15));
}

void Network::send(std::size_t line, Letter const& letter, Replied replied)
{
    auto const exchange = std::make_shared<Exchange>(Exchange { std::move(replied) });
    auto const request = std::make_shared<http::Request const>(request_of(line, letter));
    ++m_counts.messages;
    if (m_lines[line] != LineState::fine)
        m_timeline.after(letter.deadline, [exchange] { exchange->end(fail(no_answer())); });
    if (!is_lost(line))
        m_timeline.after(delay(line), [this, line, request, exchange] { arrive(line, *request, exchange); });
    // Sent twice by something on the way, the second perhaps long after.
    if (m_lines[line] == LineState::bad && m_dice.percent(15)) {
        ++m_counts.messages;
        m_timeline.after(m_dice.pause(1, 45'000), [this, line, request, exchange] { arrive(line, *request, exchange); });
    }
}

void Network::arrive(std::size_t line, http::Request const& request, std::shared_ptr<Exchange> const& exchange)
{
    if (m_lines[line] == LineState::cut)
        return m_timeline.after(Milliseconds(10'000), [exchange] { exchange->end(fail(no_answer())); });
    auto response = m_server.handle(request);
    if (!response) // nobody listens there, or no longer
        return m_timeline.after(Milliseconds(3), [exchange] { exchange->end(fail(no_answer())); });
    come_back(line, std::move(*response), exchange);
}

void Network::come_back(std::size_t line, http::Response response, std::shared_ptr<Exchange> const& exchange)
{
    ++m_counts.messages;
    if (m_lines[line] == LineState::half_open || is_lost(line))
        return m_timeline.after(Milliseconds(10'000), [exchange] { exchange->end(fail(no_answer())); });
    m_timeline.after(delay(line), [exchange, response = std::move(response)]() mutable { exchange->end(std::move(response)); });
}

std::shared_ptr<Stream> Network::open_stream(std::size_t line, Letter const& letter, StreamListener listener)
{
    auto stream = std::make_shared<Stream>(*this, line, std::move(listener));
    std::erase_if(m_streams, [](auto const& one) { return one.expired(); });
    m_streams.push_back(stream);
    ++m_counts.messages;
    if (is_lost(line)) {
        m_timeline.after(Milliseconds(5'000), [stream] { stream->break_off(0); });
        return stream;
    }
    m_timeline.after(delay(line), [this, stream, request = request_of(line, letter)] {
        if (stream->state() == http::SinkState::closed)
            return;
        auto const response = m_server.handle(request);
        if (!response)
            return stream->break_off(0);
        if (!response->open_stream)
            return stream->break_off(response->status);
        stream->open();
        response->open_stream(stream);
    });
    return stream;
}

void Network::server_lost()
{
    for (auto const& one : std::exchange(m_streams, {})) {
        if (auto const stream = one.lock())
            stream->break_off(0);
    }
}

Stream::Stream(Network& network, std::size_t line, StreamListener listener)
    : m_network(network)
    , m_line(line)
    , m_listener(std::move(listener))
{
}

void Stream::deliver(std::function<void(StreamListener const&)> news)
{
    m_last = std::max(m_last, m_network.m_timeline.ticks() + m_network.delay(m_line));
    m_network.m_timeline.at(m_last, [self = shared_from_this(), news = std::move(news)] {
        auto const listener = self->m_listener; // whoever hears it may drop the stream
        if (listener.lost)
            news(listener);
    });
}

void Stream::open()
{
    deliver([](StreamListener const& listener) { listener.opened(); });
}

http::SinkState Stream::send(http::Event const& event)
{
    if (m_state == http::SinkState::closed)
        return m_state;
    ++m_network.m_counts.messages;
    auto const line = m_network.line(m_line);
    if (line == LineState::cut || line == LineState::half_open || line == LineState::stalled) {
        // TCP holds it back; the listener notices the silence.
        m_state = http::SinkState::closed;
        m_network.m_timeline.after(stream_silence, [self = shared_from_this()] {
            self->m_state = http::SinkState::open;
            self->break_off(0);
        });
        return http::SinkState::open;
    }
    deliver([event](StreamListener const& listener) { listener.brought(event); });
    return m_state;
}

void Stream::drop()
{
    m_state = http::SinkState::closed;
    m_listener = {};
}

void Stream::break_off(int status)
{
    if (std::exchange(m_state, http::SinkState::closed) == http::SinkState::closed)
        return;
    deliver([self = shared_from_this(), status](StreamListener const& listener) {
        self->m_listener = {};
        listener.lost(status);
    });
}

} // namespace zahide::sim
