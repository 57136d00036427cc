#pragma once

// The opened fonts as text's own files see them.

#include "text/fonts.h"

#include <array>
#include <hb.h>
#include <memory>
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
using HbSet = std::unique_ptr<hb_set_t, Deleter<hb_set_destroy>>;

/// A glyph's ink in font units, y upwards as fonts have it.
struct InkBox {
    std::int16_t left = 0;
    std::int16_t top = 0;
    std::int16_t right = 0;
    std::int16_t bottom = 0;
    [[nodiscard]] bool empty() const { return left >= right || bottom >= top; }
};

/// One font, scaled to its own units: what is shaped holds for every size.
class Face {
public:
    Face(FontSource source, HbFace face);

    [[nodiscard]] std::string const& name() const { return m_source.name; }
    [[nodiscard]] FontSource const& source() const { return m_source; }
    [[nodiscard]] hb_font_t* font() const { return m_font.get(); }
    [[nodiscard]] float units_per_em() const { return m_units_per_em; }
    /// Above and below the baseline in ems, both positive, line gap shared between them.
    [[nodiscard]] float ascent_em() const { return m_ascent_em; }
    [[nodiscard]] float descent_em() const { return m_descent_em; }
    [[nodiscard]] bool has(char32_t codepoint) const { return hb_set_has(m_characters.get(), codepoint) != 0; }
    /// Asked of the font once a glyph.
    [[nodiscard]] InkBox const& ink(std::uint32_t glyph_id);

private:
    FontSource m_source;
    HbFace m_face;
    HbFont m_font;
    HbSet m_characters;
    float m_units_per_em = 1000;
    float m_ascent_em = 0;
    float m_descent_em = 0;
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
        auto& page = m_pages[codepoint >> 8U];
        if (!page) [[unlikely]]
            fill_page(codepoint >> 8U, faces);
        return (*page)[codepoint & 0xFFU];
    }

private:
    using Page = std::array<FontMask, 256>;
    void fill_page(std::size_t number, std::vector<Face> const& faces);

    LanguageTag m_language;
    Weight m_weight;
    std::vector<FontIndex> m_fonts;
    std::vector<std::unique_ptr<Page>> m_pages;
};

struct FontFaces {
    std::vector<Face> faces;
    std::vector<Stack> stacks;

    /// The language's stack, or the first one in that weight, or the first.
    [[nodiscard]] Stack& stack(LanguageTag const& language, Weight weight);
    [[nodiscard]] Face& face(FontIndex font) { return faces[font.value()]; }
};

} // namespace zahide::text
