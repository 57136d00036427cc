#include "booking_fixture.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::domain {
namespace {

using test::day;
using test::person;
using test::room;
using test::time;
using test::wish_of;

/// Monday, 23 November 2026, 08:00 in Istanbul; two lawyers, one of whom speaks English, and two interpreters.
class JointAvailability : public ::testing::Test {
protected:
    JointAvailability()
    {
        m_roster.center = m_catalogue.center.id;
        m_roster.professionals = { person("lawyer-a", ProfessionalRole::lawyer, Gender::man, { "tr" }),
            person("lawyer-b", ProfessionalRole::lawyer, Gender::woman, { "tr", "en" }),
            person("interpreter-a", ProfessionalRole::interpreter, Gender::woman, { "tr", "fa" }),
            person("interpreter-b", ProfessionalRole::interpreter, Gender::man, { "tr", "ar" }) };
        m_roster.rooms = { room("room-1", "consulting"), room("room-2", "consulting"), room("hall", "group") };
    }

    ServiceNeeds& needs() { return *m_catalogue.services.front().needs; }
    [[nodiscard]] Instant at(char const* date, char const* clock) const { return m_zone.instants({ day(date), time(clock) }).first; }
    [[nodiscard]] Planner planner() const { return { m_catalogue, m_roster, m_zone, m_taken, m_now }; }

    void take(Assignment const& assignment, Instant start)
    {
        for (auto const& occupation : occupations_of(assignment, needs(), start))
            m_taken.push_back(occupation);
    }
    void take_person(char const* id, char const* from, char const* to)
    {
        m_taken.push_back({ { ResourceKind::professional, id }, at("2026-11-24", from), at("2026-11-24", to) });
    }
    [[nodiscard]] std::vector<std::string> times(BookingWish const& wish, char const* date) const
    {
        std::vector<std::string> found;
        auto const offers = planner().offers(wish, day(date), 1).value();
        for (auto const& offer : offers)
            found.push_back(offer.local.time.text());
        return found;
    }

    Catalogue m_catalogue = test::catalogue_of();
    Roster m_roster;
    unicode::Zone m_zone = unicode::Zone::create("Europe/Istanbul").value();
    std::vector<Occupation> m_taken;
    Instant m_now = at("2026-11-23", "08:00");
};

TEST_F(JointAvailability, FreeDay_OffersTheGridInsideTheHoursAndOutsideTheBreak)
{
    EXPECT_EQ(times(wish_of("legal", "tr"), "2026-11-24"),
        (std::vector<std::string> { "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00" }));
    auto const first = planner().offers(wish_of("legal", "fa"), day("2026-11-24"), 1).value().front();
    EXPECT_EQ(first.start, at("2026-11-24", "09:00"));
    EXPECT_EQ(first.end, at("2026-11-24", "09:45"));
    EXPECT_EQ(first.local, (LocalDateTime { day("2026-11-24"), time("09:00") }));
    EXPECT_EQ(first.interpreter, WithInterpreter::yes);
}

TEST_F(JointAvailability, SharedLanguage_TakesNoInterpreter)
{
    auto const turkish = planner().assign(wish_of("legal", "tr"), at("2026-11-24", "09:00")).value();
    EXPECT_EQ(turkish, (Assignment { { ProfessionalId("lawyer-a") }, std::nullopt, RoomId("room-1") }));
    auto const english = planner().assign(wish_of("legal", "en"), at("2026-11-24", "09:00")).value();
    EXPECT_EQ(english, (Assignment { { ProfessionalId("lawyer-b") }, std::nullopt, RoomId("room-1") }));
}

TEST_F(JointAvailability, NoSharedLanguage_TakesAnInterpreterOfBoth)
{
    auto const persian = planner().assign(wish_of("legal", "fa"), at("2026-11-24", "09:00")).value();
    EXPECT_EQ(persian, (Assignment { { ProfessionalId("lawyer-a") }, ProfessionalId("interpreter-a"), RoomId("room-1") }));
    m_roster.professionals.at(2).languages = { LanguageTag("fa"), LanguageTag("en") };
    EXPECT_EQ(planner().assign(wish_of("legal", "fa"), at("2026-11-24", "09:00"))->professionals.front(), ProfessionalId("lawyer-b"))
        << "the interpreter has to share a language with the lawyer too";
}

TEST_F(JointAvailability, WishForAWoman_HoldsForTheInterpreterToo)
{
    auto const persian = planner().assign(wish_of("legal", "fa", GenderPreference::woman), at("2026-11-24", "09:00")).value();
    EXPECT_EQ(persian, (Assignment { { ProfessionalId("lawyer-b") }, ProfessionalId("interpreter-a"), RoomId("room-1") }));
    EXPECT_TRUE(times(wish_of("legal", "ar", GenderPreference::woman), "2026-11-24").empty());
    EXPECT_EQ(planner().check_servable(wish_of("legal", "ar", GenderPreference::woman)).error().reason, Reason::not_servable);
    EXPECT_TRUE(planner().check_servable(wish_of("legal", "ar", GenderPreference::man)));
    m_roster.professionals.at(0).gender = Gender::unknown;
    EXPECT_FALSE(planner().check_servable(wish_of("legal", "ar", GenderPreference::man))) << "unknown promises nothing";
}

TEST_F(JointAvailability, OneThingMissing_OffersNothing)
{
    take_person("interpreter-a", "09:00", "10:00");
    EXPECT_EQ(times(wish_of("legal", "fa"), "2026-11-24").front(), "10:00");
    EXPECT_EQ(times(wish_of("legal", "tr"), "2026-11-24").front(), "09:00");
    for (auto const* const id : { "room-1", "room-2" })
        m_taken.push_back({ { ResourceKind::room, id }, at("2026-11-24", "09:00"), at("2026-11-24", "11:00") });
    EXPECT_EQ(times(wish_of("legal", "tr"), "2026-11-24").front(), "11:00");
    EXPECT_EQ(planner().assign(wish_of("legal", "tr"), at("2026-11-24", "09:00")).error().reason, Reason::slot_taken);
}

TEST_F(JointAvailability, InterpreterOfTheRole_IsNotAlsoTheInterpreter)
{
    needs().roles = { { ProfessionalRole::interpreter, 1 } };
    m_roster.professionals.at(2).languages = { LanguageTag("tr"), LanguageTag("fa") };
    EXPECT_EQ(planner().assign(wish_of("legal", "fa"), at("2026-11-24", "09:00")).value(),
        (Assignment { { ProfessionalId("interpreter-a") }, std::nullopt, RoomId("room-1") }));
    EXPECT_EQ(planner().assign(wish_of("legal", "en"), at("2026-11-24", "09:00")).error().reason, Reason::not_servable);
    needs().roles = { { ProfessionalRole::interpreter, 2 } };
    EXPECT_EQ(planner().assign(wish_of("legal", "fa"), at("2026-11-24", "09:00")).error().reason, Reason::not_servable)
        << "the second one would need the first as an interpreter";
}

TEST_F(JointAvailability, Gaps_KeepFreeBeforeAndAfter)
{
    needs().gap_before = Minutes(5);
    needs().gap_after = Minutes(10);
    needs().grid = Minutes(5);
    m_roster.rooms.resize(1);
    take(planner().assign(wish_of("legal", "tr"), at("2026-11-24", "10:00")).value(), at("2026-11-24", "10:00"));
    auto const offered = times(wish_of("legal", "tr"), "2026-11-24");
    EXPECT_TRUE(std::ranges::find(offered, "09:00") != offered.end()) << "ends 09:45, its gap at 09:55, the other's begins there";
    EXPECT_TRUE(std::ranges::find(offered, "09:05") == offered.end());
    EXPECT_TRUE(std::ranges::find(offered, "10:55") == offered.end());
    EXPECT_TRUE(std::ranges::find(offered, "11:00") != offered.end());
}

TEST_F(JointAvailability, Bounds_OfNoticeAndDaysAhead_AreKept)
{
    needs().notice = Minutes(90);
    needs().days_ahead = 3;
    EXPECT_EQ(times(wish_of("legal", "tr"), "2026-11-23").front(), "09:30");
    EXPECT_FALSE(times(wish_of("legal", "tr"), "2026-11-26").empty());
    EXPECT_TRUE(times(wish_of("legal", "tr"), "2026-11-27").empty());
    EXPECT_TRUE(times(wish_of("legal", "tr"), "2026-11-22").empty());
    EXPECT_EQ(planner().offers(wish_of("legal", "tr"), day("2026-11-01"), 31)->size(), 4 * 12 - 1U);
}

TEST_F(JointAvailability, NextOffers_GoOnOverDaysUntilThereAreEnough)
{
    m_catalogue.closures = { { day("2026-11-24"), day("2026-11-25"), std::nullopt, std::nullopt, {} } };
    needs().grid = Minutes(120);
    auto const next = planner().next_offers(wish_of("legal", "fa"), at("2026-11-23", "10:01"), 3).value();
    ASSERT_EQ(next.size(), 3U);
    EXPECT_EQ(next.at(0).start, at("2026-11-23", "14:00"));
    EXPECT_EQ(next.at(1).start, at("2026-11-23", "16:00"));
    EXPECT_EQ(next.at(2).start, at("2026-11-26", "10:00"));
}

TEST_F(JointAvailability, WrongStart_IsInvalidAtStartAndSaysWhy)
{
    needs().notice = Minutes(60);
    m_catalogue.closures = { { day("2026-11-25"), day("2026-11-25"), std::nullopt, std::nullopt, {} } };
    struct Case {
        Instant start;
        char const* what;
    };
    for (auto const& [start, what] :
        { Case { at("2026-11-22", "10:00"), "past" }, { at("2026-11-23", "08:30"), "too soon" }, { at("2026-12-08", "10:00"), "too far ahead" },
            { at("2026-11-24", "10:10"), "no appointment begins" }, { at("2026-11-24", "10:00") + Seconds(1), "no appointment begins" },
            { at("2026-11-25", "10:00"), "closed" }, { at("2026-11-24", "16:30"), "closed" }, { at("2026-11-28", "10:00"), "closed" } }) {
        auto const refused = planner().assign(wish_of("legal", "tr"), start);
        ASSERT_FALSE(refused) << what;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().where, "start");
        EXPECT_NE(refused.error().what.find(what), std::string::npos) << refused.error().line();
        EXPECT_FALSE(refused.error().mend.empty());
    }
}

TEST_F(JointAvailability, WrongWish_FailsEverywhereTheSame)
{
    struct Case {
        BookingWish wish;
        ErrorCode code;
        char const* where;
    };
    for (auto const& [wish, code, where] : { Case { wish_of("nothing", "tr"), ErrorCode::not_found, "service" },
             { wish_of("intake", "tr"), ErrorCode::invalid, "service" }, { wish_of("legal", "de"), ErrorCode::invalid, "language" } }) {
        for (auto const& error : { planner().offers(wish, day("2026-11-24"), 1).error(), planner().next_offers(wish, m_now, 1).error(),
                 planner().assign(wish, m_now).error(), planner().check_servable(wish).error() }) {
            EXPECT_EQ(error.code, code);
            EXPECT_EQ(error.where, where);
        }
    }
}

TEST_F(JointAvailability, Filling_ChoosesWhoHasMostOrLeastThatDay)
{
    take_person("lawyer-b", "15:00", "16:00");
    m_taken.push_back({ { ResourceKind::professional, "lawyer-a" }, at("2026-11-23", "09:00"), at("2026-11-23", "17:00") });
    auto const start = at("2026-11-24", "09:00");
    m_catalogue.rules.filling = Filling::fewest;
    EXPECT_EQ(planner().assign(wish_of("legal", "tr"), start)->professionals.front(), ProfessionalId("lawyer-b"));
    m_catalogue.rules.filling = Filling::evenly;
    EXPECT_EQ(planner().assign(wish_of("legal", "tr"), start)->professionals.front(), ProfessionalId("lawyer-a"));
    take_person("lawyer-a", "15:00", "16:30");
    EXPECT_EQ(planner().assign(wish_of("legal", "tr"), start)->professionals.front(), ProfessionalId("lawyer-b"));
    m_catalogue.rules.filling = Filling::fewest;
    EXPECT_EQ(planner().assign(wish_of("legal", "tr"), start)->professionals.front(), ProfessionalId("lawyer-a"));
}

TEST_F(JointAvailability, Filling_NeverTakesAnInterpreterForIt)
{
    take_person("lawyer-a", "15:00", "16:00");
    auto const english = planner().assign(wish_of("legal", "en"), at("2026-11-24", "09:00")).value();
    EXPECT_EQ(english.professionals.front(), ProfessionalId("lawyer-b"));
    EXPECT_FALSE(english.interpreter);
}

TEST(WorkingHours, SchedulesBreaksAbsencesAndEveryOtherWeek_ComeTogether)
{
    auto who = person("lawyer-a", ProfessionalRole::lawyer, Gender::man, { "tr" });
    who.schedules.front().every_weeks = 2;
    who.schedules.front().valid_from = day("2026-11-25"); // a Wednesday: its week counts from Monday
    who.schedules.push_back({ day("2026-12-01"), day("2026-12-31"), 1, { { Weekday::thursday, time("18:00"), time("24:00") } }, {} });
    who.absences = { { day("2026-12-10"), day("2026-12-10"), time("09:00"), time("10:15") } };
    auto const on = [&who](char const* date) {
        std::string text;
        for (auto const& hours : working_hours_on(who, day(date)))
            text += hours.from.text() + "-" + hours.to.text() + " ";
        return text;
    };
    EXPECT_EQ(on("2026-11-24"), "") << "not valid yet";
    EXPECT_EQ(on("2026-11-26"), "09:00-12:30 13:30-17:00 ");
    EXPECT_EQ(on("2026-12-03"), "18:00-24:00 ") << "the other week";
    EXPECT_EQ(on("2026-12-08"), "09:00-12:30 13:30-17:00 ");
    EXPECT_EQ(on("2026-12-10"), "10:15-12:30 13:30-17:00 18:00-24:00 ");
    EXPECT_EQ(on("2027-01-07"), "09:00-12:30 13:30-17:00 ");
}

} // namespace
} // namespace zahide::domain
