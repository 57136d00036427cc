#pragma once

#include "unicode/characters.h"
#include "unicode/direction.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace zahide::unicode {

/// An embedding level of UAX #9: odd is right-to-left.
using BidiLevel = std::uint8_t;

/// UAX #9 (Unicode 15) over whole paragraphs: FriBidi's resolution with ICU's character data, and a path of our own for
/// paragraphs in one direction, which most are. Keeps its memory between calls; belongs to one thread.
///
/// FriBidi rather than ICU's ubidi: ICU 72 fails 31 of BidiCharacterTest's 91,707 cases, FriBidi none.
class Bidi {
public:
    explicit Bidi(CharacterTable& characters);

    enum class Path : std::uint8_t { quick_where_possible, always_full };

    /// Resolves a paragraph of at most 2^30 characters: its level is returned, its characters' levels are left in
    /// levels(), with rule L1 done for a line that is the whole paragraph. `automatic` is P2, and where no strong
    /// character decides `without_strong` (HL1), which is P3's left-to-right if it isn't right_to_left.
    BidiLevel resolve(
        std::span<char32_t const> paragraph, Direction direction, Path path = Path::quick_where_possible, Direction without_strong = Direction::left_to_right);
    /// The same for a text whose characters have been looked up.
    BidiLevel resolve(std::span<char32_t const> paragraph, std::span<CharacterProperties const> known, Direction direction,
        Path path = Path::quick_where_possible, Direction without_strong = Direction::left_to_right);
    [[nodiscard]] std::span<BidiLevel const> levels() const { return m_levels; }
    /// The characters' classes, for rule L1 at the ends of lines.
    [[nodiscard]] std::span<BidiClass const> classes() const { return m_classes; }
    /// Whether all levels of the last paragraph equal its own.
    [[nodiscard]] bool one_direction() const { return m_one_direction; }

private:
    void gather_classes(std::span<CharacterProperties const> known);
    [[nodiscard]] bool has_one_direction(BidiLevel base) const;
    BidiLevel resolve_fully(std::span<char32_t const> paragraph, std::span<CharacterProperties const> known, BidiLevel base);

    CharacterTable& m_characters;
    std::vector<CharacterProperties> m_known;
    std::vector<BidiLevel> m_levels;
    std::vector<BidiClass> m_classes;
    std::vector<std::uint32_t> m_library_classes;
    std::vector<std::uint32_t> m_library_brackets;
    std::vector<signed char> m_library_levels;
    std::uint32_t m_classes_seen = 0; ///< bit n: BidiClass n
    bool m_one_direction = true;
};

/// Whether X9 takes a character out of the paragraph; its level then means nothing.
[[nodiscard]] constexpr bool removed_by_x9(BidiClass bidi_class)
{
    return bidi_class == BidiClass::BN || (bidi_class >= BidiClass::LRE && bidi_class <= BidiClass::PDF);
}

/// Rule L1: whether a character at the end of a line takes the paragraph's level: white space, separators, isolate
/// controls, and what X9 removes.
[[nodiscard]] constexpr bool reset_at_line_end(BidiClass bidi_class)
{
    return (bidi_class >= BidiClass::B && bidi_class <= BidiClass::WS) || bidi_class >= BidiClass::LRI || removed_by_x9(bidi_class);
}

/// Rule L2: reverses `items` by their levels, highest first. `level_of(item)` is an item's level.
template<class Item, class LevelOf>
void reorder_visually(std::span<Item> items, LevelOf const& level_of)
{
    BidiLevel highest = 0;
    BidiLevel lowest_odd = 255;
    for (Item const& item : items) {
        BidiLevel const level = level_of(item);
        highest = level > highest ? level : highest;
        lowest_odd = (level & 1U) != 0 && level < lowest_odd ? level : lowest_odd;
    }
    for (int level = highest; level >= lowest_odd; --level) {
        for (std::size_t start = 0; start < items.size(); ++start) {
            std::size_t end = start;
            while (end < items.size() && level_of(items[end]) >= level)
                ++end;
            for (std::size_t left = start, right = end; left + 1 < right; ++left, --right)
                std::swap(items[left], items[right - 1]);
            start = end;
        }
    }
}

} // namespace zahide::unicode
