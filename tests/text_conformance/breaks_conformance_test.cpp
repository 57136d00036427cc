// UAX #29 grapheme clusters and UAX #14 line breaks over the Unicode Character Database's own cases, through our API. Where CLDR's
// tailoring of line breaks differs from the database's plain rules, the difference is pinned in line_break_differences.txt.
#include "unicode/segments.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace zahide::unicode {
namespace {

constexpr auto grapheme_file = "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"; // Debian's unicode-data
constexpr auto line_file = "/usr/share/unicode/auxiliary/LineBreakTest.txt";
constexpr auto differences_file = ZAHIDE_SOURCE_DIR "/tests/text_conformance/line_break_differences.txt";

struct BreakCase {
    std::string written; ///< "÷ 0020 × 0308 ÷", without comment
    std::u32string text;
    std::vector<bool> breaks; ///< before each character
};

std::vector<BreakCase> read_cases(char const* path)
{
    std::vector<BreakCase> cases;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        line = line.substr(0, line.find('#'));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.pop_back();
        if (line.empty())
            continue;
        BreakCase read { line, {}, {} };
        std::istringstream words(line);
        bool before = false;
        for (std::string word; words >> word;) {
            if (word == "÷" || word == "×") {
                before = word == "÷";
            } else {
                read.text += static_cast<char32_t>(std::stoul(word, nullptr, 16));
                read.breaks.push_back(before);
            }
        }
        cases.push_back(std::move(read));
    }
    return cases;
}

/// Cases by how we break them, with the reason.
std::map<std::string, std::string> read_differences()
{
    std::map<std::string, std::string> differences;
    std::ifstream file(differences_file);
    std::string reason;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# "))
            reason = line.substr(2);
        else if (auto const arrow = line.find(" => "); arrow != std::string::npos)
            differences[line.substr(0, arrow)] = line.substr(arrow + 4);
    }
    EXPECT_FALSE(reason.empty());
    return differences;
}

/// A case as we break it, in the file's way of writing.
std::string write_ours(std::u32string const& text, std::vector<LineBreak> const& breaks, std::string const& first)
{
    std::ostringstream stream;
    stream << first << std::uppercase << std::hex;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (index > 0)
            stream << (breaks[index] == LineBreak::none ? " × " : " ÷ ");
        else
            stream << ' ';
        stream.width(4);
        stream.fill('0');
        stream << static_cast<std::uint32_t>(text[index]);
    }
    stream << " ÷";
    return stream.str();
}

TEST(Segments, GraphemeBreakTest_EveryCaseOnBothPaths)
{
    auto const cases = read_cases(grapheme_file);
    ASSERT_EQ(cases.size(), 602U) << grapheme_file << ": apt-get install unicode-data";
    CharacterTable characters;
    Segmenter segmenter(characters);
    std::vector<std::uint8_t> starts;
    for (BreakCase const& wanted : cases) {
        for (auto const path : { Segmenter::Path::quick_where_possible, Segmenter::Path::always_full }) {
            segmenter.grapheme_starts(wanted.text, starts, path);
            EXPECT_EQ(std::vector<bool>(starts.begin(), starts.end()), wanted.breaks) << wanted.written;
        }
    }
}

TEST(Segments, LineBreakTest_EveryCaseButThePinnedOnes)
{
    auto const cases = read_cases(line_file);
    ASSERT_EQ(cases.size(), 7654U) << line_file << ": apt-get install unicode-data";
    auto const pinned = read_differences();
    CharacterTable characters;
    Segmenter segmenter(characters);
    std::vector<LineBreak> breaks;
    std::size_t different = 0;
    for (BreakCase const& wanted : cases) {
        for (auto const path : { Segmenter::Path::quick_where_possible, Segmenter::Path::always_full }) {
            segmenter.line_breaks(wanted.text, LanguageTag("en"), breaks, path);
            std::string const ours = write_ours(wanted.text, breaks, "×");
            bool const same = ours == wanted.written;
            different += same || path == Segmenter::Path::always_full ? 0 : 1;
            auto const pin = pinned.find(wanted.written);
            EXPECT_EQ(ours, pin == pinned.end() ? wanted.written : pin->second);
        }
    }
    EXPECT_EQ(different, pinned.size()) << "a pinned difference is gone";
}

RC_GTEST_PROP(Segments, AnyText_QuickLineBreaksEqualFullOnes, ())
{
    // What the quick path knows, and some of what it leaves alone.
    auto const character = rc::gen::element<char32_t>(U'a', U'Z', 0x0628, 0x0440, U'1', 0x0661, 0x06F4, U' ', U' ', U' ', U'.', U',', 0x060C, U':', 0x0301,
        0x064E, 0x200C, 0x200D, 0x00A0, 0x202F, 0x00AD, U'-', U'(', U')', U'[', U']', 0x300C, 0xFF08, U'!', U'?', 0x061F, U'"', 0x00AB, 0x2026, 0x1361, 0x1230,
        0x2068, 0x2069, U'%', U'/', U'\t', 0x2028);
    auto const letters = *rc::gen::container<std::vector<char32_t>>(character);
    static CharacterTable shared_characters;
    static Segmenter segmenter(shared_characters);
    for (char const* const language : { "en", "ar", "fa", "tr", "am" }) {
        std::vector<LineBreak> quick;
        std::vector<LineBreak> full;
        segmenter.line_breaks(letters, LanguageTag(language), quick);
        segmenter.line_breaks(letters, LanguageTag(language), full, Segmenter::Path::always_full);
        RC_ASSERT(quick == full);
        std::vector<std::uint8_t> quick_starts;
        std::vector<std::uint8_t> full_starts;
        segmenter.grapheme_starts(letters, quick_starts);
        segmenter.grapheme_starts(letters, full_starts, Segmenter::Path::always_full);
        RC_ASSERT(quick_starts == full_starts);
    }
}

} // namespace
} // namespace zahide::unicode
