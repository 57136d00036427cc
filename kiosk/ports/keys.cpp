#include "ports/keys.h"

#include <array>

namespace zahide::ports {

namespace {

// RFC 4648 §5, without padding; a token's bytes are a multiple of three, so none would be needed.
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t token_bytes = token_bits / 8;
static_assert(token_bytes % 3 == 0);

} // namespace

Secret make_token(Random& random)
{
    std::array<std::uint8_t, token_bytes> bytes {};
    random.fill(bytes);
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned const group = static_cast<unsigned>(bytes[at]) << 16U | static_cast<unsigned>(bytes[at + 1]) << 8U | bytes[at + 2];
        for (unsigned shift : { 18U, 12U, 6U, 0U })
            text += alphabet[(group >> shift) & 63U];
    }
    return Secret(std::move(text));
}

} // namespace zahide::ports
