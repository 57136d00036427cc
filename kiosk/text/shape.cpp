#include "shape.h"

#include "base/verify.h"

#include <algorithm>

namespace zahide::text {

namespace {

/// The glyphs that the font's character map names, in visual order, with their own advances.
void map_nominally(hb_font_t* font, hb_buffer_t* buffer)
{
    unsigned count = 0;
    hb_glyph_info_t* const infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned index = 0; index < count; ++index) {
        hb_codepoint_t glyph = 0;
        hb_font_get_nominal_glyph(font, infos[index].codepoint, &glyph);
        infos[index].codepoint = glyph;
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_GLYPHS);
    if (HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer)))
        hb_buffer_reverse(buffer);
    hb_glyph_position_t* const positions = hb_buffer_get_glyph_positions(buffer, &count);
    hb_glyph_info_t const* const mapped = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned index = 0; index < count; ++index)
        positions[index].x_advance = hb_font_get_glyph_h_advance(font, mapped[index].codepoint);
}

} // namespace

Shaper::Shaper(FontFaces& fonts, Shaping shaping)
    : m_fonts(fonts)
    , m_shaping(shaping)
    , m_buffer(hb_buffer_create())
{
}

hb_shape_plan_t* Shaper::plan_for(Piece const& piece, hb_segment_properties_t const& properties)
{
    auto const found = std::ranges::find_if(
        m_plans, [&](Plan const& plan) { return plan.font == piece.font && hb_segment_properties_equal(&plan.properties, &properties) != 0; });
    if (found != m_plans.end())
        return found->plan.get();
    if (m_plans.size() >= shape_plans_max)
        m_plans.clear();
    hb_face_t* const face = hb_font_get_face(m_fonts.face(piece.font).font());
    m_plans.push_back({ properties, piece.font, HbShapePlan(hb_shape_plan_create_cached(face, &properties, nullptr, 0, nullptr)) });
    return m_plans.back().plan.get();
}

void Shaper::shape(std::span<char32_t const> text, std::uint32_t start, std::uint32_t end, Piece const& piece, hb_language_t language)
{
    static_assert(sizeof(char32_t) == sizeof(hb_codepoint_t));
    hb_buffer_t* const buffer = m_buffer.get();
    hb_buffer_clear_contents(buffer);
    auto const* codepoints = reinterpret_cast<hb_codepoint_t const*>(text.data()); // NOLINT: the same type by another name
    hb_buffer_add_codepoints(buffer, codepoints, static_cast<int>(text.size()), start, static_cast<int>(end - start));
    hb_segment_properties_t properties {};
    properties.direction = piece.rtl() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    properties.script = static_cast<hb_script_t>(piece.script.tag());
    properties.language = language;
    hb_buffer_set_segment_properties(buffer, &properties);
    hb_font_t* const font = m_fonts.face(piece.font).font();
    if (m_shaping == Shaping::full)
        ZAHIDE_VERIFY(hb_shape_plan_execute(plan_for(piece, properties), font, buffer, nullptr, 0) != 0);
    else
        map_nominally(font, buffer);
    ZAHIDE_VERIFY(hb_buffer_allocation_successful(buffer) != 0);
}

void Shaper::append_glyphs(Paragraph& paragraph, Piece& piece) const
{
    piece.first_glyph = static_cast<std::uint32_t>(paragraph.glyphs.size());
    append_glyphs(paragraph.glyphs);
    piece.glyph_count = static_cast<std::uint32_t>(paragraph.glyphs.size()) - piece.first_glyph;
}

void Shaper::append_glyphs(std::vector<ShapedGlyph>& glyphs) const
{
    unsigned count = 0;
    hb_glyph_info_t const* const infos = hb_buffer_get_glyph_infos(m_buffer.get(), &count);
    hb_glyph_position_t const* const positions = hb_buffer_get_glyph_positions(m_buffer.get(), &count);
    glyphs.resize(glyphs.size() + count);
    ShapedGlyph* glyph = glyphs.data() + glyphs.size() - count;
    for (unsigned index = 0; index < count; ++index, ++glyph) {
        hb_glyph_flags_t const flags = hb_glyph_info_get_glyph_flags(&infos[index]);
        *glyph = { infos[index].codepoint, infos[index].cluster, positions[index].x_advance, positions[index].x_offset, positions[index].y_offset,
            (flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0, (flags & HB_GLYPH_FLAG_UNSAFE_TO_CONCAT) != 0 };
    }
}

void Shaper::note_advances(Paragraph& paragraph, Piece const& item) const
{
    float const px_per_unit = paragraph.size_px / m_fonts.face(item.font).units_per_em();
    std::int64_t units = 0;
    for (ShapedGlyph const& glyph : std::span(paragraph.glyphs).subspan(item.first_glyph, item.glyph_count)) {
        paragraph.advances_px[glyph.cluster] += static_cast<float>(glyph.advance) * px_per_unit;
        units += glyph.advance;
        Edge& edge = paragraph.edges[glyph.cluster];
        edge = { true, edge.unsafe || glyph.unsafe_to_break };
    }
    paragraph.width_px += static_cast<float>(units) * px_per_unit;
    paragraph.edges[item.start].unsafe = false; // items are shaped apart already
}

void Shaper::begin_items(Paragraph& paragraph)
{
    paragraph.glyphs.clear();
    paragraph.width_px = 0;
    paragraph.advances_px.assign(paragraph.size(), 0);
    paragraph.edges.assign(paragraph.size(), {});
}

void Shaper::shape_words(Paragraph const& paragraph, Piece const& piece, std::vector<ShapedGlyph>& glyphs)
{
    hb_buffer_set_flags(m_buffer.get(), HB_BUFFER_FLAG_PRODUCE_UNSAFE_TO_CONCAT);
    shape(paragraph.text, piece.start, piece.end, piece, paragraph.language->shaping);
    hb_buffer_set_flags(m_buffer.get(), HB_BUFFER_FLAG_DEFAULT);
    glyphs.clear();
    append_glyphs(glyphs);
}

void Shaper::shape_items(Paragraph& paragraph)
{
    begin_items(paragraph);
    for (Piece& item : paragraph.items) {
        shape_piece(paragraph, item);
        note_advances(paragraph, item);
    }
    paragraph.item_glyph_count = paragraph.glyphs.size();
}

void Shaper::shape_piece(Paragraph& paragraph, Piece& piece)
{
    shape(paragraph.text, piece.start, piece.end, piece, paragraph.language->shaping);
    append_glyphs(paragraph, piece);
}

void Shaper::shape_inserted(Paragraph& paragraph, std::span<char32_t const> text, Piece& piece)
{
    shape(text, 0, static_cast<std::uint32_t>(text.size()), piece, paragraph.language->shaping);
    append_glyphs(paragraph, piece);
    for (std::uint32_t number = piece.first_glyph; number < piece.first_glyph + piece.glyph_count; ++number)
        paragraph.glyphs[number].cluster = piece.start;
}

} // namespace zahide::text
