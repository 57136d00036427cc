#include "faces.h"

#include "base/verify.h"

#include <algorithm>
#include <hb-ot.h>

namespace zahide::text {

namespace {

std::int16_t clamp_units(int value)
{
    return static_cast<std::int16_t>(std::clamp(value, -32768, 32767));
}

} // namespace

Face::Face(FontSource source, HbFace face)
    : m_source(std::move(source))
    , m_face(std::move(face))
    , m_font(hb_font_create(m_face.get()))
    , m_characters(hb_set_create())
{
    hb_ot_font_set_funcs(m_font.get());
    hb_face_collect_unicodes(m_face.get(), m_characters.get());
    for (char32_t const codepoint : m_source.avoided)
        hb_set_del(m_characters.get(), codepoint);
    m_units_per_em = static_cast<float>(hb_face_get_upem(m_face.get()));
    hb_font_extents_t extents {};
    hb_font_get_h_extents(m_font.get(), &extents);
    float const half_gap = static_cast<float>(extents.line_gap) / 2;
    m_ascent_em = (static_cast<float>(extents.ascender) + half_gap) / m_units_per_em;
    m_descent_em = (static_cast<float>(-extents.descender) + half_gap) / m_units_per_em;
    unsigned const glyphs = hb_face_get_glyph_count(m_face.get());
    m_ink.resize(glyphs);
    m_ink_known.resize(glyphs);
}

InkBox const& Face::ink(std::uint32_t glyph_id)
{
    static constexpr InkBox nothing;
    if (glyph_id >= m_ink.size())
        return nothing;
    InkBox& box = m_ink[glyph_id];
    if (m_ink_known[glyph_id] == 0) {
        m_ink_known[glyph_id] = 1;
        hb_glyph_extents_t extents {};
        if (hb_font_get_glyph_extents(m_font.get(), glyph_id, &extents) != 0)
            box = { clamp_units(extents.x_bearing), clamp_units(extents.y_bearing), clamp_units(extents.x_bearing + extents.width),
                clamp_units(extents.y_bearing + extents.height) };
    }
    return box;
}

Stack::Stack(LanguageTag language, Weight weight, std::vector<FontIndex> fonts)
    : m_language(std::move(language))
    , m_weight(weight)
    , m_fonts(std::move(fonts))
    , m_pages(0x1100)
{
    ZAHIDE_VERIFY(!m_fonts.empty() && m_fonts.size() <= fonts_per_stack_max);
}

void Stack::fill_page(std::size_t number, std::vector<Face> const& faces)
{
    auto page = std::make_unique<Page>();
    for (std::size_t low = 0; low < page->size(); ++low) {
        FontMask mask = 0;
        for (std::size_t position = 0; position < m_fonts.size(); ++position) {
            if (faces[m_fonts[position].value()].has(static_cast<char32_t>(number << 8U | low)))
                mask = static_cast<FontMask>(mask | 1U << position);
        }
        (*page)[low] = mask;
    }
    m_pages[number] = std::move(page);
}

Stack& FontFaces::stack(LanguageTag const& language, Weight weight)
{
    auto const in_weight = [weight](Stack const& stack) { return stack.weight() == weight; };
    auto const of_language = [&](Stack const& stack) { return in_weight(stack) && stack.language() == language; };
    auto found = std::find_if(stacks.begin(), stacks.end(), of_language);
    if (found == stacks.end())
        found = std::find_if(stacks.begin(), stacks.end(), in_weight);
    return found == stacks.end() ? stacks.front() : *found;
}

} // namespace zahide::text
