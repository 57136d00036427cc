#include "domain/appointment.h"

#include "domain/slot.h"

#include <gtest/gtest.h>
#include <string>

namespace zahide::domain {
namespace {

// The whole tables, written a second time and in another form: one row a state, one column an event, the letter of the
// state that follows or '.' for forbidden.
//   events: confirm move check_in fulfil cancel no_show queue
//   states: Pending Booked Arrived Fulfilled cancelled(X) Noshow Waitlist
constexpr std::array<std::string_view, appointment_state_count> appointment_table { {
    "BP..X.W", // pending
    ".BA.XN.", // booked
    "...FXN.", // arrived
    ".......", // fulfilled
    ".......", // cancelled
    "..A.X..", // noshow
    "B...X..", // waitlist
} };
constexpr std::string_view appointment_letters = "PBAFXNW";

TEST(AppointmentMachine, EveryStateAndEvent_GoesWhereTheTableSays)
{
    for (std::size_t state = 0; state < appointment_state_count; ++state) {
        for (std::size_t event = 0; event < appointment_event_count; ++event) {
            auto const from = static_cast<AppointmentState>(state);
            auto const next = next_state(from, static_cast<AppointmentEvent>(event));
            char const found = next ? appointment_letters.at(static_cast<std::size_t>(*next)) : '.';
            EXPECT_EQ(found, appointment_table.at(state).at(event)) << name_of(from) << " + " << name_of(static_cast<AppointmentEvent>(event));
        }
    }
}

TEST(AppointmentMachine, EveryStateAndEvent_IsAppliedOrAConflict)
{
    for (std::size_t state = 0; state < appointment_state_count; ++state) {
        for (std::size_t event = 0; event < appointment_event_count; ++event) {
            Appointment appointment;
            appointment.state = static_cast<AppointmentState>(state);
            auto const next = next_state(appointment.state, static_cast<AppointmentEvent>(event));
            auto const applied = apply(appointment, static_cast<AppointmentEvent>(event), Instant::from_unix_ms(7));
            ASSERT_EQ(applied.has_value(), next.has_value());
            if (applied) {
                EXPECT_EQ(applied->state, *next);
            } else {
                EXPECT_EQ(applied.error().code, ErrorCode::conflict);
                EXPECT_FALSE(applied.error().mend.empty());
            }
        }
    }
}

TEST(AppointmentMachine, OnlyCancelledAndWaiting_TakeNoTime)
{
    EXPECT_TRUE(takes_time(AppointmentState::pending));
    EXPECT_TRUE(takes_time(AppointmentState::booked));
    EXPECT_TRUE(takes_time(AppointmentState::arrived));
    EXPECT_TRUE(takes_time(AppointmentState::fulfilled));
    EXPECT_TRUE(takes_time(AppointmentState::noshow));
    EXPECT_FALSE(takes_time(AppointmentState::cancelled));
    EXPECT_FALSE(takes_time(AppointmentState::waitlist));
}

TEST(AppointmentMachine, NoshowWhoComesAfterAll_KeepsTheFirstArrival)
{
    Appointment appointment;
    auto const at = [](int minute) { return Instant::from_unix_ms(minute * 60'000LL); };
    auto next = apply(appointment, AppointmentEvent::move, at(0));
    next = apply(*next, AppointmentEvent::check_in, at(1));
    next = apply(*next, AppointmentEvent::no_show, at(9));
    EXPECT_EQ(next->ended_at, at(9));
    next = apply(*next, AppointmentEvent::check_in, at(12));
    EXPECT_FALSE(next->ended_at);
    next = apply(*next, AppointmentEvent::fulfil, at(30));
    ASSERT_TRUE(next);
    EXPECT_EQ(next->moves, 1);
    EXPECT_EQ(next->arrived_at, at(1));
    EXPECT_EQ(next->ended_at, at(30));
}

TEST(SlotMachine, EveryStateAndEvent_GoesWhereTheTableSays)
{
    // events: hold book release expire close reopen; states: Free Tentative Busy Unavailable
    constexpr std::array<std::string_view, slot_state_count> table { { "T...U.", ".BFF..", "T.F...", ".....F" } };
    constexpr std::string_view names = "FTBU";
    for (std::size_t state = 0; state < slot_state_count; ++state) {
        for (std::size_t event = 0; event < slot_event_count; ++event) {
            auto const next = next_state(static_cast<SlotState>(state), static_cast<SlotEvent>(event));
            EXPECT_EQ(next ? names.at(static_cast<std::size_t>(*next)) : '.', table.at(state).at(event)) << state << " + " << event;
        }
    }
}

TEST(CheckInTime, BothEnds_AreInTime)
{
    Rules rules;
    Appointment appointment;
    appointment.start = Instant::from_unix_ms(1'800'000'000'000);
    auto const from = appointment.start - Minutes(30);
    auto const until = appointment.start + Minutes(10);
    auto const moment = Milliseconds(1);
    EXPECT_EQ(check_in_time(appointment, rules, from - moment), CheckInTime::too_early);
    EXPECT_EQ(check_in_time(appointment, rules, from), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, until), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, until + moment), CheckInTime::too_late);
}

TEST(CheckInTime, OtherRules_MoveTheEnds)
{
    Rules rules;
    rules.check_in_before = Minutes(5);
    rules.check_in_after = Minutes(0);
    Appointment appointment;
    appointment.start = Instant::from_unix_ms(1'800'000'000'000);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start - Minutes(6)), CheckInTime::too_early);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start + Minutes(1)), CheckInTime::too_late);
}

TEST(Occupations, OfAnAssignment_TakeEachFromTheGapBeforeToTheGapAfter)
{
    Assignment const assignment { { ProfessionalId("lawyer-1"), ProfessionalId("lawyer-2") }, ProfessionalId("interpreter-1"), RoomId("room-1") };
    ServiceNeeds needs;
    needs.duration = Minutes(45);
    needs.gap_before = Minutes(5);
    needs.gap_after = Minutes(15);
    auto const start = Instant::from_unix_ms(1'800'000'000'000);
    auto const found = occupations_of(assignment, needs, start);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found.at(2), (Occupation { { ResourceKind::professional, "interpreter-1" }, start - Minutes(5), start + Minutes(60) }));
    EXPECT_EQ(found.at(3), (Occupation { { ResourceKind::room, "room-1" }, start - Minutes(5), start + Minutes(60) }));
    EXPECT_EQ(occupations_of({ { ProfessionalId("lawyer-1") }, {}, {} }, needs, start).size(), 1U);
}

TEST(Spellings, OfAppointmentStates_AreFhirs)
{
    constexpr std::array<std::string_view, appointment_state_count> names { { "pending", "booked", "arrived", "fulfilled", "cancelled", "noshow",
        "waitlist" } };
    for (std::size_t state = 0; state < appointment_state_count; ++state)
        EXPECT_EQ(name_of(static_cast<AppointmentState>(state)), names.at(state));
}

} // namespace
} // namespace zahide::domain
