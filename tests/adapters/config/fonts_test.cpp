#include "config/fonts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace zahide::config {
namespace {

constexpr auto sans_and_naskh = R"(directories = ["/usr/share/fonts/truetype/noto"]
[[font]]
name = "sans"
regular = "NotoSans-Regular.ttf"
bold = "NotoSans-Bold.ttf"
package = "fonts-noto-core"
[[font]]
name = "naskh"
regular = "NotoNaskhArabic-Regular.ttf"
bold = "NotoNaskhArabic-Bold.ttf"
package = "fonts-noto-core"
)";

class FontsConfigTest : public testing::Test {
protected:
    ~FontsConfigTest() override
    {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    std::string write(std::string const& content)
    {
        std::ofstream(m_path) << content;
        return m_path;
    }
    std::string error_of(std::string const& content)
    {
        auto const config = load_fonts(write(content));
        if (!config)
            return config.error().line();
        auto const fonts = open_fonts(*config);
        return fonts ? "" : fonts.error().line();
    }
    static bool has(std::string const& line, std::string const& part) { return line.find(part) != std::string::npos; }

    std::string m_path = testing::TempDir() + "fonts_test_" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

TEST_F(FontsConfigTest, TheHousesOwn_IsFine)
{
    auto const config = load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml");
    ASSERT_TRUE(config.has_value()) << config.error().line();
    auto const fonts = open_fonts(*config);
    ASSERT_TRUE(fonts.has_value()) << fonts.error().line();
    for (char const* const language : { "tr", "en", "ar", "fa" })
        EXPECT_TRUE(std::ranges::count(config->languages, LanguageTag(language)) == 1) << language;
}

TEST_F(FontsConfigTest, MissingFile_NamesThePackage)
{
    auto const line = error_of(R"(directories = ["/usr/share/fonts/truetype/noto"]
[[font]]
name = "sans"
regular = "NotoSans-Regular.ttf"
bold = "NoSuchFont-Bold.ttf"
package = "fonts-noto-core"
[[language]]
tags = ["en"]
fonts = ["sans"]
)");
    EXPECT_TRUE(has(line, ".toml:5: NoSuchFont-Bold.ttf")) << line;
    EXPECT_TRUE(has(line, "apt-get install fonts-noto-core")) << line;
    EXPECT_FALSE(has(line, "\n"));
}

TEST_F(FontsConfigTest, FontWithoutTheLanguagesScript_IsRefused)
{
    auto const line = error_of(std::string(sans_and_naskh) + "[[language]]\ntags = [\"ar\"]\nfonts = [\"sans\", \"naskh\"]\n");
    EXPECT_TRUE(has(line, "Arab")) << line;
    EXPECT_TRUE(has(line, ".toml:12")) << line;
}

TEST_F(FontsConfigTest, StackWithoutALetterTheLanguageNeeds_IsRefused)
{
    auto const line = error_of(std::string(sans_and_naskh) + "avoid = \"گ\"\n[[language]]\ntags = [\"fa\"]\nfonts = [\"naskh\", \"sans\"]\n");
    EXPECT_TRUE(has(line, "U+06AF")) << line;
}

TEST_F(FontsConfigTest, UnknownFontOrKey_IsRefused)
{
    EXPECT_TRUE(has(error_of(std::string(sans_and_naskh) + "[[language]]\ntags = [\"en\"]\nfonts = [\"serif\"]\n"), "no [[font]] is named \"serif\""));
    EXPECT_TRUE(has(error_of(std::string(sans_and_naskh) + "colour = 3\n[[language]]\ntags = [\"en\"]\nfonts = [\"sans\"]\n"), "unknown key"));
    EXPECT_TRUE(has(error_of("directories = ["), ".toml:1"));
}

TEST_F(FontsConfigTest, LanguagesOfOneStack_EachHaveIt)
{
    auto const config = load_fonts(write(std::string(sans_and_naskh) + "[[language]]\ntags = [\"en\", \"tr\"]\nfonts = [\"sans\"]\n"));
    ASSERT_TRUE(config.has_value());
    EXPECT_EQ(config->languages, (std::vector { LanguageTag("en"), LanguageTag("tr") }));
    EXPECT_EQ(config->set.stacks.size(), 4U); // in two weights
    EXPECT_TRUE(has(error_of(std::string(sans_and_naskh) + "[[language]]\ntags = []\nfonts = [\"sans\"]\n"), "no language has these fonts"));
    EXPECT_TRUE(has(error_of(std::string(sans_and_naskh) + "[[language]]\ntags = [\"e n\"]\nfonts = [\"sans\"]\n"), "\"e n\" is no language"));
}

TEST_F(FontsConfigTest, FileThatIsNoFont_IsRefused)
{
    auto const source = load_font_file(write("this is no font"));
    ASSERT_TRUE(source.has_value());
    text::FontSet set;
    set.sources.push_back(*source);
    set.stacks.push_back({ LanguageTag("en"), text::Weight::regular, { 0 } });
    EXPECT_FALSE(text::Fonts::create(std::move(set)).has_value());
    EXPECT_FALSE(load_font_file("/nowhere/at/all.ttf").has_value());
}

} // namespace
} // namespace zahide::config
