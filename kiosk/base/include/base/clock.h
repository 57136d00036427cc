#pragma once

#include "base/time.h"

namespace zahide {

/// Where time comes from. Implemented by adapters (the system's) and by the simulator; safe to call from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall-clock time. May jump either way; never used for time-outs.
    [[nodiscard]] virtual Instant now() const = 0;
    /// Monotonic time.
    [[nodiscard]] virtual Ticks ticks() const = 0;
};

} // namespace zahide
