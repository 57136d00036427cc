#pragma once

#include "itemise.h"
#include "line_builder.h"
#include "line_chooser.h"
#include "placer.h"
#include "plain_setter.h"
#include "shape.h"
#include "text/engine.h"
#include "unicode/bidi.h"
#include "unicode/decode.h"
#include "unicode/segments.h"
#include "word_shaper.h"

#include <deque>
#include <string_view>
#include <vector>

namespace zahide::text {

/// Facts are kept for this many languages.
inline constexpr std::size_t languages_max = 64;

/// Whether words that were shaped before are used again.
enum class Words : std::uint8_t { shaped_afresh, used_again };

/// The order of work, from UTF-8 to a Layout.
class Typesetter {
public:
    Typesetter(FontFaces& fonts, EngineCounters& counters, Shaping shaping = Shaping::full);
    // Its parts refer to each other.
    Typesetter(Typesetter const&) = delete;
    Typesetter& operator=(Typesetter const&) = delete;

    void typeset(std::string_view utf8, ParagraphStyle const& style, Layout& layout, Words words = Words::shaped_afresh);
    /// Forgets the words that were not used since the last trim().
    void trim()
    {
        m_word_shaper.trim();
        m_plain.trim();
    }
    /// The first steps alone, up to the shaped items: for tests and benchmarks. `text` is one paragraph.
    Paragraph& analyse(std::string_view utf8, ParagraphStyle const& style);

private:
    struct Part {
        std::uint32_t start = 0;
        std::uint32_t end = 0; ///< without the separator
    };
    LanguageFacts const& facts_of(LanguageTag const& language);
    void decode(std::string_view utf8);
    void split_paragraphs();
    void prepare(Part const& part, ParagraphStyle const& style);
    void blank_controls(std::span<unicode::CharacterProperties> known);
    void choose_lines(std::size_t part_number, ParagraphStyle const& style, std::size_t lines_max, std::vector<LineRange>& lines);
    [[nodiscard]] bool typeset_plainly(std::string_view utf8, ParagraphStyle const& style, Layout& layout);
    void typeset_step_by_step(std::string_view utf8, ParagraphStyle const& style, Layout& layout);
    void find_breaks(LanguageTag const& language);
    [[nodiscard]] std::vector<std::size_t> lines_kept_from_end(ParagraphStyle const& style);

    FontFaces& m_fonts;
    EngineCounters& m_counters;
    unicode::CharacterTable m_characters;
    unicode::Bidi m_bidi;
    unicode::Segmenter m_segmenter;
    Itemiser m_itemiser;
    Shaper m_shaper;
    WordShaper m_word_shaper;
    Words m_words = Words::shaped_afresh;
    LineBuilder m_builder;
    LineChooser m_chooser;
    Placer m_placer;
    PlainSetter m_plain;
    std::deque<LanguageFacts> m_languages;
    unicode::DecodedText m_text;
    std::vector<unicode::CharacterProperties> m_known;
    unicode::TextTraits m_traits; ///< of the whole text
    std::vector<Part> m_parts;
    std::vector<LineRange> m_lines;
    Paragraph m_paragraph;
};

} // namespace zahide::text
