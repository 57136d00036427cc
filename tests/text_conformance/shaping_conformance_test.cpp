// Every run of every line of what we lay out equals Debian's hb-shape of it, with the paragraph around it as context: the
// Universal Declaration in all languages and our own messages, at widths from a page to a letter, with soft hyphens too. With
// shaping switched off, or shaping across the ends of lines alone, the same comparison has to fail.
#include "corpus.h"
#include "shaping_judge.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>

namespace zahide::text::test {
namespace {

constexpr std::array<std::string_view, 7> joining_languages { "ar", "fa", "prs", "ps", "ckb", "ug", "ur" };

/// {name} replaced by an isolated value in two scripts, as messages are filled in.
std::string fill_in(std::string text)
{
    std::string filled;
    for (std::size_t position = 0; position < text.size();) {
        auto const end = text.find('}', position);
        bool const simple = text[position] == '{' && end != std::string::npos && text.find_first_of(" ,{", position + 1) > end;
        if (simple) {
            filled += "\u2068Ay\u015fe \u0639\u0644\u064a 456\u2069";
            position = end + 1;
        } else {
            filled += text[position++];
        }
    }
    return filled;
}

std::vector<Message> read_messages()
{
    std::vector<Message> messages;
    for (auto const& entry : std::filesystem::directory_iterator(ZAHIDE_SOURCE_DIR "/locales")) {
        if (entry.path().extension() != ".arb")
            continue;
        std::ifstream stream(entry.path());
        auto const json = nlohmann::json::parse(stream);
        for (auto const& [key, value] : json.items()) {
            if (key.starts_with("@") || !value.is_string())
                continue;
            std::istringstream lines(fill_in(value.get<std::string>()));
            for (std::string line; std::getline(lines, line);)
                messages.push_back({ entry.path().stem().string(), line });
        }
    }
    return messages;
}

/// Soft hyphens between all the letters of a text's long words.
std::string with_soft_hyphens(std::string const& text)
{
    std::string hyphenated;
    std::size_t letters = 0;
    for (std::size_t position = 0; position < text.size(); ++position) {
        bool const continues = (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U;
        bool const space = text[position] == ' ' || text[position] == '{';
        if (!continues && !space && letters > 0 && letters % 3 == 0)
            hyphenated += "\u00AD";
        letters = space ? 0 : letters + (continues ? 0 : 1);
        hyphenated += text[position];
    }
    return hyphenated;
}

bool joins(std::string_view language)
{
    return std::ranges::find(joining_languages, language) != joining_languages.end();
}

/// The Declaration in a language, from a page's width to less than a word's, with soft hyphens too. Where letters join, at more widths
/// that tear words: that is where lines have to be shaped again.
void lay_out_declaration(ShapingJudge& judge, std::string const& language)
{
    for (std::string const& paragraph : corpus_of(language)) {
        Message const plain { language, paragraph };
        Message const hyphenated { language, with_soft_hyphens(paragraph) };
        for (float const width_px : { 1200.0F, 400.0F, 3 * judged_size_px, 2 * judged_size_px })
            judge.lay_out(plain, width_px);
        for (float const width_em : { 5.0F, 2.0F })
            judge.lay_out(hyphenated, width_em * judged_size_px);
        if (!joins(language))
            continue;
        for (float const width_em : { 0.7F, 1.2F, 1.6F, 2.5F })
            judge.lay_out(plain, width_em * judged_size_px);
        for (float const width_em : { 1.5F, 3.0F })
            judge.lay_out(hyphenated, width_em * judged_size_px);
    }
}

void lay_out_message(ShapingJudge& judge, Message const& message)
{
    for (float const width_px : { 0.0F, 900.0F, 450.0F, 200.0F, 2.5F * judged_size_px, judged_size_px })
        judge.lay_out(message, width_px);
    for (float const width_em : { 3.0F, 5.0F })
        judge.lay_out({ message.language, with_soft_hyphens(message.text) }, width_em * judged_size_px);
}

/// Breaks at spaces hardly ever change shapes; so many words are torn here that one line in five has to be shaped again.
TEST(Shaping, AllTextsFromAPageToLessThanAWord_EqualHbShapeWithOneLineInFiveReshaped)
{
    auto const messages = read_messages();
    ASSERT_GT(messages.size(), 400U);
    ShapingJudge judge(Shaping::full);
    for (Message const& message : messages)
        lay_out_message(judge, message);
    for (unicode::Language const& language : unicode::languages())
        lay_out_declaration(judge, std::string(language.tag));
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    judge.print_table();
    judge.show_failures();
    ShapingTally const total = judge.total();
    EXPECT_EQ(judge.tallies().size(), unicode::languages().size());
    EXPECT_EQ(total.wrong, 0U) << "of " << total.runs << " runs in " << total.lines << " lines";
    EXPECT_GE(total.cut_unsafely * 5, total.lines);
    for (std::string_view const language : joining_languages)
        EXPECT_GE(judge.tallies().at(std::string(language)).cut_unsafely * 5, judge.tallies().at(std::string(language)).lines) << language;
}

/// Lines of torn words made in a way that others had wrong: of those cut unsafely in the languages, at least this part has to differ.
void expect_noticed(Lines lines, std::span<std::string_view const> languages, std::size_t percent_min)
{
    ShapingJudge judge(Shaping::full, lines);
    for (std::string_view const language : languages) {
        auto const paragraphs = corpus_of(language);
        for (std::size_t number = 0; number < 10; ++number) {
            judge.lay_out({ std::string(language), paragraphs[number] }, 1.2F * judged_size_px);
            judge.lay_out({ std::string(language), paragraphs[number] }, 2 * judged_size_px);
        }
    }
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    judge.print_table();
    EXPECT_GT(judge.total().cut_unsafely, 100U);
    EXPECT_GE(judge.total().wrong * 100, judge.total().cut_unsafely * percent_min);
}

/// In Naskh a part of the paragraph's glyphs is what shaping the part with its context gives; in Nastaliq a word's letters climb from its end.
TEST(Shaping, NastaliqCutWithoutReshaping_IsNoticed)
{
    expect_noticed(Lines::cut_without_reshaping, std::array<std::string_view, 1> { "ur" }, 80);
}

TEST(Shaping, LinesShapedWithNothingAroundThem_AreNoticed)
{
    expect_noticed(Lines::shaped_alone, joining_languages, 90);
}

/// Glyphs in the order of the text and lines in each other's place are noticed as well.
TEST(Shaping, ReversedOrSwapped_IsNoticed)
{
    std::string const text = corpus_of("ar").front() + " " + corpus_of("ar")[1];
    for (bool const swapped : { false, true }) {
        ShapingJudge judge(Shaping::full);
        judge.lay_out({ "ar", text }, 300);
        Layout& layout = judge.last_layout();
        ASSERT_GE(layout.lines.size(), 2U);
        if (swapped) {
            std::swap(layout.runs[0].start, layout.runs[1].start);
            std::swap(layout.runs[0].end, layout.runs[1].end);
        } else {
            std::ranges::reverse(layout.glyphs);
        }
        ASSERT_NO_FATAL_FAILURE(judge.judge());
        EXPECT_GT(judge.total().wrong, 0U);
    }
}

TEST(Shaping, ShapingSwitchedOff_IsNoticed)
{
    ShapingJudge judge(Shaping::nominal);
    for (Message const& message : read_messages())
        judge.lay_out(message, 450);
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    ASSERT_GT(judge.total().arabic_runs, 100U);
    EXPECT_GT(judge.total().arabic_wrong, judge.total().arabic_runs * 9 / 10);
}

} // namespace
} // namespace zahide::text::test
