#include "encoding.h"

#include <sodium.h>

namespace zahide::crypto {

std::string encode_base64url(std::span<unsigned char const> bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back(); // the terminating NUL
    return text;
}

std::optional<std::vector<unsigned char>> decode_base64url(std::string_view text, std::size_t bytes)
{
    std::vector<unsigned char> decoded(bytes);
    std::size_t size = 0;
    char const* end = nullptr;
    int const failed
        = sodium_base642bin(decoded.data(), decoded.size(), text.data(), text.size(), nullptr, &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || size != bytes || end != text.data() + text.size())
        return std::nullopt;
    return decoded;
}

} // namespace zahide::crypto
