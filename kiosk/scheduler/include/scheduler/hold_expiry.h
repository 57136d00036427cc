#pragma once

#include "base/clock.h"
#include "ports/log.h"
#include "ports/storage.h"
#include "scheduler/scheduler.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace zahide::scheduler {

/// Releases holds when their time is over, so that nobody need ask first: a thread that sleeps until the next one expires,
/// and looks again after each commit. Safe to call from any thread.
class HoldExpiry {
public:
    /// Called on the expiry's thread after something was released: listeners may have something to read.
    using Released = std::function<void()>;

    /// All outlive it.
    HoldExpiry(Scheduler const& scheduler, ports::Storage const& storage, Clock const& clock, ports::Log& log, Released released);
    ~HoldExpiry();
    HoldExpiry(HoldExpiry const&) = delete;
    HoldExpiry& operator=(HoldExpiry const&) = delete;

    /// Something was committed: another hold may be the next to expire. Never blocks.
    void look_again();

private:
    enum class Course : std::uint8_t { running, stopping };

    void run();
    /// Releases what has expired; says how long to wait for the next one, if there is any.
    [[nodiscard]] std::optional<Milliseconds> expire();
    [[nodiscard]] Result<std::optional<Instant>> next_expiry() const;

    Scheduler const& m_scheduler;
    ports::Storage const& m_storage;
    Clock const& m_clock;
    ports::Log& m_log;
    Released m_released;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_committed = false;
    Course m_course = Course::running;
    std::thread m_thread;
};

} // namespace zahide::scheduler
