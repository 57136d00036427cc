#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace zahide::ui {

/// A picture of the screen: rows from the top, 3 bytes a pixel (red, green, blue), no padding.
struct Pixels {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> rgb;

    [[nodiscard]] std::uint8_t const* at(int x, int y) const
    {
        return &rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x)) * 3];
    }
};

} // namespace zahide::ui
