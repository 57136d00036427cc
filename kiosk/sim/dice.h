#pragma once

#include "base/random.h"
#include "base/time.h"

#include <cstddef>
#include <cstdint>

namespace zahide::sim {

/// Randomness that follows from its seed (splitmix64).
class Dice final : public Random {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (std::size_t at = 0; at < bytes.size();) {
            auto value = next();
            for (int byte = 0; byte < 8 && at < bytes.size(); ++byte, ++at, value >>= 8U)
                bytes[at] = static_cast<std::uint8_t>(value);
        }
    }
    [[nodiscard]] std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31U);
    }

    /// Another dice for a part of its own, so that what happens there changes nothing elsewhere.
    [[nodiscard]] static Dice of(std::uint64_t seed, std::uint64_t part)
    {
        Dice mixed(seed ^ (part * 0xD6E8FEB86659FD93ULL));
        return Dice(mixed.next());
    }

    [[nodiscard]] bool percent(std::uint64_t chance) { return next() % 100 < chance; }
    /// Both included.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    [[nodiscard]] Milliseconds pause(std::int64_t low_ms, std::int64_t high_ms) { return Milliseconds(between(low_ms, high_ms)); }
    template<class Container>
    [[nodiscard]] auto const& one_of(Container const& container)
    {
        return container[static_cast<std::size_t>(next() % std::size(container))];
    }

private:
    std::uint64_t m_state;
};

} // namespace zahide::sim
