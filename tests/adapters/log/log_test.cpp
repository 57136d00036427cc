#include "log/log.h"

#include <gtest/gtest.h>

namespace zahide::log {
namespace {

TEST(LogLine, Fields_FollowTheEvent)
{
    EXPECT_EQ(format_line("request", { { "status", "200" }, { "route", "/v1/tickets/{id}" } }), "request status=200 route=/v1/tickets/{id}");
    EXPECT_EQ(format_line("x", { { "what", "two words" }, { "none", "" } }), "x what=\"two words\" none=\"\"");
}

TEST(LogLine, LineBreaks_AreEscaped)
{
    EXPECT_EQ(format_line("a\nb", { { "c", "d\r\ne\x1b[0m" } }), "a\\x0ab c=d\\x0d\\x0ae\\x1b[0m");
}

TEST(ConsoleLog, WhatIsLessSevere_IsLeftOut)
{
    auto const log = make_console_log("program", ports::Severity::warning);
    testing::internal::CaptureStderr();
    log->info("quiet");
    log->error("loud", { { "where", "here" } });
    auto const text = testing::internal::GetCapturedStderr();
    EXPECT_EQ(text.find("quiet"), std::string::npos);
    EXPECT_NE(text.find("error   program: loud where=here\n"), std::string::npos) << text;
}

} // namespace
} // namespace zahide::log
