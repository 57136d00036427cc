#pragma once

// Debian's hb-shape as the judge of shaped runs.

#include "text/fonts.h"
#include "text/layout.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::text::test {

/// A run to be shaped by hb-shape with the paragraph around it.
struct ShapeQuestion {
    std::string font_file;
    std::string language;
    std::string script;
    bool rtl = false;
    std::string_view before;
    std::string_view text;
    std::string_view after;
};

/// A glyph in font units, as hb-shape prints it.
struct ReferenceGlyph {
    std::uint32_t id = 0;
    int x_offset = 0;
    int y_offset = 0;
    int advance = 0;
};

/// Asks hb-shape (libharfbuzz-bin) all questions in one process. Empty when it could not be run.
std::vector<std::vector<ReferenceGlyph>> ask_hb_shape(std::vector<ShapeQuestion> const& questions);

/// What is wrong with a laid-out run in comparison, or nothing: glyph ids exactly, positions within 1/64 px.
std::string compare_run(Layout const& layout, Run const& run, std::vector<ReferenceGlyph> const& reference, float units_per_em);

} // namespace zahide::text::test
