#pragma once

// What the HTTP tests share: a clock, a log that keeps its lines, a raw socket, and a client that waits.

#include "base/clock.h"
#include "http/client.h"
#include "http/server.h"
#include "ports/log.h"

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace zahide::http {

class RealClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return Instant::from_unix_ms(std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()) + m_ahead.load();
    }
    /// Goes on from there, as fast as time does.
    void set(Instant now) { m_ahead = m_ahead.load() + (now - this->now()); }
    /// As if so much time had gone by, on both of its hands.
    void pass(Milliseconds time)
    {
        m_ahead = m_ahead.load() + time;
        m_passed = m_passed.load() + time;
    }
    [[nodiscard]] Ticks ticks() const override
    {
        return Ticks::from_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count())
            + m_passed.load();
    }

private:
    std::atomic<Milliseconds> m_ahead { Milliseconds(0) }; ///< of the machine's
    std::atomic<Milliseconds> m_passed { Milliseconds(0) };
};

class KeptLog final : public ports::Log {
public:
    void write(ports::Severity, std::string_view event, std::initializer_list<ports::LogField> fields) override
    {
        std::lock_guard const lock(m_mutex);
        m_text.append(event);
        for (auto const& field : fields)
            m_text.append(" ").append(field.name).append("=").append(field.value);
        m_text += '\n';
    }
    [[nodiscard]] std::string text() const
    {
        std::lock_guard const lock(m_mutex);
        return m_text;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_text;
};

/// A handler made of a function.
class FunctionHandler final : public Handler {
public:
    explicit FunctionHandler(std::function<Response(Request const&)> function)
        : m_function(std::move(function))
    {
    }
    [[nodiscard]] Response handle(Request const& request) override { return m_function(request); }

private:
    std::function<Response(Request const&)> m_function;
};

/// A TCP connection of a client that need not behave.
class RawSocket {
public:
    explicit RawSocket(std::uint16_t port, int receive_buffer_bytes = 0, in_addr_t from = INADDR_ANY)
        : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (receive_buffer_bytes > 0)
            ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
        timeval const patience { 20, 0 };
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(from);
        EXPECT_EQ(::bind(m_descriptor, reinterpret_cast<sockaddr const*>(&address), sizeof address), 0);
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_descriptor, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    }
    RawSocket(RawSocket const&) = delete;
    RawSocket& operator=(RawSocket const&) = delete;
    ~RawSocket() { ::close(m_descriptor); }

    [[nodiscard]] bool connected() const { return m_connected; }
    bool send(std::string_view bytes) const { return ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()); }
    /// Everything until the server closes.
    [[nodiscard]] std::string read_to_end() const
    {
        std::string all;
        char buffer[4096];
        for (ssize_t size = 0; (size = ::recv(m_descriptor, buffer, sizeof buffer, 0)) > 0;)
            all.append(buffer, static_cast<std::size_t>(size));
        return all;
    }
    /// Until the text appears, or the server closes.
    [[nodiscard]] std::string read_until(std::string_view text) const
    {
        std::string all;
        char byte = 0;
        while (all.find(text) == std::string::npos && ::recv(m_descriptor, &byte, 1, 0) == 1)
            all += byte;
        return all;
    }
    /// What has come, or what comes next; nothing when the server closes.
    [[nodiscard]] std::string read_some() const
    {
        char buffer[4096];
        auto const size = ::recv(m_descriptor, buffer, sizeof buffer, 0);
        return { buffer, size > 0 ? static_cast<std::size_t>(size) : 0 };
    }
    [[nodiscard]] std::string exchange(std::string_view request) const
    {
        send(request);
        return read_to_end();
    }

private:
    int m_descriptor;
    bool m_connected = false;
};

/// A listener that a test can wait on.
class WaitingListener final : public ClientListener {
public:
    void on_reply(std::uint64_t id, Result<Incoming> reply) override
    {
        std::lock_guard const lock(m_mutex);
        m_replies.emplace(id, std::move(reply));
        m_changed.notify_all();
    }
    void on_stream_open(std::uint64_t) override
    {
        std::lock_guard const lock(m_mutex);
        ++m_opened;
        m_changed.notify_all();
    }
    void on_stream_event(std::uint64_t, Event event) override
    {
        std::lock_guard const lock(m_mutex);
        m_events.push_back(std::move(event));
        m_changed.notify_all();
    }
    void on_stream_end(std::uint64_t, int status, Error error) override
    {
        std::lock_guard const lock(m_mutex);
        m_ends.emplace_back(status, std::move(error));
        m_changed.notify_all();
    }

    [[nodiscard]] Result<Incoming> reply(std::uint64_t id)
    {
        std::unique_lock lock(m_mutex);
        bool const there = wait(lock, [&] { return m_replies.contains(id); });
        EXPECT_TRUE(there) << "no reply " << id;
        return there ? m_replies.at(id) : Result<Incoming>(fail(ErrorCode::internal, "no reply"));
    }
    /// The first `count` events, when they are there.
    [[nodiscard]] std::vector<Event> events(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        EXPECT_TRUE(wait(lock, [&] { return m_events.size() >= count; })) << m_events.size() << " of " << count << " events";
        return m_events;
    }
    [[nodiscard]] int opened(int count)
    {
        std::unique_lock lock(m_mutex);
        wait(lock, [&] { return m_opened >= count; });
        return m_opened;
    }
    [[nodiscard]] std::pair<int, Error> stream_end()
    {
        std::unique_lock lock(m_mutex);
        EXPECT_TRUE(wait(lock, [&] { return !m_ends.empty(); }));
        return m_ends.empty() ? std::pair<int, Error> { -1, {} } : m_ends.front();
    }

private:
    template<class Condition>
    bool wait(std::unique_lock<std::mutex>& lock, Condition condition)
    {
        return m_changed.wait_for(lock, std::chrono::seconds(30), condition);
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::uint64_t, Result<Incoming>> m_replies;
    std::vector<Event> m_events;
    std::vector<std::pair<int, Error>> m_ends;
    int m_opened = 0;
};

[[nodiscard]] inline std::string local_address(std::uint16_t port)
{
    return "http://127.0.0.1:" + std::to_string(port);
}

} // namespace zahide::http
