// Each stage on its own, as golden text: items, shaped glyphs, lines, placed glyphs.
#include "test_fonts.h"
#include "typesetter.h"

#include <gtest/gtest.h>
#include <string>

namespace zahide::text::test {
namespace {

class Stages : public testing::Test {
protected:
    /// "0-5 Arab 1 NotoNaskhArabic-Regular.ttf" an item.
    std::vector<std::string> items(std::string_view text, char const* language)
    {
        Paragraph const& paragraph = m_typesetter.analyse(text, style_of(language));
        std::vector<std::string> written;
        for (Piece const& item : paragraph.items) {
            std::string const font = m_fonts.name(item.font);
            written.push_back(std::to_string(item.start) + "-" + std::to_string(item.end) + " " + item.script.letters() + " " + std::to_string(item.level) + " "
                + font.substr(0, font.find('-')));
        }
        return written;
    }

    /// Glyph names of one item: id@cluster, a star where breaking before it is unsafe.
    std::string glyphs(std::string_view text, char const* language)
    {
        Paragraph const& paragraph = m_typesetter.analyse(text, style_of(language));
        std::string written;
        for (ShapedGlyph const& glyph : paragraph.glyphs)
            written += (written.empty() ? "" : " ") + std::to_string(glyph.id) + "@" + std::to_string(glyph.cluster) + (glyph.unsafe_to_break ? "*" : "");
        return written;
    }

    std::vector<std::string> lines(std::string_view text, ParagraphStyle const& style)
    {
        Layout layout;
        m_typesetter.typeset(text, style, layout);
        std::vector<std::string> written;
        for (Line const& line : layout.lines)
            written.emplace_back(text.substr(line.start, line.end - line.start));
        return written;
    }

    Fonts m_fonts = noto_fonts();
    EngineCounters m_counters;
    Typesetter m_typesetter { m_fonts.faces(), m_counters };
};

using Written = std::vector<std::string>;

TEST_F(Stages, Items_MixedText_SplitByLevelScriptAndFont)
{
    EXPECT_EQ(items("abc", "en"), (Written { "0-3 Latn 0 NotoSans" }));
    EXPECT_EQ(items("رقم ABC 12", "ar"), (Written { "0-4 Arab 1 NotoNaskhArabic", "4-10 Latn 2 NotoSans" }));
    EXPECT_EQ(items("say مرحبا now", "en"),
        (Written { "0-4 Latn 0 NotoSans", "4-9 Arab 1 NotoNaskhArabic", "9-10 Arab 0 NotoNaskhArabic", "10-13 Latn 0 NotoSans" }));
}

TEST_F(Stages, Items_ExtendedArabicDigits_StayArabic)
{
    EXPECT_EQ(items("شماره ۴۵۶", "fa"), (Written { "0-6 Arab 1 NotoNaskhArabic", "6-9 Arab 2 NotoNaskhArabic" }));
}

TEST_F(Stages, Items_MarkOnALetter_StaysInItsFont)
{
    // The acute is in Noto Sans alone, so the whole cluster goes there; a letter is never parted from its mark.
    EXPECT_EQ(items("e\u0301a", "ar"), (Written { "0-3 Latn 0 NotoSans" }));
    EXPECT_EQ(items("ب\u064E\u0651", "en"), (Written { "0-3 Arab 1 NotoNaskhArabic" }));
}

TEST_F(Stages, Items_NumbersAlone_TakeTheLanguagesScriptAndDirection)
{
    // Naskh has no hyphen; the digits behind it return to Naskh all the same.
    EXPECT_EQ(items("12-34", "ar"), (Written { "0-2 Arab 2 NotoNaskhArabic", "2-3 Arab 2 NotoSans", "3-5 Arab 2 NotoNaskhArabic" }));
    EXPECT_EQ(items("12-34", "en"), (Written { "0-5 Latn 0 NotoSans" }));
}

TEST_F(Stages, Shaped_Ligature_IsOneGlyphOfOneCluster)
{
    EXPECT_EQ(glyphs("ffi", "en").find(' '), std::string::npos);
    EXPECT_TRUE(glyphs("ffi", "en").ends_with("@0"));
}

TEST_F(Stages, Shaped_JoinedLetters_AreUnsafeToBreak)
{
    // Visual order; the first letter's glyph stands last.
    auto const shaped = glyphs("بب", "ar");
    EXPECT_TRUE(shaped.find("@1*") != std::string::npos) << shaped;
}

TEST_F(Stages, Lines_SpacesHangAndWordsStayWhole)
{
    EXPECT_EQ(lines("one two three", style_of("en", 36, 150)), (Written { "one two ", "three" }));
    EXPECT_EQ(lines("one     two", style_of("en", 36, 70)), (Written { "one     ", "two" }));
}

TEST_F(Stages, Lines_WordWiderThanTheLine_IsTornBetweenClusters)
{
    auto const torn = lines("Abschiebungsbeobachtung", style_of("en", 36, 150));
    ASSERT_GT(torn.size(), 2U);
    std::string whole;
    for (std::string const& line : torn)
        whole += line;
    EXPECT_EQ(whole, "Abschiebungsbeobachtung");
    EXPECT_EQ(lines("e\u0301e\u0301e\u0301", style_of("en", 36, 25)), (Written { "e\u0301", "e\u0301", "e\u0301" }));
}

TEST_F(Stages, Lines_NoBreakSpaces_HoldWordsTogether)
{
    EXPECT_EQ(lines("10\u00A0000 kg", style_of("en", 36, 100)),
        (Written { "10\u00A0"
                   "00",
            "0 kg" })); // wider than the line: torn
    EXPECT_EQ(lines("a 10\u00A0000 kg", style_of("en", 36, 125)),
        (Written { "a ",
            "10\u00A0"
            "000 ",
            "kg" }));
}

TEST_F(Stages, Lines_EveryMarkThatForbidsABreak_HoldsTogetherWhatASpaceWouldPart)
{
    auto const style = style_of("en", 36, 130);
    ASSERT_EQ(lines("aaa 10 000", style), (Written { "aaa 10 ", "000" }));
    for (std::string const mark : { "\u00A0", "\u202F", "\u2060", "\uFEFF", "\u2007" })
        EXPECT_EQ(lines("aaa 10" + mark + "000", style), (Written { "aaa ", "10" + mark + "000" }));
}

TEST_F(Stages, Lines_LineFeedsAndSeparators_EndLines)
{
    EXPECT_EQ(lines("a\nb", style_of("en")), (Written { "a", "b" }));
    EXPECT_EQ(lines("a\r\n\r\nb\n", style_of("en")), (Written { "a", "", "b" }));
    EXPECT_EQ(lines("a\u2028b", style_of("en")), (Written { "a\u2028", "b" }));
    EXPECT_EQ(lines("", style_of("en")), (Written { "" }));
}

TEST_F(Stages, Lines_EthiopicWordspace_StaysAtTheEndOfItsLine)
{
    std::string const sentence = "ሰላም፡ለዓለም፡ሁሉ፡ይሁን";
    EXPECT_EQ(lines(sentence, style_of("am", 36, 150)), (Written { "ሰላም፡", "ለዓለም፡", "ሁሉ፡ይሁን" }));
    auto const whole = lines(sentence, style_of("am", 36, 1000));
    EXPECT_EQ(whole, (Written { sentence }));
}

TEST_F(Stages, Lines_EthiopicWordspace_IsABreakOpportunity)
{
    EXPECT_EQ(lines("hello፡world", style_of("am", 36, 110)).size(), 2U);
}

} // namespace
} // namespace zahide::text::test
