#pragma once

#include "base/time.h"

#include <cstdint>
#include <optional>
#include <span>

namespace zahide::domain {

/// A wait that is over: how many stood ahead when it began, and how long it took until the call.
struct WaitSample {
    std::int32_t ahead = 0;
    Seconds waited { 0 };
    friend bool operator==(WaitSample const&, WaitSample const&) = default;
};

/// What a visitor is told: "about low–high minutes".
struct WaitRange {
    Minutes low { 0 };
    Minutes high { 0 };
    friend bool operator==(WaitRange const&, WaitRange const&) = default;
};

/// An honest range or none. `samples` are past waits for the same service, oldest first, at most
/// limits::wait_samples_max of them.
///
/// Waits are compared by minutes a person ahead; the range spans the 10th to the 90th percentile of those (split conformal
/// prediction, Vovk et al. 2005), widened to whole five minutes. Before anything is said, the same rule is tried on
/// the later half of the samples with what was known before each: unless four of five fell into their range, the answer
/// is none; so it is with fewer than `samples_min` samples and when the range is too wide to be of use.
[[nodiscard]] std::optional<WaitRange> estimate_wait(std::span<WaitSample const> samples, std::int32_t ahead, std::int32_t samples_min);

} // namespace zahide::domain
