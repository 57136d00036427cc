#include "booking_fixture.h"
#include "domain/limits.h"

#include <functional>
#include <gtest/gtest.h>

namespace zahide::domain {
namespace {

using test::day;
using test::time;

Roster sample_roster()
{
    Roster roster;
    roster.center = CenterId("zahide-nine");
    roster.professionals = { test::person("lawyer-a", ProfessionalRole::lawyer, Gender::man, { "tr" }),
        test::person("interpreter-a", ProfessionalRole::interpreter, Gender::woman, { "tr", "fa" }) };
    roster.professionals.front().staff = StaffUserId("ali");
    roster.rooms = { test::room("room-1", "consulting"), test::room("room-2", "consulting") };
    return roster;
}

TEST(RosterCheck, Sample_IsFine)
{
    auto const checked = check(sample_roster(), test::catalogue_of());
    EXPECT_TRUE(checked) << checked.error().line();
    EXPECT_TRUE(check(Roster { CenterId("zahide-nine"), {}, {} }, test::catalogue_of()));
}

TEST(RosterCheck, EachFault_IsInvalidAtItsField)
{
    struct Fault {
        char const* where;
        std::function<void(Roster&)> make;
    };
    auto const professional = [](auto change) { return [change](Roster& roster) { change(roster.professionals.front()); }; };
    auto const schedule = [](auto change) { return [change](Roster& roster) { change(roster.professionals.front().schedules.front()); }; };
    auto const room = [](auto change) { return [change](Roster& roster) { change(roster.rooms.front()); }; };
    std::vector<Fault> const faults {
        { "center", [](Roster& roster) { roster.center = CenterId("elsewhere"); } },
        { "professionals.Lawyer A", professional([](Professional& who) { who.id = ProfessionalId("Lawyer A"); }) },
        { "professionals.interpreter-a", professional([](Professional& who) { who.id = ProfessionalId("interpreter-a"); }) },
        { "professionals.lawyer-a.name", professional([](Professional& who) { who.name.clear(); }) },
        { "professionals.lawyer-a.staff", professional([](Professional& who) { who.staff = StaffUserId("Ali!"); }) },
        { "professionals.interpreter-a.staff", [](Roster& roster) { roster.professionals.back().staff = StaffUserId("ali"); } },
        { "professionals.lawyer-a.languages", professional([](Professional& who) { who.languages.clear(); }) },
        { "professionals.lawyer-a.languages", professional([](Professional& who) { who.languages.emplace_back("tr"); }) },
        { "professionals.lawyer-a.schedules", schedule([](Schedule& hours) { hours.valid_to = day("2025-12-31"); }) },
        { "professionals.lawyer-a.schedules.every_weeks", schedule([](Schedule& hours) { hours.every_weeks = 0; }) },
        { "professionals.lawyer-a.schedules.hours", schedule([](Schedule& hours) { hours.hours.front().to = hours.hours.front().from; }) },
        { "professionals.lawyer-a.schedules.breaks", schedule([](Schedule& hours) { hours.breaks.front().from = time("24:00"); }) },
        { "professionals.lawyer-a.schedules.hours", schedule([](Schedule& hours) { hours.hours.resize(limits::opening_hours_max + 1, hours.hours.front()); }) },
        { "professionals.lawyer-a.schedules", professional([](Professional& who) { who.schedules.resize(limits::schedules_max + 1, who.schedules.front()); }) },
        { "professionals.lawyer-a.absences", professional([](Professional& who) {
             who.absences = { { day("2026-02-02"), day("2026-02-01"), std::nullopt, std::nullopt } };
         }) },
        { "professionals.lawyer-a.absences", professional([](Professional& who) {
             who.absences = { { day("2026-02-02"), day("2026-02-02"), time("10:00"), time("10:00") } };
         }) },
        { "professionals", [](Roster& roster) { roster.professionals.resize(limits::professionals_max + 1); } },
        { "rooms.room-2", room([](Room& where) { where.id = RoomId("room-2"); }) },
        { "rooms.", room([](Room& where) { where.id = RoomId(); }) },
        { "rooms.room-1.kind", room([](Room& where) { where.kind = "Big"; }) },
        { "rooms.room-1.name", room([](Room& where) { where.name.by_language.clear(); }) },
        { "rooms.room-1.closures", room([](Room& where) { where.closures.resize(limits::absences_max + 1); }) },
        { "rooms", [](Roster& roster) { roster.rooms.resize(limits::rooms_max + 1); } },
    };
    for (auto const& [where, make] : faults) {
        auto roster = sample_roster();
        make(roster);
        auto const checked = check(roster, test::catalogue_of());
        ASSERT_FALSE(checked) << where;
        EXPECT_EQ(checked.error().code, ErrorCode::invalid);
        EXPECT_EQ(checked.error().where, where) << checked.error().line();
        EXPECT_FALSE(checked.error().mend.empty());
    }
}

TEST(NeedsCheck, EachFault_IsInvalidAtItsField)
{
    struct Fault {
        char const* where;
        std::function<void(ServiceNeeds&)> make;
    };
    std::vector<Fault> const faults {
        { "roles", [](ServiceNeeds& needs) { needs.roles.clear(); } },
        { "roles", [](ServiceNeeds& needs) { needs.roles.push_back(needs.roles.front()); } },
        { "roles", [](ServiceNeeds& needs) { needs.roles.front().count = 0; } },
        { "roles", [](ServiceNeeds& needs) { needs.roles.front().count = limits::role_count_max + 1; } },
        { "room_kind", [](ServiceNeeds& needs) { needs.room_kind = ""; } },
        { "minutes", [](ServiceNeeds& needs) { needs.duration = Minutes(0); } },
        { "minutes", [](ServiceNeeds& needs) { needs.duration = Minutes(47); } },
        { "minutes", [](ServiceNeeds& needs) { needs.duration = Minutes(485); } },
        { "gap_before", [](ServiceNeeds& needs) { needs.gap_before = Minutes(-5); } },
        { "gap_after", [](ServiceNeeds& needs) { needs.gap_after = Minutes(125); } },
        { "grid", [](ServiceNeeds& needs) { needs.grid = Minutes(0); } },
        { "days_ahead", [](ServiceNeeds& needs) { needs.days_ahead = limits::days_ahead_max + 1; } },
        { "notice", [](ServiceNeeds& needs) { needs.notice = Minutes(-1); } },
    };
    ASSERT_TRUE(check(test::catalogue_of()));
    for (auto const& [where, make] : faults) {
        auto catalogue = test::catalogue_of();
        make(*catalogue.services.front().needs);
        auto const checked = check(catalogue);
        ASSERT_FALSE(checked) << where;
        EXPECT_EQ(checked.error().where, std::string("services.legal.needs.") + where);
        EXPECT_FALSE(checked.error().mend.empty());
    }
}

TEST(RulesCheck, OfAppointments_HaveBounds)
{
    struct Fault {
        char const* where;
        std::function<void(Rules&)> make;
    };
    std::vector<Fault> const faults {
        { "rules.hold_at_kiosk_minutes", [](Rules& rules) { rules.hold_at_kiosk = Minutes(0); } },
        { "rules.hold_at_desk_minutes", [](Rules& rules) { rules.hold_at_desk = Minutes(61); } },
        { "rules.hold_extensions_max", [](Rules& rules) { rules.hold_extensions_max = -1; } },
        { "rules.check_in_before_minutes", [](Rules& rules) { rules.check_in_before = Minutes(721); } },
        { "rules.check_in_after_minutes", [](Rules& rules) { rules.check_in_after = Minutes(-1); } },
        { "rules.slots_per_service", [](Rules& rules) { rules.slots_per_service = 21; } },
        { "rules.cancelled_closed_minutes", [](Rules& rules) { rules.cancelled_closed = Minutes(1441); } },
        { "rules.code_tries_max", [](Rules& rules) { rules.code_tries_max = 0; } },
        { "rules.code_tries_window_minutes", [](Rules& rules) { rules.code_tries_window = Minutes(0); } },
    };
    for (auto const& [where, make] : faults) {
        auto catalogue = test::catalogue_of();
        make(catalogue.rules);
        auto const checked = check(catalogue);
        ASSERT_FALSE(checked) << where;
        EXPECT_EQ(checked.error().where, where);
    }
}

TEST(Roster, Finding_IsById)
{
    auto const roster = sample_roster();
    EXPECT_EQ(roster.find_professional(ProfessionalId("interpreter-a")), &roster.professionals.back());
    EXPECT_EQ(roster.find_professional(ProfessionalId("nobody")), nullptr);
    EXPECT_EQ(roster.find_room(RoomId("room-2")), &roster.rooms.back());
    EXPECT_EQ(roster.find_room(RoomId("nowhere")), nullptr);
}

} // namespace
} // namespace zahide::domain
