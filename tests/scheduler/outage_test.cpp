#include "world.h"

namespace zahide::scheduler {
namespace {

using OutageTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, OutageTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

std::vector<TicketNumber> waiting_of(QueueView const& queue)
{
    std::vector<TicketNumber> numbers;
    for (auto const& ticket : queue.tickets) {
        if (ticket.state == domain::TicketState::waiting)
            numbers.push_back(ticket.number);
    }
    return numbers;
}

TEST_P(OutageTest, NumbersOfTwoKiosks_WaitInTheOrderInWhichTheyWereGiven)
{
    auto const one = lease();
    auto const other = done(second_kiosk, LendNumbers { DeviceId("kiosk-2"), today, "machine-2" });
    auto const at = [&](DeliverTicket delivery, int minute) {
        delivery.given_at = m_world.clock.now() + Minutes(minute);
        return delivery;
    };
    auto const first = one.numbers.first.value();
    auto const first_there = other.numbers.first.value();
    std::vector const given { at(m_world.delivery(one, first), 1), at(m_world.delivery(one, first + 1), 3) };
    std::vector const given_there { at(m_world.delivery(other, first_there), 0), at(m_world.delivery(other, first_there + 1), 2) };
    m_world.clock.advance(Minutes(60));
    // One kiosk comes back long before the other, and each delivers all it has.
    for (auto const& delivery : given)
        done(kiosk, delivery);
    m_world.clock.advance(Minutes(5));
    for (auto const& delivery : given_there)
        done(second_kiosk, delivery);
    EXPECT_EQ(waiting_of(asked(ayse, QueueQuery { center })), (std::vector { given_there[0].number, given[0].number, given_there[1].number, given[1].number }));
}

TEST_P(OutageTest, ServedMeanwhile_AreDoneInOneGoAndTheOthersAreNamed)
{
    std::vector<TicketId> tickets;
    tickets.reserve(5);
    for (int count = 0; count < 5; ++count)
        tickets.push_back(desk_ticket().id);
    moved(tickets[1], DeskMove::park);
    moved(tickets[3], DeskMove::cancel);
    ASSERT_EQ(next(mehmet, 2)->id, tickets[0]) << "a colleague was quicker with this one";
    TicketId const unknown { Uuid() };
    auto const result = done(ayse, MarkServed { center, { tickets[0], tickets[1], tickets[2], tickets[2], tickets[3], unknown } });
    ASSERT_EQ(result.marked.size(), 2U);
    EXPECT_EQ(result.marked[0].id, tickets[1]);
    EXPECT_EQ(result.marked[1].id, tickets[2]);
    for (auto const& ticket : result.marked) {
        EXPECT_EQ(ticket.state, domain::TicketState::done);
        EXPECT_EQ(ticket.called_by, StaffUserId("ayse")) << "who said so is kept";
        EXPECT_EQ(ticket.ended_at, m_world.clock.now());
        EXPECT_EQ(ticket.notes.back(), domain::TicketNote::marked_served);
        EXPECT_EQ(ticket.calls, 0) << "it was never called";
    }
    ASSERT_EQ(result.left.size(), 3U);
    EXPECT_EQ(result.left[0].id, tickets[0]);
    EXPECT_EQ(result.left[0].why, domain::WhyLeft::at_counter);
    EXPECT_EQ(result.left[1].id, tickets[3]);
    EXPECT_EQ(result.left[1].why, domain::WhyLeft::ended);
    EXPECT_EQ(result.left[2].id, unknown);
    EXPECT_EQ(result.left[2].why, domain::WhyLeft::unknown);
    auto const queue = asked(ayse, QueueQuery { center });
    ASSERT_EQ(queue.tickets.size(), 2U);
    EXPECT_EQ(queue.tickets[0].state, domain::TicketState::called);
    EXPECT_EQ(queue.tickets[1].id, tickets[4]);
    auto const again = done(ayse, MarkServed { center, { tickets[2] } });
    EXPECT_TRUE(again.marked.empty()) << "asked again, nothing is left to do";
    EXPECT_EQ(again.left.size(), 1U);
}

TEST_P(OutageTest, MarkedAsServed_IsToldToWhoeverListens)
{
    std::vector const tickets { desk_ticket().id, desk_ticket().id };
    auto const before = m_world.scheduler().newest_revision().value();
    done(ayse, MarkServed { center, tickets });
    std::vector<TicketId> heard;
    for (auto const& event : asked(mehmet, EventsQuery { before }).events) {
        if (auto const* changed = std::get_if<TicketChanged>(&event.what)) {
            heard.push_back(changed->ticket.id);
            EXPECT_EQ(changed->ticket.state, domain::TicketState::done);
        }
    }
    EXPECT_EQ(heard, tickets);
    EXPECT_EQ(asked(kiosk, EventsQuery { before }).events.size(), 1U) << "fewer wait";
}

TEST_P(OutageTest, TicketsOfYesterdayAndOfAnotherCenter_AreNotMarked)
{
    auto const ticket = desk_ticket();
    auto const elsewhere = done(stranger, IssueTicket { other_center, wish() });
    m_world.clock.advance(Minutes(24 * 60));
    auto const result = done(ayse, MarkServed { center, { ticket.id, elsewhere.id } });
    EXPECT_TRUE(result.marked.empty());
    ASSERT_EQ(result.left.size(), 2U);
    EXPECT_EQ(result.left[0].why, domain::WhyLeft::another_day);
    EXPECT_EQ(result.left[1].why, domain::WhyLeft::unknown) << "ids of another center tell nothing";
}

TEST_P(OutageTest, WhoMayNotServeOrNamesTooMany_IsRefusedAndNothingChanges)
{
    auto const ticket = desk_ticket();
    EXPECT_EQ(refused(ayse, MarkServed { center, {} }), ErrorCode::invalid);
    EXPECT_EQ(refused(ayse, MarkServed { center, std::vector(501, ticket.id) }), ErrorCode::invalid);
    EXPECT_EQ(refused(kiosk, MarkServed { center, { ticket.id } }), ErrorCode::forbidden);
    EXPECT_EQ(refused(board, MarkServed { center, { ticket.id } }), ErrorCode::forbidden);
    EXPECT_EQ(refused(stranger, MarkServed { center, { ticket.id } }), ErrorCode::forbidden);
    EXPECT_EQ(asked(ayse, QueueQuery { center }).tickets.size(), 1U);
}

} // namespace
} // namespace zahide::scheduler
