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
using HbBuffer = std::unique_ptr<hb_buffer_t, Deleter<hb_buffer_destroy>>;

/// An ink box as four numbers that grow smaller as it grows larger, so that uniting boxes is four minima at once: left, top,
/// minus right, minus bottom, y downwards. Where there is no ink all are infinite. (A vector of GCC's and Clang's.)
using InkBox = float __attribute__((vector_size(16)));
inline constexpr float no_ink = std::numeric_limits<float>::infinity();

/// A value for each character, made a page of 256 at a time as they are asked for. There is room for the Basic Multilingual
/// Plane at first, which is nearly all that is ever asked.
template<class Value>
class CharacterMap {
public:
    using Page = std::array<Value, 256>;

    /// make(page, first character) fills a page.
    template<class Make>
    [[nodiscard]] Value get(char32_t codepoint, Make const& make)
    {
        std::size_t const number = codepoint >> 8U;
        if (number >= m_pages.size()) [[unlikely]]
            m_pages.resize(number + 1);
        if (!m_pages[number]) [[unlikely]] {
            m_pages[number] = std::make_unique<Page>();
            make(*m_pages[number], static_cast<char32_t>(number << 8U));
        }
        return (*m_pages[number])[codepoint & 0xFFU];
    }

private:
    std::vector<std::unique_ptr<Page>> m_pages = std::vector<std::unique_ptr<Page>>(0x100);
};

/// What shaping asks of a font all the time, in tables: HarfBuzz's own way through cmap and hmtx takes several times as
/// long. Filled as it is asked for.
class GlyphTables {
public:
    explicit GlyphTables(hb_font_t* font);

    /// The font's glyph for a character, 0 if it has none.
    [[nodiscard]] hb_codepoint_t nominal(char32_t codepoint)
    {
        if (codepoint > 0x10FFFF) [[unlikely]]
            return 0;
        return m_glyphs.get(codepoint, [this](auto& page, char32_t first) { fill_page(page, first); });
    }
    [[nodiscard]] hb_position_t advance(hb_codepoint_t glyph_id)
    {
        if (m_advances.empty()) [[unlikely]]
            fill_advances();
        return glyph_id < m_advances.size() ? m_advances[glyph_id] : 0;
    }

private:
    void fill_page(CharacterMap<hb_codepoint_t>::Page& page, char32_t first);
    void fill_advances();

    hb_font_t* m_font;
    CharacterMap<hb_codepoint_t> m_glyphs;
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
    [[nodiscard]] bool has(char32_t codepoint) const { return m_tables->nominal(codepoint) != 0 && m_source.avoided.find(codepoint) == std::u32string::npos; }
    /// The same, asked of the font itself: for a few letters, before the tables are filled.
    [[nodiscard]] bool is_found_to_have(char32_t codepoint) const;
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

/// Bit n: the stack's font n has the character.
using FontMask = std::uint16_t;
static_assert(sizeof(FontMask) * 8 >= fonts_per_stack_max);

/// The fonts of a language in a weight, with a table of who has which character, filled a page of 256 at a time.
class Stack {
public:
    Stack(LanguageTag language, Weight weight, std::vector<FontIndex> fonts);

    [[nodiscard]] LanguageTag const& language() const { return m_language; }
    [[nodiscard]] Weight weight() const { return m_weight; }
    [[nodiscard]] FontIndex font(std::size_t position) const { return m_fonts[position]; }
    [[nodiscard]] std::size_t size() const { return m_fonts.size(); }
    [[nodiscard]] FontMask who_has(char32_t codepoint, std::vector<Face> const& faces)
    {
        return m_who_has->get(codepoint, [&](auto& page, char32_t first) { fill_page(page, first, faces); });
    }
    /// The same fonts: what is known of one is known of the other.
    void share(Stack const& other) { m_who_has = other.m_who_has; }
    [[nodiscard]] std::vector<FontIndex> const& fonts() const { return m_fonts; }

private:
    void fill_page(CharacterMap<FontMask>::Page& page, char32_t first, std::vector<Face> const& faces) const;

    LanguageTag m_language;
    Weight m_weight;
    std::vector<FontIndex> m_fonts;
    std::shared_ptr<CharacterMap<FontMask>> m_who_has;
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
