#include "booking_world.h"

namespace zahide::scheduler {
namespace {

class CheckIns : public BookingTest {
protected:
    domain::Appointment appointment_at_eleven() { return booked(m_eleven); }

    CheckedIn arrived(domain::Appointment const& appointment)
    {
        m_world.clock.set(appointment.start - Minutes(20));
        return done(kiosk, CheckIn { appointment.id });
    }

    /// Called and started at the lawyer's counter.
    domain::Ticket served(domain::Appointment const& appointment)
    {
        arrived(appointment);
        auto const ticket = next(lawyer, 3);
        EXPECT_TRUE(ticket);
        return moved(ticket->id, DeskMove::start);
    }

    Instant m_eleven = at("11:00");
};
INSTANTIATE_TEST_SUITE_P(Over, CheckIns, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(CheckIns, WholeWay_FromAHoldToBeingServed)
{
    auto const offers = asked(kiosk, AvailabilityQuery { center, booking(), today, 1 }).offers;
    auto const slot = std::ranges::find(offers, m_eleven, &domain::Offer::start);
    ASSERT_NE(slot, offers.end());
    auto const appointment = booked(slot->start);
    m_world.clock.set(m_eleven - Minutes(30));
    auto const by_code = asked(kiosk, AppointmentByCodeQuery { center, appointment.code });
    auto const checked = done(kiosk, CheckIn { by_code.id });
    EXPECT_EQ(checked.appointment.state, domain::AppointmentState::arrived);
    EXPECT_EQ(checked.appointment.arrived_at, m_world.clock.now());
    EXPECT_EQ(checked.appointment.ticket, checked.ticket.id);
    EXPECT_EQ(checked.ticket.number, TicketNumber(1));
    EXPECT_EQ(checked.ticket.due_at, m_eleven);
    EXPECT_EQ(checked.ticket.appointment, appointment.id);
    EXPECT_EQ(checked.ticket.meant_for, std::vector { StaffUserId("lawyer") });
    EXPECT_EQ(checked.ticket.language, Personal(LanguageTag("fa")));
    EXPECT_EQ(asked(ayse, AppointmentsQuery { center, std::nullopt }).appointments.front().ticket_number, TicketNumber(1));

    auto const walk_in = desk_ticket(wish("legal", "tr"));
    EXPECT_EQ(next(ayse, 1)->id, walk_in.id) << "what is meant for the lawyer is not hers";
    moved(walk_in.id, DeskMove::park);
    auto const second = desk_ticket(wish("legal", "tr"));
    EXPECT_EQ(next(lawyer, 3)->id, second.id) << "before its time a walk-in goes first";
    moved(second.id, DeskMove::park);
    auto const third = desk_ticket(wish("legal", "tr"));
    m_world.clock.set(m_eleven);
    EXPECT_EQ(next(lawyer, 3)->id, checked.ticket.id) << "at its time it goes ahead";
    moved(checked.ticket.id, DeskMove::start);
    EXPECT_EQ(stored(appointment.id).state, domain::AppointmentState::arrived);
    m_world.clock.advance(Minutes(40));
    moved(checked.ticket.id, DeskMove::finish);
    auto const fulfilled = stored(appointment.id);
    EXPECT_EQ(fulfilled.state, domain::AppointmentState::fulfilled);
    EXPECT_EQ(fulfilled.ended_at, m_world.clock.now());
    EXPECT_EQ(done(kiosk, CheckIn { appointment.id }).ticket.id, checked.ticket.id) << "the paper shown once more";
    EXPECT_EQ(third.state, domain::TicketState::waiting);
}

TEST_P(CheckIns, CheckedInTwice_IsTheSameTicket)
{
    auto const first = arrived(appointment_at_eleven());
    m_world.clock.set(m_eleven + Minutes(60));
    auto const again = done(kiosk, CheckIn { first.appointment.id });
    EXPECT_EQ(again.ticket.id, first.ticket.id);
    EXPECT_EQ(again.appointment, first.appointment);
    EXPECT_EQ(asked(ayse, QueueQuery { center }).tickets.size(), 1U);
}

TEST_P(CheckIns, KioskChecksInBetweenTheRulesTimes_TheDeskAllDay)
{
    auto const appointment = appointment_at_eleven();
    m_world.clock.set(m_eleven - Minutes(30) - Seconds(1));
    EXPECT_EQ(reason(kiosk, CheckIn { appointment.id }), Reason::too_early);
    EXPECT_EQ(m_refusal.code, ErrorCode::conflict);
    EXPECT_EQ(m_refusal.where, "time");
    EXPECT_NE(m_refusal.what.find("10:30"), std::string::npos) << m_refusal.what;
    m_world.clock.set(m_eleven + Minutes(10) + Seconds(1));
    EXPECT_EQ(reason(kiosk, CheckIn { appointment.id }), Reason::too_late);
    EXPECT_NE(m_refusal.what.find("11:10"), std::string::npos) << m_refusal.what;
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).tickets.empty());
    EXPECT_EQ(done(ayse, CheckIn { appointment.id }).appointment.state, domain::AppointmentState::arrived);

    auto const tomorrow = booked(at("11:00", today.plus_days(1)));
    EXPECT_EQ(reason(ayse, CheckIn { tomorrow.id }), Reason::too_early) << "of another day";
    m_world.clock.advance(std::chrono::hours(48));
    EXPECT_EQ(reason(ayse, CheckIn { tomorrow.id }), Reason::too_late);
}

TEST_P(CheckIns, CancelledAppointment_IsNotCheckedIn)
{
    auto const appointment = appointment_at_eleven();
    done(kiosk, CancelAppointment { appointment.id });
    m_world.clock.set(m_eleven);
    EXPECT_EQ(refused(kiosk, CheckIn { appointment.id }), ErrorCode::conflict);
    EXPECT_EQ(refused(stranger, CheckIn { appointment.id }), ErrorCode::not_found);
    EXPECT_EQ(refused(board, CheckIn { appointment.id }), ErrorCode::forbidden);
}

TEST_P(CheckIns, ProfessionalWithoutALogin_IsCalledForByWhoeverCan)
{
    m_roster.professionals.front().staff = StaffUserId("nobody");
    done(system_itself, SaveRoster { m_roster });
    auto const checked = arrived(appointment_at_eleven());
    EXPECT_TRUE(checked.ticket.meant_for.empty());
    EXPECT_EQ(next(ayse, 1)->id, checked.ticket.id);
}

TEST_P(CheckIns, AppointmentForAServiceNoLongerOffered_GoesToReception)
{
    auto const appointment = appointment_at_eleven();
    m_catalogue.services.erase(m_catalogue.services.begin());
    done(system_itself, SaveCatalogue { m_catalogue });
    auto const checked = arrived(appointment);
    EXPECT_EQ(checked.ticket.service, Personal(ServiceId("reception")));
    EXPECT_EQ(checked.ticket.notes, std::vector { domain::TicketNote::service_replaced });
    EXPECT_EQ(checked.ticket.due_at, m_eleven);
    EXPECT_EQ(done(kiosk, CancelAppointment { appointment.id }).state, domain::AppointmentState::cancelled);
}

TEST_P(CheckIns, TicketMissed_IsAMissedAppointmentUntilTheVisitorComes)
{
    auto const checked = arrived(appointment_at_eleven());
    next(lawyer, 3);
    moved(checked.ticket.id, DeskMove::no_show);
    EXPECT_EQ(stored(checked.appointment.id).state, domain::AppointmentState::noshow);
    EXPECT_FALSE(is_offered(m_eleven)) << "who comes late still has it";
    moved(checked.ticket.id, DeskMove::resume);
    EXPECT_EQ(stored(checked.appointment.id).state, domain::AppointmentState::arrived);
    next(lawyer, 3);
    moved(checked.ticket.id, DeskMove::no_show);
    m_world.clock.set(m_eleven + Minutes(5));
    auto const again = done(kiosk, CheckIn { checked.appointment.id });
    EXPECT_EQ(again.ticket.id, checked.ticket.id);
    EXPECT_EQ(again.ticket.state, domain::TicketState::waiting);
    EXPECT_EQ(again.appointment, stored(checked.appointment.id));
    EXPECT_EQ(again.appointment.state, domain::AppointmentState::arrived);
}

TEST_P(CheckIns, TransferredTicket_HandsTheAppointmentOn)
{
    auto const checked = arrived(appointment_at_eleven());
    auto const same = done(ayse, TransferTicket { checked.ticket.id, Personal(ServiceId("legal")), std::nullopt }).successor;
    EXPECT_EQ(same.appointment, checked.appointment.id);
    EXPECT_EQ(same.meant_for, checked.ticket.meant_for);
    EXPECT_EQ(same.due_at, m_eleven);
    auto const other = done(ayse, TransferTicket { same.id, Personal(ServiceId("social")), std::nullopt }).successor;
    EXPECT_TRUE(other.meant_for.empty()) << "another service has other people";
    EXPECT_EQ(stored(checked.appointment.id).ticket, other.id);
    EXPECT_EQ(stored(checked.appointment.id).state, domain::AppointmentState::arrived);
    EXPECT_EQ(next(ayse, 1)->id, other.id);
    moved(other.id, DeskMove::start);
    moved(other.id, DeskMove::finish);
    EXPECT_EQ(stored(checked.appointment.id).state, domain::AppointmentState::fulfilled);
}

TEST_P(CheckIns, AppointmentAndTicket_AreCancelledTogether)
{
    auto const first = arrived(appointment_at_eleven());
    EXPECT_EQ(done(kiosk, CancelAppointment { first.appointment.id }).state, domain::AppointmentState::cancelled);
    EXPECT_EQ(asked(ayse, TicketQuery { first.ticket.id }).state, domain::TicketState::cancelled);
    EXPECT_TRUE(is_offered(m_eleven));
    auto const second = arrived(appointment_at_eleven());
    moved(second.ticket.id, DeskMove::cancel);
    EXPECT_EQ(stored(second.appointment.id).state, domain::AppointmentState::cancelled);
    auto const third = appointment_at_eleven();
    served(third);
    EXPECT_EQ(refused(ayse, CancelAppointment { third.id }), ErrorCode::conflict) << "somebody is being served";
    EXPECT_EQ(stored(third.id).state, domain::AppointmentState::arrived);
}

TEST_P(CheckIns, MissedAppointment_IsMarkedByStaffOnceItsTimeHasCome)
{
    auto const appointment = appointment_at_eleven();
    EXPECT_EQ(refused(ayse, MissAppointment { appointment.id }), ErrorCode::conflict);
    m_world.clock.set(m_eleven + Minutes(8));
    EXPECT_EQ(refused(kiosk, MissAppointment { appointment.id }), ErrorCode::forbidden);
    EXPECT_EQ(done(ayse, MissAppointment { appointment.id }).state, domain::AppointmentState::noshow);
    EXPECT_EQ(done(kiosk, CheckIn { appointment.id }).appointment.state, domain::AppointmentState::arrived) << "there after all";
    EXPECT_EQ(refused(ayse, MissAppointment { appointment.id }), ErrorCode::conflict) << "they wait: call them first";
    next(lawyer, 3);
    EXPECT_EQ(done(ayse, MissAppointment { appointment.id }).state, domain::AppointmentState::noshow);
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).tickets.empty());
}

TEST_P(CheckIns, NightlyJob_ClosesAppointmentsAndForgetsThemInTheEnd)
{
    auto const missed = appointment_at_eleven();
    auto const checked = arrived(booked(at("12:00")));
    auto const later = booked(at("11:00", today.plus_days(7)), booking(), ayse);
    m_world.clock.set(at("02:00", today.plus_days(1)));
    done(system_itself, CleanUp {});
    EXPECT_EQ(stored(missed.id).state, domain::AppointmentState::noshow);
    EXPECT_EQ(stored(checked.appointment.id).state, domain::AppointmentState::cancelled) << "as its ticket";
    EXPECT_EQ(stored(later.id).state, domain::AppointmentState::booked);
    m_world.clock.set(at("02:00", today.plus_days(m_catalogue.rules.kept_days)));
    done(system_itself, CleanUp {});
    EXPECT_EQ(stored(missed.id).state, domain::AppointmentState::noshow);
    m_world.clock.set(at("02:00", today.plus_days(m_catalogue.rules.kept_days + 1)));
    done(system_itself, CleanUp {});
    EXPECT_FALSE(m_world.scheduler().ask(ayse, AppointmentQuery { missed.id }));
    EXPECT_FALSE(m_world.scheduler().ask(ayse, AppointmentQuery { checked.appointment.id }));
    EXPECT_FALSE(m_world.scheduler().ask(ayse, TicketQuery { checked.ticket.id }));
    EXPECT_EQ(stored(later.id).state, domain::AppointmentState::noshow);
}

TEST_P(CheckIns, WalkInOfAnotherLanguage_IsCalledWithAnInterpreterWhoIsThereAndFree)
{
    m_world.add_staff("lawyer", domain::StaffRole::professional, center, { ServiceId("legal") }, { LanguageTag("tr") });
    auto const arab = desk_ticket(wish("legal", "ar"));
    EXPECT_EQ(next(lawyer, 3)->id, arab.id) << "Leyla is there";
    moved(arab.id, DeskMove::park);
    booked(at("10:30"), booking("social", "ar"));
    auto const second = desk_ticket(wish("legal", "ar"));
    m_world.clock.set(at("10:30"));
    EXPECT_FALSE(next(lawyer, 3)) << "she is in an appointment";
    m_world.clock.set(at("11:15"));
    m_catalogue.services[0].needs->interpreting = domain::Interpreting::never;
    done(system_itself, SaveCatalogue { m_catalogue });
    EXPECT_FALSE(next(lawyer, 3)) << "this service is not interpreted";
    m_catalogue.services[0].needs->interpreting = domain::Interpreting::when_needed;
    done(system_itself, SaveCatalogue { m_catalogue });
    m_world.clock.set(at("17:00"));
    EXPECT_FALSE(next(lawyer, 3)) << "she has gone home";
    m_world.clock.set(at("16:59"));
    EXPECT_EQ(next(lawyer, 3)->id, second.id);
}

} // namespace
} // namespace zahide::scheduler
