#include "domain/ticket.h"

#include "domain/limits.h"
#include "domain/visit.h"

#include <gtest/gtest.h>
#include <string>

namespace zahide::domain {
namespace {

// The whole table, written a second time and in another form: one row a state, one column an event, the letter of the
// state that follows or '.' for forbidden.
//   events: call recall start finish no_show park resume cancel transfer come_back mark_served
//   states: Waiting Called Serving Parked Done Noshow cancelled(X) Transferred
constexpr std::array<std::string_view, ticket_state_count> ticket_table { {
    "C....P.XT.D", // waiting
    ".CS.NP.XT..", // called
    "...D.P..T..", // serving
    "C.....WXT.D", // parked
    "...........", // done
    "C......X.W.", // noshow
    "...........", // cancelled
    "...........", // transferred
} };
constexpr std::string_view ticket_letters = "WCSPDNXT";

TEST(TicketMachine, EveryStateAndEvent_GoesWhereTheTableSays)
{
    for (std::size_t state = 0; state < ticket_state_count; ++state) {
        for (std::size_t event = 0; event < ticket_event_count; ++event) {
            auto const from = static_cast<TicketState>(state);
            auto const next = next_state(from, static_cast<TicketEvent>(event));
            char const found = next ? ticket_letters.at(static_cast<std::size_t>(*next)) : '.';
            EXPECT_EQ(found, ticket_table.at(state).at(event)) << name_of(from) << " + " << name_of(static_cast<TicketEvent>(event));
        }
    }
}

TEST(TicketMachine, ForbiddenEvent_IsAConflictAndChangesNothing)
{
    Ticket ticket;
    ticket.state = TicketState::done;
    auto const result = apply(ticket, { .event = TicketEvent::start, .at = Instant::from_unix_ms(1) });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::conflict);
    EXPECT_FALSE(result.error().mend.empty());
}

class TicketLife : public ::testing::Test {
protected:
    void step(TicketEvent event)
    {
        m_now = m_now + Seconds(10);
        auto const next = apply(m_ticket, { .event = event, .at = m_now, .counter = CounterNumber(3), .staff = StaffUserId("ayse") });
        ASSERT_TRUE(next) << next.error().line();
        m_ticket = *next;
    }

    Instant m_now = Instant::from_unix_ms(1'000'000);
    Ticket m_ticket;
};

TEST_F(TicketLife, CallsAndRecalls_AreCounted)
{
    step(TicketEvent::call);
    auto const first = m_now;
    step(TicketEvent::recall);
    step(TicketEvent::recall);
    EXPECT_EQ(m_ticket.calls, 3);
    EXPECT_EQ(m_ticket.first_called_at, first);
    EXPECT_EQ(m_ticket.called_at, m_now);
    EXPECT_EQ(m_ticket.counter, CounterNumber(3));
    EXPECT_EQ(m_ticket.called_by, StaffUserId("ayse"));
}

TEST_F(TicketLife, MarkedAsServed_SaysWhoSaidSoAndThatItWasNeverCalled)
{
    step(TicketEvent::mark_served);
    EXPECT_EQ(m_ticket.state, TicketState::done);
    EXPECT_EQ(m_ticket.ended_at, m_now);
    EXPECT_EQ(m_ticket.called_by, StaffUserId("ayse"));
    EXPECT_EQ(m_ticket.notes, (std::vector { TicketNote::marked_served }));
    EXPECT_FALSE(m_ticket.first_called_at) << "no wait is reckoned from it";
}

TEST(MarkingServed, WhatStandsElsewhere_IsLeftForAReason)
{
    Ticket ticket;
    ticket.local_date = LocalDate::parse("2026-11-23").value();
    LocalDate const today = ticket.local_date;
    auto const why = [&](TicketState state) {
        ticket.state = state;
        return why_not_marked_served(ticket, today);
    };
    EXPECT_EQ(why(TicketState::waiting), std::nullopt);
    EXPECT_EQ(why(TicketState::parked), std::nullopt);
    EXPECT_EQ(why(TicketState::called), WhyLeft::at_counter);
    EXPECT_EQ(why(TicketState::serving), WhyLeft::at_counter);
    EXPECT_EQ(why(TicketState::done), WhyLeft::ended);
    EXPECT_EQ(why(TicketState::noshow), WhyLeft::ended);
    EXPECT_EQ(why(TicketState::cancelled), WhyLeft::ended);
    EXPECT_EQ(why(TicketState::transferred), WhyLeft::ended);
    ticket.state = TicketState::waiting;
    EXPECT_EQ(why_not_marked_served(ticket, today.plus_days(1)), WhyLeft::another_day);
}

TEST_F(TicketLife, NoShowWhoComesBack_StartsANewRoundOfCalls)
{
    step(TicketEvent::call);
    auto const first = m_now;
    step(TicketEvent::no_show);
    EXPECT_TRUE(m_ticket.ended_at);
    step(TicketEvent::come_back);
    EXPECT_EQ(m_ticket.state, TicketState::waiting);
    EXPECT_EQ(m_ticket.calls, 0);
    EXPECT_FALSE(m_ticket.ended_at);
    step(TicketEvent::call);
    EXPECT_EQ(m_ticket.calls, 1);
    EXPECT_EQ(m_ticket.first_called_at, first);
}

TEST_F(TicketLife, ParkedWhileServed_CanBeCalledAgain)
{
    step(TicketEvent::call);
    step(TicketEvent::start);
    step(TicketEvent::park);
    step(TicketEvent::call);
    step(TicketEvent::start);
    step(TicketEvent::finish);
    EXPECT_EQ(m_ticket.ended_at, m_now);
    EXPECT_EQ(m_ticket.state, TicketState::done);
}

TEST_F(TicketLife, CalledWithoutEnd_MeetsALimit)
{
    step(TicketEvent::call);
    m_ticket.calls = limits::calls_of_ticket_max;
    auto const result = apply(m_ticket, { .event = TicketEvent::recall, .at = m_now });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::limit);
}

TEST(VisitMachine, EveryStateAndEvent_GoesWhereTheTableSays)
{
    // columns: ticket_given, last_ticket_served, last_ticket_dropped; Active, Ended, Left
    constexpr std::array<std::string_view, visit_state_count> table { { "AEL", "A..", "A.." } };
    constexpr std::string_view names = "AEL";
    for (std::size_t state = 0; state < visit_state_count; ++state) {
        for (std::size_t event = 0; event < visit_event_count; ++event) {
            auto const next = next_state(static_cast<VisitState>(state), static_cast<VisitEvent>(event));
            EXPECT_EQ(next ? names.at(static_cast<std::size_t>(*next)) : '.', table.at(state).at(event)) << state << " + " << event;
        }
    }
}

TEST(Spellings, OfTicketStates_AreTheApis)
{
    constexpr std::array<std::string_view, ticket_state_count> names { { "waiting", "called", "serving", "parked", "done", "noshow", "cancelled",
        "transferred" } };
    for (std::size_t state = 0; state < ticket_state_count; ++state) {
        EXPECT_EQ(name_of(static_cast<TicketState>(state)), names.at(state));
        EXPECT_EQ(value_of<TicketState>(names.at(state)), static_cast<TicketState>(state));
    }
    EXPECT_FALSE(value_of<TicketState>("Waiting"));
}

} // namespace
} // namespace zahide::domain
