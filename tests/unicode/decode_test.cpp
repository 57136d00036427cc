#include "unicode/decode.h"

#include <gtest/gtest.h>

namespace zahide::unicode {
namespace {

std::u32string decoded(std::string_view utf8)
{
    DecodedText text;
    decode(utf8, text);
    EXPECT_EQ(text.offsets.size(), text.size() + 1);
    EXPECT_EQ(text.offsets.back(), utf8.size());
    return { text.codepoints.begin(), text.codepoints.end() };
}

TEST(Decode, WellFormedText_IsItself)
{
    EXPECT_EQ(decoded("ağب€😀"), U"ağب€😀");
    DecodedText text;
    decode("ağب", text);
    EXPECT_EQ(text.offsets, (std::vector<std::uint32_t> { 0, 1, 3, 5 }));
}

TEST(Decode, IllFormedText_IsOneReplacementForEachMaximalSubpart)
{
    // Unicode 15 tables 3-8 to 3-11.
    EXPECT_EQ(decoded("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\u0041");
    EXPECT_EQ(decoded("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\u0041");
    EXPECT_EQ(decoded("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\u0041\uFFFD\uFFFD\u0042");
    EXPECT_EQ(decoded("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), U"\uFFFD\uFFFD\uFFFD\uFFFD\u0041");
}

TEST(Decode, AppendUtf8_IsTheInverse)
{
    for (char32_t const codepoint : { U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF' }) {
        std::string utf8;
        append_utf8(codepoint, utf8);
        EXPECT_EQ(decoded(utf8), std::u32string(1, codepoint));
    }
    std::string utf8;
    append_utf8(0xD800, utf8);
    EXPECT_EQ(utf8, "\uFFFD");
}

} // namespace
} // namespace zahide::unicode
