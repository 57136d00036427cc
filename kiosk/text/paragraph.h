#pragma once

// What is known of a paragraph while it is being laid out. One of these is kept and used again, so that a layout
// allocates little but its result. Positions are characters counted from the paragraph's start.

#include "faces.h"
#include "text/layout.h"
#include "text/style.h"
#include "unicode/bidi.h"
#include "unicode/characters.h"
#include "unicode/script.h"
#include "unicode/segments.h"

#include <algorithm>
#include <cstdint>
#include <hb.h>
#include <span>
#include <vector>

namespace zahide::text {

/// A glyph as shaped, in font units, y upwards.
struct ShapedGlyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;
    std::int32_t advance = 0;
    std::int32_t x_offset = 0;
    std::int32_t y_offset = 0;
    bool unsafe_to_break = false;
    bool unsafe_to_concat = false; ///< only where it was asked for
};

/// A stretch of text that is shaped in one go, or a part of one that stands on a line.
struct Piece {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    unicode::BidiLevel level = 0;
    RunKind kind = RunKind::text;
    FontIndex font;
    unicode::Script script;
    std::uint32_t first_glyph = 0; ///< in Paragraph::glyphs, visual order
    std::uint32_t glyph_count = 0;

    [[nodiscard]] bool rtl() const { return (level & 1U) != 0; }
};

/// What is known of the border before a character.
struct Edge {
    bool cluster : 1 = false; ///< a shaped cluster starts here
    bool unsafe : 1 = false; ///< breaking here changes shapes
};

/// A style's size within its limits; NaN is the smallest.
[[nodiscard]] inline float clamp_size(float size_px)
{
    return size_px > size_px_min ? std::min(size_px, size_px_max) : size_px_min;
}

/// What a language tells text.
struct LanguageFacts {
    LanguageTag tag;
    hb_language_t shaping = nullptr;
    unicode::Script script;
    unicode::Direction direction = unicode::Direction::left_to_right;
};

struct Paragraph {
    std::span<char32_t> text;
    std::span<std::uint32_t const> offsets; ///< bytes in the whole text; one more than characters
    LanguageFacts const* language = nullptr;
    Stack* stack = nullptr;
    float size_px = 0;
    unicode::BidiLevel base = 0;
    bool one_direction = true;
    bool breaks_mandatory = false; ///< it may have some: line separators and the like
    bool soft_hyphens = false;
    std::span<unicode::CharacterProperties const> known; ///< of each character
    std::span<unicode::BidiClass const> classes;
    std::span<unicode::BidiLevel const> levels;

    std::vector<unicode::Script> scripts;
    std::vector<std::uint8_t> cluster_starts; ///< grapheme clusters
    std::vector<unicode::LineBreak> breaks;
    std::vector<Piece> items;
    std::vector<ShapedGlyph> glyphs; ///< the items', then those of the line that is being built
    std::size_t item_glyph_count = 0;
    std::vector<float> advances_px; ///< of the shaped cluster that starts at a character, else 0
    std::vector<Edge> edges;
    float width_px = 0; ///< sum of advances

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
    [[nodiscard]] bool rtl() const { return (base & 1U) != 0; }
    /// Where the trailing white space of [start, end) begins.
    [[nodiscard]] std::uint32_t trailing_start(std::uint32_t start, std::uint32_t end) const
    {
        while (end > start && unicode::reset_at_line_end(classes[end - 1]))
            --end;
        return end;
    }
};

} // namespace zahide::text
