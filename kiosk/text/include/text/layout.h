#pragma once

#include "base/strong.h"
#include "unicode/script.h"

#include <cstdint>
#include <vector>

namespace zahide::text {

/// A font of Fonts.
using FontIndex = Strong<struct FontIndexTag, std::uint16_t>;

/// A placed glyph. x_px is counted from the line's left edge (Line::left_px), y_px from its baseline, downwards; the
/// shaper's offsets are already in them.
struct Glyph {
    std::uint32_t id = 0; ///< the font's glyph number; 0 is its box for what it lacks
    std::uint32_t cluster = 0; ///< byte offset in the text of the first character it stands for
    float x_px = 0;
    float y_px = 0;
    float advance_px = 0;

    friend bool operator==(Glyph const&, Glyph const&) = default;
};

/// Inserted runs stand for no character of the text: start == end.
enum class RunKind : std::uint8_t { text, ellipsis, hyphen };

/// Neighboring glyphs of one font, script and direction.
struct Run {
    FontIndex font;
    float size_px = 0;
    RunKind kind = RunKind::text;
    bool rtl = false;
    unicode::Script script;
    std::uint32_t start = 0; ///< byte offset in the text
    std::uint32_t end = 0;
    std::uint32_t first_glyph = 0;
    std::uint32_t glyph_count = 0;

    friend bool operator==(Run const&, Run const&) = default;
};

struct Line {
    std::uint32_t start = 0; ///< byte offset in the text; lines follow each other without a gap unless ellipsized
    std::uint32_t end = 0;
    float baseline_px = 0; ///< from the layout's top
    float top_px = 0; ///< of the line's box, which is height_px high
    float height_px = 0;
    float left_px = 0; ///< by alignment, in a box as wide as the style says (or as the widest line)
    float width_px = 0; ///< without the white space at its end, which hangs out of it
    std::uint32_t first_run = 0;
    std::uint32_t run_count = 0;
    bool rtl = false; ///< the paragraph's direction

    friend bool operator==(Line const&, Line const&) = default;
};

/// A paragraph (or several, at line feeds) laid out: a plain value in flat vectors. Runs of a line and glyphs of a run
/// stand in visual order from the left.
struct Layout {
    float width_px = 0; ///< of the widest line
    float height_px = 0; ///< of all lines
    // What is painted may reach out of the lines' boxes; stacked marks do. Empty ink has top == bottom.
    float ink_left = 0;
    float ink_top = 0;
    float ink_right = 0;
    float ink_bottom = 0;
    std::vector<Line> lines;
    std::vector<Run> runs;
    std::vector<Glyph> glyphs;
    std::uint32_t missing_glyph_count = 0; ///< boxes drawn for characters that no font of the stack has
    bool ellipsized = false;
    bool missing_glyphs = false;

    friend bool operator==(Layout const&, Layout const&) = default;
};

} // namespace zahide::text
