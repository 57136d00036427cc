#include "base/time.h"

#include <gtest/gtest.h>

namespace zahide {
namespace {

TEST(Instant_, ParseAndText_RoundTrip)
{
    for (auto const* text : { "2026-11-22T07:43:05.120Z", "1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2100-02-28T23:59:59.000Z" })
        EXPECT_EQ(Instant::parse(text).value().text(), text);
}

TEST(Instant_, ParseWithOffset_IsUtc)
{
    EXPECT_EQ(Instant::parse("2026-11-22T10:43:05+03:00").value(), Instant::parse("2026-11-22T07:43:05Z").value());
    EXPECT_EQ(Instant::parse("2026-11-22T00:13:05.123456789-01:30").value().text(), "2026-11-22T01:43:05.123Z");
}

TEST(Instant_, Malformed_IsRefusedWithAMend)
{
    for (auto const* text :
        { "", "2026-11-22", "2026-11-22T07:43:05", "2026-02-30T07:43:05Z", "2026-11-22T24:00:00Z", "2026-11-22T07:43:05.Z", "2026-11-22T07:43:05Zx" }) {
        auto const result = Instant::parse(text);
        ASSERT_FALSE(result) << text;
        EXPECT_FALSE(result.error().mend.empty());
    }
}

TEST(LocalDate_, LeapDays_ExistOnlyInLeapYears)
{
    EXPECT_TRUE(LocalDate::create(2028, 2, 29));
    EXPECT_FALSE(LocalDate::create(2026, 2, 29));
    EXPECT_FALSE(LocalDate::create(2026, 13, 1));
    EXPECT_FALSE(LocalDate::create(2026, 0, 1));
}

TEST(LocalDate_, WeekdayAndArithmetic_CrossMonths)
{
    auto const date = LocalDate::parse("2026-11-30").value();
    EXPECT_EQ(date.weekday(), Weekday::monday);
    EXPECT_EQ(date.plus_days(1).text(), "2026-12-01");
    EXPECT_EQ(date.plus_days(-30).text(), "2026-10-31");
}

TEST(LocalTime_, TwentyFourHours_IsAnEndOnly)
{
    EXPECT_EQ(LocalTime::parse("24:00").value().minutes_of_day(), 1440);
    EXPECT_FALSE(LocalTime::parse("24:01"));
    EXPECT_FALSE(LocalTime::parse("9:30"));
    EXPECT_EQ(LocalTime::parse("09:30").value().text(), "09:30");
}

} // namespace
} // namespace zahide
