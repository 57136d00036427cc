// Over any bytes, any width and any style: nothing crashes, every character is in exactly one place, nothing stands
// outside its box, and the cache gives what a fresh layout gives.
#include "test_fonts.h"
#include "unicode/decode.h"
#include "unicode/segments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace zahide::text {

void showValue(ParagraphStyle const& style, std::ostream& stream)
{
    stream << style.language.value() << " size " << style.size_px << " width " << style.width_px << " alignment " << static_cast<int>(style.alignment)
           << " direction " << static_cast<int>(style.direction) << " lines " << style.lines_max << " ellipsis " << static_cast<int>(style.ellipsis);
}

} // namespace zahide::text

namespace zahide::text::test {
namespace {

constexpr float slack_px = 1.0F / 32;

/// Pieces that texts are made of: scripts, digits, marks, joiners, isolates, spaces of all kinds, breaks, ill-formed bytes.
constexpr std::array fragments { "a", "fi", "office ", "İstanbul", "ş", " ", "  ", "\t", "\n", "\r\n", "\u2028", "\u00A0", "\u202F", "\u200B", "\u200C",
    "\u200D", "\u00AD", "مرحبا", "لا", "ب", "ه\u200D", "می\u200Cشود", " و ", "١٢٣", "۴۵۶", "123", "(", ")", "[", "]", "«", "»", "،", "؟", ".", ",", "-", "…",
    "\u2066", "\u2067", "\u2068", "\u2069", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u200E", "\u200F", "\u0301", "\u064E", "\u0651\u064E", "e\u0301",
    "한글", "日本", "👩\u200D👧", "🇹🇷", "\U000E0041", "\xC3", "\xE2\x80", "\xFF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\uFFFD", "\u1361", "ሰላም" };

rc::Gen<std::string> any_text()
{
    auto const fragment = rc::gen::map(rc::gen::inRange<std::size_t>(0, fragments.size()), [](std::size_t number) { return std::string(fragments[number]); });
    auto const bytes = rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    auto const piece = rc::gen::weightedOneOf<std::string>({ { 8, fragment }, { 1, bytes } });
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](std::vector<std::string> const& pieces) {
        std::string text;
        for (std::string const& part : pieces)
            text += part;
        return text;
    });
}

rc::Gen<ParagraphStyle> any_style()
{
    return rc::gen::exec([] {
        ParagraphStyle style;
        style.language = LanguageTag(*rc::gen::element<std::string>("tr", "en", "ar", "fa", "am"));
        style.size_px = *rc::gen::element(8.0F, 17.5F, 36.0F);
        style.width_px = *rc::gen::weightedOneOf<float>({ { 6, rc::gen::element(0.0F, 1.0F, 20.0F, 60.0F, 150.0F, 400.0F) },
            { 3, rc::gen::map(rc::gen::inRange(0, 64 * 600), [](int width) { return static_cast<float>(width) / 64; }) },
            { 1, rc::gen::element(-1.0F, 10000.0F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()) } });
        style.alignment = *rc::gen::element(Alignment::start, Alignment::center, Alignment::end);
        style.direction = *rc::gen::element(Direction::automatic, Direction::left_to_right, Direction::right_to_left);
        style.lines_max = *rc::gen::element(0, 0, 0, 1, 2, 5);
        style.ellipsis = *rc::gen::element(Ellipsis::none, Ellipsis::start, Ellipsis::end);
        return style;
    });
}

bool is_separator(std::string const& text, std::uint32_t start, std::uint32_t end)
{
    unicode::DecodedText decoded;
    unicode::decode(std::string_view(text).substr(start, end - start), decoded);
    constexpr std::u32string_view separators = U"\n\r\u0085\u2029\u001C\u001D\u001E";
    return std::ranges::all_of(decoded.codepoints, [&](char32_t codepoint) { return separators.find(codepoint) != std::u32string_view::npos; });
}

/// The runs of each line cover it without gap or overlap, whatever order they stand in.
void check_runs_cover_line(Layout const& layout, Line const& line)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
    for (std::uint32_t number = line.first_run; number < line.first_run + line.run_count; ++number) {
        Run const& run = layout.runs[number];
        if (run.kind == RunKind::text)
            ranges.emplace_back(run.start, run.end);
        if (run.kind != RunKind::text)
            continue;
        // Its clusters go on in its direction from the run's first byte, so that each stands in one place.
        std::uint32_t least = run.end;
        for (std::uint32_t glyph = run.first_glyph; glyph < run.first_glyph + run.glyph_count; ++glyph) {
            std::uint32_t const cluster = layout.glyphs[glyph].cluster;
            RC_ASSERT(cluster >= run.start && cluster < run.end);
            std::uint32_t const before = glyph > run.first_glyph ? layout.glyphs[glyph - 1].cluster : cluster;
            bool const in_order = run.rtl ? cluster <= before : cluster >= before;
            RC_ASSERT(in_order);
            least = std::min(least, cluster);
        }
        RC_ASSERT(least == run.start);
    }
    std::ranges::sort(ranges);
    std::uint32_t position = line.start;
    for (auto const& [start, end] : ranges) {
        RC_ASSERT(start == position);
        position = end;
    }
    RC_ASSERT(position == line.end);
}

/// Grapheme clusters of a line that aren't white space or invisible.
std::size_t seen_clusters(std::string_view line)
{
    static unicode::CharacterTable characters;
    static unicode::Segmenter segmenter(characters);
    unicode::DecodedText decoded;
    unicode::decode(line, decoded);
    std::vector<std::uint8_t> starts;
    segmenter.grapheme_starts(decoded.codepoints, starts);
    std::size_t count = 0;
    for (std::size_t index = 0; index < starts.size(); ++index) {
        auto const& properties = characters[decoded.codepoints[index]];
        count += starts[index] != 0 && !properties.ignorable && !properties.white_space ? 1 : 0;
    }
    return count;
}

/// A line is within its box, unless it is a single cluster or mark of ours that is wider.
void check_line_in_box(Layout const& layout, Line const& line, ParagraphStyle const& style, std::string const& text)
{
    float advance_px = 0;
    for (std::uint32_t number = line.first_run; number < line.first_run + line.run_count; ++number) {
        Run const& run = layout.runs[number];
        for (std::uint32_t glyph = run.first_glyph; glyph < run.first_glyph + run.glyph_count; ++glyph)
            advance_px += layout.glyphs[glyph].advance_px;
    }
    RC_ASSERT(line.width_px <= advance_px + slack_px);
    if (!(style.width_px > 0) || !std::isfinite(style.width_px))
        return;
    if (line.width_px > style.width_px + slack_px)
        RC_ASSERT(seen_clusters(std::string_view(text).substr(line.start, line.end - line.start)) <= 1);
    else
        RC_ASSERT(line.left_px >= -slack_px && line.left_px + line.width_px <= style.width_px + slack_px);
}

RC_GTEST_PROP(EngineProperty, AnyText_EveryCharacterInOnePlaceAndInItsBox, ())
{
    static Engine engine = noto_engine();
    auto const text = *any_text();
    auto const style = *any_style();
    Layout const layout = engine.layout_uncached(text, style);
    RC_ASSERT(!layout.lines.empty());
    std::uint32_t position = 0;
    float bottom_px = 0;
    for (Line const& line : layout.lines) {
        RC_ASSERT(line.start >= position);
        if (!layout.ellipsized)
            RC_ASSERT(line.start == position || is_separator(text, position, line.start));
        check_runs_cover_line(layout, line);
        check_line_in_box(layout, line, style, text);
        RC_ASSERT(line.top_px >= bottom_px - slack_px);
        position = line.end;
        bottom_px = line.top_px + line.height_px;
    }
    if (!layout.ellipsized)
        RC_ASSERT(position == text.size() || is_separator(text, position, static_cast<std::uint32_t>(text.size())));
    if (style.lines_max > 0)
        RC_ASSERT(layout.lines.size() <= static_cast<std::size_t>(style.lines_max));
    else
        RC_ASSERT(!layout.ellipsized);
}

RC_GTEST_PROP(EngineProperty, AnyText_CachedEqualsFresh, ())
{
    static Engine engine = noto_engine();
    auto const text = *any_text();
    auto const style = *any_style();
    Layout const first = engine.layout(text, style);
    Layout const again = engine.layout(text, style);
    static Engine other = noto_engine(); // has no cache and another history
    RC_ASSERT(first == again);
    RC_ASSERT(first == other.layout_uncached(text, style));
}

} // namespace
} // namespace zahide::text::test
