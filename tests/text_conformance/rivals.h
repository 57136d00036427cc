#pragma once

// libraqm and Pango over the same fonts, as judges of order and advances and as measures of speed.

#include "paragraph.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::text::test {

/// A glyph in visual order from the left.
struct RivalGlyph {
    std::uint32_t id = 0;
    float advance_px = 0;
};

/// Sets a whole paragraph on one line. libraqm finds direction, order and scripts by itself, and gets the fonts of our items.
class RaqmRival {
public:
    RaqmRival(FontFaces& fonts, float size_px);
    ~RaqmRival();
    RaqmRival(RaqmRival const&) = delete;
    RaqmRival& operator=(RaqmRival const&) = delete;

    /// Lays out; the glyphs only if they are asked for.
    std::size_t lay_out(std::string const& text, Paragraph const& items, std::vector<RivalGlyph>* glyphs);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The families of a language's first fonts, as Pango takes them.
[[nodiscard]] std::string pango_families(std::string_view language);

/// Pango with its FreeType font map, which finds fonts by their families.
class PangoRival {
public:
    /// `families` as Pango takes them: "Noto Sans, Noto Naskh Arabic".
    PangoRival(std::string const& families, std::string const& language, float size_px);
    ~PangoRival();
    PangoRival(PangoRival const&) = delete;
    PangoRival& operator=(PangoRival const&) = delete;

    /// The family that sets Persian digits, where it isn't the letters', with the spaces and hyphens behind them, as we do it.
    void set_digits_family(std::string family);
    /// Lays out in lines of this width, 0 = one line; the first line's glyphs only if they are asked for.
    std::size_t lay_out(std::string const& text, float width_px, std::vector<RivalGlyph>* glyphs);

    /// Draws what was laid out last: rows of `width` bytes, 0 is paper and 255 ink, its upper left corner at (x, y).
    [[nodiscard]] std::vector<std::uint8_t> draw(int width, int height, int x, int y);
    /// Of the first line, from the top.
    [[nodiscard]] float baseline_px() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace zahide::text::test
