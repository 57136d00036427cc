#include "world.h"

namespace zahide::scheduler {
namespace {

using CallsTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, CallsTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(CallsTest, CallNext_CallsWhoCameFirst)
{
    auto const first = desk_ticket();
    desk_ticket();
    auto const called = next(ayse, 2);
    ASSERT_TRUE(called);
    EXPECT_EQ(called->id, first.id);
    EXPECT_EQ(called->state, domain::TicketState::called);
    EXPECT_EQ(called->counter, CounterNumber(2));
    EXPECT_EQ(called->called_by, StaffUserId("ayse"));
    auto const queue = asked(ayse, QueueQuery { center });
    EXPECT_EQ(queue.counters[1].staff->id, StaffUserId("ayse"));
    EXPECT_EQ(queue.counters[1].ticket->id, first.id);
    EXPECT_FALSE(queue.counters[0].staff);
}

TEST_P(CallsTest, CallNext_WithNobodyToServe_GivesNobodyAndTakesTheCounter)
{
    desk_ticket(wish("social"));
    EXPECT_FALSE(next(lawyer, 3));
    EXPECT_EQ(asked(ayse, QueueQuery { center }).counters[2].staff->id, StaffUserId("lawyer"));
}

TEST_P(CallsTest, CallNext_LeavesOthersServicesAndLanguages)
{
    desk_ticket(wish("social", "fa"));
    desk_ticket(wish("legal", "ar"));
    auto const persian = desk_ticket(wish("legal", "fa"));
    EXPECT_EQ(next(lawyer, 1)->id, persian.id);
}

TEST_P(CallsTest, CallNext_WhileSomebodyIsThere_IsRefusedWithAMend)
{
    auto const first = desk_ticket();
    auto const second = desk_ticket();
    next(ayse, 1);
    EXPECT_EQ(refused(ayse, CallNext { CounterNumber(1) }), ErrorCode::conflict);
    EXPECT_NE(m_refusal.what.find("number 1 is called"), std::string::npos) << m_refusal.what;
    EXPECT_FALSE(m_refusal.mend.empty());
    EXPECT_EQ(refused(ayse, CallNext { CounterNumber(1), CurrentTicket::finish }), ErrorCode::conflict) << "who has not come is not finished";
    moved(first.id, DeskMove::start);
    EXPECT_EQ(refused(ayse, CallNext { CounterNumber(1) }), ErrorCode::conflict);
    EXPECT_EQ(done(ayse, CallNext { CounterNumber(1), CurrentTicket::finish }).ticket->id, second.id);
    EXPECT_EQ(asked(ayse, TicketQuery { first.id }).state, domain::TicketState::done);
}

TEST_P(CallsTest, Counter_IsTakenFromAColleagueOnlyWhenNobodyIsThere)
{
    auto const first = desk_ticket();
    desk_ticket();
    next(ayse, 1);
    EXPECT_EQ(refused(mehmet, CallNext { CounterNumber(1) }), ErrorCode::conflict);
    EXPECT_EQ(refused(ayse, CallNext { CounterNumber(2) }), ErrorCode::conflict) << "somebody is left at counter 1";
    moved(first.id, DeskMove::no_show);
    EXPECT_TRUE(next(mehmet, 1));
    EXPECT_FALSE(next(ayse, 2));
    auto const queue = asked(ayse, QueueQuery { center });
    EXPECT_EQ(queue.counters[0].staff->id, StaffUserId("mehmet"));
    EXPECT_EQ(queue.counters[1].staff->id, StaffUserId("ayse"));
}

TEST_P(CallsTest, CounterThatIsNotThere_IsNotFound)
{
    EXPECT_EQ(refused(ayse, CallNext { CounterNumber(9) }), ErrorCode::not_found);
    EXPECT_EQ(refused(board, CallNext { CounterNumber(1) }), ErrorCode::forbidden);
}

TEST_P(CallsTest, CertainTicket_CanBeCalledOutOfTurnButNotTwice)
{
    desk_ticket();
    auto const second = desk_ticket();
    EXPECT_EQ(done(ayse, CallTicket { CounterNumber(1), second.id }).state, domain::TicketState::called);
    EXPECT_EQ(refused(mehmet, CallTicket { CounterNumber(2), second.id }), ErrorCode::conflict);
    EXPECT_EQ(asked(ayse, QueueQuery { center }).counters[1].staff, std::nullopt) << "what failed changed nothing";
    EXPECT_EQ(refused(mehmet, CallTicket { CounterNumber(2), TicketId(Uuid::generate(m_world.random)) }), ErrorCode::not_found);
    m_world.clock.advance(std::chrono::hours(24));
    moved(second.id, DeskMove::park);
    EXPECT_EQ(refused(mehmet, CallTicket { CounterNumber(2), second.id }), ErrorCode::conflict) << "of another day";
}

TEST_P(CallsTest, WholeLife_OfATicketThatIsParkedAndMissedAndComesBack)
{
    auto const ticket = desk_ticket();
    next(ayse, 1);
    EXPECT_EQ(moved(ticket.id, DeskMove::recall).calls, 2);
    moved(ticket.id, DeskMove::no_show);
    EXPECT_EQ(refused(ayse, MoveTicket { ticket.id, DeskMove::start }), ErrorCode::conflict);
    EXPECT_EQ(moved(ticket.id, DeskMove::resume).state, domain::TicketState::waiting);
    next(ayse, 1);
    moved(ticket.id, DeskMove::start);
    moved(ticket.id, DeskMove::park);
    EXPECT_FALSE(next(ayse, 1)) << "who is parked is not called by turn";
    EXPECT_EQ(done(ayse, CallTicket { CounterNumber(1), ticket.id }).state, domain::TicketState::called);
    moved(ticket.id, DeskMove::start);
    EXPECT_EQ(moved(ticket.id, DeskMove::finish).state, domain::TicketState::done);
    EXPECT_EQ(refused(ayse, MoveTicket { ticket.id, DeskMove::cancel }), ErrorCode::conflict);
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).tickets.empty());
}

TEST_P(CallsTest, NoShowWhoComesBack_StandsWhereTheRulesSay)
{
    auto rules = sample_catalogue(center);
    rules.rules.come_back_place = domain::Place::end;
    done(system_itself, SaveCatalogue { rules });
    auto const missed = desk_ticket();
    next(ayse, 1);
    moved(missed.id, DeskMove::no_show);
    auto const patient = desk_ticket();
    m_world.clock.advance(Seconds(30));
    moved(missed.id, DeskMove::resume);
    EXPECT_EQ(next(ayse, 1)->id, patient.id);
}

TEST_P(CallsTest, Board_ShowsCallsNewestFirstUntilTheyEnd)
{
    auto const first = desk_ticket(wish("legal", "ar"));
    auto const second = desk_ticket(wish("legal", "fa"));
    next(ayse, 1);
    m_world.clock.advance(Seconds(5));
    next(mehmet, 2);
    auto calls = asked(board, CallsQuery { center }).calls;
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].call.number, second.number);
    EXPECT_EQ(calls[0].language, std::nullopt) << "the board does not speak Persian";
    EXPECT_EQ(calls[0].call.language.reveal(), LanguageTag()) << "so it does not get it at all";
    EXPECT_EQ(calls[1].language, LanguageTag("ar"));
    EXPECT_EQ(calls[1].counter_name.in(LanguageTag("tr")), "Gişe 1");
    EXPECT_EQ(asked(ayse, CallsQuery { center }).calls[0].language, LanguageTag("fa"));
    m_world.clock.advance(Seconds(60));
    moved(first.id, DeskMove::recall);
    calls = asked(board, CallsQuery { center }).calls;
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].call.number, first.number);
    EXPECT_EQ(calls[0].call.repeat, 1);
    moved(first.id, DeskMove::no_show);
    EXPECT_EQ(asked(board, CallsQuery { center }).calls.size(), 1U);
    EXPECT_FALSE(m_world.scheduler().ask(kiosk, CallsQuery { center }));
}

TEST_P(CallsTest, Queue_ShowsCountersThenWaitersInTurnThenParked)
{
    auto const parked = desk_ticket();
    moved(parked.id, DeskMove::park);
    auto const called = desk_ticket();
    next(ayse, 1);
    auto const ordinary = desk_ticket();
    auto const pregnant = desk_ticket(wish("legal", "ar", domain::Priority::pregnant));
    auto const queue = asked(ayse, QueueQuery { center });
    std::vector<TicketId> ids;
    for (auto const& ticket : queue.tickets)
        ids.push_back(ticket.id);
    EXPECT_EQ(ids, (std::vector { called.id, pregnant.id, ordinary.id, parked.id }));
    EXPECT_EQ(queue.now, m_world.clock.now());
    EXPECT_GT(queue.revision, Revision(0));
}

TEST_P(CallsTest, Ordinary_IsNotStarvedByPriority)
{
    auto const patient = desk_ticket();
    int ahead = 0;
    while (true) {
        desk_ticket(wish("legal", "ar", domain::Priority::disabled));
        auto const called = next(ayse, 1);
        moved(called->id, DeskMove::start);
        moved(called->id, DeskMove::finish);
        if (called->id == patient.id)
            break;
        ASSERT_LT(++ahead, 20);
    }
    EXPECT_EQ(ahead, sample_catalogue(center).rules.overtaken_max);
}

TEST_P(CallsTest, BlockedStaff_CallNobody)
{
    desk_ticket();
    domain::StaffUser blocked { StaffUserId("mehmet"), center, "mehmet", "mehmet" };
    blocked.standing = domain::Standing::blocked;
    done(system_itself, SaveStaff { blocked });
    EXPECT_EQ(refused(mehmet, CallNext { CounterNumber(1) }), ErrorCode::forbidden);
}

} // namespace
} // namespace zahide::scheduler
