#pragma once

#include <cstdint>

namespace zahide::unicode {

/// A paragraph's direction. `automatic` is UAX #9 P2–P3: the first strong character decides.
enum class Direction : std::uint8_t { automatic, left_to_right, right_to_left };

} // namespace zahide::unicode
