#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace zahide::text {

/// A quick hash of bytes, for tables within a process: eight of them at a time, on top of what is hashed already.
[[nodiscard]] inline std::uint64_t hash_of_bytes(std::string_view utf8, std::uint64_t hash)
{
    static constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t block = 0;
    while (utf8.size() >= sizeof block) {
        std::memcpy(&block, utf8.data(), sizeof block);
        hash = std::rotl((hash ^ block) * factor, 29);
        utf8.remove_prefix(sizeof block);
    }
    block = 0;
    for (char const byte : utf8)
        block = block << 8U | static_cast<unsigned char>(byte);
    hash = (hash ^ block ^ static_cast<std::uint64_t>(utf8.size()) << 56U) * factor;
    return hash ^ hash >> 32U;
}

} // namespace zahide::text
