#include "unicode/segments.h"

#include "base/verify.h"
#include "icu_locale.h"

#include <array>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

namespace zahide::unicode {

namespace {

struct CloseIterator {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

Iterator open_iterator(UBreakIteratorType type, LanguageTag const& language)
{
    UErrorCode status = U_ZERO_ERROR;
    Iterator iterator(ubrk_open(type, icu_language(language).c_str(), nullptr, 0, &status));
    ZAHIDE_VERIFY(U_SUCCESS(status)); // ICU's own data is missing
    return iterator;
}

/// What UAX #14 as CLDR tailors it says between two characters of known classes, marks left out (LB9).
enum class Pair : std::uint8_t { no_break, may_break, ask };

constexpr Pair pair_of(LineClass before, LineClass after)
{
    bool const text_before = before == LineClass::letter || before == LineClass::number;
    switch (after) {
    case LineClass::letter:
    case LineClass::number:
        if (before == LineClass::space)
            return Pair::may_break; // LB18
        // LB14, LB23, LB25, LB28, LB30
        if (text_before || before == LineClass::opening || before == LineClass::closing)
            return Pair::no_break;
        return before == LineClass::infix && after == LineClass::letter ? Pair::no_break : Pair::ask; // LB29; numbers are CLDR's own
    case LineClass::infix:
        return text_before || before == LineClass::infix || before == LineClass::exclamation || before == LineClass::closing ? Pair::no_break
                                                                                                                             : Pair::ask; // LB13
    case LineClass::exclamation:
    case LineClass::closing:
        return before == LineClass::space || before == LineClass::other ? Pair::ask : Pair::no_break; // LB13
    case LineClass::opening:
        if (before == LineClass::space)
            return Pair::may_break; // LB18
        return text_before || before == LineClass::opening ? Pair::no_break : Pair::ask; // LB14, LB30
    case LineClass::space:
        return before == LineClass::opening ? Pair::ask : Pair::no_break; // LB7; LB14 reaches over it
    case LineClass::mark:
    case LineClass::other:
        break;
    }
    return Pair::ask;
}

constexpr std::size_t line_classes = static_cast<std::size_t>(LineClass::closing) + 1;
constexpr std::size_t place_of(LineClass line_class)
{
    return static_cast<std::size_t>(line_class);
}

/// pair_of() of all pairs, row by row.
constexpr auto pairs = [] {
    std::array<std::array<Pair, line_classes>, line_classes> table {};
    for (std::size_t before = 0; before < line_classes; ++before) {
        for (std::size_t after = 0; after < line_classes; ++after)
            table[before][after] = pair_of(static_cast<LineClass>(before), static_cast<LineClass>(after));
    }
    return table;
}();

} // namespace

struct Segmenter::Iterators {
    struct ForLanguage {
        LanguageTag language;
        Iterator iterator;
    };
    Iterator clusters;
    std::vector<ForLanguage> lines;
    std::vector<UChar> units; ///< the text in UTF-16
    std::vector<std::uint32_t> index_of_unit;

    void set_text(std::span<char32_t const> text, UBreakIterator* iterator)
    {
        units.clear();
        index_of_unit.clear();
        for (std::size_t index = 0; index < text.size(); ++index) {
            char32_t const codepoint = text[index] > 0x10FFFF ? 0xFFFD : text[index];
            if (codepoint > 0xFFFF) {
                units.push_back(U16_LEAD(codepoint));
                units.push_back(U16_TRAIL(codepoint));
                index_of_unit.push_back(static_cast<std::uint32_t>(index));
            } else {
                units.push_back(static_cast<UChar>(codepoint));
            }
            index_of_unit.push_back(static_cast<std::uint32_t>(index));
        }
        UErrorCode status = U_ZERO_ERROR;
        ubrk_setText(iterator, units.data(), static_cast<int32_t>(units.size()), &status);
        ZAHIDE_VERIFY(U_SUCCESS(status));
    }

    UBreakIterator* line_iterator(LanguageTag const& language)
    {
        for (ForLanguage const& entry : lines) {
            if (entry.language == language)
                return entry.iterator.get();
        }
        if (lines.size() >= segmenter_languages_max)
            lines.erase(lines.begin());
        lines.push_back({ language, open_iterator(UBRK_LINE, language) });
        return lines.back().iterator.get();
    }
};

Segmenter::Segmenter(CharacterTable& characters)
    : m_characters(characters)
    , m_iterators(std::make_unique<Iterators>())
{
}

Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;

bool Segmenter::quick_grapheme_starts(std::span<CharacterProperties const> known, std::vector<std::uint8_t>& starts)
{
    starts.resize(known.size());
    ClusterClass previous = ClusterClass::control;
    for (std::size_t index = 0; index < known.size(); ++index) {
        ClusterClass const current = known[index].cluster;
        if (current == ClusterClass::complex)
            return false;
        bool const joins = current == ClusterClass::extend && previous != ClusterClass::control; // UAX #29 GB4, GB9, GB9a
        starts[index] = joins ? 0 : 1;
        previous = current;
    }
    return true;
}

void Segmenter::grapheme_starts(std::span<char32_t const> text, std::vector<std::uint8_t>& starts, Path path)
{
    look_up(m_characters, text, m_known);
    grapheme_starts(text, m_known, starts, path);
}

void Segmenter::grapheme_starts(std::span<char32_t const> text, std::span<CharacterProperties const> known, std::vector<std::uint8_t>& starts, Path path)
{
    if (path == Path::quick_where_possible && quick_grapheme_starts(known, starts))
        return;
    if (!m_iterators->clusters)
        m_iterators->clusters = open_iterator(UBRK_CHARACTER, LanguageTag("en"));
    starts.assign(text.size(), 0);
    UBreakIterator* const iterator = m_iterators->clusters.get();
    m_iterators->set_text(text, iterator);
    auto const end = static_cast<int32_t>(m_iterators->units.size());
    for (int32_t unit = ubrk_first(iterator); unit != UBRK_DONE && unit < end; unit = ubrk_next(iterator))
        starts[m_iterators->index_of_unit[static_cast<std::size_t>(unit)]] = 1;
}

bool Segmenter::quick_line_breaks(std::span<CharacterProperties const> known, std::vector<LineBreak>& breaks)
{
    breaks.resize(known.size());
    LineClass before = LineClass::other;
    bool after_number = false; // only numbers and infixes since the last number
    for (std::size_t index = 0; index < known.size(); ++index) {
        LineClass const current = known[index].line;
        breaks[index] = LineBreak::none;
        if (current == LineClass::mark && before != LineClass::space && before != LineClass::other)
            continue;
        Pair pair
            = index == 0 && current != LineClass::other && current != LineClass::mark ? Pair::no_break : pairs[place_of(before)][place_of(current)]; // LB2
        if (pair == Pair::ask && before == LineClass::infix && current == LineClass::number && after_number)
            pair = Pair::no_break; // LB25
        if (pair == Pair::ask)
            return false;
        breaks[index] = pair == Pair::may_break ? LineBreak::allowed : LineBreak::none;
        after_number = current == LineClass::number || (after_number && current == LineClass::infix);
        before = current;
    }
    return true;
}

void Segmenter::line_breaks(std::span<char32_t const> text, LanguageTag const& language, std::vector<LineBreak>& breaks, Path path)
{
    look_up(m_characters, text, m_known);
    line_breaks(text, m_known, language, breaks, path);
}

void Segmenter::line_breaks(
    std::span<char32_t const> text, std::span<CharacterProperties const> known, LanguageTag const& language, std::vector<LineBreak>& breaks, Path path)
{
    if (path == Path::quick_where_possible && quick_line_breaks(known, breaks))
        return;
    breaks.assign(text.size(), LineBreak::none);
    UBreakIterator* const iterator = m_iterators->line_iterator(language);
    m_iterators->set_text(text, iterator);
    auto const end = static_cast<int32_t>(m_iterators->units.size());
    ubrk_first(iterator);
    for (int32_t unit = ubrk_next(iterator); unit != UBRK_DONE && unit < end; unit = ubrk_next(iterator)) {
        bool const hard = ubrk_getRuleStatus(iterator) >= UBRK_LINE_HARD;
        breaks[m_iterators->index_of_unit[static_cast<std::size_t>(unit)]] = hard ? LineBreak::mandatory : LineBreak::allowed;
    }
}

} // namespace zahide::unicode
