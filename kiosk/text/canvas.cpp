#include "text/canvas.h"

#include "base/verify.h"

#include <algorithm>

namespace zahide::text {

namespace {

/// Calls put(x, y, coverage) for every inked pixel of a layout.
template<class Put>
void draw_layout(Rasteriser& rasteriser, Layout const& layout, float x_px, float y_px, RasterMode mode, Put const& put)
{
    for (Line const& line : layout.lines) {
        for (std::uint32_t run_number = line.first_run; run_number < line.first_run + line.run_count; ++run_number) {
            Run const& run = layout.runs[run_number];
            for (std::uint32_t number = run.first_glyph; number < run.first_glyph + run.glyph_count; ++number) {
                Glyph const& glyph = layout.glyphs[number];
                auto const pen = snap_pen(x_px + line.left_px + glyph.x_px, y_px + line.baseline_px + glyph.y_px, run.size_px, mode);
                GlyphBitmap const bitmap = rasteriser.draw(run.font, glyph.id, run.size_px, pen.subpixel, mode);
                for (int y = 0; y < bitmap.height_px; ++y) {
                    for (int x = 0; x < bitmap.width_px; ++x) {
                        std::uint8_t const coverage
                            = bitmap.coverage[static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width_px) + static_cast<std::size_t>(x)];
                        if (coverage != 0)
                            put(pen.x + bitmap.offset_x_px + x, pen.y + bitmap.offset_y_px + y, coverage);
                    }
                }
            }
        }
    }
}

bool inside(int x, int y, int width, int height)
{
    return x >= 0 && y >= 0 && x < width && y < height;
}

} // namespace

Canvas8::Canvas8(int width_px, int height_px)
    : m_width_px(width_px)
    , m_height_px(height_px)
{
    ZAHIDE_VERIFY(width_px >= 0 && height_px >= 0);
    m_pixels.resize(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
}

std::uint8_t Canvas8::pixel(int x, int y) const
{
    return inside(x, y, m_width_px, m_height_px) ? m_pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width_px) + static_cast<std::size_t>(x)]
                                                 : std::uint8_t { 0 };
}

void Canvas8::add(int x, int y, std::uint8_t coverage)
{
    if (!inside(x, y, m_width_px, m_height_px))
        return;
    auto& pixel = m_pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width_px) + static_cast<std::size_t>(x)];
    pixel = static_cast<std::uint8_t>(std::min(255, pixel + coverage));
}

void Canvas8::draw(Rasteriser& rasteriser, Layout const& layout, float x_px, float y_px)
{
    draw_layout(rasteriser, layout, x_px, y_px, RasterMode::gray, [this](int x, int y, std::uint8_t coverage) { add(x, y, coverage); });
}

Bitmap1::Bitmap1(int width_px, int height_px)
    : m_width_px(width_px)
    , m_height_px(height_px)
    , m_row_bytes((static_cast<std::size_t>(width_px) + 7) / 8)
{
    ZAHIDE_VERIFY(width_px >= 0 && height_px >= 0);
    m_bytes.resize(m_row_bytes * static_cast<std::size_t>(height_px));
}

std::span<std::uint8_t const> Bitmap1::row(int y) const
{
    ZAHIDE_VERIFY(y >= 0 && y < m_height_px);
    return std::span(m_bytes).subspan(static_cast<std::size_t>(y) * m_row_bytes, m_row_bytes);
}

bool Bitmap1::black(int x, int y) const
{
    return inside(x, y, m_width_px, m_height_px) && (row(y)[static_cast<std::size_t>(x / 8)] & (0x80U >> (x % 8))) != 0;
}

void Bitmap1::blacken(int x, int y)
{
    if (!inside(x, y, m_width_px, m_height_px))
        return;
    auto& byte = m_bytes[static_cast<std::size_t>(y) * m_row_bytes + static_cast<std::size_t>(x / 8)];
    byte = static_cast<std::uint8_t>(byte | 0x80U >> (x % 8));
}

void Bitmap1::blacken_rect(int x, int y, int width, int height)
{
    for (int row_number = y; row_number < y + height; ++row_number) {
        for (int column = x; column < x + width; ++column)
            blacken(column, row_number);
    }
}

void Bitmap1::draw(Rasteriser& rasteriser, Layout const& layout, float x_px, float y_px)
{
    draw_layout(rasteriser, layout, x_px, y_px, RasterMode::mono, [this](int x, int y, std::uint8_t) { blacken(x, y); });
}

} // namespace zahide::text
