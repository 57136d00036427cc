#pragma once

#include "base/random.h"

namespace zahide::system {

/// The kernel's generator (getrandom), fit for keys and tokens. Safe to call from any thread.
class SystemRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

} // namespace zahide::system
