#include "protocol/device.h"
#include "protocol/event.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

// The JSON of messages against another reader's and writer's.

namespace zahide::protocol {
namespace {

bool is_read(std::string const& value)
{
    return decode<LeaseRequest>(R"({"local_date":"2026-11-23","unknown":)" + value + R"(,"machine":"m"})").has_value();
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(Json, ValuesOfEveryKind_AreReadOrRefusedAsElsewhere)
{
    for (auto const* value : { "0", "-0", "-1", "12", "01", "-", "+1", "1.", ".5", "0.5", "1e3", "1E+3", "1e-", "-1.5e-3", "1x", "9223372036854775807",
             "-9223372036854775808", "9223372036854775808", "true", "false", "null", "tru", "True", "nul", "truex", "[]", "[ ]", "[1,2]", "[1,]", "[,1]",
             "[1 2]", "[1", "{}", "{ }", R"({"a":1})", R"({"a":1,"b":[{}]})", R"({"a":1,})", R"({"a"})", R"({"a":})", R"({a:1})", R"({1:1})",
             R"({"a" : 1 , "b" : [ 1 , 2 ] })", "\t\r\n 7 \t\r\n", "\v7", "", " ", R"("")", R"("text")", R"("\"\\\/\b\f\n\r\t")", R"("\x")", R"("\u20ac")",
             R"("\u20AC")", R"("\u20a")", R"("\u 20a")", R"("\u+20a")", R"("\ud83d\ude00")", R"("\ud83d")", R"("\ud83d\u0041")", R"("\ud83dx")", R"("\ude00")",
             R"("\u0000")", "\"\t\"", "\"\n\"", "\"\x7f\"", "\"\u0645\u0648\u0639\u062f\"", "\"\xff\"", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"",
             "\"\xf0\x9f\x98\x80\"", "\"\xf4\x90\x80\x80\"", "\"open", R"("open\")", "7 8", "//", "NaN", "Infinity" })
        EXPECT_EQ(is_read(value), nlohmann::json::accept(value)) << value;
}

TEST(Json, Texts_AreReadAsWhatTheyStandFor)
{
    for (auto const* text :
        { R"("plain")", R"("a \"b\" \\ \/ \b\f\n\r\t")", R"("\u20ac\ud83d\ude00\u0041")", "\"\u0645\u0648\u0639\u062f \\n \xf0\x9f\x98\x80\"" }) {
        auto const request = decode<LeaseRequest>(R"({"local_date":"2026-11-23","machine":)" + std::string(text) + "}");
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(request->machine, nlohmann::json::parse(text).get<std::string>());
    }
    EXPECT_TRUE(decode<LeaseRequest>(R"({"local\u005fdate":"2026-11-23","m\u0061chine":"\u006d"})")) << "names are texts too";
}

TEST(Json, Texts_AreWrittenForAnyReader)
{
    for (std::string const& text :
        { std::string("plain"), std::string("\"quoted\" \\ / \b\f\n\r\t\x01\x1f\x7f"), std::string("\u0645\u0648\u0639\u062f \xf0\x9f\x98\x80") }) {
        auto const json = encode(LeaseRequest { LocalDate::from_days(20000), text });
        EXPECT_EQ(nlohmann::json::parse(json)["machine"], text) << json;
        EXPECT_EQ(json.find('\n'), std::string::npos);
        EXPECT_EQ(decode<LeaseRequest>(json).value().machine, text);
    }
    auto const broken = encode(LeaseRequest { LocalDate::from_days(20000), "a\xff z" });
    EXPECT_EQ(nlohmann::json::parse(broken)["machine"], "a\xef\xbf\xbd z");
}

TEST(Json, MembersInAnyOrder_AreFound)
{
    auto const request = decode<LeaseRequest>(R"({"machine":"m","deep":{"machine":"no","list":[[1],{"machine":"no"}]},"local_date":"2026-11-23"})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->machine, "m");
}

TEST(Json, NestingBeyondAnyMessage_IsRefused)
{
    EXPECT_TRUE(is_read(nested(1000)));
    EXPECT_FALSE(is_read(nested(1100)));
    EXPECT_FALSE(is_read(nested(1'000'000)));
    EXPECT_FALSE(is_read(std::string(1'000'000, '[')));
}

TEST(Json, NumbersBeyond64Bits_AreRefusedWithTheirMessage)
{
    for (auto const* number : { "18446744073709551616", "-9223372036854775809", "123456789012345678901234567890" })
        EXPECT_FALSE(is_read(number)) << number;
    EXPECT_TRUE(is_read("18446744073709551615"));
    EXPECT_TRUE(is_read("1.2345678901234567890123456789e300"));
    EXPECT_FALSE(is_read("1e400")) << "nlohmann's refuses it as well";
}

TEST(Json, RepeatedMembers_CountTheFirstTime)
{
    auto const request = decode<LeaseRequest>(R"({"local_date":"2026-11-23","machine":"first","machine":"second","machine":7})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->machine, "first");
    auto const event = decode<WaitEvent>(R"({"services":{"legal":{"waiting":1},"legal":{"waiting":2}}})");
    ASSERT_TRUE(event);
    ASSERT_EQ(event->services.size(), 1U);
    EXPECT_EQ(event->services.at(ServiceId("legal")).waiting, 1);
}

TEST(Json, WhatStandsAroundTheMessage_IsBlankOrRefused)
{
    std::string const message = R"({"local_date":"2026-11-23","machine":"m"})";
    EXPECT_TRUE(decode<LeaseRequest>(" \t\r\n" + message + " \t\r\n"));
    EXPECT_TRUE(decode<LeaseRequest>("\xEF\xBB\xBF" + message)) << "a byte order mark";
    EXPECT_FALSE(decode<LeaseRequest>("\xEF\xBB\xBF")) << "and no more";
    EXPECT_FALSE(decode<LeaseRequest>("\xEF\xBB\xBF\xEF\xBB\xBF" + message));
    for (auto const& behind : { std::string("}"), std::string("x"), std::string(","), std::string("{}"), std::string(1, '\0'), std::string("\xff") })
        EXPECT_FALSE(decode<LeaseRequest>(message + behind)) << behind;
    for (auto const text : { std::string_view(), std::string_view("", 0), std::string_view(" "), std::string_view("\0", 1) })
        EXPECT_FALSE(decode<LeaseRequest>(text)) << text.size();
    std::string const longer = message + message;
    EXPECT_TRUE(decode<LeaseRequest>(std::string_view(longer).substr(0, message.size()))) << "what is behind the view is not looked at";
}

TEST(Json, MessagesCutShortAnywhere_AreRefused)
{
    std::string const message = R"({"local_date":"2026-11-23","machine":"m\u20ac \"","unknown":[true,null,-1.5e3,{"a":{}}]})";
    ASSERT_TRUE(decode<LeaseRequest>(message));
    for (std::size_t size = 0; size < message.size(); ++size) {
        auto const request = decode<LeaseRequest>(message.substr(0, size));
        ASSERT_FALSE(request) << size;
        EXPECT_EQ(request.error().line(), decode<LeaseRequest>("{").error().line());
    }
}

TEST(Json, TextsWithNul_AreRefusedWithTheirPlace)
{
    auto const request = decode<LeaseRequest>(R"({"local_date":"2026-11-23","machine":"a\u0000b"})");
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().where, "machine");
}

} // namespace
} // namespace zahide::protocol
