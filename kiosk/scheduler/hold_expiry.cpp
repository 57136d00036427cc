#include "scheduler/hold_expiry.h"

#include <algorithm>

namespace zahide::scheduler {

namespace {

/// After a storage that refuses. Reads count what has expired as free meanwhile.
constexpr Milliseconds retry_time { 5'000 };
/// A clock that is set forward is noticed after so long at the latest.
constexpr Milliseconds wait_max { 60'000 };

} // namespace

HoldExpiry::HoldExpiry(Scheduler const& scheduler, ports::Storage const& storage, Clock const& clock, ports::Log& log, Released released)
    : m_scheduler(scheduler)
    , m_storage(storage)
    , m_clock(clock)
    , m_log(log)
    , m_released(std::move(released))
    , m_thread([this] { run(); })
{
}

HoldExpiry::~HoldExpiry()
{
    {
        std::lock_guard const lock(m_mutex);
        m_course = Course::stopping;
    }
    m_changed.notify_one();
    m_thread.join();
}

void HoldExpiry::look_again()
{
    {
        std::lock_guard const lock(m_mutex);
        m_committed = true;
    }
    m_changed.notify_one();
}

void HoldExpiry::run()
{
    auto const is_woken = [this] { return m_committed || m_course == Course::stopping; };
    std::unique_lock lock(m_mutex);
    while (m_course == Course::running) {
        m_committed = false;
        lock.unlock();
        auto const wait = expire();
        lock.lock();
        if (wait)
            m_changed.wait_for(lock, *wait, is_woken);
        else
            m_changed.wait(lock, is_woken);
    }
}

std::optional<Milliseconds> HoldExpiry::expire()
{
    auto next = next_expiry();
    if (next && *next && **next <= m_clock.now()) {
        if (auto const expired = m_scheduler.execute(domain::SystemPrincipal {}, ExpireHolds {}); !expired) {
            m_log.error("holds can't be released", { { "what", expired.error().line() } });
            return retry_time;
        }
        m_released();
        next = next_expiry();
    }
    if (!next) {
        m_log.error("when the next hold expires can't be read", { { "what", next.error().line() } });
        return retry_time;
    }
    if (!*next)
        return std::nullopt;
    return std::clamp(**next - m_clock.now(), Milliseconds(0), wait_max);
}

Result<std::optional<Instant>> HoldExpiry::next_expiry() const
{
    std::optional<Instant> next;
    auto const read = m_storage.read([&next](ports::Transaction const& snapshot) -> Result<void> {
        next = ZAHIDE_TRY(snapshot.bookings().next_expiry());
        return {};
    });
    if (!read)
        return fail(read.error());
    return next;
}

} // namespace zahide::scheduler
