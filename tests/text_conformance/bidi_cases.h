#pragma once

// The cases of BidiTest.txt and BidiCharacterTest.txt, as Debian's package unicode-data has them.

#include "unicode/direction.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::unicode::test {

inline constexpr int level_removed = -1; ///< written x: rule X9 takes the character out
inline constexpr int bidi_test_cases = 770'241;
inline constexpr int bidi_character_test_cases = 91'707;

struct BidiCase {
    std::u32string text;
    Direction direction = Direction::automatic;
    int base = -1; ///< the paragraph's level; -1: the file doesn't say
    std::vector<int> levels; ///< of each character
    std::vector<int> order; ///< of the characters that are left, from the left
    std::string where; ///< file and line
};

/// Every case of BidiTest.txt, whose texts are written as classes: `character_of("AL")` stands for one. False if the file isn't there.
bool read_bidi_test(std::function<char32_t(std::string const&)> const& character_of, std::function<void(BidiCase const&)> const& visit);
/// Every case of BidiCharacterTest.txt. False if the file isn't there.
bool read_bidi_character_test(std::function<void(BidiCase const&)> const& visit);

} // namespace zahide::unicode::test
