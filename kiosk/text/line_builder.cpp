#include "line_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace zahide::text {

namespace {

bool safe_at(Paragraph const& paragraph, Piece const& item, std::uint32_t position)
{
    if (position == item.start || position == item.end)
        return true;
    Edge const edge = paragraph.edges[position];
    return edge.cluster && !edge.unsafe;
}

/// The glyphs of a left-to-right or right-to-left item whose clusters lie in [start, end).
void slice(Paragraph const& paragraph, Piece const& item, Piece& part)
{
    auto const* const first = paragraph.glyphs.data() + item.first_glyph;
    auto const* const last = first + item.glyph_count;
    ShapedGlyph const* from = nullptr;
    ShapedGlyph const* to = nullptr;
    if (item.rtl()) {
        from = std::partition_point(first, last, [&](ShapedGlyph const& glyph) { return glyph.cluster >= part.end; });
        to = std::partition_point(from, last, [&](ShapedGlyph const& glyph) { return glyph.cluster >= part.start; });
    } else {
        from = std::partition_point(first, last, [&](ShapedGlyph const& glyph) { return glyph.cluster < part.start; });
        to = std::partition_point(from, last, [&](ShapedGlyph const& glyph) { return glyph.cluster < part.end; });
    }
    part.first_glyph = item.first_glyph + static_cast<std::uint32_t>(from - first);
    part.glyph_count = static_cast<std::uint32_t>(to - from);
}

std::span<char32_t const> mark_text(Inserted inserted, bool preferred)
{
    static constexpr std::array<char32_t, 1> ellipsis { 0x2026 };
    static constexpr std::array<char32_t, 3> full_stops { U'.', U'.', U'.' };
    static constexpr std::array<char32_t, 1> hyphen { 0x2010 };
    static constexpr std::array<char32_t, 1> hyphen_minus { U'-' };
    if (inserted == Inserted::hyphen_at_end)
        return preferred ? std::span<char32_t const>(hyphen) : hyphen_minus;
    return preferred ? std::span<char32_t const>(ellipsis) : full_stops;
}

} // namespace

LineBuilder::LineBuilder(FontFaces& fonts, Shaper& shaper, EngineCounters& counters)
    : m_fonts(fonts)
    , m_shaper(shaper)
    , m_counters(counters)
{
}

void LineBuilder::add_part(Paragraph& paragraph, Piece const& item, std::uint32_t start, std::uint32_t end, unicode::BidiLevel level)
{
    Piece part = item;
    part.start = start;
    part.end = end;
    part.level = level;
    bool const turned = part.rtl() != item.rtl();
    if (!turned && safe_at(paragraph, item, start) && safe_at(paragraph, item, end)) {
        slice(paragraph, item, part);
        ++m_counters.slices_reused;
    } else {
        m_shaper.shape_piece(paragraph, part);
        m_line.reshaped = true;
        ++m_counters.slices_reshaped;
    }
    m_line.pieces.push_back(part);
}

void LineBuilder::add_text(Paragraph& paragraph, LineRange const& range)
{
    std::uint32_t const trailing = m_line.trailing_start;
    auto const after = [](std::uint32_t position, Piece const& item) { return position < item.end; };
    auto item = std::upper_bound(paragraph.items.begin(), paragraph.items.end(), range.start, after);
    for (; item != paragraph.items.end() && item->start < range.end; ++item) {
        Piece const& whole = *item;
        std::uint32_t const start = std::max(whole.start, range.start);
        std::uint32_t const end = std::min(whole.end, range.end);
        // UAX #9 L1: the white space at a line's end has the paragraph's level.
        if (whole.level == paragraph.base || end <= trailing) {
            add_part(paragraph, whole, start, end, whole.level);
        } else {
            if (start < trailing)
                add_part(paragraph, whole, start, trailing, whole.level);
            add_part(paragraph, whole, std::max(start, trailing), end, paragraph.base);
        }
    }
}

Piece LineBuilder::make_inserted(Paragraph& paragraph, Inserted inserted, std::uint32_t position, unicode::BidiLevel level)
{
    Stack& stack = *paragraph.stack;
    auto text = mark_text(inserted, true);
    FontMask mask = stack.who_has(text[0], m_fonts.faces) & every_font;
    if (mask == 0) {
        text = mark_text(inserted, false);
        mask = stack.who_has(text[0], m_fonts.faces) & every_font;
    }
    Piece piece;
    piece.start = position;
    piece.end = position;
    piece.level = level;
    piece.kind = inserted == Inserted::hyphen_at_end ? RunKind::hyphen : RunKind::ellipsis;
    piece.font = stack.font(mask == 0 ? 0 : static_cast<std::size_t>(std::countr_zero(mask)));
    piece.script = paragraph.language->script;
    m_shaper.shape_inserted(paragraph, text, piece);
    return piece;
}

/// The hyphen belongs to the word it ends, whatever that word's direction is.
void LineBuilder::add_hyphen(Paragraph& paragraph, LineRange const& range)
{
    std::uint32_t const last_seen = m_line.trailing_start > range.start ? m_line.trailing_start - 1 : range.start;
    Piece const hyphen = make_inserted(paragraph, Inserted::hyphen_at_end, range.end, paragraph.levels[last_seen]);
    auto const trailing = std::find_if(m_line.pieces.begin(), m_line.pieces.end(), [&](Piece const& piece) { return piece.start > last_seen; });
    m_line.pieces.insert(trailing, hyphen);
}

float LineBuilder::inserted_width_px(Paragraph& paragraph, Inserted inserted)
{
    if (inserted == Inserted::nothing)
        return 0;
    Piece const piece = make_inserted(paragraph, inserted, 0, paragraph.base);
    float width_px = 0;
    for (std::uint32_t number = piece.first_glyph; number < piece.first_glyph + piece.glyph_count; ++number)
        width_px += static_cast<float>(paragraph.glyphs[number].advance) * paragraph.size_px / m_fonts.face(piece.font).units_per_em();
    return width_px;
}

void LineBuilder::measure(Paragraph const& paragraph, LineRange const& range)
{
    m_line.width_px = 0;
    m_line.hanging_px = 0;
    if (!m_line.reshaped) { // as wide as in the paragraph
        auto const* const advances = paragraph.advances_px.data();
        m_line.width_px = std::accumulate(advances + range.start, advances + m_line.trailing_start, 0.0F);
        m_line.hanging_px = std::accumulate(advances + m_line.trailing_start, advances + range.end, 0.0F);
        return;
    }
    for (Piece const& piece : m_line.pieces) {
        float const px_per_unit = paragraph.size_px / m_fonts.face(piece.font).units_per_em();
        for (std::uint32_t number = piece.first_glyph; number < piece.first_glyph + piece.glyph_count; ++number) {
            ShapedGlyph const& glyph = paragraph.glyphs[number];
            bool const hanging = piece.kind == RunKind::text && glyph.cluster >= m_line.trailing_start;
            (hanging ? m_line.hanging_px : m_line.width_px) += static_cast<float>(glyph.advance) * px_per_unit;
        }
    }
}

BuiltLine const& LineBuilder::build(Paragraph& paragraph, LineRange const& range)
{
    m_line.pieces.clear();
    paragraph.glyphs.resize(paragraph.item_glyph_count);
    m_line.reshaped = false;
    m_line.trailing_start = paragraph.trailing_start(range.start, range.end);
    if (range.inserted == Inserted::ellipsis_at_start)
        m_line.pieces.push_back(make_inserted(paragraph, range.inserted, range.start, paragraph.base));
    add_text(paragraph, range);
    if (range.inserted == Inserted::ellipsis_at_end)
        m_line.pieces.push_back(make_inserted(paragraph, range.inserted, range.end, paragraph.base));
    if (range.inserted == Inserted::hyphen_at_end)
        add_hyphen(paragraph, range);
    if (range.inserted != Inserted::nothing)
        m_line.reshaped = true;
    measure(paragraph, range);
    unicode::reorder_visually(std::span(m_line.pieces), [](Piece const& piece) { return piece.level; });
    return m_line;
}

} // namespace zahide::text
