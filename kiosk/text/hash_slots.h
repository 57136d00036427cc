#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace zahide::text {

/// Where numbered entries are found by their hashes: open addressing in a table that grows with them, at most half full.
class HashSlots {
public:
    /// The first entry with this hash of which is_it(number) holds.
    template<class IsIt>
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, IsIt const& is_it) const
    {
        if (m_slots.empty())
            return std::nullopt;
        for (std::size_t slot = hash & (m_slots.size() - 1); m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
            if (is_it(m_slots[slot] - 1))
                return m_slots[slot] - 1;
        }
        return std::nullopt;
    }
    /// The entry with the next number. hash_of(number) tells a former one's hash.
    template<class HashOf>
    void add(std::uint64_t hash, HashOf const& hash_of)
    {
        ++m_count;
        if (m_count * 2 > m_slots.size()) {
            m_slots.assign(std::max<std::size_t>(slots_min, m_slots.size() * 2), 0);
            for (std::uint32_t number = 0; number + 1 < m_count; ++number)
                put(hash_of(number), number);
        }
        put(hash, m_count - 1);
    }
    void clear()
    {
        std::ranges::fill(m_slots, 0U);
        m_count = 0;
    }

private:
    static constexpr std::size_t slots_min = 64;
    void put(std::uint64_t hash, std::uint32_t number)
    {
        std::size_t slot = hash & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = number + 1;
    }

    std::vector<std::uint32_t> m_slots; ///< an entry's number plus one, or zero
    std::uint32_t m_count = 0;
};

} // namespace zahide::text
