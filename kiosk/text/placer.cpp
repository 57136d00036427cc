#include "placer.h"

#include <algorithm>

namespace zahide::text {

namespace {

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
    m_glyph_count = 0;
    layout.glyphs.resize(glyphs_expected);
}

void Placer::open_line(LineFrame const& frame, ParagraphStyle const& style)
{
    Line line;
    line.start = frame.start;
    line.end = frame.end;
    line.rtl = frame.rtl;
    line.top_px = m_layout->lines.empty() ? 0 : m_layout->lines.back().top_px + m_layout->lines.back().height_px;
    float const content_px = (frame.ascent_em + frame.descent_em) * frame.size_px;
    line.height_px = content_px * style.line_height;
    line.baseline_px = line.top_px + (line.height_px - content_px) / 2 + frame.ascent_em * frame.size_px;
    line.width_px = frame.width_px;
    line.first_run = static_cast<std::uint32_t>(m_layout->runs.size());
    m_layout->lines.push_back(line);
    // White space that hangs stands left of a right-to-left line.
    m_pen_px = line.rtl ? -frame.hanging_px : 0;
    m_ink = InkBox { no_ink, no_ink, no_ink, no_ink };
}

void Placer::open_run(Run const& run)
{
    m_layout->runs.push_back(run);
    m_layout->runs.back().first_glyph = static_cast<std::uint32_t>(m_glyph_count);
}

void Placer::extend_run(std::uint32_t start, std::uint32_t end)
{
    Run& run = m_layout->runs.back();
    run.start = std::min(run.start, start);
    run.end = std::max(run.end, end);
}

void Placer::close_run()
{
    Run& run = m_layout->runs.back();
    run.glyph_count = static_cast<std::uint32_t>(m_glyph_count) - run.first_glyph;
}

void Placer::close_line()
{
    Line& line = m_layout->lines.back();
    line.run_count = static_cast<std::uint32_t>(m_layout->runs.size()) - line.first_run;
    m_inks.push_back(m_ink);
}

void Placer::add(Paragraph const& paragraph, LineRange const& range, BuiltLine const& built, ParagraphStyle const& style)
{
    Face const& first_face = m_fonts.face(paragraph.stack->font(0));
    LineFrame frame { paragraph.offsets[range.start], paragraph.offsets[range.end], paragraph.rtl(), first_face.ascent_em(), first_face.descent_em(),
        paragraph.size_px, built.width_px, built.hanging_px };
    for (Piece const& piece : built.pieces) {
        frame.ascent_em = std::max(frame.ascent_em, m_fonts.face(piece.font).ascent_em());
        frame.descent_em = std::max(frame.descent_em, m_fonts.face(piece.font).descent_em());
    }
    open_line(frame, style);
    for (Piece const& piece : built.pieces) {
        Run run;
        run.font = piece.font;
        run.size_px = paragraph.size_px;
        run.kind = piece.kind;
        run.rtl = piece.rtl();
        run.script = piece.script;
        run.start = paragraph.offsets[piece.start];
        run.end = paragraph.offsets[piece.end];
        open_run(run);
        auto const glyphs = std::span(paragraph.glyphs).subspan(piece.first_glyph, piece.glyph_count);
        add_glyphs(glyphs, m_fonts.face(piece.font), paragraph.size_px, [&paragraph](std::uint32_t cluster) { return paragraph.offsets[cluster]; });
        close_run();
    }
    close_line();
    m_layout->ellipsized = m_layout->ellipsized || range.inserted == Inserted::ellipsis_at_end || range.inserted == Inserted::ellipsis_at_start;
}

void Placer::finish(ParagraphStyle const& style)
{
    Layout& layout = *m_layout;
    layout.glyphs.resize(m_glyph_count);
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
