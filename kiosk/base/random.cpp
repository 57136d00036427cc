#include "base/random.h"

#include "base/verify.h"

#include <array>
#include <cstring>

namespace zahide {

std::uint64_t Random::below(std::uint64_t bound)
{
    ZAHIDE_VERIFY(bound > 0);
    // Rejection sampling: values under `threshold` would make small results likelier.
    std::uint64_t const threshold = (0 - bound) % bound;
    while (true) {
        std::array<std::uint8_t, 8> bytes {};
        fill(bytes);
        std::uint64_t value = 0;
        std::memcpy(&value, bytes.data(), bytes.size());
        if (value >= threshold)
            return value % bound;
    }
}

} // namespace zahide
