#include "shaping_judge.h"

#include "corpus.h"
#include "faces.h"
#include "placer.h"
#include "test_fonts.h"

#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>

namespace zahide::text::test {

namespace {

constexpr int failures_shown_max = 10;

/// A laid-out line's characters in its paragraph, and what was inserted.
LineRange range_of(Paragraph const& paragraph, Layout const& layout, Line const& line)
{
    auto const index_of
        = [&](std::uint32_t byte) { return static_cast<std::uint32_t>(std::ranges::lower_bound(paragraph.offsets, byte) - paragraph.offsets.begin()); };
    auto const runs = std::span(layout.runs).subspan(line.first_run, line.run_count);
    bool const hyphen = std::ranges::any_of(runs, [](Run const& run) { return run.kind == RunKind::hyphen; });
    return { index_of(line.start), index_of(line.end), hyphen ? Inserted::hyphen_at_end : Inserted::nothing };
}

void print_row(char const* name, ShapingTally const& tally)
{
    auto const percent = [&](std::size_t part) { return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(tally.lines, 1)); };
    std::printf("%-5s %8zu %8zu %5.1f %% %8zu %5.1f %% %8zu %6zu\n", name, tally.lines, tally.cut_unsafely, percent(tally.cut_unsafely), tally.shaped_again,
        percent(tally.shaped_again), tally.runs, tally.wrong);
}

} // namespace

void ShapingTally::add(ShapingTally const& other)
{
    lines += other.lines;
    cut_unsafely += other.cut_unsafely;
    shaped_again += other.shaped_again;
    runs += other.runs;
    wrong += other.wrong;
    arabic_runs += other.arabic_runs;
    arabic_wrong += other.arabic_wrong;
}

ShapingJudge::ShapingJudge(Shaping shaping, Lines lines)
    : m_fonts(shipped_fonts())
    , m_lines(lines)
    , m_typesetter(m_fonts.faces(), m_counters, shaping)
    , m_shaper(m_fonts.faces(), shaping)
    , m_builder(m_fonts.faces(), m_shaper, m_counters)
{
}

void ShapingJudge::lay_out(Message const& message, float width_px)
{
    Set set { message, {} };
    m_typesetter.typeset(message.text, style_of(message.language.c_str(), judged_size_px, width_px), set.layout);
    count_lines(set);
    if (m_lines == Lines::cut_without_reshaping)
        cut_without_reshaping(set);
    if (m_lines == Lines::shaped_alone)
        shape_lines_alone(set);
    m_sets.push_back(std::move(set));
}

void ShapingJudge::count_lines(Set const& set)
{
    Paragraph& whole = m_typesetter.analyse(set.message.text, style_of(set.message.language.c_str(), judged_size_px));
    auto const unsafe_at
        = [&whole](std::uint32_t index) { return index > 0 && index < whole.size() && (!whole.edges[index].cluster || whole.edges[index].unsafe); };
    ShapingTally& tally = m_tallies[set.message.language];
    for (Line const& line : set.layout.lines) {
        LineRange const range = range_of(whole, set.layout, line);
        ++tally.lines;
        tally.cut_unsafely += unsafe_at(range.start) || unsafe_at(range.end) ? 1 : 0;
        tally.shaped_again += m_builder.build(whole, range).reshaped ? 1 : 0;
    }
}

void ShapingJudge::cut_without_reshaping(Set& set)
{
    auto const style = style_of(set.message.language.c_str(), judged_size_px);
    Paragraph& whole = m_typesetter.analyse(set.message.text, style);
    std::ranges::fill(whole.edges, Edge { true, false });
    Layout cut;
    Placer placer(m_fonts.faces());
    placer.begin(cut, whole.size());
    for (Line const& line : set.layout.lines) {
        LineRange const range = range_of(whole, set.layout, line);
        placer.add(whole, range, m_builder.build(whole, range), style);
    }
    placer.finish(style);
    set.layout = std::move(cut);
}

void ShapingJudge::shape_lines_alone(Set& set)
{
    Layout alone;
    for (Line const& line : set.layout.lines) {
        auto style = style_of(set.message.language.c_str(), judged_size_px);
        style.direction = line.rtl ? Direction::right_to_left : Direction::left_to_right;
        Layout part;
        m_typesetter.typeset(std::string_view(set.message.text).substr(line.start, line.end - line.start), style, part);
        for (Run run : part.runs) {
            run.start += line.start;
            run.end += line.start;
            run.first_glyph += static_cast<std::uint32_t>(alone.glyphs.size());
            alone.runs.push_back(run);
        }
        alone.glyphs.insert(alone.glyphs.end(), part.glyphs.begin(), part.glyphs.end());
    }
    set.layout = std::move(alone);
}

void ShapingJudge::judge()
{
    std::vector<ShapeQuestion> questions;
    for (Set const& set : m_sets) {
        for (Run const& run : set.layout.runs) {
            if (run.kind == RunKind::text)
                questions.push_back(question(set, run));
        }
    }
    auto const answers = ask_hb_shape(questions);
    ASSERT_EQ(answers.size(), questions.size()) << "hb-shape did not answer: apt-get install libharfbuzz-bin";
    std::size_t number = 0;
    for (Set const& set : m_sets) {
        for (Run const& run : set.layout.runs) {
            if (run.kind == RunKind::text)
                compare(set, run, answers[number++]);
        }
    }
}

ShapeQuestion ShapingJudge::question(Set const& set, Run const& run) const
{
    std::string_view const text = set.message.text;
    return { noto_directory + m_fonts.name(run.font), set.message.language, run.script.letters(), run.rtl, text.substr(0, run.start),
        text.substr(run.start, run.end - run.start), text.substr(run.end) };
}

void ShapingJudge::compare(Set const& set, Run const& run, std::vector<ReferenceGlyph> const& reference)
{
    bool const arabic = run.script == unicode::Script::from_letters("Arab") && run.rtl && run.glyph_count > 2;
    ShapingTally& tally = m_tallies[set.message.language];
    ++tally.runs;
    tally.arabic_runs += arabic ? 1 : 0;
    std::string const difference = compare_run(set.layout, run, reference, m_fonts.faces().face(run.font).units_per_em());
    if (difference.empty())
        return;
    ++tally.wrong;
    tally.arabic_wrong += arabic ? 1 : 0;
    if (m_shown.size() < failures_shown_max) {
        std::string const& text = set.message.text;
        m_shown.push_back(set.message.language + " \"" + text.substr(run.start, run.end - run.start) + "\" in \"" + text + "\": " + difference);
    }
}

void ShapingJudge::show_failures() const
{
    for (std::string const& failure : m_shown)
        ADD_FAILURE() << failure;
}

void ShapingJudge::print_table() const
{
    std::printf("         lines  cut where unsafe  shaped again at all   runs  differ\n");
    for (auto const& [language, tally] : m_tallies)
        print_row(language.c_str(), tally);
    print_row("all", total());
}

ShapingTally ShapingJudge::total() const
{
    ShapingTally sum;
    for (auto const& [language, tally] : m_tallies)
        sum.add(tally);
    return sum;
}

} // namespace zahide::text::test
