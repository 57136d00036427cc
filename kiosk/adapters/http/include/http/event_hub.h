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

/// Tells listeners what was committed: one thread that reads the change feed after each notify(), for each listener from
/// where it stands, filtered by the use case. Safe to call from any thread.
class EventHub {
public:
    /// All outlive the hub.
    EventHub(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log);
    /// As stop().
    ~EventHub();
    EventHub(EventHub const&) = delete;
    EventHub& operator=(EventHub const&) = delete;

    void add(Listening listening);
    /// Something was committed. Never blocks.
    void notify();
    /// Ends the streams and the thread. Once is enough.
    void stop();

private:
    struct Client {
        Listening listening;
        Revision reached;
        Ticks checked; ///< when the session was last looked at
    };
    enum class Course : std::uint8_t { running, stopping };
    enum class Verdict : std::uint8_t { keep, drop };

    void run();
    void serve(std::vector<Client>& clients);
    [[nodiscard]] Verdict greet(Client& client) const;
    [[nodiscard]] Verdict check_session(Client& client) const;
    [[nodiscard]] Verdict tell(Client& client) const;
    void tell_waits(Client const& client) const;

    scheduler::Scheduler const& m_scheduler;
    Clock const& m_clock;
    ports::Log& m_log;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Listening> m_arrivals;
    bool m_notified = false;
    Course m_course = Course::running;
    std::thread m_thread;
};

} // namespace zahide::http
