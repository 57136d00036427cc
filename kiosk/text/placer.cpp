#include "placer.h"

#include <algorithm>

namespace zahide::text {

namespace {

InkBox united(InkBox const& left, InkBox const& right)
{
    return left < right ? left : right;
}

float part_before(Alignment alignment, bool rtl)
{
    switch (alignment) {
    case Alignment::start:
        return rtl ? 1.0F : 0.0F;
    case Alignment::center:
        return 0.5F;
    case Alignment::end:
        return rtl ? 0.0F : 1.0F;
    }
    return 0;
}

} // namespace

void Placer::begin(Layout& layout, std::size_t glyphs_expected)
{
    m_layout = &layout;
    m_inks.clear();
    layout.glyphs.reserve(glyphs_expected);
}

void Placer::add_glyphs(Paragraph const& paragraph, Piece const& piece, Face& face, float& pen_px, InkBox& ink)
{
    float const px_per_unit = paragraph.size_px / face.units_per_em();
    std::size_t const first = m_layout->glyphs.size();
    m_layout->glyphs.resize(first + piece.glyph_count);
    Glyph* placed = m_layout->glyphs.data() + first;
    ShapedGlyph const* glyph = paragraph.glyphs.data() + piece.first_glyph;
    for (std::uint32_t count = piece.glyph_count; count > 0; --count, ++glyph, ++placed) {
        float const x_px = pen_px + static_cast<float>(glyph->x_offset) * px_per_unit;
        float const y_px = static_cast<float>(-glyph->y_offset) * px_per_unit;
        float const advance_px = static_cast<float>(glyph->advance) * px_per_unit;
        *placed = { glyph->id, paragraph.offsets[glyph->cluster], x_px, y_px, advance_px };
        pen_px += advance_px;
        ink = united(ink, InkBox { x_px, y_px, -x_px, -y_px } + face.ink(glyph->id) * px_per_unit);
        if (glyph->id == 0) [[unlikely]]
            ++m_layout->missing_glyph_count;
    }
}

void Placer::add_piece(Paragraph const& paragraph, Piece const& piece, float& pen_px, InkBox& ink)
{
    Run run;
    run.font = piece.font;
    run.size_px = paragraph.size_px;
    run.kind = piece.kind;
    run.rtl = piece.rtl();
    run.script = piece.script;
    run.start = paragraph.offsets[piece.start];
    run.end = paragraph.offsets[piece.end];
    run.first_glyph = static_cast<std::uint32_t>(m_layout->glyphs.size());
    run.glyph_count = piece.glyph_count;
    m_layout->runs.push_back(run);
    add_glyphs(paragraph, piece, m_fonts.face(piece.font), pen_px, ink);
}

void Placer::add(Paragraph const& paragraph, LineRange const& range, BuiltLine const& built, ParagraphStyle const& style)
{
    Face const& first_face = m_fonts.face(paragraph.stack->font(0));
    float ascent_em = first_face.ascent_em();
    float descent_em = first_face.descent_em();
    for (Piece const& piece : built.pieces) {
        ascent_em = std::max(ascent_em, m_fonts.face(piece.font).ascent_em());
        descent_em = std::max(descent_em, m_fonts.face(piece.font).descent_em());
    }
    Line line;
    line.start = paragraph.offsets[range.start];
    line.end = paragraph.offsets[range.end];
    line.rtl = paragraph.rtl();
    line.top_px = m_layout->lines.empty() ? 0 : m_layout->lines.back().top_px + m_layout->lines.back().height_px;
    float const content_px = (ascent_em + descent_em) * paragraph.size_px;
    line.height_px = content_px * style.line_height;
    line.baseline_px = line.top_px + (line.height_px - content_px) / 2 + ascent_em * paragraph.size_px;
    line.width_px = built.width_px;
    line.first_run = static_cast<std::uint32_t>(m_layout->runs.size());
    line.run_count = static_cast<std::uint32_t>(built.pieces.size());
    // White space that hangs stands left of a right-to-left line.
    float pen_px = line.rtl ? -built.hanging_px : 0;
    InkBox ink { no_ink, no_ink, no_ink, no_ink };
    for (Piece const& piece : built.pieces)
        add_piece(paragraph, piece, pen_px, ink);
    m_layout->lines.push_back(line);
    m_inks.push_back(ink);
    m_layout->ellipsized = m_layout->ellipsized || range.inserted == Inserted::ellipsis_at_end || range.inserted == Inserted::ellipsis_at_start;
}

void Placer::finish(ParagraphStyle const& style)
{
    Layout& layout = *m_layout;
    for (Line const& line : layout.lines)
        layout.width_px = std::max(layout.width_px, line.width_px);
    float const box_px = style.width_px > 0 ? style.width_px : layout.width_px;
    InkBox all { no_ink, no_ink, no_ink, no_ink };
    for (std::size_t number = 0; number < layout.lines.size(); ++number) {
        Line& line = layout.lines[number];
        line.left_px = (box_px - line.width_px) * part_before(style.alignment, line.rtl);
        all = united(all, m_inks[number] + InkBox { line.left_px, line.baseline_px, -line.left_px, -line.baseline_px });
        layout.height_px = line.top_px + line.height_px;
    }
    if (all[0] < no_ink) {
        layout.ink_left = all[0];
        layout.ink_top = all[1];
        layout.ink_right = -all[2];
        layout.ink_bottom = -all[3];
    }
    layout.missing_glyphs = layout.missing_glyph_count > 0;
}

} // namespace zahide::text
