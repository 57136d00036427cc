#pragma once

#include <cstdint>

namespace zahide::painter {

/// A color, not premultiplied.
struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;
    friend constexpr bool operator==(Color const&, Color const&) = default;
};

/// 0xRRGGBB, opaque.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex)
{
    return { static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U), static_cast<std::uint8_t>(hex), 255 };
}

/// The color `part` of the way from one to the other, 0 … 1.
[[nodiscard]] constexpr Color mixed(Color from, Color to, float part)
{
    int const share = static_cast<int>(part * 256);
    auto const channel = [share](std::uint8_t one, std::uint8_t other) { return static_cast<std::uint8_t>((one * (256 - share) + other * share + 128) / 256); };
    return { channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue), channel(from.alpha, to.alpha) };
}

/// WCAG 2.2 contrast ratio of two opaque colors, 1 … 21.
[[nodiscard]] double contrast(Color one, Color other);

} // namespace zahide::painter
