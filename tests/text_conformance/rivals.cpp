#include "rivals.h"

#include "base/verify.h"

#include <algorithm>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <pango/pangoft2.h>
#include <raqm.h>

namespace zahide::text::test {

namespace {

struct UnrefObject {
    void operator()(void* object) const { g_object_unref(object); }
};
template<class Object>
using GObjectPointer = std::unique_ptr<Object, UnrefObject>;

using RaqmPointer = std::unique_ptr<raqm_t, Deleter<raqm_destroy>>;

} // namespace

struct RaqmRival::State {
    FT_Library library = nullptr;
    std::vector<FT_Face> faces; ///< scaled to their own units, so that advances aren't rounded
    std::vector<float> px_per_unit;
};

RaqmRival::RaqmRival(FontFaces& fonts, float size_px)
    : m_state(std::make_unique<State>())
{
    ZAHIDE_VERIFY(FT_Init_FreeType(&m_state->library) == 0);
    for (Face const& face : fonts.faces) {
        auto const* const bytes = reinterpret_cast<FT_Byte const*>(face.source().bytes.get());
        FT_Face opened = nullptr;
        ZAHIDE_VERIFY(FT_New_Memory_Face(m_state->library, bytes, static_cast<FT_Long>(face.source().size_bytes), 0, &opened) == 0);
        ZAHIDE_VERIFY(FT_Set_Char_Size(opened, 0, opened->units_per_EM * 64, 72, 72) == 0);
        m_state->faces.push_back(opened);
        m_state->px_per_unit.push_back(size_px / face.units_per_em() / 64);
    }
}

RaqmRival::~RaqmRival()
{
    for (FT_Face const face : m_state->faces)
        FT_Done_Face(face);
    FT_Done_FreeType(m_state->library);
}

std::size_t RaqmRival::lay_out(std::string const& text, Paragraph const& items, std::vector<RivalGlyph>* glyphs)
{
    RaqmPointer const raqm(raqm_create());
    raqm_set_text_utf8(raqm.get(), text.data(), text.size());
    raqm_set_par_direction(raqm.get(), items.rtl() ? RAQM_DIRECTION_RTL : RAQM_DIRECTION_LTR);
    raqm_set_language(raqm.get(), items.language->tag.value().c_str(), 0, text.size());
    raqm_set_freetype_load_flags(raqm.get(), FT_LOAD_NO_HINTING);
    for (Piece const& item : items.items) {
        std::size_t const start = items.offsets[item.start];
        raqm_set_freetype_face_range(raqm.get(), m_state->faces[item.font.value()], start, items.offsets[item.end] - start);
    }
    ZAHIDE_VERIFY(raqm_layout(raqm.get()));
    std::size_t count = 0;
    raqm_glyph_t const* const placed = raqm_get_glyphs(raqm.get(), &count);
    if (glyphs == nullptr)
        return count;
    glyphs->clear();
    for (std::size_t index = 0; index < count; ++index) {
        auto const font = static_cast<std::size_t>(std::ranges::find(m_state->faces, placed[index].ftface) - m_state->faces.begin());
        glyphs->push_back({ placed[index].index, static_cast<float>(placed[index].x_advance) * m_state->px_per_unit[font] });
    }
    return count;
}

std::string pango_families(std::string_view language)
{
    if (language == "ur")
        return "Noto Nastaliq Urdu, Noto Sans";
    for (std::string_view const arabic : { "ar", "fa", "prs", "ps", "ckb", "ug" }) {
        if (language == arabic)
            return "Noto Naskh Arabic, Noto Sans";
    }
    return language == "am" || language == "ti" ? "Noto Sans Ethiopic, Noto Sans" : "Noto Sans";
}

struct PangoRival::State {
    std::string digits_family;
    GObjectPointer<PangoFontMap> fonts;
    GObjectPointer<PangoContext> context;
    GObjectPointer<PangoLayout> layout;
};

PangoRival::PangoRival(std::string const& families, std::string const& language, float size_px)
    : m_state(std::make_unique<State>())
{
    m_state->fonts.reset(pango_ft2_font_map_new());
    m_state->context.reset(pango_font_map_create_context(m_state->fonts.get()));
    pango_context_set_round_glyph_positions(m_state->context.get(), FALSE);
    pango_context_set_language(m_state->context.get(), pango_language_from_string(language.c_str()));
    m_state->layout.reset(pango_layout_new(m_state->context.get()));
    std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>> const description(pango_font_description_new());
    pango_font_description_set_family(description.get(), families.c_str());
    pango_font_description_set_absolute_size(description.get(), static_cast<double>(size_px) * PANGO_SCALE);
    pango_layout_set_font_description(m_state->layout.get(), description.get());
}

PangoRival::~PangoRival() = default;

void PangoRival::set_digits_family(std::string family)
{
    m_state->digits_family = std::move(family);
}

std::size_t PangoRival::lay_out(std::string const& text, float width_px, std::vector<RivalGlyph>* glyphs)
{
    PangoLayout* const layout = m_state->layout.get();
    pango_layout_set_width(layout, width_px > 0 ? static_cast<int>(width_px * PANGO_SCALE) : -1);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    if (!m_state->digits_family.empty()) {
        std::unique_ptr<PangoAttrList, Deleter<pango_attr_list_unref>> const attributes(pango_attr_list_new());
        for (std::size_t index = 0; index + 1 < text.size(); ++index) {
            auto const second = static_cast<unsigned char>(text[index + 1]);
            if (text[index] != '\xDB' || second < 0xB0 || second > 0xB9)
                continue; // not U+06F0 … U+06F9
            PangoAttribute* const family = pango_attr_family_new(m_state->digits_family.c_str());
            family->start_index = static_cast<unsigned>(index);
            std::size_t end = index + 2;
            while (end < text.size() && (text[end] == ' ' || text.compare(end, 3, "\u2010") == 0))
                end += text[end] == ' ' ? 1 : 3;
            family->end_index = static_cast<unsigned>(end);
            pango_attr_list_insert(attributes.get(), family);
        }
        pango_layout_set_attributes(layout, attributes.get());
    }
    PangoRectangle extents {};
    pango_layout_get_extents(layout, nullptr, &extents);
    if (glyphs == nullptr)
        return static_cast<std::size_t>(pango_layout_get_line_count(layout));
    glyphs->clear();
    for (GSList const* run = pango_layout_get_line_readonly(layout, 0)->runs; run != nullptr; run = run->next) {
        PangoGlyphString const* const string = static_cast<PangoLayoutRun const*>(run->data)->glyphs;
        for (int index = 0; index < string->num_glyphs; ++index)
            glyphs->push_back({ string->glyphs[index].glyph, static_cast<float>(string->glyphs[index].geometry.width) / PANGO_SCALE });
    }
    return glyphs->size();
}

std::vector<std::uint8_t> PangoRival::draw(int width, int height, int x, int y)
{
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    FT_Bitmap bitmap {};
    bitmap.width = static_cast<unsigned>(width);
    bitmap.rows = static_cast<unsigned>(height);
    bitmap.pitch = width;
    bitmap.buffer = pixels.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    pango_ft2_render_layout(&bitmap, m_state->layout.get(), x, y);
    return pixels;
}

float PangoRival::baseline_px() const
{
    return static_cast<float>(pango_layout_get_baseline(m_state->layout.get())) / PANGO_SCALE;
}

} // namespace zahide::text::test
