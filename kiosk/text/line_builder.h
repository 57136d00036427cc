#pragma once

#include "shape.h"
#include "text/engine.h"

#include <vector>

namespace zahide::text {

/// What stands in for text that is left out, and where.
enum class Inserted : std::uint8_t { nothing, hyphen_at_end, ellipsis_at_end, ellipsis_at_start };

/// The characters of a line.
struct LineRange {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    Inserted inserted = Inserted::nothing;
};

/// A line's pieces in visual order and its width without what hangs.
struct BuiltLine {
    std::vector<Piece> pieces;
    std::uint32_t trailing_start = 0; ///< the white space from here on hangs
    float width_px = 0;
    float hanging_px = 0;
    bool reshaped = false; ///< its width may differ from the sum of the paragraph's advances
};

/// Cuts a paragraph's items to a line: slices of what is shaped where the cut is safe, shaped again where it is not;
/// white space at the end takes the paragraph's level (UAX #9 L1), then the pieces are reordered (L2).
class LineBuilder {
public:
    LineBuilder(FontFaces& fonts, Shaper& shaper, EngineCounters& counters);

    /// The line is valid until the next build(). Glyphs of pieces shaped again are appended to the paragraph's.
    BuiltLine const& build(Paragraph& paragraph, LineRange const& range);
    /// The width of an inserted mark in the paragraph's first font that has it.
    [[nodiscard]] float inserted_width_px(Paragraph& paragraph, Inserted inserted);

private:
    void add_part(Paragraph& paragraph, Piece const& item, std::uint32_t start, std::uint32_t end, unicode::BidiLevel level);
    void add_text(Paragraph& paragraph, LineRange const& range);
    void add_hyphen(Paragraph& paragraph, LineRange const& range);
    [[nodiscard]] Piece make_inserted(Paragraph& paragraph, Inserted inserted, std::uint32_t position, unicode::BidiLevel level);
    void measure(Paragraph const& paragraph, LineRange const& range);

    FontFaces& m_fonts;
    Shaper& m_shaper;
    EngineCounters& m_counters;
    BuiltLine m_line;
};

} // namespace zahide::text
