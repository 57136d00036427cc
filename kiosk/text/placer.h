#pragma once

#include "line_builder.h"

#include <vector>

namespace zahide::text {

/// Appends built lines to a layout: glyphs get their places, lines their baselines, and in the end their alignment.
class Placer {
public:
    explicit Placer(FontFaces& fonts)
        : m_fonts(fonts)
    {
    }

    void begin(Layout& layout, std::size_t glyphs_expected);
    /// Adds a line below those before it.
    void add(Paragraph const& paragraph, LineRange const& range, BuiltLine const& built, ParagraphStyle const& style);
    /// Aligns the lines and sums up.
    void finish(ParagraphStyle const& style);

private:
    void add_piece(Paragraph const& paragraph, Piece const& piece, float& pen_px, InkBox& ink);
    void add_glyphs(Paragraph const& paragraph, Piece const& piece, Face& face, float& pen_px, InkBox& ink);

    FontFaces& m_fonts;
    Layout* m_layout = nullptr;
    std::vector<InkBox> m_inks; ///< of each line in px, from its left edge and baseline
};

} // namespace zahide::text
