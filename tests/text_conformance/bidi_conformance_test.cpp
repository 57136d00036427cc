// UAX #9 over the Unicode Character Database's own cases, through unicode::Bidi: levels and visual order, and the quick path
// equal to the full one. bidi_paragraphs_test.cpp drives them through whole paragraphs.
#include "bidi_cases.h"
#include "unicode/bidi.h"

#include <gtest/gtest.h>
#include <map>

namespace zahide::unicode::test {
namespace {

constexpr int failures_shown_max = 20;

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

/// Runs cases and counts the wrong ones, and those where the quick path differs from the full one.
class Checker {
public:
    void check(BidiCase const& expected)
    {
        ++m_cases;
        BidiLevel const base = m_bidi.resolve(expected.text, expected.direction, Bidi::Path::always_full);
        auto const levels = levels_without_removed(m_bidi);
        bool const right = levels == expected.levels && visual_order(levels) == expected.order && (expected.base < 0 || expected.base == base);
        BidiLevel const quick_base = m_bidi.resolve(expected.text, expected.direction);
        bool const quick_right = quick_base == base && levels_without_removed(m_bidi) == levels;
        m_quick_cases += m_bidi.one_direction() ? 1 : 0;
        if (right && quick_right)
            return;
        if (++m_wrong <= failures_shown_max)
            ADD_FAILURE() << expected.where << (right ? " (quick path)" : "");
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

char32_t character_of(std::string const& bidi_class)
{
    static std::map<std::string, char32_t> const sample { { "L", U'a' }, { "R", 0x05D0 }, { "AL", 0x0627 }, { "EN", U'0' }, { "ES", U'+' }, { "ET", U'#' },
        { "AN", 0x0660 }, { "CS", U',' }, { "NSM", 0x0300 }, { "BN", 0x00AD }, { "B", 0x2029 }, { "S", 0x0009 }, { "WS", U' ' }, { "ON", U'!' },
        { "LRE", 0x202A }, { "RLE", 0x202B }, { "PDF", 0x202C }, { "LRO", 0x202D }, { "RLO", 0x202E }, { "LRI", 0x2066 }, { "RLI", 0x2067 }, { "FSI", 0x2068 },
        { "PDI", 0x2069 } };
    return sample.at(bidi_class);
}

TEST(Bidi, BidiTest_EveryCase_LevelsAndOrderAreRight)
{
    Checker checker;
    ASSERT_TRUE(read_bidi_test(character_of, [&](BidiCase const& expected) { checker.check(expected); })) << "apt-get install unicode-data";
    EXPECT_EQ(checker.cases(), bidi_test_cases);
    EXPECT_EQ(checker.wrong(), 0);
    EXPECT_GT(checker.quick_cases(), 0);
    RecordProperty("cases", checker.cases());
}

TEST(Bidi, BidiCharacterTest_EveryCase_LevelsAndOrderAreRight)
{
    Checker checker;
    ASSERT_TRUE(read_bidi_character_test([&](BidiCase const& expected) { checker.check(expected); })) << "apt-get install unicode-data";
    EXPECT_EQ(checker.cases(), bidi_character_test_cases);
    EXPECT_EQ(checker.wrong(), 0);
    RecordProperty("cases", checker.cases());
}

} // namespace
} // namespace zahide::unicode::test
