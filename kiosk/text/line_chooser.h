#pragma once

#include "line_builder.h"

#include <vector>

namespace zahide::text {

/// Tolerance for sums of rounded advances.
inline constexpr float width_slack_px = 1.0F / 128;

/// How many lines may be had, and what happens to the rest.
struct LineLimit {
    std::size_t lines_max = 0; ///< 0 = any
    Ellipsis ellipsis = Ellipsis::none;
    bool more_follows = false; ///< text follows this paragraph, so that a full last line is cut too
};

/// Chooses where lines end: at the last opportunity that fits (UAX #14), else between grapheme clusters, else after one
/// cluster, however wide. White space at a line's end takes no room.
class LineChooser {
public:
    explicit LineChooser(LineBuilder& builder)
        : m_builder(builder)
    {
    }

    /// Appends the paragraph's lines; an empty paragraph has one.
    void choose(Paragraph& paragraph, float width_px, LineLimit const& limit, std::vector<LineRange>& lines);

private:
    [[nodiscard]] LineRange choose_line(Paragraph& paragraph, std::uint32_t start, float width_px);
    [[nodiscard]] LineRange cut_end(Paragraph& paragraph, std::uint32_t start, float width_px);
    [[nodiscard]] LineRange cut_start(Paragraph& paragraph, std::uint32_t end, float width_px);
    void cut_lines(Paragraph& paragraph, float width_px, LineLimit const& limit, std::size_t first, std::vector<LineRange>& lines);

    LineBuilder& m_builder;
};

} // namespace zahide::text
