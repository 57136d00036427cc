#pragma once

#include "text/layout.h"
#include "text/raster.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zahide::text {

/// An 8-bit coverage picture: 0 is paper, 255 ink; rows of width_px bytes from the top.
class Canvas8 {
public:
    Canvas8(int width_px, int height_px);

    [[nodiscard]] int width_px() const { return m_width_px; }
    [[nodiscard]] int height_px() const { return m_height_px; }
    [[nodiscard]] std::span<std::uint8_t const> pixels() const { return m_pixels; }
    [[nodiscard]] std::uint8_t pixel(int x, int y) const;
    /// Adds ink; what lies outside is dropped.
    void add(int x, int y, std::uint8_t coverage);
    /// Draws a layout with its top left corner at (x, y).
    void draw(Rasteriser& rasteriser, Layout const& layout, float x_px, float y_px);

private:
    int m_width_px;
    int m_height_px;
    std::vector<std::uint8_t> m_pixels;
};

/// A 1-bit picture as printers take it: rows padded to whole bytes, the leftmost pixel in the highest bit, 1 is black.
class Bitmap1 {
public:
    Bitmap1(int width_px, int height_px);

    [[nodiscard]] int width_px() const { return m_width_px; }
    [[nodiscard]] int height_px() const { return m_height_px; }
    [[nodiscard]] std::size_t row_bytes() const { return m_row_bytes; }
    [[nodiscard]] std::span<std::uint8_t const> bytes() const { return m_bytes; }
    [[nodiscard]] std::span<std::uint8_t const> row(int y) const;
    [[nodiscard]] bool black(int x, int y) const;
    /// Blackens a pixel; what lies outside is dropped.
    void blacken(int x, int y);
    void blacken_rect(int x, int y, int width, int height);
    /// Draws a layout with its top left corner at (x, y), in RasterMode::mono.
    void draw(Rasteriser& rasteriser, Layout const& layout, float x_px, float y_px);

private:
    int m_width_px;
    int m_height_px;
    std::size_t m_row_bytes;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace zahide::text
