#include "domain/opening.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <vector>

namespace zahide::domain {
namespace {

LocalDateTime at(char const* date, char const* time)
{
    return { LocalDate::parse(date).value(), LocalTime::parse(time).value() };
}

LocalTime clock(char const* text)
{
    return LocalTime::parse(text).value();
}

std::vector<OpeningHours> office_hours()
{
    std::vector<OpeningHours> hours;
    for (auto const weekday : { Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday }) {
        hours.push_back({ weekday, clock("09:00"), clock("12:00") });
        hours.push_back({ weekday, clock("13:00"), clock("17:00") });
    }
    return hours;
}

Closure closure(char const* from, char const* to)
{
    return { LocalDate::parse(from).value(), LocalDate::parse(to).value(), std::nullopt, std::nullopt, { { { LanguageTag("en"), from } } } };
}

TEST(Opening, WithinHours_IsOpenUntilTheirEnd)
{
    auto const state = opening_at(at("2026-11-23", "09:00"), office_hours(), {});
    EXPECT_EQ(state.is, OpeningState::Is::open);
    EXPECT_EQ(state.until, at("2026-11-23", "12:00"));
}

TEST(Opening, AtTheEnd_IsClosedUntilTheNextStretch)
{
    auto const noon = opening_at(at("2026-11-23", "12:00"), office_hours(), {});
    EXPECT_EQ(noon.is, OpeningState::Is::closed);
    EXPECT_EQ(noon.until, at("2026-11-23", "13:00"));
    EXPECT_EQ(opening_at(at("2026-11-27", "17:00"), office_hours(), {}).until, at("2026-11-30", "09:00"));
}

TEST(Opening, OnAHoliday_IsClosedByItsNameUntilTheDayAfter)
{
    std::vector const closures { closure("2026-05-27", "2026-05-29") };
    auto const state = opening_at(at("2026-05-27", "10:00"), office_hours(), closures);
    EXPECT_EQ(state.is, OpeningState::Is::closed);
    EXPECT_EQ(state.until, at("2026-06-01", "09:00"));
    ASSERT_TRUE(state.closure);
    EXPECT_EQ(state.closure->in(LanguageTag("tr")), "2026-05-27");
}

TEST(Opening, OnAnEve_ClosesAtOneAfternoon)
{
    auto eve = closure("2026-10-28", "2026-10-28");
    eve.from_time = clock("13:00");
    std::vector const closures { eve, closure("2026-10-29", "2026-10-29") };
    EXPECT_EQ(opening_at(at("2026-10-28", "11:00"), office_hours(), closures).until, at("2026-10-28", "12:00"));
    auto const afternoon = opening_at(at("2026-10-28", "14:00"), office_hours(), closures);
    EXPECT_EQ(afternoon.is, OpeningState::Is::closed);
    EXPECT_EQ(afternoon.until, at("2026-10-30", "09:00"));
}

TEST(Opening, StretchesThatTouch_AreOne)
{
    std::vector<OpeningHours> const hours { { Weekday::monday, clock("12:00"), clock("24:00") }, { Weekday::monday, clock("08:00"), clock("12:00") },
        { Weekday::tuesday, clock("00:00"), clock("02:00") } };
    auto const state = opening_at(at("2026-11-23", "10:00"), hours, {});
    EXPECT_EQ(state.until, at("2026-11-24", "02:00"));
}

TEST(Opening, WithoutHours_NeverOpens)
{
    EXPECT_EQ(opening_at(at("2026-11-23", "10:00"), {}, {}), (OpeningState { OpeningState::Is::closed, std::nullopt, std::nullopt }));
}

/// Open or not, minute by minute, without any cleverness.
bool open_by_definition(LocalDateTime const& now, std::vector<OpeningHours> const& hours, std::vector<Closure> const& closures)
{
    bool open = false;
    for (auto const& each : hours)
        open = open || (each.weekday == now.date.weekday() && each.from <= now.time && now.time < each.to);
    for (auto const& each : closures) {
        bool const day = each.from_date <= now.date && now.date <= each.to_date;
        if (day && each.from_time.value_or(clock("00:00")) <= now.time && now.time < each.to_time.value_or(clock("24:00")))
            return false;
    }
    return open;
}

TEST(Opening, AnyCalendar_AgreesWithTheDefinition)
{
    EXPECT_TRUE(rc::check([] {
        auto const base = LocalDate::parse("2026-11-23").value();
        std::vector<OpeningHours> hours;
        for (int count = *rc::gen::inRange(0, 8); count > 0; --count) {
            int const from = *rc::gen::inRange(0, 24);
            int const to = *rc::gen::inRange(from + 1, 25);
            hours.push_back({ static_cast<Weekday>(*rc::gen::inRange(1, 8)), LocalTime::from_minutes(from * 60), LocalTime::from_minutes(to * 60) });
        }
        std::vector<Closure> closures;
        for (int count = *rc::gen::inRange(0, 4); count > 0; --count) {
            int const first = *rc::gen::inRange(0, 10);
            Closure each { base.plus_days(first), base.plus_days(first + *rc::gen::inRange(0, 3)), std::nullopt, std::nullopt, {} };
            if (*rc::gen::arbitrary<bool>())
                each.from_time = LocalTime::from_minutes(*rc::gen::inRange(0, 13) * 60);
            if (*rc::gen::arbitrary<bool>())
                each.to_time = LocalTime::from_minutes(*rc::gen::inRange(13, 25) * 60);
            closures.push_back(each);
        }
        LocalDateTime const now { base.plus_days(*rc::gen::inRange(0, 8)), LocalTime::from_minutes(*rc::gen::inRange(0, 24) * 60) };
        auto const state = opening_at(now, hours, closures);
        bool const open = open_by_definition(now, hours, closures);
        RC_ASSERT((state.is == OpeningState::Is::open) == open);
        // Hour by hour (all times here are full hours): nothing changes before `until`, and there it does.
        for (int hour = 0; hour < 24 * 14; ++hour) {
            int const minutes = now.time.minutes_of_day() + hour * 60;
            LocalDateTime const later { now.date.plus_days(minutes / 1440), LocalTime::from_minutes(minutes % 1440) };
            auto const change = state.until ? LocalDateTime { state.until->date.plus_days(state.until->time.hour() / 24),
                LocalTime::from_minutes(state.until->time.minutes_of_day() % 1440) }
                                            : LocalDateTime { base.plus_days(1000), LocalTime() };
            if (later == change) {
                RC_ASSERT(open_by_definition(later, hours, closures) != open);
                break;
            }
            RC_ASSERT(open_by_definition(later, hours, closures) == open);
        }
    }));
}

} // namespace
} // namespace zahide::domain
