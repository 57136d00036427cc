#pragma once

#include <cstdint>
#include <span>

namespace zahide {

/// Where randomness comes from. The shipped one is the operating system's and fit for keys and tokens; the
/// simulator's follows from its seed. Safe to call from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    /// Uniform in [0, bound); bound > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
};

} // namespace zahide
