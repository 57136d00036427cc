#pragma once

#include "paragraph.h"

namespace zahide::text {

/// Plans are kept for this many kinds of runs.
inline constexpr std::size_t shape_plans_max = 64;

/// Whether the shaper shapes. `nominal` maps each character to its glyph and nothing more: the tests switch shaping off
/// with it to show that they notice.
enum class Shaping : std::uint8_t { full, nominal };

/// Calls HarfBuzz with one buffer that is used again. The paragraph around a piece is always its context.
class Shaper {
public:
    explicit Shaper(FontFaces& fonts, Shaping shaping = Shaping::full);

    /// Shapes all items and notes their clusters' advances and edges.
    void shape_items(Paragraph& paragraph);
    /// The parts of it: what is known of the paragraph's clusters is cleared, and noted for an item whose glyphs are there.
    static void begin_items(Paragraph& paragraph);
    void note_advances(Paragraph& paragraph, Piece const& item) const;
    /// Shapes a piece for taking words out of it: with UNSAFE_TO_CONCAT.
    void shape_words(Paragraph const& paragraph, Piece const& piece, std::vector<ShapedGlyph>& glyphs);
    /// Shapes a piece; its glyphs are appended to the paragraph's.
    void shape_piece(Paragraph& paragraph, Piece& piece);
    /// Shapes a text that isn't in the paragraph, an ellipsis for instance, with glyphs in cluster `piece.start`.
    void shape_inserted(Paragraph& paragraph, std::span<char32_t const> text, Piece& piece);

private:
    /// HarfBuzz's plan for runs of a kind, which hb_shape() looks for each time: that is a tenth of what shaping a word takes.
    struct Plan {
        hb_segment_properties_t properties {};
        FontIndex font;
        HbShapePlan plan;
    };
    [[nodiscard]] hb_shape_plan_t* plan_for(Piece const& piece, hb_segment_properties_t const& properties);
    void shape(std::span<char32_t const> text, std::uint32_t start, std::uint32_t end, Piece const& piece, hb_language_t language);
    void append_glyphs(std::vector<ShapedGlyph>& glyphs) const;
    void append_glyphs(Paragraph& paragraph, Piece& piece) const;

    FontFaces& m_fonts;
    Shaping m_shaping;
    HbBuffer m_buffer;
    std::vector<Plan> m_plans;
};

} // namespace zahide::text
