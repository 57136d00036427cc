#include "booking_world.h"

namespace zahide::scheduler {
namespace {

class Bookings : public BookingTest { };
INSTANTIATE_TEST_SUITE_P(Over, Bookings, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

Instant const eleven = at("11:00");
Instant const noon = at("12:00");

TEST_P(Bookings, HeldSlot_IsOfferedToNobodyElse)
{
    ASSERT_TRUE(is_offered(eleven));
    auto const held = hold(eleven);
    EXPECT_EQ(held.owner, "device:kiosk-1");
    EXPECT_EQ(held.end, eleven + Minutes(45));
    EXPECT_EQ(held.expires_at, m_world.clock.now() + Minutes(3));
    EXPECT_EQ(held.assignment.interpreter, ProfessionalId("ali"));
    EXPECT_TRUE(held.assignment.room);
    EXPECT_FALSE(is_offered(eleven)) << "there is one interpreter for Persian";
    EXPECT_FALSE(is_offered(at("10:30"))) << "he would be late";
    EXPECT_TRUE(is_offered(noon));
    EXPECT_TRUE(is_offered(eleven, booking("legal", "tr"))) << "the other lawyer needs no interpreter";
    EXPECT_EQ(reason(ayse, HoldSlot { center, booking(), eleven }), Reason::slot_taken);
    EXPECT_EQ(m_refusal.where, "start");
    auto const next = asked(ayse, NextOffersQuery { center, booking(), eleven });
    ASSERT_EQ(next.size(), 6U);
    EXPECT_EQ(next.front().start, noon);
}

TEST_P(Bookings, ThirdHoldAtATime_FindsNoRoom)
{
    hold(eleven, booking("legal", "tr"));
    hold(eleven, booking("legal", "tr"));
    EXPECT_FALSE(is_offered(eleven, booking("social", "tr"))) << "the psychologist has no room left";
    EXPECT_EQ(reason(kiosk, HoldSlot { center, booking("social", "tr"), eleven }), Reason::slot_taken);
}

TEST_P(Bookings, HoldAtTheDesk_IsKeptLonger)
{
    EXPECT_EQ(hold(eleven, booking(), ayse).expires_at, m_world.clock.now() + Minutes(10));
}

TEST_P(Bookings, HoldWhoseKioskDied_ComesBackByItself)
{
    auto const held = hold(eleven);
    m_world.start();
    EXPECT_FALSE(is_offered(eleven));
    m_world.clock.set(held.expires_at - Milliseconds(1));
    EXPECT_FALSE(is_offered(eleven));
    m_world.clock.set(held.expires_at);
    EXPECT_TRUE(is_offered(eleven)) << "also before anybody has released it";
    EXPECT_EQ(reason(kiosk, BookAppointment { held.id }), Reason::hold_gone);
    auto const second = hold(eleven, booking(), second_kiosk);
    EXPECT_NE(second.id, held.id);
    m_world.clock.set(second.expires_at);
    done(system_itself, ExpireHolds {});
    EXPECT_TRUE(is_offered(eleven));
    EXPECT_EQ(refused(kiosk, ExpireHolds {}), ErrorCode::forbidden);
}

TEST_P(Bookings, ExtendedHold_LastsItsFullLengthAgainButNotForEver)
{
    auto held = hold(eleven);
    for (int count = 1; count <= m_catalogue.rules.hold_extensions_max; ++count) {
        m_world.clock.advance(Minutes(2));
        held = done(kiosk, ExtendHold { held.id });
        EXPECT_EQ(held.expires_at, m_world.clock.now() + Minutes(3));
    }
    EXPECT_EQ(refused(kiosk, ExtendHold { held.id }), ErrorCode::limit);
    m_world.clock.advance(Minutes(3));
    EXPECT_EQ(reason(kiosk, ExtendHold { held.id }), Reason::hold_gone);
}

TEST_P(Bookings, AnothersHold_IsAsIfItHadGone)
{
    auto const held = hold(eleven);
    for (auto const& other : { second_kiosk, ayse, stranger }) {
        EXPECT_EQ(reason(other, BookAppointment { held.id }), Reason::hold_gone);
        EXPECT_EQ(m_refusal.code, ErrorCode::not_found);
        EXPECT_EQ(m_refusal.where, "hold");
        EXPECT_EQ(reason(other, ExtendHold { held.id }), Reason::hold_gone);
        done(other, ReleaseHold { held.id });
    }
    EXPECT_FALSE(is_offered(eleven));
    EXPECT_EQ(refused(board, BookAppointment { held.id }), ErrorCode::forbidden);
    done(kiosk, ReleaseHold { held.id });
    EXPECT_TRUE(is_offered(eleven));
    done(kiosk, ReleaseHold { held.id });
}

TEST_P(Bookings, OwnerWhoHoldsTooMany_IsRefused)
{
    std::size_t held = 0;
    for (int day = 1; day < 14 && held < domain::limits::holds_of_owner_max; ++day) {
        for (char const* time : { "09:00", "10:00", "11:00", "12:00" }) {
            if (held < domain::limits::holds_of_owner_max && m_world.scheduler().execute(ayse, HoldSlot { center, booking(), at(time, today.plus_days(day)) }))
                ++held;
        }
    }
    ASSERT_EQ(held, domain::limits::holds_of_owner_max);
    EXPECT_EQ(refused(ayse, HoldSlot { center, booking(), eleven }), ErrorCode::limit);
    hold(eleven);
}

TEST_P(Bookings, StartThatCanNotBe_IsRefusedAndHoldsNothing)
{
    for (auto const start : { at("11:10"), at("09:30"), at("17:00"), at("16:30"), at("11:00", today.plus_days(6)), at("11:00", today.plus_days(15)) }) {
        EXPECT_EQ(refused(kiosk, HoldSlot { center, booking(), start }), ErrorCode::invalid) << start.text();
        EXPECT_EQ(m_refusal.where, "start");
    }
    EXPECT_EQ(refused(kiosk, HoldSlot { center, booking("massage"), eleven }), ErrorCode::not_found);
    EXPECT_EQ(refused(kiosk, HoldSlot { center, booking("reception"), eleven }), ErrorCode::invalid);
    EXPECT_EQ(refused(kiosk, HoldSlot { center, booking("legal", "ru"), eleven }), ErrorCode::invalid);
    EXPECT_EQ(reason(kiosk, HoldSlot { center, booking("legal", "fa", domain::GenderPreference::woman), eleven }), Reason::not_servable)
        << "the interpreter is a man";
    EXPECT_EQ(m_refusal.code, ErrorCode::conflict);
    EXPECT_EQ(refused(stranger, HoldSlot { center, booking(), eleven }), ErrorCode::forbidden);
}

TEST_P(Bookings, Availability_TellsTheNextFreeOnesWhenTheDayHasNone)
{
    auto const saturday = today.plus_days(5);
    auto const view = asked(kiosk, AvailabilityQuery { center, booking(), saturday, 2 });
    EXPECT_TRUE(view.offers.empty());
    ASSERT_EQ(view.next.size(), 6U);
    EXPECT_EQ(view.next.front().start, at("09:00", today.plus_days(7)));
    EXPECT_EQ(view.next.front().interpreter, domain::WithInterpreter::yes);
    auto const week = asked(kiosk, AvailabilityQuery { center, booking() });
    EXPECT_EQ(week.offers.front().start, at("10:00"));
    EXPECT_TRUE(week.next.empty());
    for (std::int32_t const days : { 0, 32 })
        EXPECT_FALSE(m_world.scheduler().ask(kiosk, AvailabilityQuery { center, booking(), today, days }));
    auto const unservable = m_world.scheduler().ask(kiosk, AvailabilityQuery { center, booking("legal", "fa", domain::GenderPreference::woman) });
    ASSERT_FALSE(unservable);
    EXPECT_EQ(unservable.error().reason, Reason::not_servable);
    EXPECT_FALSE(m_world.scheduler().ask(board, AvailabilityQuery { center, booking() }));
}

TEST_P(Bookings, BookedHold_IsAnAppointmentFoundByItsCode)
{
    auto const held = hold(eleven);
    auto const appointment = done(kiosk, BookAppointment { held.id });
    EXPECT_EQ(appointment.state, domain::AppointmentState::booked);
    EXPECT_EQ(appointment.assignment, held.assignment);
    EXPECT_EQ(appointment.channel, domain::Channel::kiosk);
    EXPECT_EQ(appointment.device, DeviceId("kiosk-1"));
    EXPECT_EQ(asked(second_kiosk, AppointmentByCodeQuery { center, appointment.code }), appointment);
    EXPECT_EQ(reason(kiosk, BookAppointment { held.id }), Reason::hold_gone) << "once";
    m_world.clock.advance(Minutes(30));
    EXPECT_FALSE(is_offered(eleven)) << "the hold's end is none of the appointment's";
    auto const unknown = m_world.scheduler().ask(kiosk, AppointmentByCodeQuery { center, Personal(domain::AppointmentCode::generate(m_world.random)) });
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().reason, Reason::unknown_code);
    m_world.clock.advance(std::chrono::hours(24));
    EXPECT_FALSE(m_world.scheduler().ask(kiosk, AppointmentByCodeQuery { center, appointment.code })) << "its day is over";
    EXPECT_FALSE(m_world.scheduler().ask(stranger, AppointmentQuery { appointment.id }));
    EXPECT_EQ(booked(noon + std::chrono::hours(24), booking(), ayse).device, std::nullopt);
}

TEST_P(Bookings, DayOfAppointments_IsShownByStartToStaff)
{
    auto const later = booked(noon);
    auto const first = booked(eleven, booking("social", "tr"));
    booked(at("11:00", today.plus_days(1)));
    auto const view = asked(ayse, AppointmentsQuery { center, std::nullopt });
    EXPECT_EQ(view.date, today);
    ASSERT_EQ(view.appointments.size(), 2U);
    EXPECT_EQ(view.appointments[0].appointment, first);
    EXPECT_EQ(view.appointments[1].appointment, later);
    EXPECT_EQ(asked(lawyer, AppointmentsQuery { center, today.plus_days(1) }).appointments.size(), 1U);
    EXPECT_FALSE(m_world.scheduler().ask(kiosk, AppointmentsQuery { center, std::nullopt }));
    EXPECT_EQ(asked(ayse, RosterQuery { center }), m_roster);
    EXPECT_FALSE(m_world.scheduler().ask(kiosk, RosterQuery { center }));
}

TEST_P(Bookings, Changes_AreToldToStaffAlone)
{
    auto const before = m_world.scheduler().newest_revision().value();
    auto const appointment = booked(eleven);
    auto const changes_for = [&](domain::Principal const& who) {
        std::vector<AppointmentChanged> changes;
        for (auto const& event : asked(who, EventsQuery { before }).events) {
            if (auto const* change = std::get_if<AppointmentChanged>(&event.what))
                changes.push_back(*change);
        }
        return changes;
    };
    ASSERT_EQ(changes_for(mehmet).size(), 1U);
    EXPECT_EQ(changes_for(mehmet).front().appointment, appointment);
    EXPECT_EQ(changes_for(mehmet).front().ticket_number, std::nullopt);
    m_world.clock.set(eleven);
    done(kiosk, CheckIn { appointment.id });
    ASSERT_EQ(changes_for(lawyer).size(), 1U) << "the present state, once";
    EXPECT_EQ(changes_for(lawyer).front().appointment.state, domain::AppointmentState::arrived);
    EXPECT_EQ(changes_for(lawyer).front().ticket_number, TicketNumber(1));
    EXPECT_TRUE(changes_for(kiosk).empty());
    EXPECT_TRUE(changes_for(board).empty());
}

TEST_P(Bookings, MovedAppointment_FreesTheOldTimeAndKeepsItsCode)
{
    auto const before = booked(eleven);
    auto const held = hold(noon);
    auto const moved = done(kiosk, MoveAppointment { before.id, held.id });
    EXPECT_EQ(moved.id, before.id);
    EXPECT_EQ(moved.code, before.code);
    EXPECT_EQ(moved.start, noon);
    EXPECT_EQ(moved.moves, 1);
    EXPECT_EQ(stored(before.id), moved);
    EXPECT_TRUE(is_offered(eleven));
    EXPECT_FALSE(is_offered(noon));
}

TEST_P(Bookings, MoveThatCanNotBe_ChangesNeitherTime)
{
    auto const before = booked(eleven);
    auto const held = hold(noon);
    EXPECT_EQ(reason(second_kiosk, MoveAppointment { before.id, held.id }), Reason::hold_gone) << "another's hold";
    m_world.clock.advance(Minutes(3));
    EXPECT_EQ(reason(kiosk, MoveAppointment { before.id, held.id }), Reason::hold_gone) << "expired";
    EXPECT_EQ(stored(before.id), before);
    EXPECT_FALSE(is_offered(eleven));
    EXPECT_TRUE(is_offered(noon));
    done(kiosk, CancelAppointment { before.id });
    auto const again = hold(noon);
    EXPECT_EQ(refused(kiosk, MoveAppointment { before.id, again.id }), ErrorCode::conflict) << "it was cancelled";
    EXPECT_FALSE(is_offered(noon)) << "the hold is still there";
    EXPECT_EQ(refused(stranger, MoveAppointment { before.id, again.id }), ErrorCode::not_found);
}

TEST_P(Bookings, CancelledAppointment_IsOfferedAgainAtOnce)
{
    auto const appointment = booked(eleven);
    auto const cancelled = done(kiosk, CancelAppointment { appointment.id });
    EXPECT_EQ(cancelled.state, domain::AppointmentState::cancelled);
    EXPECT_EQ(cancelled.ended_at, m_world.clock.now());
    EXPECT_EQ(cancelled.assignment, appointment.assignment) << "it is still known with whom it was";
    EXPECT_TRUE(is_offered(eleven));
    EXPECT_EQ(refused(kiosk, CancelAppointment { appointment.id }), ErrorCode::conflict);
    EXPECT_NE(booked(eleven).code, appointment.code);
}

TEST_P(Bookings, CancelledSlot_StaysClosedForAsLongAsTheRulesSay)
{
    m_catalogue.rules.cancelled_closed = Minutes(20);
    m_catalogue.services[0].needs->gap_after = Minutes(15);
    done(system_itself, SaveCatalogue { m_catalogue });
    auto const appointment = booked(eleven);
    m_catalogue.services[0].needs->gap_after = Minutes(60);
    done(system_itself, SaveCatalogue { m_catalogue });
    booked(at("12:30"), booking("legal", "fa"));
    done(kiosk, CancelAppointment { appointment.id });
    EXPECT_FALSE(is_offered(eleven));
    EXPECT_EQ(reason(kiosk, HoldSlot { center, booking(), eleven }), Reason::slot_taken);
    m_world.clock.advance(Minutes(20));
    EXPECT_TRUE(is_offered(eleven, booking("social", "fa")));
}

TEST_P(Bookings, AppointmentsOfOthersThanTheRosters_OutliveANewRoster)
{
    auto const appointment = booked(eleven);
    m_roster.professionals.erase(m_roster.professionals.begin());
    done(system_itself, SaveRoster { m_roster });
    EXPECT_EQ(stored(appointment.id), appointment);
    EXPECT_EQ(refused(kiosk, SaveRoster { m_roster }), ErrorCode::forbidden);
    m_roster.professionals.push_back(m_roster.professionals.front());
    EXPECT_EQ(refused(system_itself, SaveRoster { m_roster }), ErrorCode::invalid) << "named twice";
}

} // namespace
} // namespace zahide::scheduler
