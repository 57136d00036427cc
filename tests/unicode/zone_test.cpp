#include "unicode/zone.h"

#include <gtest/gtest.h>

namespace zahide::unicode {
namespace {

Zone zone(std::string_view name)
{
    auto created = Zone::create(name);
    EXPECT_TRUE(created) << name;
    return *created;
}

Instant instant(std::string_view text)
{
    return *Instant::parse(text);
}

LocalDateTime local(std::string_view date, std::string_view time)
{
    return { *LocalDate::parse(date), *LocalTime::parse(time) };
}

TEST(Zone, UnknownName_IsRefused)
{
    for (std::string_view const name : { "", "Istanbul", "Europe/Küçükçekmece", "Etc/Unknown", "GMT+3", "europe" })
        EXPECT_FALSE(Zone::create(name)) << name;
}

TEST(Zone, Istanbul_IsThreeHoursAheadAllYear)
{
    Zone const istanbul = zone("Europe/Istanbul");
    EXPECT_EQ(istanbul.local(instant("2026-01-15T21:30:59.999Z")), local("2026-01-16", "00:30"));
    EXPECT_EQ(istanbul.local(instant("2026-07-15T06:00:00Z")), local("2026-07-15", "09:00"));
    LocalInstants const nine = istanbul.instants(local("2026-11-23", "09:00"));
    EXPECT_EQ(nine.fit, LocalFit::unique);
    EXPECT_EQ(nine.first, instant("2026-11-23T06:00:00Z"));
    EXPECT_EQ(nine.last, nine.first);
}

TEST(Zone, BerlinSpring_HasAGapAtItsJump)
{
    Zone const berlin = zone("Europe/Berlin");
    for (std::string_view const time : { "02:00", "02:30", "02:59" }) {
        LocalInstants const found = berlin.instants(local("2026-03-29", time));
        EXPECT_EQ(found.fit, LocalFit::gap) << time;
        EXPECT_EQ(found.first, instant("2026-03-29T01:00:00Z")) << time;
        EXPECT_EQ(found.last, found.first);
    }
    EXPECT_EQ(berlin.instants(local("2026-03-29", "01:59")).first, instant("2026-03-29T00:59:00Z"));
    EXPECT_EQ(berlin.instants(local("2026-03-29", "03:00")).first, instant("2026-03-29T01:00:00Z"));
    EXPECT_EQ(berlin.instants(local("2026-03-29", "03:00")).fit, LocalFit::unique);
}

TEST(Zone, BerlinAutumn_HappensTwice)
{
    Zone const berlin = zone("Europe/Berlin");
    LocalInstants const found = berlin.instants(local("2026-10-25", "02:30"));
    EXPECT_EQ(found.fit, LocalFit::overlap);
    EXPECT_EQ(found.first, instant("2026-10-25T00:30:00Z"));
    EXPECT_EQ(found.last, instant("2026-10-25T01:30:00Z"));
    EXPECT_EQ(berlin.local(found.first), berlin.local(found.last));
    EXPECT_EQ(berlin.instants(local("2026-10-25", "03:00")).fit, LocalFit::unique);
}

TEST(Zone, MidnightThatDoesNotExist_StartsTheDayAtTheJump)
{
    // Lebanon puts its clocks forward at midnight.
    Zone const beirut = zone("Asia/Beirut");
    LocalDate const date = *LocalDate::parse("2026-03-29");
    EXPECT_EQ(beirut.instants({ date, LocalTime() }).fit, LocalFit::gap);
    EXPECT_EQ(beirut.local(beirut.start_of_day(date)), local("2026-03-29", "01:00"));
}

TEST(Zone, TwentyFourHours_IsTheNextDay)
{
    Zone const istanbul = zone("Europe/Istanbul");
    EXPECT_EQ(
        istanbul.instants({ *LocalDate::parse("2026-11-23"), LocalTime::from_minutes(1440) }).first, istanbul.start_of_day(*LocalDate::parse("2026-11-24")));
}

TEST(Zone, EveryMinuteAroundTheJumps_RoundTrips)
{
    for (std::string_view const name : { "Europe/Istanbul", "Europe/Berlin", "Asia/Beirut", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu" }) {
        Zone const tested = zone(name);
        // Every 13 minutes of 2026: an instant's wall-clock time leads back to that instant.
        for (Instant at = instant("2026-01-01T00:00:00Z"); at < instant("2027-01-01T00:00:00Z"); at = at + Minutes(13)) {
            LocalInstants const back = tested.instants(tested.local(at));
            ASSERT_NE(back.fit, LocalFit::gap) << name << ' ' << at.text();
            ASSERT_TRUE(back.first == at || back.last == at) << name << ' ' << at.text();
        }
    }
}

} // namespace
} // namespace zahide::unicode
