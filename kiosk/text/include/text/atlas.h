#pragma once

#include "text/fonts.h"
#include "text/raster.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace zahide::text {

inline constexpr int atlas_page_px = 1024;
inline constexpr std::size_t atlas_pages_max = 8;

struct AtlasRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    friend bool operator==(AtlasRect const&, AtlasRect const&) = default;
};

/// A glyph's place. Draw the page's rectangle with its top left corner at pen + offset, pen being the baseline point
/// rounded down to a pixel. An empty rectangle draws nothing (a space).
struct GlyphImage {
    std::size_t page = 0;
    AtlasRect rect;
    float u0 = 0;
    float v0 = 0;
    float u1 = 0;
    float v1 = 0;
    int offset_x_px = 0;
    int offset_y_px = 0;
};

/// A place for another A8 picture (an icon, a nine-slice), never evicted.
struct AtlasSlot {
    std::size_t page = 0;
    AtlasRect rect;
};

/// Glyph pictures on A8 pages of 1024 × 1024. Pages whose glyphs were not used since the last begin_frame() are cleared and used
/// again when all are full; a frame for which that was not enough has all of them to itself when it is drawn again. Looking up what is there allocates nothing.
/// Belongs to one thread; the Fonts must outlive it.
class Atlas {
public:
    explicit Atlas(Fonts const& fonts, std::size_t pages_max = atlas_pages_max);
    ~Atlas();
    Atlas(Atlas&&) noexcept;
    Atlas& operator=(Atlas&&) noexcept;

    /// Starts a frame: images got since then stay valid until the next begin_frame().
    void begin_frame();
    /// The glyph's picture, drawn if it isn't there. Empty if it doesn't fit because this frame uses all pages. `subpixel`
    /// as in Rasteriser. The reference is valid until the next call.
    [[nodiscard]] GlyphImage const& glyph(FontIndex font, std::uint32_t glyph_id, float size_px, std::uint8_t subpixel);
    /// Room for a picture of the caller's; nothing when it is larger than a page or no page is left.
    [[nodiscard]] std::optional<AtlasSlot> reserve(int width_px, int height_px);
    /// Copies rows of slot.rect.width bytes into a reserved place.
    void write(AtlasSlot const& slot, std::span<std::uint8_t const> coverage);

    [[nodiscard]] std::size_t page_count() const;
    /// A page's 1024 × 1024 coverage bytes.
    [[nodiscard]] std::span<std::uint8_t const> page(std::size_t page) const;
    /// What changed on a page since the last clear_dirty(): upload just this.
    [[nodiscard]] AtlasRect dirty(std::size_t page) const;
    void clear_dirty(std::size_t page);
    /// How many pages were cleared for others; glyphs there got a new place.
    [[nodiscard]] std::uint64_t evictions() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace zahide::text
