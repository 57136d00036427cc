#pragma once

#include "base/random.h"
#include "base/time.h"
#include "device/options.h"

#include <optional>

namespace zahide::device {

/// When something that failed may be tried again: exponential back-off with jitter, so that devices that were cut off
/// together don't come back together.
class Backoff {
public:
    [[nodiscard]] bool may_try(Ticks now) const { return !m_not_before || now >= *m_not_before; }
    /// True from a failure to the next success.
    [[nodiscard]] bool failing() const { return m_failures > 0; }
    /// When it is worth a look; nothing if at once or not waited for.
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return may_try(now) ? std::nullopt : m_not_before; }

    void succeeded();
    /// Several failures of the same moment count once.
    void failed(Ticks now, DeviceLimits const& limits, Random& random);
    /// The answer will not be another one soon.
    void refused(Ticks now, DeviceLimits const& limits, Random& random);

private:
    int m_failures = 0;
    std::optional<Ticks> m_not_before;
};

} // namespace zahide::device
