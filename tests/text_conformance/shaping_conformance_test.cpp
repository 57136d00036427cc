// Every run of every line of what we lay out equals Debian's hb-shape of it, with the paragraph around it as context: our
// own messages in all languages, at widths from a page to a letter, with soft hyphens too. With shaping switched off the
// same comparison has to fail.
#include "corpus.h"
#include "faces.h"
#include "hb_shape.h"
#include "test_fonts.h"
#include "typesetter.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace zahide::text::test {
namespace {

constexpr int failures_shown_max = 10;
constexpr float size_px = 36;

struct Message {
    std::string language;
    std::string text;
};

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

/// Collects runs, asks hb-shape about all of them at once, and counts the differences.
class Judge {
public:
    explicit Judge(Shaping shaping)
        : m_fonts(shipped_fonts())
        , m_typesetter(m_fonts.faces(), m_counters, shaping)
    {
    }

    void lay_out(Message const& message, float width_px)
    {
        auto style = style_of(message.language.c_str(), size_px, width_px);
        Layout layout;
        m_typesetter.typeset(message.text, style, layout);
        m_layouts.push_back({ message, std::move(layout) });
        m_lines += m_layouts.back().layout.lines.size();
        count_lines_cut_unsafely(m_layouts.back());
    }

    /// The share of runs that differ.
    void judge()
    {
        std::vector<ShapeQuestion> questions;
        for (Set const& set : m_layouts) {
            for (Run const& run : set.layout.runs) {
                if (run.kind == RunKind::text)
                    questions.push_back(question(set, run));
            }
        }
        auto const answers = ask_hb_shape(questions);
        ASSERT_EQ(answers.size(), questions.size()) << "hb-shape did not answer: apt-get install libharfbuzz-bin";
        std::size_t number = 0;
        for (Set const& set : m_layouts) {
            for (Run const& run : set.layout.runs) {
                if (run.kind == RunKind::text)
                    compare(set, run, answers[number++]);
            }
        }
    }

    void show_failures() const
    {
        for (std::string const& failure : m_shown)
            ADD_FAILURE() << failure;
    }
    Layout& last_layout() { return m_layouts.back().layout; }
    [[nodiscard]] std::size_t runs() const { return m_runs; }
    [[nodiscard]] std::size_t wrong() const { return m_wrong; }
    [[nodiscard]] std::size_t arabic_runs() const { return m_arabic_runs; }
    [[nodiscard]] std::size_t arabic_wrong() const { return m_arabic_wrong; }
    [[nodiscard]] std::size_t lines() const { return m_lines; }
    /// Lines that start or end between shapes that depend on each other: they had to be shaped again.
    [[nodiscard]] std::size_t lines_reshaped() const { return m_lines_reshaped; }

private:
    struct Set {
        Message message;
        Layout layout;
    };

    void count_lines_cut_unsafely(Set const& set)
    {
        Paragraph const& whole = m_typesetter.analyse(set.message.text, style_of(set.message.language.c_str(), size_px));
        auto const unsafe_at = [&whole](std::uint32_t byte) {
            auto const index = static_cast<std::size_t>(std::ranges::lower_bound(whole.offsets, byte) - whole.offsets.begin());
            return index > 0 && index < whole.size() && (!whole.edges[index].cluster || whole.edges[index].unsafe);
        };
        for (Line const& line : set.layout.lines)
            m_lines_reshaped += unsafe_at(line.start) || unsafe_at(line.end) ? 1 : 0;
    }

    ShapeQuestion question(Set const& set, Run const& run) const
    {
        std::string_view const text = set.message.text;
        return { noto_directory + m_fonts.name(run.font), set.message.language, run.script.letters(), run.rtl, text.substr(0, run.start),
            text.substr(run.start, run.end - run.start), text.substr(run.end) };
    }

    void compare(Set const& set, Run const& run, std::vector<ReferenceGlyph> const& reference)
    {
        bool const arabic = run.script == unicode::Script::from_letters("Arab") && run.rtl && run.glyph_count > 2;
        ++m_runs;
        m_arabic_runs += arabic ? 1 : 0;
        std::string const difference = compare_run(set.layout, run, reference, m_fonts.faces().face(run.font).units_per_em());
        if (difference.empty())
            return;
        ++m_wrong;
        m_arabic_wrong += arabic ? 1 : 0;
        if (m_shown.size() < failures_shown_max)
            m_shown.push_back(
                set.message.language + " \"" + set.message.text.substr(run.start, run.end - run.start) + "\" in \"" + set.message.text + "\": " + difference);
    }

    Fonts m_fonts;
    EngineCounters m_counters;
    Typesetter m_typesetter;
    std::vector<Set> m_layouts;
    std::vector<std::string> m_shown;
    std::size_t m_runs = 0;
    std::size_t m_wrong = 0;
    std::size_t m_arabic_runs = 0;
    std::size_t m_arabic_wrong = 0;
    std::size_t m_lines = 0;
    std::size_t m_lines_reshaped = 0;
};

TEST(Shaping, EveryMessageAtEveryWidth_EqualsHbShape)
{
    auto const messages = read_messages();
    ASSERT_GT(messages.size(), 400U);
    Judge judge(Shaping::full);
    for (Message const& message : messages) {
        for (float const width_px : { 0.0F, 900.0F, 450.0F, 200.0F })
            judge.lay_out(message, width_px);
    }
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    judge.show_failures();
    EXPECT_EQ(judge.wrong(), 0U) << "of " << judge.runs() << " runs in " << judge.lines() << " lines";
    EXPECT_GT(judge.runs(), messages.size() * 4);
    std::printf("%zu messages, %zu lines, %zu runs, %zu differ\n", messages.size(), judge.lines(), judge.runs(), judge.wrong());
}

void expect_all_equal(Judge& judge)
{
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    judge.show_failures();
    EXPECT_EQ(judge.wrong(), 0U) << "of " << judge.runs() << " runs in " << judge.lines() << " lines";
    std::printf("%zu lines, %zu of them shaped again, %zu runs, %zu differ\n", judge.lines(), judge.lines_reshaped(), judge.runs(), judge.wrong());
}

TEST(Shaping, LinesTornInWordsAndAtSoftHyphens_EqualHbShapeAfterReshaping)
{
    Judge judge(Shaping::full);
    for (Message const& message : read_messages()) {
        judge.lay_out(message, size_px);
        judge.lay_out(message, 2.5F * size_px);
        judge.lay_out({ message.language, with_soft_hyphens(message.text) }, 3 * size_px);
        judge.lay_out({ message.language, with_soft_hyphens(message.text) }, 5 * size_px);
    }
    expect_all_equal(judge);
}

TEST(Shaping, EveryLanguagesText_EqualsHbShape)
{
    Judge judge(Shaping::full);
    for (unicode::Language const& language : unicode::languages()) {
        for (std::string const& paragraph : corpus_of(language.tag)) {
            std::string const tag(language.tag);
            judge.lay_out({ tag, paragraph }, 1200);
            judge.lay_out({ tag, paragraph }, 400);
            judge.lay_out({ tag, paragraph }, 3 * size_px); // words are torn
            judge.lay_out({ tag, with_soft_hyphens(paragraph) }, 5 * size_px);
        }
    }
    expect_all_equal(judge);
}

/// Hardly a line of the texts above was cut between shapes that depend on each other; of these, more than one in five is.
TEST(Shaping, TornWordsOfJoiningLetters_EqualHbShapeAfterReshaping)
{
    Judge judge(Shaping::full);
    for (std::string const language : { "ar", "fa", "prs", "ps", "ckb", "ug", "ur" }) {
        auto const paragraphs = corpus_of(language);
        for (std::size_t number = 0; number < 10; ++number) {
            judge.lay_out({ language, paragraphs[number] }, 1.2F * size_px);
            judge.lay_out({ language, paragraphs[number] }, 2 * size_px);
            judge.lay_out({ language, with_soft_hyphens(paragraphs[number]) }, 2 * size_px);
        }
    }
    expect_all_equal(judge);
    EXPECT_GE(judge.lines_reshaped() * 5, judge.lines()) << judge.lines_reshaped();
}

/// Glyphs in the order of the text and lines in each other's place are noticed as well.
TEST(Shaping, ReversedOrSwapped_IsNoticed)
{
    std::string const text = corpus_of("ar").front() + " " + corpus_of("ar")[1];
    for (bool const swapped : { false, true }) {
        Judge judge(Shaping::full);
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
        EXPECT_GT(judge.wrong(), 0U);
    }
}

TEST(Shaping, ShapingSwitchedOff_IsNoticed)
{
    Judge judge(Shaping::nominal);
    for (Message const& message : read_messages())
        judge.lay_out(message, 450);
    ASSERT_NO_FATAL_FAILURE(judge.judge());
    ASSERT_GT(judge.arabic_runs(), 100U);
    EXPECT_GT(judge.arabic_wrong(), judge.arabic_runs() * 9 / 10);
}

} // namespace
} // namespace zahide::text::test
