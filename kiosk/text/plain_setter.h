#pragma once

#include "paragraph.h"
#include "placer.h"
#include "plain_words.h"
#include "text/engine.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace zahide::text {

/// Longer paragraphs aren't set plainly.
inline constexpr std::size_t plain_bytes_max = 8 * 1024;
/// Characters of a plain word.
inline constexpr std::size_t plain_word_characters_max = 64;
/// If more words than these are new in a paragraph, it is quicker to analyse and shape the whole of it.
inline constexpr std::size_t new_words_max = 4;
/// What a word depends on beside its bytes: this many are told apart before all words are forgotten.
inline constexpr std::size_t plain_contexts_max = 64;

/// Sets paragraphs from words that are known with all that the steps before line breaking found out about them, and gives exactly
/// what those steps would give. That holds for plain paragraphs: one direction, but for digits between right-to-left letters, the language's script, all
/// letters in the first font of its stack, spaces that no rule of the fonts sees, words that begin and end so that a line may end between them whatever they
/// are, none of which has controls, soft hyphens or characters whose script or grapheme cluster depends on what stands before the word. A word ends behind the
/// spaces (or Ethiopic word spaces) after it.
class PlainSetter {
public:
    /// Behind a space, each of these is taken as part of the word before.
    static constexpr std::u32string_view leaning = U".,;:!?)]\u060C\u061B\u061F";

    PlainSetter(FontFaces& fonts, EngineCounters& counters)
        : m_fonts(fonts)
        , m_counters(counters)
        , m_known(words_cached_max, word_glyphs_cached_max)
    {
    }

    /// Looks the paragraph's words up. False if it can't be plain or too many words are new.
    [[nodiscard]] bool find_words(std::string_view utf8, ParagraphStyle const& style, LanguageFacts const& language, Stack& stack);
    /// The words that find_words() found new: each is to be analysed on its own in direction() and given to learn_new_word().
    [[nodiscard]] std::vector<std::string_view> const& new_words() const { return m_new_words; }
    void learn_new_word(std::string_view utf8, Paragraph const& paragraph);
    /// After that, whether all of them are plain.
    [[nodiscard]] bool find_new_words();
    /// Whether the steps before shaping see all of a paragraph alike, so that its words can be learned.
    [[nodiscard]] bool is_plain(Paragraph const& paragraph) const;
    /// Keeps the words of such a paragraph, for which find_words() was called and whose line breaks are known.
    void learn(std::string_view utf8, Paragraph const& paragraph);
    [[nodiscard]] unicode::Direction direction() const { return m_rtl ? unicode::Direction::right_to_left : unicode::Direction::left_to_right; }

    /// Chooses the lines of what was found. False if a line would end within a word or there are more than the style allows.
    [[nodiscard]] bool choose_lines(ParagraphStyle const& style);
    void place(Placer& placer, Layout& layout, ParagraphStyle const& style) const;

    /// Forgets the words that were not asked for since the last call.
    void trim();
    [[nodiscard]] PlainWords const& known() const { return m_known; }

private:
    struct Context {
        LanguageTag language;
        Weight weight = Weight::regular;
        bool rtl = false;
    };
    struct FoundWord {
        std::uint32_t start = 0; ///< its first byte in the paragraph
        std::uint32_t number = 0; ///< in m_known
    };
    /// A place between two clusters: that many words and, of the next one, that many clusters.
    struct Place {
        std::uint32_t word = 0;
        std::uint32_t cluster = 0;
    };
    struct PlainLine {
        Place start;
        Place end;
        float width_px = 0;
        float hanging_px = 0;
    };
    void choose_context(ParagraphStyle const& style, LanguageFacts const& language);
    [[nodiscard]] std::uint32_t byte_at(Place place) const;
    [[nodiscard]] float measure();
    [[nodiscard]] bool choose_line(Place start, float room_px, PlainLine& line) const;
    void place_line(Placer& placer, PlainLine const& line, ParagraphStyle const& style) const;
    template<class Visit>
    void visit_segments(PlainLine const& line, Visit const& visit) const;
    void learn_word(std::string_view utf8, Paragraph const& paragraph, std::uint32_t start, std::uint32_t end);
    [[nodiscard]] bool gather_parts(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end);
    [[nodiscard]] bool gather_segment(Paragraph const& paragraph, Piece const& item, std::uint32_t start, std::uint32_t end);
    [[nodiscard]] bool gather_clusters(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end);

    FontFaces& m_fonts;
    EngineCounters& m_counters;
    PlainWords m_known;
    std::vector<Context> m_contexts;
    std::uint32_t m_context = 0;
    bool m_rtl = false;
    Stack* m_stack = nullptr;
    unicode::Script m_script;
    std::uint32_t m_size_bytes = 0;
    std::uint64_t m_rotations = 0; ///< of m_known, when the words were found
    std::vector<FoundWord> m_words;
    std::vector<std::string_view> m_new_words;
    std::vector<std::uint32_t> m_new_places; ///< in m_words
    bool m_several_fonts = false; ///< in the paragraph
    std::vector<PlainLine> m_lines;
    PlainParts m_parts; ///< of the word that is learned
    std::array<float, fonts_per_stack_max> m_px_per_unit {};
};

} // namespace zahide::text
