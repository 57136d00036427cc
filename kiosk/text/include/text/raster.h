#pragma once

#include "text/fonts.h"
#include "text/layout.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace zahide::text {

/// Glyphs are drawn at quarters of a pixel horizontally …
inline constexpr std::uint8_t subpixel_steps = 4;
/// … but from this size on at whole pixels: nobody sees the difference, and four pictures of each would fill the atlas.
inline constexpr float whole_pixel_size_px = 44;

enum class RasterMode : std::uint8_t {
    gray, ///< 8-bit coverage, for screens
    mono, ///< 0 or 255, for 203 dpi thermal paper
};

/// One glyph's picture: 8-bit coverage, rows of width_px bytes from the top. Its top left corner stands offset_x_px
/// right of and offset_y_px below the pen on the baseline. Valid until the next call on the same Rasteriser.
struct GlyphBitmap {
    int width_px = 0;
    int height_px = 0;
    int offset_x_px = 0;
    int offset_y_px = 0;
    std::span<std::uint8_t const> coverage;
};

/// Where a glyph's picture is put: a whole pixel and the quarter of one that its picture has to be drawn for.
struct PenPosition {
    int x = 0;
    int y = 0;
    std::uint8_t subpixel = 0;
};

/// Snaps a pen on the baseline for a glyph of this size: down to a quarter of a pixel across, to the nearest whole one down
/// (gray); to the nearest whole one both ways (mono, and what is large).
[[nodiscard]] PenPosition snap_pen(float x_px, float baseline_px, float size_px, RasterMode mode);

/// Draws glyphs with FreeType. Belongs to the thread of its Fonts, which must outlive it.
class Rasteriser {
public:
    explicit Rasteriser(Fonts const& fonts);
    ~Rasteriser();
    Rasteriser(Rasteriser&&) noexcept;
    Rasteriser& operator=(Rasteriser&&) noexcept;

    /// `subpixel` is 0 … subpixel_steps - 1, in mono 0. A glyph that can't be drawn is an empty picture.
    [[nodiscard]] GlyphBitmap draw(FontIndex font, std::uint32_t glyph_id, float size_px, std::uint8_t subpixel, RasterMode mode);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace zahide::text
