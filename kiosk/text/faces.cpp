#include "faces.h"

#include "base/verify.h"
#include "word_borders.h"

#include <algorithm>
#include <hb-ot.h>

namespace zahide::text {

namespace {

template<class Value>
Value const& value_at(Value const* first, unsigned stride, unsigned index)
{
    return *reinterpret_cast<Value const*>(reinterpret_cast<char const*>(first) + std::size_t { stride } * index); // NOLINT: HarfBuzz passes strides
}

template<class Value>
Value& value_at(Value* first, unsigned stride, unsigned index)
{
    return *reinterpret_cast<Value*>(reinterpret_cast<char*>(first) + std::size_t { stride } * index); // NOLINT: HarfBuzz passes strides
}

hb_bool_t nominal_glyph(hb_font_t* /*font*/, void* data, hb_codepoint_t codepoint, hb_codepoint_t* glyph, void* /*user*/)
{
    *glyph = static_cast<GlyphTables*>(data)->nominal(codepoint);
    return *glyph != 0 ? 1 : 0;
}

unsigned nominal_glyphs(hb_font_t* /*font*/, void* data, unsigned count, hb_codepoint_t const* codepoints, unsigned codepoint_stride, hb_codepoint_t* glyphs,
    unsigned glyph_stride, void* /*user*/)
{
    auto& tables = *static_cast<GlyphTables*>(data);
    for (unsigned index = 0; index < count; ++index) {
        hb_codepoint_t const glyph = tables.nominal(value_at(codepoints, codepoint_stride, index));
        if (glyph == 0)
            return index;
        value_at(glyphs, glyph_stride, index) = glyph;
    }
    return count;
}

void horizontal_advances(hb_font_t* /*font*/, void* data, unsigned count, hb_codepoint_t const* glyphs, unsigned glyph_stride, hb_position_t* advances,
    unsigned advance_stride, void* /*user*/)
{
    auto& tables = *static_cast<GlyphTables*>(data);
    for (unsigned index = 0; index < count; ++index)
        value_at(advances, advance_stride, index) = tables.advance(value_at(glyphs, glyph_stride, index));
}

hb_position_t horizontal_advance(hb_font_t* /*font*/, void* data, hb_codepoint_t glyph, void* /*user*/)
{
    return static_cast<GlyphTables*>(data)->advance(glyph);
}

/// Everything else is asked of the parent font.
hb_font_funcs_t* table_functions()
{
    static std::unique_ptr<hb_font_funcs_t, Deleter<hb_font_funcs_destroy>> const functions = [] {
        hb_font_funcs_t* const made = hb_font_funcs_create();
        hb_font_funcs_set_nominal_glyph_func(made, nominal_glyph, nullptr, nullptr);
        hb_font_funcs_set_nominal_glyphs_func(made, nominal_glyphs, nullptr, nullptr);
        hb_font_funcs_set_glyph_h_advance_func(made, horizontal_advance, nullptr, nullptr);
        hb_font_funcs_set_glyph_h_advances_func(made, horizontal_advances, nullptr, nullptr);
        hb_font_funcs_make_immutable(made);
        return std::unique_ptr<hb_font_funcs_t, Deleter<hb_font_funcs_destroy>>(made);
    }();
    return functions.get();
}

} // namespace

GlyphTables::GlyphTables(hb_font_t* font)
    : m_font(font)
{
}

hb_codepoint_t GlyphTables::ask_glyph(char32_t codepoint) const
{
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(m_font, static_cast<hb_codepoint_t>(codepoint), &glyph);
    return glyph;
}

hb_position_t GlyphTables::ask_advance(hb_codepoint_t glyph_id)
{
    if (m_advances.empty())
        m_advances.resize(std::max(1U, hb_face_get_glyph_count(hb_font_get_face(m_font))), unknown_advance);
    if (glyph_id >= m_advances.size())
        return 0;
    m_advances[glyph_id] = hb_font_get_glyph_h_advance(m_font, glyph_id);
    return m_advances[glyph_id];
}

Face::Face(FontSource source, HbFace face)
    : m_source(std::move(source))
    , m_face(std::move(face))
    , m_font(hb_font_create(m_face.get()))
    , m_tables(std::make_unique<GlyphTables>(m_font.get()))
{
    hb_ot_font_set_funcs(m_font.get());
    hb_font_make_immutable(m_font.get());
    m_quick_font.reset(hb_font_create_sub_font(m_font.get()));
    hb_font_set_funcs(m_quick_font.get(), table_functions(), m_tables.get(), nullptr);
    hb_font_make_immutable(m_quick_font.get());
    m_units_per_em = static_cast<float>(hb_face_get_upem(m_face.get()));
    hb_font_extents_t extents {};
    hb_font_get_h_extents(m_font.get(), &extents);
    float const half_gap = static_cast<float>(extents.line_gap) / 2;
    m_ascent_em = (static_cast<float>(extents.ascender) + half_gap) / m_units_per_em;
    m_descent_em = (static_cast<float>(-extents.descender) + half_gap) / m_units_per_em;
}

bool Face::spaces_part_words()
{
    if (!m_spaces_part_words)
        m_spaces_part_words = text::spaces_part_words(m_font.get());
    return *m_spaces_part_words;
}

InkBox Face::ask_ink(std::uint32_t glyph_id)
{
    if (m_ink.empty()) {
        unsigned const glyphs = hb_face_get_glyph_count(m_face.get());
        m_ink.resize(glyphs);
        m_ink_known.resize(glyphs);
    }
    InkBox box { no_ink, no_ink, no_ink, no_ink };
    hb_glyph_extents_t extents {};
    if (hb_font_get_glyph_extents(m_font.get(), glyph_id, &extents) != 0 && extents.width > 0 && extents.height < 0)
        box = InkBox { static_cast<float>(extents.x_bearing), static_cast<float>(-extents.y_bearing), static_cast<float>(-extents.x_bearing - extents.width),
            static_cast<float>(extents.y_bearing + extents.height) };
    if (glyph_id < m_ink.size()) {
        m_ink[glyph_id] = box;
        m_ink_known[glyph_id] = 1;
    }
    return box;
}

Stack::Stack(LanguageTag language, Weight weight, std::vector<FontIndex> fonts)
    : m_language(std::move(language))
    , m_weight(weight)
    , m_fonts(std::move(fonts))
    , m_who_has(std::make_shared<PagedMap<FontMask>>())
{
    ZAHIDE_VERIFY(!m_fonts.empty() && m_fonts.size() <= fonts_per_stack_max);
}

FontMask Stack::ask_who_has(char32_t codepoint, std::vector<Face> const& faces) const
{
    FontMask mask = every_font + 1;
    for (std::size_t position = 0; position < m_fonts.size(); ++position) {
        if (faces[m_fonts[position].value()].has(codepoint))
            mask = static_cast<FontMask>(mask | 1U << position);
    }
    return mask;
}

Stack& FontFaces::stack(LanguageTag const& language, Weight weight)
{
    auto const in_weight = [weight](Stack const& stack) { return stack.weight() == weight; };
    auto const of_language = [&](Stack const& stack) { return in_weight(stack) && stack.language() == language; };
    if (of_language(stacks[stack_asked_last]))
        return stacks[stack_asked_last];
    auto found = std::find_if(stacks.begin(), stacks.end(), of_language);
    if (found == stacks.end())
        found = std::find_if(stacks.begin(), stacks.end(), in_weight);
    stack_asked_last = found == stacks.end() ? 0 : static_cast<std::size_t>(found - stacks.begin());
    return stacks[stack_asked_last];
}

} // namespace zahide::text
