#include "cache.h"
#include "test_fonts.h"

#include <gtest/gtest.h>

namespace zahide::text::test {
namespace {

Layout layout_of(std::size_t glyphs)
{
    Layout layout;
    layout.glyphs.resize(glyphs);
    return layout;
}

TEST(ParagraphCache, BeyondItsLimits_ForgetsTheLeastRecentlyUsed)
{
    ParagraphCache cache(3, 1000);
    auto const style = style_of("en");
    static_cast<void>(cache.insert("a", style, layout_of(1)));
    static_cast<void>(cache.insert("b", style, layout_of(1)));
    static_cast<void>(cache.insert("c", style, layout_of(1)));
    EXPECT_NE(cache.find("a", style), nullptr);
    static_cast<void>(cache.insert("d", style, layout_of(1)));
    EXPECT_EQ(cache.find("b", style), nullptr);
    EXPECT_NE(cache.find("a", style), nullptr);
    static_cast<void>(cache.insert("e", style, layout_of(999)));
    EXPECT_EQ(cache.size(), 2U); // e and a
    EXPECT_LE(cache.glyph_count(), 1000U);
}

TEST(ParagraphCache, OtherStyle_IsAnotherParagraph)
{
    ParagraphCache cache(10, 1000);
    static_cast<void>(cache.insert("a", style_of("en", 36), layout_of(1)));
    EXPECT_EQ(cache.find("a", style_of("en", 37)), nullptr);
    EXPECT_EQ(cache.find("a", style_of("tr", 36)), nullptr);
    EXPECT_NE(cache.find("a", style_of("en", 36)), nullptr);
}

TEST(ParagraphCache, Trim_ForgetsWhatWasNotAskedForSinceTheLast)
{
    ParagraphCache cache(10, 1000);
    auto const style = style_of("en");
    static_cast<void>(cache.insert("a", style, layout_of(1)));
    static_cast<void>(cache.insert("b", style, layout_of(1)));
    cache.trim();
    EXPECT_EQ(cache.size(), 2U);
    EXPECT_NE(cache.find("a", style), nullptr);
    cache.trim();
    EXPECT_EQ(cache.size(), 1U);
    EXPECT_NE(cache.find("a", style), nullptr);
}

TEST(Fonts, BytesThatAreNoFont_AreRefused)
{
    FontSet set = noto_set();
    set.sources[0].size_bytes = 3;
    auto const fonts = Fonts::create(std::move(set));
    ASSERT_FALSE(fonts.has_value());
    EXPECT_NE(fonts.error().line().find("NotoSans-Regular.ttf"), std::string::npos);
}

} // namespace
} // namespace zahide::text::test
