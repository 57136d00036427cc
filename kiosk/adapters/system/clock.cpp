#include "system/clock.h"

#include <ctime>

namespace zahide::system {

namespace {

timespec read(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return time;
}

} // namespace

Instant SystemClock::now() const
{
    auto const time = read(CLOCK_REALTIME);
    return Instant::from_unix_ms(static_cast<std::int64_t>(time.tv_sec) * 1'000 + time.tv_nsec / 1'000'000);
}

Ticks SystemClock::ticks() const
{
    // Not CLOCK_BOOTTIME: time-outs wait while the machine sleeps, as the other side of a connection can't tell either.
    auto const time = read(CLOCK_MONOTONIC);
    return Ticks::from_ns(static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec);
}

} // namespace zahide::system
