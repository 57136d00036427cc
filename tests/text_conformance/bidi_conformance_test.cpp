// UAX #9 over the Unicode Character Database's own cases, through our API: levels and visual order, and the quick path
// equal to the full one.
#include "unicode/bidi.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace zahide::unicode {
namespace {

constexpr auto bidi_test_file = "/usr/share/unicode/BidiTest.txt"; // Debian's unicode-data
constexpr auto bidi_character_test_file = "/usr/share/unicode/BidiCharacterTest.txt";
constexpr int level_removed = -1; // written x
constexpr int failures_shown_max = 20;

struct Expected {
    int base = -1; ///< -1: the file doesn't say
    std::vector<int> levels;
    std::vector<int> order;
};

std::vector<int> levels_without_removed(Bidi const& bidi)
{
    std::vector<int> levels;
    for (std::size_t index = 0; index < bidi.levels().size(); ++index)
        levels.push_back(removed_by_x9(bidi.classes()[index]) ? level_removed : bidi.levels()[index]);
    return levels;
}

std::vector<int> visual_order(std::vector<int> const& levels)
{
    std::vector<int> order;
    for (std::size_t index = 0; index < levels.size(); ++index) {
        if (levels[index] != level_removed)
            order.push_back(static_cast<int>(index));
    }
    reorder_visually(std::span(order), [&](int index) { return static_cast<BidiLevel>(levels[static_cast<std::size_t>(index)]); });
    return order;
}

std::vector<int> parse_numbers(std::string const& text)
{
    std::vector<int> numbers;
    std::istringstream stream(text);
    for (std::string word; stream >> word;)
        numbers.push_back(word == "x" ? level_removed : std::stoi(word));
    return numbers;
}

/// Runs cases and counts the wrong ones, and those where the quick path differs from the full one.
class Checker {
public:
    void check(std::u32string const& text, Direction direction, Expected const& expected, std::string const& where)
    {
        ++m_cases;
        BidiLevel const base = m_bidi.resolve(text, direction, Bidi::Path::always_full);
        auto const levels = levels_without_removed(m_bidi);
        bool const right = levels == expected.levels && visual_order(levels) == expected.order && (expected.base < 0 || expected.base == base);
        BidiLevel const quick_base = m_bidi.resolve(text, direction);
        bool const quick_right = quick_base == base && levels_without_removed(m_bidi) == levels;
        m_quick_cases += m_bidi.one_direction() ? 1 : 0;
        if (right && quick_right)
            return;
        if (++m_wrong <= failures_shown_max)
            ADD_FAILURE() << where << (right ? " (quick path)" : "");
    }
    [[nodiscard]] int cases() const { return m_cases; }
    [[nodiscard]] int wrong() const { return m_wrong; }
    [[nodiscard]] int quick_cases() const { return m_quick_cases; }

private:
    CharacterTable m_characters;
    Bidi m_bidi { m_characters };
    int m_cases = 0;
    int m_wrong = 0;
    int m_quick_cases = 0;
};

std::u32string characters_of_classes(std::string const& names)
{
    static std::map<std::string, char32_t> const sample { { "L", U'a' }, { "R", 0x05D0 }, { "AL", 0x0627 }, { "EN", U'0' }, { "ES", U'+' }, { "ET", U'#' },
        { "AN", 0x0660 }, { "CS", U',' }, { "NSM", 0x0300 }, { "BN", 0x00AD }, { "B", 0x2029 }, { "S", 0x0009 }, { "WS", U' ' }, { "ON", U'!' },
        { "LRE", 0x202A }, { "RLE", 0x202B }, { "PDF", 0x202C }, { "LRO", 0x202D }, { "RLO", 0x202E }, { "LRI", 0x2066 }, { "RLI", 0x2067 }, { "FSI", 0x2068 },
        { "PDI", 0x2069 } };
    std::u32string text;
    std::istringstream stream(names);
    for (std::string name; stream >> name;)
        text += sample.at(name);
    return text;
}

TEST(Bidi, BidiTest_EveryCase_LevelsAndOrderAreRight)
{
    std::ifstream file(bidi_test_file);
    ASSERT_TRUE(file) << bidi_test_file << " is missing: apt-get install unicode-data";
    Checker checker;
    Expected expected;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        line = line.substr(0, line.find('#'));
        if (line.starts_with("@Levels:"))
            expected.levels = parse_numbers(line.substr(8));
        else if (line.starts_with("@Reorder:"))
            expected.order = parse_numbers(line.substr(9));
        auto const semicolon = line.find(';');
        if (semicolon == std::string::npos)
            continue;
        auto const text = characters_of_classes(line.substr(0, semicolon));
        int const directions = std::stoi(line.substr(semicolon + 1));
        constexpr std::array direction_of_bit { Direction::automatic, Direction::left_to_right, Direction::right_to_left };
        for (std::size_t bit = 0; bit < direction_of_bit.size(); ++bit) {
            if ((directions & 1 << bit) != 0)
                checker.check(text, direction_of_bit[bit], expected, "BidiTest.txt:" + std::to_string(number));
        }
    }
    EXPECT_EQ(checker.cases(), 770'241);
    EXPECT_EQ(checker.wrong(), 0);
    EXPECT_GT(checker.quick_cases(), 0);
    RecordProperty("cases", checker.cases());
}

TEST(Bidi, BidiCharacterTest_EveryCase_LevelsAndOrderAreRight)
{
    std::ifstream file(bidi_character_test_file);
    ASSERT_TRUE(file) << bidi_character_test_file << " is missing: apt-get install unicode-data";
    Checker checker;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        std::array<std::string, 5> fields;
        std::istringstream stream(line);
        for (auto& field : fields)
            std::getline(stream, field, ';');
        std::u32string text;
        std::istringstream codepoints(fields[0]);
        for (std::string word; codepoints >> word;)
            text += static_cast<char32_t>(std::stoul(word, nullptr, 16));
        constexpr std::array directions { Direction::left_to_right, Direction::right_to_left, Direction::automatic };
        Expected const expected { std::stoi(fields[2]), parse_numbers(fields[3]), parse_numbers(fields[4]) };
        checker.check(text, directions.at(std::stoul(fields[1])), expected, "BidiCharacterTest.txt:" + std::to_string(number));
    }
    EXPECT_EQ(checker.cases(), 91'707);
    EXPECT_EQ(checker.wrong(), 0);
    RecordProperty("cases", checker.cases());
}

} // namespace
} // namespace zahide::unicode
