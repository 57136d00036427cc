#include "tree.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <regex>
#include <set>

namespace zahide::house {
namespace {

/// A third-party header, by how its name begins, and the modules that may see it.
struct Allowance {
    std::string prefix;
    std::set<std::string> modules;
};

std::vector<Allowance> const& allowances()
{
    static std::vector<Allowance> const list = {
        { "unicode/", { "unicode" } }, // those that are not ours, that is: ICU
        { "fribidi", { "unicode" } },
        { "hb", { "text" } },
        { "harfbuzz", { "text" } },
        { "ft2build", { "text" } },
        { "freetype", { "text" } },
        { "imgui", { "painter", "ui", "main" } },
        { "SDL", { "ui", "adapters/sound", "main" } },
        { "sqlite3", { "adapters/sqlite" } },
        { "libpq", { "adapters/postgres" } },
        { "boost/", { "adapters/http" } },
        { "openssl/", { "adapters/http" } },
        { "sodium", { "adapters/crypto" } },
        { "cups/", { "adapters/printer" } },
        { "toml++", { "adapters/config" } },
        { "png", { "adapters/picture" } },
        { "qrencode", { "paper" } },
        { "spdlog", { "adapters/log" } },
        { "CLI/", { "main" } },
        { "nlohmann/", { "protocol", "i18n", "adapters/http", "ui" } },
        { "simdjson", { "protocol" } },
    };
    return list;
}

std::optional<std::string> included(std::string const& line)
{
    static std::regex const pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    std::smatch match;
    if (!std::regex_search(line, match, pattern))
        return std::nullopt;
    return match[1].str();
}

/// The allowance that speaks of this header, or nullptr.
Allowance const* allowance_for(std::string const& header)
{
    for (auto const& allowance : allowances()) {
        if (header.starts_with(allowance.prefix))
            return &allowance;
    }
    return nullptr;
}

bool is_ours(std::string const& header)
{
    return std::ranges::any_of(tracked_files(), [&](SourceFile const& file) { return file.path.ends_with("/include/" + header); });
}

std::set<std::string> reachable(std::string const& module)
{
    std::set<std::string> seen;
    std::vector<std::string> open { module };
    while (!open.empty()) {
        auto const name = open.back();
        open.pop_back();
        if (!seen.insert(name).second)
            continue;
        auto const found = house_plan().find(name);
        if (found == house_plan().end())
            continue;
        open.insert(open.end(), found->second.depends.begin(), found->second.depends.end());
    }
    return seen;
}

TEST(Includes, ThirdPartyHeaders_StayInTheirModules)
{
    for (auto const& file : tracked_files()) {
        auto const module = module_of(file.path);
        if (module.empty() || !is_cpp(file.path))
            continue;
        for (auto const& line : file.lines) {
            auto const header = included(line);
            if (!header || is_ours(*header))
                continue;
            if (auto const* allowance = allowance_for(*header)) {
                EXPECT_TRUE(allowance->modules.contains(module)) << file.path << " includes " << *header << ", which " << module << " may not see";
            }
        }
    }
}

TEST(Includes, JsonAndFormatting_NeverReachAHeader)
{
    for (auto const& file : tracked_files()) {
        if (module_of(file.path).empty() || file.path.find("/include/") == std::string::npos)
            continue;
        for (auto const& line : file.lines) {
            auto const header = included(line);
            if (header && !is_ours(*header) && allowance_for(*header)) {
                ADD_FAILURE() << file.path << " shows " << *header << " to its users; public headers show our own types only";
            }
        }
    }
}

TEST(Includes, OurHeaders_ComeFromDeclaredModulesOnly)
{
    for (auto const& file : tracked_files()) {
        auto const module = module_of(file.path);
        if (!house_plan().contains(module) || !is_cpp(file.path))
            continue;
        auto const allowed = reachable(module);
        for (auto const& line : file.lines) {
            auto const header = included(line);
            if (!header || !is_ours(*header))
                continue;
            auto const slash = header->rfind('/');
            auto const owner = header->substr(0, slash);
            EXPECT_TRUE(allowed.contains(owner) || allowed.contains("adapters/" + owner))
                << file.path << " includes " << *header << " without depending on " << owner;
        }
    }
}

TEST(Includes, Allowances_MatchADeliberatelyWrongInclude)
{
    auto const header = included("#include <SDL.h>");
    ASSERT_TRUE(header);
    ASSERT_NE(allowance_for(*header), nullptr);
    EXPECT_FALSE(allowance_for(*header)->modules.contains("domain"));
}

} // namespace
} // namespace zahide::house
