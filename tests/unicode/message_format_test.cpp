#include "unicode/message_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zahide::unicode {
namespace {

using testing::HasSubstr;

LanguageTag const english { "en" };
LanguageTag const arabic { "ar" };
LanguageTag const persian { "fa" };

std::string formatted(std::string_view pattern, LanguageTag const& language, std::initializer_list<Argument> arguments, Isolation isolation = Isolation::none)
{
    auto const format = MessageFormat::create(pattern, language);
    if (!format)
        return "ERROR " + format.error().line();
    return format->format({ arguments.begin(), arguments.size() }, isolation);
}

TEST(MessageFormat, PlainText_IsKept)
{
    EXPECT_EQ(formatted("We don’t ask", english, {}), "We don’t ask");
    EXPECT_EQ(formatted("a '{b}' c", english, {}), "a {b} c"); // ICU's quoting
    EXPECT_EQ(formatted("it''s", english, {}), "it's");
}

TEST(MessageFormat, InsertedValue_IsIsolated)
{
    EXPECT_EQ(formatted("«{place}»", english, { { "place", "باب" } }, Isolation::isolate), "«\u2068باب\u2069»");
    EXPECT_EQ(formatted("«{place}»", english, { { "place", "باب" } }), "«باب»");
}

TEST(MessageFormat, Number_HasTheLanguagesDigitsAndNoGrouping)
{
    EXPECT_EQ(formatted("{n}", english, { { "n", 1214 } }), "1214");
    EXPECT_EQ(formatted("{n}", arabic, { { "n", 1214 } }), "١٢١٤");
    EXPECT_EQ(formatted("{n}", persian, { { "n", 456 } }), "۴۵۶");
}

TEST(MessageFormat, ArabicPlural_HasSixForms)
{
    constexpr std::string_view pattern = "{n, plural, zero {z} one {1} two {2} few {f#} many {m#} other {o#}}";
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 0 } }), "z");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 1 } }), "1");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 2 } }), "2");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 10 } }), "f١٠");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 11 } }), "m١١");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 100 } }), "o١٠٠");
    EXPECT_EQ(formatted(pattern, arabic, { { "n", 103 } }), "f١٠٣");
}

TEST(MessageFormat, PluralWithOffsetAndExact_FollowsIcu)
{
    constexpr std::string_view pattern = "{n, plural, offset:1 =0 {nobody} =1 {only you} one {you and # other} other {you and # others}}";
    EXPECT_EQ(formatted(pattern, english, { { "n", 0 } }), "nobody");
    EXPECT_EQ(formatted(pattern, english, { { "n", 1 } }), "only you");
    EXPECT_EQ(formatted(pattern, english, { { "n", 2 } }), "you and 1 other");
    EXPECT_EQ(formatted(pattern, english, { { "n", 5 } }), "you and 4 others");
}

TEST(MessageFormat, NestedSelectAndPlural_Works)
{
    constexpr std::string_view pattern
        = "{who, select, woman {{n, plural, one {# woman} other {# women}}} other {{n, plural, one {# person} other {# people}} {who}}}!";
    EXPECT_EQ(formatted(pattern, english, { { "who", "woman" }, { "n", 2 } }), "2 women!");
    EXPECT_EQ(formatted(pattern, english, { { "who", "any" }, { "n", 1 } }), "1 person any!");
}

TEST(MessageFormat, Placeholders_AreListedWithChoices)
{
    auto const format = MessageFormat::create("{low} {high, plural, =0 {x} other {{low}}}", english);
    ASSERT_TRUE(format);
    std::vector<Placeholder> const expected { { "low", PlaceholderKind::text, {} }, { "high", PlaceholderKind::plural, { "=0", "other" } },
        { "low", PlaceholderKind::text, {} } };
    EXPECT_EQ(format->placeholders(), expected);
}

TEST(MessageFormat, IllFormed_IsRefusedWithThePlace)
{
    for (std::string_view const pattern :
        { "{n", "{n, plural, one {x}}", "{n, plural, some {x} other {y}}", "{n, date}", "{n, number, integer}", "{0}", "}" }) {
        auto const format = MessageFormat::create(pattern, english);
        if (pattern == "}") { // ICU takes a lone brace as text
            EXPECT_TRUE(format);
            continue;
        }
        ASSERT_FALSE(format) << pattern;
        EXPECT_EQ(format.error().code, ErrorCode::invalid);
        EXPECT_FALSE(format.error().mend.empty());
    }
    EXPECT_THAT(MessageFormat::create("give {n", english).error().what, HasSubstr("ill-formed"));
}

TEST(MessageFormat, MissingArgument_StopsTheProgram)
{
    auto const format = MessageFormat::create("{n}", english);
    EXPECT_DEATH(static_cast<void>(format->format({})), "argument is missing");
}

TEST(MessageFormat, DeepNesting_IsRefused)
{
    std::string pattern = "x";
    for (int depth = 0; depth < 9; ++depth)
        pattern = "{n, select, other {" + pattern + "}}";
    EXPECT_FALSE(MessageFormat::create(pattern, english));
}

} // namespace
} // namespace zahide::unicode
