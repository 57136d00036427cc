// zahide-text as scripts use it: the JSON of its contract, its exit codes, its one-line errors.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace zahide {
namespace {

struct Outcome {
    int exit_code = -1;
    std::string output; ///< both standard output and standard error
};

Outcome run(std::string const& arguments, std::string const& input = {})
{
    std::string const file = testing::TempDir() + "zahide_text_input_" + std::to_string(::getpid());
    std::ofstream(file) << input;
    std::string const command = std::string(ZAHIDE_TEXT_PROGRAM) + " " + arguments + " < '" + file + "' 2>&1";
    Outcome outcome;
    FILE* const pipe = popen(command.c_str(), "r"); // NOLINT: a fixed command line of ours
    std::array<char, 4096> buffer {};
    while (std::size_t const count = fread(buffer.data(), 1, buffer.size(), pipe))
        outcome.output.append(buffer.data(), count);
    int const status = pclose(pipe);
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    std::filesystem::remove(file);
    return outcome;
}

TEST(TextProgram, Layout_PrintsOneObjectALine)
{
    auto const outcome = run("layout --lang ar --size 36 --width 512", "مرحبا بك 123\n\nabc\n");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.output;
    std::istringstream lines(outcome.output);
    std::vector<nlohmann::json> objects;
    for (std::string line; std::getline(lines, line);)
        objects.push_back(nlohmann::json::parse(line));
    ASSERT_EQ(objects.size(), 3U);
    auto const& line = objects[0]["lines"][0];
    EXPECT_EQ(line["start"], 0);
    EXPECT_EQ(line["end"], 19);
    ASSERT_EQ(line["runs"].size(), 2U);
    auto const& right = line["runs"][1];
    EXPECT_EQ(right["font"], "NotoNaskhArabic-Regular.ttf");
    EXPECT_EQ(right["size"], 36);
    EXPECT_EQ(right["rtl"], true);
    EXPECT_EQ(right["script"], "Arab");
    EXPECT_EQ(right["start"], 0);
    EXPECT_EQ(right["end"], 16);
    ASSERT_EQ(right["glyphs"][0].size(), 5U);
    EXPECT_EQ(right["glyphs"].back()[1], 0); // the first letter stands rightmost
    EXPECT_EQ(objects[1]["lines"].size(), 1U);
    EXPECT_EQ(objects[2]["lines"][0]["runs"][0]["rtl"], false);
}

TEST(TextProgram, Font_ReplacesTheStack)
{
    auto const outcome = run("layout --lang en --font /usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", "abc\n");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.output;
    EXPECT_EQ(nlohmann::json::parse(outcome.output)["lines"][0]["runs"][0]["font"], "NotoSans-Bold.ttf");
}

TEST(TextProgram, Bidi_AnswersCasesOfTheDatabase)
{
    auto const outcome = run("bidi", "# comment\n05D0 0061 0020;2\n0061 202B 05D0;0;1;x;x\n");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.output, "1;1 2 1;2 1 0\n0;0 x 1;0 2\n");
    auto const wrong = run("bidi", "05D0;0\nhello\n");
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_NE(wrong.output.find("standard input:2"), std::string::npos);
}

TEST(TextProgram, Bidi_WholeFileOfTheDatabase_IsRight)
{
    std::ifstream file("/usr/share/unicode/BidiCharacterTest.txt");
    ASSERT_TRUE(file);
    std::string input;
    std::string expected;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        input += line + "\n";
        expected += line.substr(line.find(';', line.find(';') + 1) + 1) + "\n";
    }
    auto const outcome = run("bidi", input);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_TRUE(outcome.output == expected);
}

TEST(TextProgram, Render_WritesAPicture)
{
    std::string const file = testing::TempDir() + "zahide_text_" + std::to_string(::getpid()) + ".png";
    for (std::string const mode : { "", " --mono" }) {
        auto const outcome = run("render --lang fa --size 24 --width 300 --out '" + file + "'" + mode, "شماره ۴۵۶\n");
        EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
        std::ifstream stream(file, std::ios::binary);
        std::string head(8, '\0');
        stream.read(head.data(), 8);
        EXPECT_EQ(head, "\x89PNG\r\n\x1A\n");
        std::filesystem::remove(file);
    }
    EXPECT_EQ(run("render --lang fa --out /no/such/folder/x.png", "a\n").exit_code, 1);
}

TEST(TextProgram, BadUsageAndConfig_EndIn2WithOneLine)
{
    for (std::string const arguments : { "", "layout --size huge", "layout --font /no/such/font.ttf", "dance", "layout --share /no/such/share", "render" }) {
        auto const outcome = run(arguments, "a\n");
        EXPECT_EQ(outcome.exit_code, 2) << arguments;
        EXPECT_EQ(std::ranges::count(outcome.output, '\n'), 1) << arguments << ": " << outcome.output;
    }
    EXPECT_EQ(run("--help").exit_code, 0);
    EXPECT_EQ(run("--version").exit_code, 0);
    EXPECT_EQ(run("--check-config").exit_code, 0);
    EXPECT_EQ(run("--check-config --share /no/such/share").exit_code, 2);
}

} // namespace
} // namespace zahide
