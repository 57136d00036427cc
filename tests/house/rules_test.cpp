#include "tree.h"

#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace zahide::house {
namespace {

/// A call that has no place in the product below the given modules.
struct Ban {
    std::regex pattern;
    std::set<std::string> allowed_in;
    std::string instead;
};

std::vector<Ban> const& bans()
{
    static std::vector<Ban> const list = [] {
        std::vector<Ban> result;
        auto const ban = [&](char const* pattern, std::set<std::string> allowed_in, char const* instead) {
            result.push_back({ std::regex(pattern), std::move(allowed_in), instead });
        };
        ban(R"(ImGui::(Text\w*|Button|Checkbox|Selectable|Label\w*|BulletText)\s*\()", {}, "a painted paragraph: ImGui neither shapes nor reorders");
        ban(R"((system_clock|high_resolution_clock)::now)", { "adapters/system" }, "the Clock interface");
        ban(R"(steady_clock::now)", { "adapters/system", "adapters/sound", "adapters/printer", "adapters/http" }, "the Clock interface");
        ban(R"(\b(gettimeofday|clock_gettime|localtime(_r)?|gmtime(_r)?)\s*\()", { "adapters/system" }, "the Clock interface and unicode's Zone");
        ban(R"(\brandom_device\b|\bmt19937|\brand\s*\()", { "adapters/system" }, "the Random interface");
        ban(R"(\bgetrandom\s*\(|\brandombytes_)", { "adapters/system", "adapters/crypto" }, "the Random interface");
        ban(R"(\bsleep_(for|until)\b|\b(usleep|nanosleep|sleep)\s*\()", {}, "an event, a condition or a deadline of poll");
        ban(R"(\bsetlocale\s*\(|std::locale\b)", {}, "unicode's formatters");
        return result;
    }();
    return list;
}

TEST(Rules, BannedCalls_StandNowhere)
{
    for (auto const& file : tracked_files()) {
        auto const module = module_of(file.path);
        if (module.empty() || !is_cpp(file.path))
            continue;
        for (std::size_t number = 0; number < file.lines.size(); ++number) {
            auto const code = code_of(file.lines[number]);
            for (auto const& ban : bans()) {
                if (!ban.allowed_in.contains(module) && std::regex_search(code, ban.pattern)) {
                    ADD_FAILURE() << file.path << ":" << number + 1 << ": " << code << "\n  instead: " << ban.instead;
                }
            }
        }
    }
}

TEST(Rules, Files_AreAboutOneThing)
{
    constexpr std::size_t lines_max = 500;
    for (auto const& file : tracked_files()) {
        if (is_cpp(file.path) || file.path.ends_with(".ts") || file.path.ends_with(".tsx") || file.path.ends_with(".mjs")) {
            EXPECT_LE(file.lines.size(), lines_max) << file.path << " has grown to about more than one thing";
        }
    }
}

TEST(Rules, TopLevel_HoldsWhatTheReadmeNamesAndNothingElse)
{
    std::set<std::string> const wanted { "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "kiosk", "assets", "fonts", "locales", "config",
        "tests" };
    for (auto const& file : tracked_files()) {
        auto const top = file.path.substr(0, file.path.find('/'));
        EXPECT_TRUE(top.starts_with(".") || wanted.contains(top)) << file.path;
    }
}

TEST(Rules, NoFile_KnowsAMachineOrARegistry)
{
    // Written apart, so that this file does not find itself.
    std::regex const foreign(
        std::string("(/ro") + "ot/|/ho" + "me/[a-z]|(^|[^a-z.])/wo" + "rk/|registry\\.npm" + "js|deb\\.deb" + "ian\\.org|\"resol" + "ved\":)");
    for (auto const& file : tracked_files()) {
        for (std::size_t number = 0; number < file.lines.size(); ++number)
            EXPECT_FALSE(std::regex_search(file.lines[number], foreign)) << file.path << ":" << number + 1 << ": " << file.lines[number].substr(0, 120);
    }
}

TEST(Rules, Tests_AreNamedSubjectConditionOutcome)
{
    std::regex const declaration(R"(^\s*(TEST|TEST_F|TEST_P|TYPED_TEST|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+),\s*(\w+))");
    std::regex const name(R"([A-Z0-9]\w*_[A-Z0-9]\w*)");
    for (auto const& file : tracked_files()) {
        if (!file.path.starts_with("tests/") || !is_cpp(file.path))
            continue;
        for (auto const& line : file.lines) {
            std::smatch match;
            if (std::regex_search(line, match, declaration)) {
                EXPECT_TRUE(std::regex_match(match[3].str(), name)) << file.path << ": " << match[2] << "." << match[3] << " should say Condition_Outcome";
            }
        }
    }
}

/// How often each word stands in a file's code.
std::map<std::string, int> words_of(SourceFile const& file)
{
    static std::regex const word(R"([A-Za-z_]\w*)");
    std::map<std::string, int> words;
    for (auto const& line : file.lines) {
        auto const code = code_of(line);
        for (auto found = std::sregex_iterator(code.begin(), code.end(), word); found != std::sregex_iterator(); ++found)
            ++words[found->str()];
    }
    return words;
}

// What neither compiler says here: g++ never of a constant, clang not of a file that another one includes, as the unity builds do.
TEST(Rules, ConstantOfAFile_IsUsedInIt)
{
    std::regex const declaration(R"(^\s*(?:static |inline )*constexpr [^=({]*\b(\w+)\s*[={])");
    for (auto const& file : tracked_files()) {
        if (!file.path.ends_with(".cpp"))
            continue;
        auto const words = words_of(file);
        for (auto const& line : file.lines) {
            std::smatch match;
            auto const code = code_of(line);
            bool const is_names = code.find("EnumName<") != std::string::npos; // name_of() finds them by their name
            if (!is_names && std::regex_search(code, match, declaration)) {
                EXPECT_GT(words.at(match[1].str()), 1) << file.path << ": nothing uses " << match[1];
            }
        }
    }
}

TEST(Rules, Readme_NamesEveryModuleWithItsFloor)
{
    std::map<std::string, int> rows;
    std::regex const row(R"(^\|\s*(\d)\s*\|\s*`([a-z0-9/]+)`\s*\|)");
    for (auto const& file : tracked_files()) {
        if (file.path != "README.md")
            continue;
        for (auto const& line : file.lines) {
            std::smatch match;
            if (std::regex_search(line, match, row))
                rows.emplace(match[2].str(), std::stoi(match[1].str()));
        }
    }
    std::map<std::string, int> wanted;
    for (auto const& [name, module] : house_plan())
        wanted.emplace(name, module.floor);
    wanted.emplace("main", 7);
    EXPECT_EQ(rows, wanted) << "the README's table of floors and CMake's kiosk_module() calls disagree";
}

TEST(Rules, Floors_OnlyGoDown)
{
    ASSERT_GT(house_plan().size(), 15U);
    for (auto const& [name, module] : house_plan()) {
        for (auto const& dependency : module.depends) {
            ASSERT_TRUE(house_plan().contains(dependency)) << dependency;
            EXPECT_LT(house_plan().at(dependency).floor, module.floor) << name << " -> " << dependency;
        }
    }
}

TEST(Rules, EveryModuleFolder_IsDeclared)
{
    std::set<std::string> const folders_of_their_own { "main", "cmake", "setup", "console", "demo" };
    for (auto const& file : tracked_files()) {
        auto const module = module_of(file.path);
        if (!module.empty() && !folders_of_their_own.contains(module)) {
            EXPECT_TRUE(house_plan().contains(module)) << file.path;
        }
    }
}

} // namespace
} // namespace zahide::house
