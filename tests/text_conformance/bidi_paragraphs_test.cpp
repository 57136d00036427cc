// UAX #9 over the Unicode Character Database's own cases, through what a program calls: each case is analysed as a paragraph and laid
// out as a line by an Engine, afresh and from words it knows. Compared are
// - of the paragraph: its level, the level of each character, and the level of the item it is shaped in;
// - of the line: the direction of the run that each character stands in, and the order of the glyphs from the left.
// Not compared, and counted: characters that X9 removes (the files give them no level), paragraph separators (they end the line and
// stand in no run), and the order within a cluster, a letter and its marks say, whose glyphs the font arranges.
#include "bidi_cases.h"
#include "test_fonts.h"
#include "typesetter.h"

#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>
#include <limits>
#include <map>

namespace zahide::text::test {
namespace {

using unicode::test::BidiCase;
using unicode::test::level_removed;

constexpr int failures_shown_max = 20;
constexpr char32_t paragraph_separator = 0x2029;

/// Latin and Arabic, and what else both files need: Hebrew letters and dice.
Fonts fonts_of_cases()
{
    FontSet set = noto_set();
    std::size_t const first = set.sources.size();
    for (char const* const name : { "NotoSansHebrew-Regular.ttf", "NotoSansSymbols2-Regular.ttf" })
        set.sources.push_back(read_font(name));
    for (FontStack& stack : set.stacks)
        stack.sources.insert(stack.sources.end(), { first, first + 1 });
    return Fonts::create(std::move(set)).value();
}

struct CharacterCounts {
    std::size_t compared = 0; ///< their levels and directions
    std::size_t ordered = 0; ///< clusters whose place on the line was compared
    std::size_t removed_by_x9 = 0;
    std::size_t separators = 0;
};

using Fault = char const*; ///< what is wrong with a case
constexpr Fault right = nullptr;

/// Runs cases through the paragraph and through both ways of laying it out, and counts the wrong ones.
class ParagraphChecker {
public:
    using Change = void (*)(Layout&);
    /// A control changes what was laid out before it is compared.
    explicit ParagraphChecker(Change change = [](Layout&) {})
        : m_change(change)
        , m_typesetter(m_fonts.faces(), m_typesetter_counters)
    {
    }

    void check(BidiCase const& test_case)
    {
        ++m_cases;
        m_case = test_case;
        take_off_separator();
        std::string utf8 = encode();
        auto style = style_of("en");
        style.direction = m_case.direction;
        Fault fault = compare_paragraph(m_typesetter.analyse(utf8, style));
        if (test_case.text.ends_with(paragraph_separator))
            unicode::append_utf8(paragraph_separator, utf8);
        count_characters(test_case);
        fault = fault != right ? fault : compare_line(m_engine.layout_uncached(utf8, style));
        fault = fault != right ? fault : compare_line(m_engine.layout(utf8, style));
        if (fault == right)
            return;
        if (++m_wrong <= failures_shown_max)
            m_shown.push_back(test_case.where + ": " + fault);
    }

    void expect_all_right(int cases) const
    {
        for (std::string const& failure : m_shown)
            ADD_FAILURE() << failure;
        EXPECT_EQ(m_cases, cases);
        EXPECT_EQ(m_wrong, 0);
        EXPECT_GT(m_counts.ordered * 2, m_counts.compared) << "most characters are clusters of their own";
        print();
    }
    [[nodiscard]] int cases() const { return m_cases; }
    [[nodiscard]] int wrong() const { return m_wrong; }
    [[nodiscard]] double wrong_part() const { return static_cast<double>(m_wrong) / m_cases; }
    [[nodiscard]] EngineCounters const& engine_counters() const { return m_engine.counters(); }

private:
    /// P1: it isn't part of what is resolved; the line it ends is.
    void take_off_separator()
    {
        if (!m_case.text.ends_with(paragraph_separator))
            return;
        m_case.text.pop_back();
        m_case.levels.pop_back();
        std::erase(m_case.order, static_cast<int>(m_case.text.size()));
    }

    std::string encode()
    {
        std::string utf8;
        m_index_of_byte.clear();
        for (std::size_t index = 0; index < m_case.text.size(); ++index) {
            unicode::append_utf8(m_case.text[index], utf8);
            m_index_of_byte.resize(utf8.size(), static_cast<int>(index));
        }
        m_index_of_byte.push_back(static_cast<int>(m_case.text.size()));
        return utf8;
    }

    [[nodiscard]] int level(std::size_t index) const { return m_case.levels[index]; }
    Fault compare_paragraph(Paragraph const& paragraph) const
    {
        if (m_case.base >= 0 && paragraph.base != m_case.base)
            return "the paragraph's level";
        if (paragraph.levels.size() != m_case.levels.size())
            return "the number of levels";
        std::uint32_t end = 0;
        for (Piece const& item : paragraph.items) {
            if (item.start != end)
                return "an item doesn't begin where the one before ends";
            end = item.end;
            for (std::uint32_t index = item.start; index < item.end; ++index) {
                if (level(index) != level_removed && paragraph.levels[index] != level(index))
                    return "a character's level";
                if (level(index) != level_removed && item.level != level(index))
                    return "an item's level";
            }
        }
        return end == m_case.levels.size() ? right : "the items end before the paragraph";
    }

    Fault compare_line(Layout layout)
    {
        m_change(layout);
        return layout.lines.size() == 1 ? compare_runs(layout) : "not one line";
    }

    Fault compare_runs(Layout const& layout)
    {
        if (m_case.base >= 0 && layout.lines[0].rtl != (m_case.base == 1))
            return "the line's direction";
        m_cluster_of.assign(m_case.text.size(), -1);
        for (Run const& run : layout.runs) {
            if (run.kind != RunKind::text)
                return "something is inserted";
            auto const end = static_cast<std::size_t>(index_of(run.end));
            for (auto index = static_cast<std::size_t>(index_of(run.start)); index < end; ++index) {
                if (level(index) != level_removed && run.rtl != (level(index) % 2 == 1))
                    return "a run's direction";
            }
            note_clusters(layout, run);
        }
        for (std::size_t index = 0; index < m_case.text.size(); ++index) {
            if (level(index) != level_removed && m_cluster_of[index] < 0)
                return "a character without a glyph";
        }
        auto const order = order_of_glyphs(layout);
        m_counts.ordered += order.size();
        return order == expected_order() ? right : "the order on the line";
    }

    [[nodiscard]] int index_of(std::uint32_t byte) const { return m_index_of_byte[std::min<std::size_t>(byte, m_index_of_byte.size() - 1)]; }

    /// Which cluster, called by its first character, shows each of a run's characters.
    void note_clusters(Layout const& layout, Run const& run)
    {
        for (Glyph const& glyph : std::span(layout.glyphs).subspan(run.first_glyph, run.glyph_count))
            m_cluster_of[static_cast<std::size_t>(index_of(glyph.cluster))] = index_of(glyph.cluster);
        int cluster = -1;
        for (int index = index_of(run.start); index < index_of(run.end); ++index) {
            int& found = m_cluster_of[static_cast<std::size_t>(index)];
            cluster = found < 0 ? cluster : found;
            found = cluster;
        }
    }

    static void append_once(std::vector<int>& clusters, int cluster)
    {
        if (clusters.empty() || clusters.back() != cluster)
            clusters.push_back(cluster);
    }

    /// The clusters from the left as the runs have them, and as their places in px say. Those of removed characters alone are left out.
    std::vector<int> order_of_glyphs(Layout const& layout)
    {
        std::vector<bool> seen(m_case.text.size(), false);
        for (std::size_t index = 0; index < m_case.text.size(); ++index) {
            if (level(index) != level_removed && m_cluster_of[index] >= 0)
                seen[static_cast<std::size_t>(m_cluster_of[index])] = true;
        }
        std::vector<int> clusters;
        float left_px = std::numeric_limits<float>::lowest(); // white space may hang out of the line
        for (Run const& run : layout.runs) {
            for (Glyph const& glyph : std::span(layout.glyphs).subspan(run.first_glyph, run.glyph_count)) {
                int const cluster = index_of(glyph.cluster);
                if (!seen[static_cast<std::size_t>(cluster)])
                    continue;
                append_once(clusters, cluster);
                if (glyph.advance_px > 0 && glyph.x_px < left_px)
                    return {};
                left_px = glyph.advance_px > 0 ? glyph.x_px : left_px;
            }
        }
        return clusters;
    }

    [[nodiscard]] std::vector<int> expected_order() const
    {
        std::vector<int> clusters;
        for (int const index : m_case.order)
            append_once(clusters, m_cluster_of[static_cast<std::size_t>(index)]);
        return clusters;
    }

    void count_characters(BidiCase const& test_case)
    {
        m_counts.separators += test_case.text.size() - m_case.text.size();
        auto const removed = static_cast<std::size_t>(std::ranges::count(m_case.levels, level_removed));
        m_counts.removed_by_x9 += removed;
        m_counts.compared += m_case.levels.size() - removed;
    }

    void print() const
    {
        EngineCounters const& counters = m_engine.counters();
        std::printf("%d cases, %d wrong: each as a Paragraph and as an Engine's line, afresh and from known words (%llu of them put together from words)\n",
            m_cases, m_wrong, static_cast<unsigned long long>(counters.layouts_of_known_words));
        std::printf("%zu characters compared, of which %zu stand in a cluster with the one before; left out: %zu removed by X9, %zu separators; %llu boxes\n",
            m_counts.compared, m_counts.compared - m_counts.ordered / 2, m_counts.removed_by_x9, m_counts.separators,
            static_cast<unsigned long long>(counters.missing_glyphs));
    }

    Change m_change;
    Fonts m_fonts = fonts_of_cases();
    EngineCounters m_typesetter_counters;
    Typesetter m_typesetter;
    Engine m_engine = Engine::create(fonts_of_cases()).value();
    BidiCase m_case;
    std::vector<int> m_index_of_byte;
    std::vector<int> m_cluster_of;
    std::vector<std::string> m_shown;
    CharacterCounts m_counts;
    int m_cases = 0;
    int m_wrong = 0;
};

/// What our texts have of a class, and the fonts a glyph for.
char32_t character_of(std::string const& bidi_class)
{
    static std::map<std::string, char32_t> const sample { { "L", U'a' }, { "R", 0x05D0 }, { "AL", 0x0628 }, { "EN", U'7' }, { "ES", U'-' }, { "ET", U'%' },
        { "AN", 0x0661 }, { "CS", U':' }, { "NSM", 0x0301 }, { "BN", 0x00AD }, { "B", paragraph_separator }, { "S", U'\t' }, { "WS", U' ' }, { "ON", U'!' },
        { "LRE", 0x202A }, { "RLE", 0x202B }, { "PDF", 0x202C }, { "LRO", 0x202D }, { "RLO", 0x202E }, { "LRI", 0x2066 }, { "RLI", 0x2067 }, { "FSI", 0x2068 },
        { "PDI", 0x2069 } };
    return sample.at(bidi_class);
}

TEST(BidiParagraphs, BidiTest_EveryCase_LevelsAndLinesAreRight)
{
    ParagraphChecker checker;
    ASSERT_TRUE(unicode::test::read_bidi_test(character_of, [&](BidiCase const& test_case) { checker.check(test_case); })) << "apt-get install unicode-data";
    checker.expect_all_right(unicode::test::bidi_test_cases);
    EXPECT_GT(checker.engine_counters().layouts_of_known_words, 0U);
}

TEST(BidiParagraphs, BidiCharacterTest_EveryCase_LevelsAndLinesAreRight)
{
    ParagraphChecker checker;
    ASSERT_TRUE(unicode::test::read_bidi_character_test([&](BidiCase const& test_case) { checker.check(test_case); })) << "apt-get install unicode-data";
    checker.expect_all_right(unicode::test::bidi_character_test_cases);
}

/// A line of runs in the order of the text is wrong wherever two runs change places.
TEST(BidiParagraphs, RunsInTheOrderOfTheText_AreNoticed)
{
    ParagraphChecker checker([](Layout& layout) { std::ranges::sort(layout.runs, {}, &Run::start); });
    ASSERT_TRUE(unicode::test::read_bidi_character_test([&](BidiCase const& test_case) { checker.check(test_case); }));
    std::printf("%d of %d noticed\n", checker.wrong(), checker.cases());
    EXPECT_GT(checker.wrong_part(), 0.5);
}

/// Levels resolved for a paragraph of the other direction.
TEST(BidiParagraphs, LevelsOfTheOtherDirection_AreNoticed)
{
    ParagraphChecker checker;
    ASSERT_TRUE(unicode::test::read_bidi_character_test([&](BidiCase test_case) {
        if (test_case.direction == Direction::automatic)
            return;
        test_case.direction = test_case.direction == Direction::left_to_right ? Direction::right_to_left : Direction::left_to_right;
        test_case.base = -1;
        checker.check(test_case);
    }));
    std::printf("%d of %d noticed\n", checker.wrong(), checker.cases());
    EXPECT_GT(checker.wrong_part(), 0.5);
}

} // namespace
} // namespace zahide::text::test
