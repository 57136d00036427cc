#pragma once

#include "base/ids.h"
#include "unicode/direction.h"

#include <cstdint>

namespace zahide::text {

enum class Weight : std::uint8_t { regular, bold };
/// Logical: `start` is the left of a left-to-right paragraph and the right of a right-to-left one.
enum class Alignment : std::uint8_t { start, center, end };
using Direction = unicode::Direction;
/// Which end of the paragraph gives way, with "…" in its place, when it needs more than `lines_max` lines.
enum class Ellipsis : std::uint8_t { none, end, start };

/// How a paragraph is set. A value: two equal styles give equal layouts. A number that is not finite stands for its default.
struct ParagraphStyle {
    LanguageTag language; ///< chooses the font stack, the shaping language and the rules of line breaking
    Weight weight = Weight::regular;
    float size_px = 16; ///< the em, clamped to size_px_min … size_px_max
    float width_px = 0; ///< lines are broken to fit this width; 0 = never broken but at line separators
    Alignment alignment = Alignment::start;
    Direction direction = Direction::automatic; ///< automatic takes the language's direction where no strong character decides
    int lines_max = 0; ///< 0 = as many as it needs
    Ellipsis ellipsis = Ellipsis::end; ///< what happens to what does not fit in lines_max; none = cut without a mark
    float line_height = 1; ///< a factor on the fonts' own line height

    friend bool operator==(ParagraphStyle const&, ParagraphStyle const&) = default;
};

inline constexpr float size_px_min = 1;
inline constexpr float size_px_max = 1000;

} // namespace zahide::text
