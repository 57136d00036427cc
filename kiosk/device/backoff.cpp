#include "backoff.h"

#include <algorithm>

namespace zahide::device {

namespace {

constexpr int doublings_max = 16;

/// Between half of it and all of it.
Milliseconds jittered(Milliseconds delay, Random& random)
{
    auto const half = std::max<std::int64_t>(delay.count() / 2, 1);
    return Milliseconds(half + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(half))));
}

} // namespace

void Backoff::succeeded()
{
    m_failures = 0;
    m_not_before.reset();
}

void Backoff::failed(Ticks now, DeviceLimits const& limits, Random& random)
{
    if (!may_try(now))
        return;
    auto const doublings = std::min(m_failures, doublings_max);
    auto const delay = std::min(limits.retry_max, Milliseconds(limits.retry_first * (std::int64_t { 1 } << doublings)));
    ++m_failures;
    m_not_before = now + jittered(delay, random);
}

void Backoff::refused(Ticks now, DeviceLimits const& limits, Random& random)
{
    ++m_failures;
    m_not_before = now + jittered(limits.refused_retry, random);
}

} // namespace zahide::device
