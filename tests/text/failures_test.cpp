// Failures that others had (fribidi 224, widelands 7058, cosmic-text 252, flutter 138788, 113453, 117902, 103846, parley 483, libass 661,
// pcsx2 11561, egui 8576), each as a test of ours.
#include "test_fonts.h"
#include "text/raster.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace zahide::text::test {
namespace {

class Failures : public testing::Test {
protected:
    static std::string visual_order(Layout const& layout, std::string_view text, std::size_t line_number = 0)
    {
        std::string order;
        Line const& line = layout.lines[line_number];
        for (std::uint32_t number = line.first_run; number < line.first_run + line.run_count; ++number) {
            text::Run const& run = layout.runs[number];
            order += run.kind == RunKind::text ? "[" + std::string(text.substr(run.start, run.end - run.start)) + "]" : "[…]";
        }
        return order;
    }

    static std::vector<std::uint32_t> glyph_ids(Layout const& layout)
    {
        std::vector<std::uint32_t> ids;
        for (Glyph const& glyph : layout.glyphs)
            ids.push_back(glyph.id);
        return ids;
    }

    Engine m_engine = noto_engine();
};

TEST_F(Failures, NeutralsAtALinesEnd_KeepTheParagraphsDirection)
{
    // Bidi per line would put the full stop of the second line to the right of the Latin word.
    std::string const text = "هذا هو اسم المركز ABC.";
    auto style = style_of("ar", 36, 230);
    auto const layout = m_engine.layout_uncached(text, style);
    ASSERT_GE(layout.lines.size(), 2U);
    auto const last = layout.lines.size() - 1;
    EXPECT_EQ(visual_order(layout, text, last), "[.][ABC]");
}

TEST_F(Failures, ShortLastLine_StandsAtTheStart)
{
    std::string const text = "مرحبا بك في المركز الجديد هنا";
    auto const layout = m_engine.layout_uncached(text, style_of("ar", 36, 230));
    ASSERT_GE(layout.lines.size(), 2U);
    for (Line const& line : layout.lines)
        EXPECT_NEAR(line.left_px + line.width_px, 230, 0.05);
}

TEST_F(Failures, SpaceAtALinesEnd_DoesNotShiftItsAlignment)
{
    for (char const* const language : { "en", "ar" }) {
        for (auto const alignment : { Alignment::start, Alignment::center, Alignment::end }) {
            auto style = style_of(language, 36, 300);
            style.alignment = alignment;
            std::string const word = language == std::string("en") ? "word" : "كلمة";
            auto const plain = m_engine.layout_uncached(word, style);
            auto const spaced = m_engine.layout_uncached(word + "   ", style);
            EXPECT_FLOAT_EQ(plain.lines[0].left_px, spaced.lines[0].left_px);
            EXPECT_FLOAT_EQ(plain.lines[0].width_px, spaced.lines[0].width_px);
        }
    }
}

TEST_F(Failures, SpaceAtARightToLeftLinesEnd_HangsOutLeft)
{
    auto const layout = m_engine.layout_uncached("كلمة ", style_of("ar", 36, 300));
    ASSERT_EQ(layout.lines.size(), 1U);
    EXPECT_LT(layout.glyphs.front().x_px, 0);
    EXPECT_EQ(layout.glyphs.front().cluster, 8U);
    EXPECT_NEAR(layout.glyphs.front().x_px + layout.glyphs.front().advance_px, 0, 0.01);
}

TEST_F(Failures, EllipsisAtTheEnd_KeepsAllThatFitsInEveryDirection)
{
    for (std::string const& text : { std::string("a long english sentence that will not fit"), std::string("جملة عربية طويلة لا تتسع في السطر"),
             std::string("رقم ABC-123 في المركز الجديد جدا"), std::string("number مرحبا بك في المركز") }) {
        for (char const* const language : { "en", "ar" }) {
            auto style = style_of(language, 36, 260);
            style.lines_max = 1;
            auto const layout = m_engine.layout_uncached(text, style);
            ASSERT_TRUE(layout.ellipsized) << text;
            ASSERT_EQ(layout.lines.size(), 1U);
            Line const& line = layout.lines[0];
            EXPECT_LE(line.width_px, 260.01F) << text;
            EXPECT_GT(line.width_px, 260 - 60) << text; // nothing that fits is dropped
            EXPECT_EQ(line.start, 0U);
            // The mark stands at the visual end of the paragraph's direction.
            text::Run const& mark = layout.runs[line.rtl ? line.first_run : line.first_run + line.run_count - 1];
            EXPECT_EQ(mark.kind, RunKind::ellipsis) << text;
        }
    }
}

TEST_F(Failures, EllipsisAtTheStart_KeepsTheEndInEveryDirection)
{
    for (std::string const& text : { std::string("a long english sentence that will not fit"), std::string("جملة عربية طويلة لا تتسع في السطر"),
             std::string("رقم ABC-123 في المركز الجديد جدا") }) {
        auto style = style_of("ar", 36, 260);
        style.lines_max = 1;
        style.ellipsis = Ellipsis::start;
        auto const layout = m_engine.layout_uncached(text, style);
        ASSERT_TRUE(layout.ellipsized) << text;
        Line const& line = layout.lines[0];
        EXPECT_EQ(line.end, text.size());
        EXPECT_GT(line.start, 0U);
        EXPECT_LE(line.width_px, 260.01F);
        EXPECT_GT(line.width_px, 260 - 60) << text;
        text::Run const& mark = layout.runs[line.rtl ? line.first_run + line.run_count - 1 : line.first_run];
        EXPECT_EQ(mark.kind, RunKind::ellipsis) << text;
    }
}

TEST_F(Failures, EllipsisInMixedText_DropsNoMoreThanItMust)
{
    // flutter 113453, 117902: whole runs went missing. What is kept is one stretch at the right end of the text; there is no room for
    // one more word beside it, and the mark stands where the text was cut.
    constexpr float width_px = 300;
    constexpr float widest_px = 80; // a letter and a space; nothing is dropped by the word
    for (std::string const& text :
        { std::string("number مرحبا بك في المركز الجديد and more words"), std::string("رقم ABC-123 في المركز الجديد with English words جدا"),
            std::string("اسم \u2068Ayşe Nur Yılmaz Öztürk\u2069 في المركز الجديد"), std::string("one \u2068مرحبا بك في المركز\u2069 two three four"),
            std::string("(1) مرحبا: +90 212 555 12 34، الطابق 2 - Zahide Nine"), std::string("۱۲ نفر در Zahide Nine منتظر هستند، لطفاً بنشینید") }) {
        for (char const* const language : { "en", "ar" }) {
            for (auto const ellipsis : { Ellipsis::start, Ellipsis::end }) {
                for (int const lines_max : { 1, 2 }) {
                    auto style = style_of(language, 40, lines_max == 1 ? width_px : width_px * 0.6F);
                    style.lines_max = lines_max;
                    style.ellipsis = ellipsis;
                    auto const layout = m_engine.layout_uncached(text, style);
                    ASSERT_TRUE(layout.ellipsized) << text;
                    ASSERT_EQ(layout.lines.size(), static_cast<std::size_t>(lines_max)) << text;
                    bool const at_end = ellipsis == Ellipsis::end;
                    Line const& cut = at_end ? layout.lines.back() : layout.lines.front();
                    EXPECT_EQ(at_end ? layout.lines.front().start : text.size() - layout.lines.back().end, 0U) << text;
                    EXPECT_LE(cut.width_px, style.width_px + 0.01F) << text;
                    EXPECT_GT(cut.width_px, style.width_px - widest_px) << text;
                    // In the paragraph's direction the mark is the line's last or first run.
                    bool const rightmost = at_end != cut.rtl;
                    text::Run const& mark = layout.runs[rightmost ? cut.first_run + cut.run_count - 1 : cut.first_run];
                    EXPECT_EQ(mark.kind, RunKind::ellipsis) << text;
                    EXPECT_EQ(mark.start, at_end ? cut.end : cut.start) << text;
                }
            }
        }
    }
}

TEST_F(Failures, LinesMax_CountsLinesOfAllParagraphs)
{
    auto style = style_of("en", 36, 0);
    style.lines_max = 2;
    auto const layout = m_engine.layout_uncached("one\ntwo\nthree", style);
    ASSERT_EQ(layout.lines.size(), 2U);
    EXPECT_TRUE(layout.ellipsized);
    EXPECT_EQ(layout.runs.back().kind, RunKind::ellipsis);
    style.ellipsis = Ellipsis::start;
    auto const from_end = m_engine.layout_uncached("one\ntwo\nthree", style);
    ASSERT_EQ(from_end.lines.size(), 2U);
    EXPECT_TRUE(from_end.ellipsized);
    EXPECT_EQ(from_end.lines.back().end, 13U);
}

TEST_F(Failures, LettersTornApartByALineBreak_StayJoined)
{
    // parley 483, libass 661: after a forced break both halves keep the shapes they have in the word.
    std::string const word = "ببببببببب";
    auto const whole = m_engine.layout_uncached(word, style_of("ar", 36));
    auto const torn = m_engine.layout_uncached(word, style_of("ar", 36, 60));
    ASSERT_GT(torn.lines.size(), 1U);
    auto whole_ids = glyph_ids(whole);
    auto torn_ids = glyph_ids(torn);
    std::ranges::sort(whole_ids);
    std::ranges::sort(torn_ids);
    EXPECT_EQ(whole_ids, torn_ids);
}

TEST_F(Failures, ClustersThatAreNotMonotonic_BreakInTheRightPlace)
{
    // flutter 103846: a left-to-right name within a right-to-left line.
    std::string const text = "اسم \u2068Ayşe Nur Yılmaz\u2069 هنا";
    auto const layout = m_engine.layout_uncached(text, style_of("ar", 36, 160));
    std::uint32_t position = 0;
    for (Line const& line : layout.lines) {
        EXPECT_EQ(line.start, position);
        EXPECT_LE(line.width_px, 160.01F);
        position = line.end;
    }
    EXPECT_EQ(position, text.size());
}

TEST_F(Failures, NarrowSpacesDashesAndEllipsis_HaveGlyphs)
{
    for (char const* const language : { "tr", "en", "ar", "fa" }) {
        auto const layout = m_engine.layout_uncached("10\u202F000 – — … ‘’ “” « » ‹ › ٫ ٬ ؛ ؟ ، \u200C\u200D\u2066\u2069\u200F", style_of(language));
        EXPECT_EQ(layout.missing_glyph_count, 0U) << language;
    }
}

TEST_F(Failures, CharacterOfNoFont_IsABoxAndCounted)
{
    auto const layout = m_engine.layout_uncached("a\u0E01b", style_of("en"));
    EXPECT_TRUE(layout.missing_glyphs);
    EXPECT_EQ(layout.missing_glyph_count, 1U);
    EXPECT_EQ(m_engine.counters().missing_glyphs, 1U);
    Rasteriser rasteriser(m_engine.fonts());
    EXPECT_GT(rasteriser.draw(FontIndex(0), 0, 36, 0, RasterMode::gray).width_px, 5);
}

TEST_F(Failures, EveryCharacter_IsFoundByItsCluster)
{
    // egui 8576: a caret needs each character's place, whatever ligatures were made of it.
    std::string const text = "لا إله مجلة office";
    auto const layout = m_engine.layout_uncached(text, style_of("ar"));
    for (text::Run const& run : layout.runs) {
        std::uint32_t last = run.rtl ? run.end : run.start;
        for (std::uint32_t number = run.first_glyph; number < run.first_glyph + run.glyph_count; ++number) {
            std::uint32_t const cluster = layout.glyphs[number].cluster;
            EXPECT_TRUE(run.rtl ? cluster <= last : cluster >= last);
            last = cluster;
        }
    }
}

TEST_F(Failures, StackedMarks_AreWithinTheInk)
{
    auto const plain = m_engine.layout_uncached("ب", style_of("ar", 48));
    auto const stacked = m_engine.layout_uncached("ب\u0651\u064E\u0670\u0615", style_of("ar", 48));
    EXPECT_LT(stacked.ink_top, plain.ink_top);
    // What is drawn is within the ink bounds, but for a pixel of hinting.
    Rasteriser rasteriser(m_engine.fonts());
    for (Glyph const& glyph : stacked.glyphs) {
        auto const bitmap = rasteriser.draw(stacked.runs[0].font, glyph.id, 48, 0, RasterMode::gray);
        if (bitmap.height_px == 0)
            continue;
        float const top = stacked.lines[0].baseline_px + glyph.y_px + static_cast<float>(bitmap.offset_y_px);
        EXPECT_GE(top, stacked.ink_top - 1.5F);
        EXPECT_LE(top + static_cast<float>(bitmap.height_px), stacked.ink_bottom + 1.5F);
    }
}

TEST_F(Failures, PhoneNumbersInRightToLeftText_KeepTheirOrder)
{
    std::string const text = "اتصل بـ \u2066+90 212 555 12 34\u2069 الآن";
    auto const layout = m_engine.layout_uncached(text, style_of("ar"));
    std::string order = visual_order(layout, text);
    std::erase_if(order, [](char character) { return character == '[' || character == ']'; });
    EXPECT_NE(order.find("+90 212 555 12 34"), std::string::npos) << order;
}

TEST_F(Failures, DigitsOfAllKindsInMixedText_StandFromLeftToRight)
{
    // Latin, Arabic and extended Arabic digits with their separators, between letters of both directions; codes and numbers isolated.
    for (std::string const& number : { std::string("4567"), std::string("١٢٣٤"), std::string("۴۵۶۷"), std::string("12:30"), std::string("١٢:٣٠"),
             std::string("\u20681403/01/02\u2069"), std::string("\u2066+90 212 555 12 34\u2069"), std::string("\u2068A-042\u2069") }) {
        for (std::string const& before : { std::string("رقم "), std::string("قاعة Room "), std::string("Room "), std::string("Salon (") }) {
            for (char const* const language : { "ar", "fa", "tr", "en" }) {
                std::string const text = before + number + " هنا end";
                auto const layout = m_engine.layout_uncached(text, style_of(language));
                float last_px = -1e9F;
                std::uint32_t seen = 0;
                std::vector<std::pair<std::uint32_t, float>> digits;
                for (Glyph const& glyph : layout.glyphs) {
                    if (glyph.cluster >= before.size() && glyph.cluster < before.size() + number.size() && glyph.advance_px > 0)
                        digits.emplace_back(glyph.cluster, glyph.x_px);
                }
                std::ranges::sort(digits);
                for (auto const& [cluster, x_px] : digits) {
                    EXPECT_GT(x_px, last_px) << text << " in " << language;
                    last_px = x_px;
                    ++seen;
                }
                EXPECT_GE(seen, 4U) << text;
            }
        }
    }
}

TEST_F(Failures, SoftHyphen_ShowsAHyphenOnlyWhereTheLineEnds)
{
    auto const kinds = [](Layout const& layout) { return std::ranges::count(layout.runs, RunKind::hyphen, &text::Run::kind); };
    EXPECT_EQ(kinds(m_engine.layout_uncached("danışman\u00ADlık", style_of("tr", 36))), 0);
    auto const broken = m_engine.layout_uncached("danışman\u00ADlık", style_of("tr", 36, 190));
    EXPECT_EQ(broken.lines.size(), 2U);
    EXPECT_EQ(kinds(broken), 1);
    EXPECT_LE(broken.lines[0].width_px, 190.01F);
}

} // namespace
} // namespace zahide::text::test
