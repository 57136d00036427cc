#pragma once

// The opened fonts as text's own files see them.

#include "text/fonts.h"

#include <array>
#include <hb.h>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace zahide::text {

template<auto function>
struct Deleter {
    template<class T>
    void operator()(T* pointer) const
    {
        function(pointer);
    }
};
using HbBlob = std::unique_ptr<hb_blob_t, Deleter<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Deleter<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Deleter<hb_font_destroy>>;
using HbShapePlan = std::unique_ptr<hb_shape_plan_t, Deleter<hb_shape_plan_destroy>>;
using HbBuffer = std::unique_ptr<hb_buffer_t, Deleter<hb_buffer_destroy>>;

/// An ink box as four numbers that grow smaller as it grows larger, so that uniting boxes is four minima at once: left, top,
/// minus right, minus bottom, y downwards. Where there is no ink all are infinite. (A vector of GCC's and Clang's.)
using InkBox = float __attribute__((vector_size(16)));
inline constexpr float no_ink = std::numeric_limits<float>::infinity();

/// A value for each number, zero at first; pages of 256 are made as they are asked for.
template<class Value>
class PagedMap {
public:
    using Page = std::array<Value, 256>;

    [[nodiscard]] Value& operator[](std::uint32_t index)
    {
        std::size_t const number = index >> 8U;
        if (number < m_pages.size() && m_pages[number] != nullptr) [[likely]]
            return (*m_pages[number])[index & 0xFFU];
        return make_page(number)[index & 0xFFU];
    }

private:
    Page& make_page(std::size_t number)
    {
        if (number >= m_pages.size())
            m_pages.resize(number + 1);
        m_pages[number] = std::make_unique<Page>();
        return *m_pages[number];
    }

    std::vector<std::unique_ptr<Page>> m_pages;
};

/// What shaping asks of a font all the time, in tables: HarfBuzz's own way through cmap and hmtx takes several times as
/// long. A character or glyph is asked of the font once, when it is needed: at a start few of them are.
class GlyphTables {
public:
    explicit GlyphTables(hb_font_t* font);

    /// The font's glyph for a character, 0 if it has none.
    [[nodiscard]] hb_codepoint_t nominal(char32_t codepoint)
    {
        if (codepoint > 0x10FFFF) [[unlikely]]
            return 0;
        hb_codepoint_t& known = m_glyphs[codepoint];
        if (known == 0) [[unlikely]]
            known = ask_glyph(codepoint) + 1;
        return known - 1;
    }
    [[nodiscard]] hb_position_t advance(hb_codepoint_t glyph_id)
    {
        if (glyph_id < m_advances.size() && m_advances[glyph_id] != unknown_advance) [[likely]]
            return m_advances[glyph_id];
        return ask_advance(glyph_id);
    }

private:
    static constexpr hb_position_t unknown_advance = std::numeric_limits<hb_position_t>::min();
    [[nodiscard]] hb_codepoint_t ask_glyph(char32_t codepoint) const;
    [[nodiscard]] hb_position_t ask_advance(hb_codepoint_t glyph_id);

    hb_font_t* m_font;
    PagedMap<hb_codepoint_t> m_glyphs; ///< plus one; zero is not known yet
    std::vector<hb_position_t> m_advances;
};

/// One font, scaled to its own units: what is shaped holds for every size.
class Face {
public:
    Face(FontSource source, HbFace face);

    [[nodiscard]] std::string const& name() const { return m_source.name; }
    [[nodiscard]] FontSource const& source() const { return m_source; }
    /// What to shape with.
    [[nodiscard]] hb_font_t* font() const { return m_quick_font.get(); }
    [[nodiscard]] float units_per_em() const { return m_units_per_em; }
    /// Above and below the baseline in ems, both positive, line gap shared between them.
    [[nodiscard]] float ascent_em() const { return m_ascent_em; }
    [[nodiscard]] float descent_em() const { return m_descent_em; }
    [[nodiscard]] std::uint32_t glyph_of(char32_t codepoint) const { return m_tables->nominal(codepoint); }
    [[nodiscard]] bool has(char32_t codepoint) const { return glyph_of(codepoint) != 0 && m_source.avoided.find(codepoint) == std::u32string::npos; }
    /// As the function of that name says. Asked of the font once.
    [[nodiscard]] bool spaces_part_words();
    /// A glyph's ink in font units. Asked of the font once a glyph.
    [[nodiscard]] InkBox ink(std::uint32_t glyph_id)
    {
        if (glyph_id < m_ink.size() && m_ink_known[glyph_id] != 0) [[likely]]
            return m_ink[glyph_id];
        return ask_ink(glyph_id);
    }

private:
    InkBox ask_ink(std::uint32_t glyph_id);

    FontSource m_source;
    HbFace m_face;
    HbFont m_font;
    std::unique_ptr<GlyphTables> m_tables;
    HbFont m_quick_font; ///< m_font with m_tables in front
    float m_units_per_em = 1000;
    float m_ascent_em = 0;
    float m_descent_em = 0;
    std::optional<bool> m_spaces_part_words;
    std::vector<InkBox> m_ink;
    std::vector<std::uint8_t> m_ink_known;
};

/// Bit n: the stack's font n has the character. The highest bit is set where that was asked.
using FontMask = std::uint16_t;
inline constexpr FontMask every_font = (1U << fonts_per_stack_max) - 1;
static_assert(every_font == 0x7FFF);

/// The fonts of a language in a weight, with a table of who has which character.
class Stack {
public:
    Stack(LanguageTag language, Weight weight, std::vector<FontIndex> fonts);

    [[nodiscard]] LanguageTag const& language() const { return m_language; }
    [[nodiscard]] Weight weight() const { return m_weight; }
    [[nodiscard]] FontIndex font(std::size_t position) const { return m_fonts[position]; }
    [[nodiscard]] std::size_t size() const { return m_fonts.size(); }
    /// With the highest bit set.
    [[nodiscard]] FontMask who_has(char32_t codepoint, std::vector<Face> const& faces)
    {
        FontMask& mask = (*m_who_has)[codepoint];
        if (mask == 0) [[unlikely]]
            mask = ask_who_has(codepoint, faces);
        return mask;
    }
    /// The same fonts: what is known of one is known of the other.
    void share(Stack const& other) { m_who_has = other.m_who_has; }
    [[nodiscard]] std::vector<FontIndex> const& fonts() const { return m_fonts; }

private:
    [[nodiscard]] FontMask ask_who_has(char32_t codepoint, std::vector<Face> const& faces) const;

    LanguageTag m_language;
    Weight m_weight;
    std::vector<FontIndex> m_fonts;
    std::shared_ptr<PagedMap<FontMask>> m_who_has;
};

struct FontFaces {
    std::vector<Face> faces;
    std::vector<Stack> stacks;

    /// The language's stack, or the first one in that weight, or the first.
    [[nodiscard]] Stack& stack(LanguageTag const& language, Weight weight);
    std::size_t stack_asked_last = 0; ///< nearly always asked for again
    [[nodiscard]] Face& face(FontIndex font) { return faces[font.value()]; }
};

} // namespace zahide::text
