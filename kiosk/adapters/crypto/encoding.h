#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::crypto {

// base64url without padding (RFC 4648 §5).
[[nodiscard]] std::string encode_base64url(std::span<unsigned char const> bytes);
/// Nothing unless it is exactly that many bytes.
[[nodiscard]] std::optional<std::vector<unsigned char>> decode_base64url(std::string_view text, std::size_t bytes);

} // namespace zahide::crypto
