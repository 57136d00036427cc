#include "booking_fixture.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::domain {
namespace {

using test::day;
using test::time;
using test::wish_of;

/// Open and staffed by one lawyer around the clock; starts every half hour, half an hour long.
struct AllNight {
    explicit AllNight(char const* zone_name)
        : catalogue(test::catalogue_of(zone_name))
        , zone(unicode::Zone::create(zone_name).value())
    {
        auto lawyer = test::person("lawyer-a", ProfessionalRole::lawyer, Gender::woman, { "tr" });
        lawyer.schedules = { { day("2015-01-01"), std::nullopt, 1, {}, {} } };
        catalogue.opening.clear();
        for (int weekday = 1; weekday <= 7; ++weekday) {
            lawyer.schedules.front().hours.push_back({ static_cast<Weekday>(weekday), LocalTime(), time("24:00") });
            catalogue.opening.push_back({ static_cast<Weekday>(weekday), LocalTime(), time("24:00") });
        }
        auto& needs = *catalogue.services.front().needs;
        needs.room_kind.reset();
        needs.duration = Minutes(30);
        needs.days_ahead = 2;
        roster.center = catalogue.center.id;
        roster.professionals = { lawyer };
    }

    [[nodiscard]] Planner planner(char const* date) const { return { catalogue, roster, zone, {}, zone.start_of_day(day(date)) }; }
    [[nodiscard]] std::vector<Offer> offers(char const* date) const { return planner(date).offers(wish_of("legal", "tr"), day(date), 1).value(); }

    Catalogue catalogue;
    Roster roster;
    unicode::Zone zone;
};

std::vector<std::string> times_between(std::vector<Offer> const& offers, char const* from, char const* to)
{
    std::vector<std::string> times;
    for (auto const& offer : offers) {
        if (time(from) <= offer.local.time && offer.local.time <= time(to))
            times.push_back(offer.local.time.text());
    }
    return times;
}

TEST(ClockPutForward, TimesThatNeverHappen_AreNotOffered)
{
    struct Case {
        char const* zone;
        char const* date;
        std::vector<std::string> expected; ///< of 00:00–04:00
    };
    for (auto const& [zone, date, expected] : {
             Case { "Europe/Berlin", "2026-03-29", { "00:00", "00:30", "01:00", "01:30", "03:00", "03:30", "04:00" } },
             Case { "America/New_York", "2026-03-08", { "00:00", "00:30", "01:00", "01:30", "03:00", "03:30", "04:00" } },
             Case { "Australia/Lord_Howe", "2026-10-04", { "00:00", "00:30", "01:00", "01:30", "02:30", "03:00", "03:30", "04:00" } },
             Case { "America/Havana", "2026-03-08", { "01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00" } },
             Case { "Europe/Istanbul", "2016-03-27", { "00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "04:00" } },
             Case { "Europe/Istanbul", "2026-03-29", { "00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00" } },
         })
        EXPECT_EQ(times_between(AllNight(zone).offers(date), "00:00", "04:00"), expected) << zone << " " << date;
}

TEST(ClockPutForward, AppointmentOverIt_LastsItsMinutes)
{
    AllNight night("Europe/Berlin");
    night.catalogue.services.front().needs->duration = Minutes(60);
    auto const offers = night.offers("2026-03-29");
    auto const over = std::ranges::find(offers, time("01:30"), [](Offer const& offer) { return offer.local.time; });
    ASSERT_NE(over, offers.end());
    EXPECT_EQ(over->end - over->start, Minutes(60));
    EXPECT_EQ(night.zone.local(over->end).time, time("03:30"));
}

TEST(ClockPutBack, TimesThatHappenTwice_AreOfferedTheFirstTimeOnly)
{
    struct Case {
        char const* zone;
        char const* date;
        char const* twice; ///< the last time on the grid that happens twice
        Minutes back;
    };
    for (auto const& [zone, date, twice, back] :
        { Case { "Europe/Berlin", "2026-10-25", "02:30", Minutes(60) }, Case { "America/New_York", "2026-11-01", "01:30", Minutes(60) },
            Case { "Australia/Lord_Howe", "2026-04-05", "01:30", Minutes(30) }, Case { "America/Havana", "2026-11-01", "00:30", Minutes(60) } }) {
        AllNight const night(zone);
        auto const planner = night.planner(date);
        EXPECT_EQ(times_between(night.offers(date), twice, twice).size(), 1U) << zone;
        auto const both = night.zone.instants({ day(date), time(twice) });
        ASSERT_EQ(both.fit, unicode::LocalFit::overlap) << zone;
        EXPECT_EQ(both.last - both.first, back);
        EXPECT_TRUE(planner.assign(wish_of("legal", "tr"), both.first)) << zone;
        auto const second = planner.assign(wish_of("legal", "tr"), both.last);
        ASSERT_FALSE(second) << zone;
        EXPECT_EQ(second.error().code, ErrorCode::invalid);
        EXPECT_EQ(second.error().where, "start");
        EXPECT_NE(second.error().what.find("put back"), std::string::npos);
    }
}

TEST(ClockPutBack, HoursOverIt_AreLongerByIt)
{
    AllNight night("Europe/Berlin");
    auto& hours = night.roster.professionals.front().schedules.front().hours;
    for (auto& stretch : hours)
        stretch = { stretch.weekday, time("01:00"), time("04:00") };
    night.catalogue.services.front().needs->duration = Minutes(240);
    EXPECT_EQ(times_between(night.offers("2026-10-25"), "00:00", "23:30"), (std::vector<std::string> { "01:00" })) << "four hours from one to four";
    EXPECT_TRUE(night.offers("2026-10-24").empty());
}

} // namespace
} // namespace zahide::domain
