#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "domain/principal.h"
#include "http/message.h"
#include "ports/log.h"
#include "scheduler/scheduler.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace zahide::http {

/// Whoever listens to GET /v1/events, and from where on.
struct Listening {
    domain::Principal principal;
    Secret token; ///< looked at again from time to time: a session that has ended hears nothing more
    std::optional<Revision> after; ///< none: from now on, beginning with a hello
    std::shared_ptr<EventSink> sink;
};

/// Tells listeners what was committed.
class EventHub {
public:
    virtual ~EventHub() = default;
    virtual void add(Listening listening) = 0;
    /// Something was committed. Never blocks.
    virtual void notify() = 0;
};

/// The listeners of a hub: reads the change feed for each of them from where it stands, filtered by the use case. For
/// one thread.
class Listeners {
public:
    /// All outlive it.
    Listeners(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log);

    void add(Listening listening);
    /// Tells each what is new to it, and forgets those who are gone.
    void serve();
    /// Ends all streams.
    void close();

private:
    struct Client {
        Listening listening;
        Revision reached;
        Ticks checked; ///< when the session was last looked at
    };
    enum class Verdict : std::uint8_t { keep, drop };

    [[nodiscard]] Verdict greet(Client& client) const;
    [[nodiscard]] Verdict check_session(Client& client, Milliseconds interval) const;
    /// What the kiosks of a center are told alike, while they stand at the same place: read once for all of them.
    struct Shared {
        CenterId center;
        Revision after;
        scheduler::EventsView view;
        std::vector<Event> events;
    };
    [[nodiscard]] Verdict tell(Client& client, std::optional<Shared>& shared) const;
    [[nodiscard]] Result<Shared> read_news(Client const& client, std::optional<Shared>& shared) const;
    void tell_waits(Client const& client) const;

    scheduler::Scheduler const& m_scheduler;
    Clock const& m_clock;
    ports::Log& m_log;
    std::vector<Client> m_clients;
};

/// One thread that serves after each notify(). Safe to call from any thread.
class ThreadedEventHub final : public EventHub {
public:
    /// All outlive the hub.
    ThreadedEventHub(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log);
    /// As stop().
    ~ThreadedEventHub() override;
    ThreadedEventHub(ThreadedEventHub const&) = delete;
    ThreadedEventHub& operator=(ThreadedEventHub const&) = delete;

    void add(Listening listening) override;
    void notify() override;
    /// Ends the streams and the thread. Once is enough.
    void stop();

private:
    enum class Course : std::uint8_t { running, stopping };

    void run();

    Listeners m_listeners; ///< the thread's alone
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Listening> m_arrivals;
    bool m_notified = false;
    Course m_course = Course::running;
    std::thread m_thread;
};

/// Serves when it is told to, on the caller's thread: for the simulator, whose steps are to be the same each time.
class InlineEventHub final : public EventHub {
public:
    /// All outlive the hub.
    InlineEventHub(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log);

    void add(Listening listening) override;
    void notify() override { m_has_news = true; }
    /// Serves the listeners if anything was added or committed since the last time.
    void pump();
    /// Serves them in any case, as the thread does from time to time: sessions end by time alone.
    void look_around();

private:
    Listeners m_listeners;
    bool m_has_news = false;
};

} // namespace zahide::http
