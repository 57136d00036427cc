#pragma once

#include "base/ids.h"
#include "unicode/characters.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace zahide::unicode {

/// What may happen before a character.
enum class LineBreak : std::uint8_t { none, allowed, mandatory };

/// ICU's break iterators are kept for this many languages.
inline constexpr std::size_t segmenter_languages_max = 32;

/// Grapheme clusters (UAX #29) and line break opportunities (UAX #14 as CLDR tailors it), from ICU, with quick paths of
/// our own for what most text consists of. `known` is what look_up() gave for the text. Keeps its memory between calls; belongs to one thread.
class Segmenter {
public:
    explicit Segmenter(CharacterTable& characters);
    ~Segmenter();
    Segmenter(Segmenter&&) noexcept;
    Segmenter& operator=(Segmenter&&) = delete;

    enum class Path : std::uint8_t { quick_where_possible, always_full };

    /// starts[n] != 0: a cluster starts at character n.
    void grapheme_starts(std::span<char32_t const> text, std::vector<std::uint8_t>& starts, Path path = Path::quick_where_possible);
    void grapheme_starts(
        std::span<char32_t const> text, std::span<CharacterProperties const> known, std::vector<std::uint8_t>& starts, Path path = Path::quick_where_possible);
    /// breaks[n]: whether a line may or must end before character n; breaks[0] is none. The end of the text has no entry.
    void line_breaks(std::span<char32_t const> text, LanguageTag const& language, std::vector<LineBreak>& breaks, Path path = Path::quick_where_possible);
    void line_breaks(std::span<char32_t const> text, std::span<CharacterProperties const> known, LanguageTag const& language, std::vector<LineBreak>& breaks,
        Path path = Path::quick_where_possible);

private:
    struct Iterators;
    static bool quick_grapheme_starts(std::span<CharacterProperties const> known, std::vector<std::uint8_t>& starts);
    static bool quick_line_breaks(std::span<CharacterProperties const> known, std::vector<LineBreak>& breaks);

    CharacterTable& m_characters;
    std::vector<CharacterProperties> m_known;
    std::unique_ptr<Iterators> m_iterators;
};

} // namespace zahide::unicode
