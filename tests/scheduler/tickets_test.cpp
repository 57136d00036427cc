#include "world.h"

namespace zahide::scheduler {
namespace {

INSTANTIATE_TEST_SUITE_P(Over, SchedulerTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(SchedulerTest, DeskTickets_AreNumberedFromOneEachDay)
{
    EXPECT_EQ(desk_ticket().number, TicketNumber(1));
    EXPECT_EQ(desk_ticket().number, TicketNumber(2));
    m_world.clock.advance(std::chrono::hours(24));
    auto const tomorrow = desk_ticket();
    EXPECT_EQ(tomorrow.number, TicketNumber(1));
    EXPECT_EQ(tomorrow.local_date, today.plus_days(1));
}

TEST_P(SchedulerTest, Day_ChangesAtTheCentersMidnight)
{
    m_world.clock.set(Instant::parse("2026-11-23T20:59:59Z").value());
    EXPECT_EQ(done(ayse, IssueTicket { center, wish() }).local_date, today);
    m_world.clock.set(Instant::parse("2026-11-23T21:00:00Z").value());
    EXPECT_EQ(done(ayse, IssueTicket { center, wish() }).local_date, today.plus_days(1));
}

TEST_P(SchedulerTest, DeskTicket_ForAServiceThatIsNotThere_IsRefused)
{
    EXPECT_EQ(refused(ayse, IssueTicket { center, wish("massage") }), ErrorCode::invalid);
    EXPECT_EQ(m_refusal.where, "service");
    EXPECT_EQ(refused(ayse, IssueTicket { center, wish("legal", "Not A Tag") }), ErrorCode::invalid);
    EXPECT_EQ(m_refusal.where, "language");
}

TEST_P(SchedulerTest, AnotherCentersTickets_AreOutOfReach)
{
    auto const ticket = desk_ticket();
    EXPECT_EQ(refused(stranger, IssueTicket { center, wish() }), ErrorCode::forbidden);
    EXPECT_EQ(refused(stranger, MoveTicket { ticket.id, DeskMove::cancel }), ErrorCode::not_found) << "an id tells nothing";
    EXPECT_FALSE(m_world.scheduler().ask(stranger, QueueQuery { center }));
    EXPECT_FALSE(m_world.scheduler().ask(stranger, TicketQuery { ticket.id }));
    EXPECT_EQ(refused(kiosk, IssueTicket { center, wish() }), ErrorCode::forbidden);
    EXPECT_EQ(refused(kiosk, MoveTicket { ticket.id, DeskMove::cancel }), ErrorCode::forbidden);
}

TEST_P(SchedulerTest, DeliveredTicket_KeepsItsNumberAndItsPlaceInTheQueue)
{
    auto const lent = lease();
    auto delivery = m_world.delivery(lent, lent.numbers.first.value() + 4);
    m_world.clock.advance(Minutes(30));
    auto const at_desk = desk_ticket();
    auto const ticket = done(kiosk, delivery);
    EXPECT_EQ(ticket.number, delivery.number);
    EXPECT_EQ(ticket.channel, domain::Channel::kiosk);
    EXPECT_EQ(ticket.notes, std::vector { domain::TicketNote::delivered_late });
    auto const queue = asked(ayse, QueueQuery { center });
    ASSERT_EQ(queue.tickets.size(), 2U);
    EXPECT_EQ(queue.tickets[0].id, ticket.id);
    EXPECT_EQ(queue.tickets[1].id, at_desk.id);
}

TEST_P(SchedulerTest, DeliveryThatComesAgain_IsAnsweredTheSame)
{
    auto const delivery = m_world.delivery(lease(), 1);
    auto const first = done(kiosk, delivery);
    next(ayse, 1);
    m_world.start();
    auto const again = done(kiosk, delivery);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.number, first.number);
    EXPECT_EQ(again.state, domain::TicketState::called) << "the ticket went on meanwhile";
    EXPECT_EQ(asked(ayse, QueueQuery { center }).tickets.size(), 1U);
}

TEST_P(SchedulerTest, NumberOutsideTheLease_IsRefused)
{
    auto const lent = lease();
    EXPECT_EQ(refused(kiosk, m_world.delivery(lent, lent.numbers.last.value() + 1)), ErrorCode::conflict);
    EXPECT_EQ(refused(second_kiosk, m_world.delivery(lent, 1)), ErrorCode::conflict) << "another device's lease";
    auto another_day = m_world.delivery(lent, 1);
    another_day.local_date = today.plus_days(1);
    EXPECT_EQ(refused(kiosk, another_day), ErrorCode::conflict);
    EXPECT_EQ(refused(ayse, m_world.delivery(lent, 1)), ErrorCode::forbidden);
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).tickets.empty());
}

TEST_P(SchedulerTest, NumberGivenTwiceByAClonedDevice_IsRefused)
{
    auto const lent = lease();
    done(kiosk, m_world.delivery(lent, 1));
    EXPECT_EQ(refused(kiosk, m_world.delivery(lent, 1)), ErrorCode::conflict);
    auto same_id = m_world.delivery(lent, 2);
    done(kiosk, same_id);
    same_id.number = TicketNumber(3);
    EXPECT_EQ(refused(kiosk, same_id), ErrorCode::conflict);
}

TEST_P(SchedulerTest, DeliveryForAServiceNoLongerOffered_GoesToReception)
{
    auto const delivery = m_world.delivery(lease(), 1, wish("massage"));
    auto const ticket = done(kiosk, delivery);
    EXPECT_EQ(ticket.service.reveal(), ServiceId("reception"));
    EXPECT_EQ(ticket.notes, std::vector { domain::TicketNote::service_replaced });
}

TEST_P(SchedulerTest, DeliveryInALanguageNoLongerOffered_IsTakenAndCanBeCalled)
{
    m_world.add_staff("ayse", domain::StaffRole::front_desk, center, {}, { LanguageTag("tr"), LanguageTag("ar") });
    auto const lent = lease();
    auto const ticket = done(kiosk, m_world.delivery(lent, 1, wish("legal", "ps")));
    EXPECT_EQ(ticket.language.reveal(), LanguageTag("tr"));
    EXPECT_EQ(ticket.notes, std::vector { domain::TicketNote::language_replaced });
    EXPECT_EQ(next(ayse, 1)->id, ticket.id) << "who holds a paper is called";
    auto const unreadable = done(kiosk, m_world.delivery(lent, 2, wish("massage", "Not A Language")));
    EXPECT_EQ(unreadable.notes, (std::vector { domain::TicketNote::service_replaced, domain::TicketNote::language_replaced }));
}

TEST_P(SchedulerTest, DeliveryFromAClockThatIsWrong_IsTakenNowAndNoted)
{
    auto const lent = lease();
    auto ahead = m_world.delivery(lent, 1);
    ahead.given_at = m_world.clock.now() + Minutes(50);
    auto const ticket = done(kiosk, ahead);
    EXPECT_EQ(ticket.notes, std::vector { domain::TicketNote::clock_doubtful });
    EXPECT_EQ(ticket.arrival_at, m_world.clock.now());
    auto behind = m_world.delivery(lent, 2);
    behind.given_at = m_world.clock.now() - std::chrono::hours(30);
    EXPECT_EQ(done(kiosk, behind).arrival_at, m_world.clock.now());
}

TEST_P(SchedulerTest, Transfer_GivesASuccessorInTheSameVisit)
{
    auto const ticket = desk_ticket();
    auto const later = desk_ticket(wish("social"));
    next(ayse, 1);
    moved(ticket.id, DeskMove::start);
    auto const transferred = done(ayse, TransferTicket { ticket.id, Personal(ServiceId("social")), std::nullopt });
    EXPECT_EQ(transferred.ticket.state, domain::TicketState::transferred);
    EXPECT_EQ(transferred.ticket.transferred_to, transferred.successor.id);
    EXPECT_EQ(transferred.successor.transferred_from, ticket.id);
    EXPECT_EQ(transferred.successor.visit, ticket.visit);
    EXPECT_EQ(transferred.successor.service.reveal(), ServiceId("social"));
    EXPECT_EQ(transferred.successor.number, TicketNumber(3));
    EXPECT_EQ(next(ayse, 1)->id, transferred.successor.id) << "its arrival is kept";
    EXPECT_EQ(refused(ayse, TransferTicket { ticket.id, Personal(ServiceId("legal")), std::nullopt }), ErrorCode::conflict);
    auto const at_end = done(ayse, TransferTicket { transferred.successor.id, Personal(ServiceId("social")), domain::Place::end });
    EXPECT_EQ(next(ayse, 1)->id, later.id);
    EXPECT_EQ(at_end.successor.arrival_at, m_world.clock.now());
}

TEST_P(SchedulerTest, Waits_AreCountedByServiceAndEstimatedOnlyFromEnoughOfThem)
{
    for (int round = 0; round < 30; ++round) {
        desk_ticket();
        m_world.clock.advance(Minutes(4));
        auto const called = next(ayse, 1);
        moved(called->id, DeskMove::start);
        moved(called->id, DeskMove::finish);
        auto const range = asked(kiosk, WaitsQuery { center }).services.at(ServiceId("legal")).range;
        EXPECT_EQ(range.has_value(), round >= 19) << round;
        if (range) {
            EXPECT_EQ(*range, (domain::WaitRange { Minutes(0), Minutes(5) }));
        }
    }
    desk_ticket();
    desk_ticket();
    auto const waits = asked(kiosk, WaitsQuery { center });
    EXPECT_EQ(waits.services.at(ServiceId("legal")).waiting, 2);
    EXPECT_EQ(waits.services.at(ServiceId("social")).waiting, 0);
    EXPECT_FALSE(waits.services.at(ServiceId("social")).range);
    EXPECT_EQ(waits.services.size(), 3U);
}

} // namespace
} // namespace zahide::scheduler
