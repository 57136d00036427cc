#pragma once

#include "base/clock.h"

namespace zahide::system {

/// The operating system's clocks. Safe to call from any thread.
class SystemClock : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Ticks ticks() const override;
};

} // namespace zahide::system
