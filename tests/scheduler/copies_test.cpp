#include "world.h"

#include "domain/limits.h"

#include <algorithm>

namespace zahide::scheduler {
namespace {

/// A copy of a paper, from the desk to a kiosk and back.
class CopiesTest : public SchedulerTest {
protected:
    void SetUp() override
    {
        SchedulerTest::SetUp();
        report();
    }
    StatusNoted report(std::vector<CopyEnded> copies = {})
    {
        ReportStatus command { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" }, std::nullopt, std::nullopt, std::move(copies) };
        return done(kiosk, command);
    }
    domain::Ticket given() { return done(kiosk, m_world.delivery(lease(), 1)); }
    domain::CopyState state(TicketId const& ticket)
    {
        for (auto const& one : asked(ayse, QueueQuery { center }).tickets) {
            if (one.id == ticket && one.copy)
                return domain::state_of(*one.copy, m_world.clock.now());
        }
        ADD_FAILURE() << "no copy was asked for";
        return domain::CopyState::unknown;
    }
};
INSTANTIATE_TEST_SUITE_P(Over, CopiesTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(CopiesTest, KioskThatGaveTheNumber_IsAskedAndItsWordIsTold)
{
    auto const ticket = given();
    auto const before = m_world.scheduler().newest_revision().value();
    auto const ordered = done(ayse, OrderCopy { ticket.id, std::nullopt });
    ASSERT_TRUE(ordered.copy);
    EXPECT_EQ(ordered.copy->device, DeviceId("kiosk-1"));
    EXPECT_EQ(ordered.copy->asked_by, StaffUserId("ayse"));
    EXPECT_EQ(state(ticket.id), domain::CopyState::asked);
    auto const heard = asked(kiosk, EventsQuery { before }).events;
    EXPECT_TRUE(std::ranges::any_of(heard, [](Event const& event) { return std::holds_alternative<CopiesAsked>(event.what); }));
    for (auto const& event : asked(second_kiosk, EventsQuery { before }).events)
        EXPECT_FALSE(std::holds_alternative<CopiesAsked>(event.what)) << "another kiosk hears of it";

    auto const copies = report().copies;
    ASSERT_EQ(copies.size(), 1U);
    EXPECT_EQ(copies[0].id, ordered.copy->id);
    EXPECT_EQ(copies[0].number, ticket.number);
    EXPECT_EQ(copies[0].language, ticket.language);
    EXPECT_EQ(copies[0].wanted, CopyToPrint::Wanted::print);
    EXPECT_EQ(report().copies.size(), 1U) << "until it has said how it came out";
    EXPECT_TRUE(report({ { ordered.copy->id, domain::CopyEnd::printed } }).copies.empty());
    EXPECT_EQ(state(ticket.id), domain::CopyState::printed);
    EXPECT_TRUE(report({ { ordered.copy->id, domain::CopyEnd::unknown } }).copies.empty());
    EXPECT_EQ(state(ticket.id), domain::CopyState::printed) << "said once, it stays so";
}

TEST_P(CopiesTest, AnotherWhileOneIsOnItsWay_IsRefused)
{
    auto const ticket = given();
    auto const first = done(ayse, OrderCopy { ticket.id, std::nullopt });
    EXPECT_EQ(refused(mehmet, OrderCopy { ticket.id, std::nullopt }), ErrorCode::conflict);
    report({ { first.copy->id, domain::CopyEnd::not_printed } });
    EXPECT_NE(done(mehmet, OrderCopy { ticket.id, std::nullopt }).copy->id, first.copy->id);
}

TEST_P(CopiesTest, KioskThatHearsOfItTooLate_PrintsNothingAndSaysSo)
{
    auto const ticket = given();
    auto const ordered = done(ayse, OrderCopy { ticket.id, std::nullopt });
    m_world.clock.advance(Minutes(domain::limits::copy_order_minutes));
    EXPECT_EQ(state(ticket.id), domain::CopyState::expired);
    auto const copies = report().copies;
    ASSERT_EQ(copies.size(), 1U);
    EXPECT_EQ(copies[0].wanted, CopyToPrint::Wanted::told);
    report({ { ordered.copy->id, domain::CopyEnd::not_printed } });
    EXPECT_EQ(state(ticket.id), domain::CopyState::not_printed);
}

TEST_P(CopiesTest, KioskThatCannotPrint_IsNotAsked)
{
    auto const ticket = given();
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, DeviceId("kiosk-2") }), ErrorCode::conflict) << "never heard of";
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, DeviceId("kiosk-9") }), ErrorCode::not_found);
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, DeviceId("board-1") }), ErrorCode::not_found);
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), { Instant(), "0.1.0", "paper_out", "out", 0, "home" } });
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, std::nullopt }), ErrorCode::conflict);
    report();
    m_world.clock.advance(Minutes(5));
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, std::nullopt }), ErrorCode::conflict) << "silent for long";
}

TEST_P(CopiesTest, TicketWhoseWayIsOver_GetsNone)
{
    DeviceId const at("kiosk-1");
    auto const cancelled = desk_ticket();
    moved(cancelled.id, DeskMove::cancel);
    EXPECT_EQ(refused(ayse, OrderCopy { cancelled.id, at }), ErrorCode::conflict);
    auto const yesterdays = desk_ticket();
    m_world.clock.advance(Minutes(24 * 60));
    report();
    EXPECT_EQ(refused(ayse, OrderCopy { yesterdays.id, at }), ErrorCode::conflict);
    EXPECT_EQ(m_refusal.mend, "give a new number");
    EXPECT_EQ(refused(ayse, OrderCopy { TicketId(Uuid({ 9 })), at }), ErrorCode::not_found);
}

TEST_P(CopiesTest, MoreThanAKioskCanWork_AreRefused)
{
    DeviceId const at("kiosk-1");
    std::vector<CopyEnded> ended;
    for (std::size_t count = 0; count < domain::limits::copy_orders_max; ++count)
        ended.push_back({ done(ayse, OrderCopy { desk_ticket().id, at }).copy->id, domain::CopyEnd::printed });
    EXPECT_EQ(refused(ayse, OrderCopy { desk_ticket().id, at }), ErrorCode::conflict);
    EXPECT_TRUE(report(ended).copies.empty());
    done(ayse, OrderCopy { desk_ticket().id, at });
}

TEST_P(CopiesTest, KioskThatHasLostItsJournal_IsNotAskedAgain)
{
    auto const at = [](int promises, std::string incident) {
        return ReportStatus { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home", std::move(incident) }, promises };
    };
    auto const ticket = given();
    done(kiosk, at(5, ""));
    done(ayse, OrderCopy { ticket.id, std::nullopt });
    EXPECT_TRUE(done(kiosk, at(4, "")).copies.empty()) << "an old image of its disk: it may have printed it";
    EXPECT_EQ(state(ticket.id), domain::CopyState::asked) << "or a delivery was quicker than the report";
    EXPECT_EQ(done(kiosk, at(5, "")).copies.size(), 1U);
    done(kiosk, ReportRenewal { DeviceId("kiosk-1"), 6 });
    EXPECT_EQ(state(ticket.id), domain::CopyState::unknown);
    done(ayse, OrderCopy { ticket.id, std::nullopt });
    EXPECT_EQ(done(kiosk, at(6, "")).copies.size(), 1U);
    EXPECT_TRUE(done(kiosk, at(0, "storage_renewed")).copies.empty()) << "its database was damaged";
    EXPECT_EQ(state(ticket.id), domain::CopyState::unknown);
    done(ayse, OrderCopy { ticket.id, std::nullopt });
    EXPECT_EQ(done(kiosk, at(0, "storage_renewed")).copies.size(), 1U) << "it goes on telling of the incident";
}

TEST_P(CopiesTest, KiosksKeyInAnotherMachine_LeavesItUnknownWhetherTheFormerPrinted)
{
    done(system_itself, OpenSession { DeviceId("kiosk-1"), "machine-1" });
    auto const ticket = given();
    done(ayse, OrderCopy { ticket.id, std::nullopt });
    m_world.clock.advance(Minutes(16));
    done(system_itself, OpenSession { DeviceId("kiosk-1"), "machine-1" });
    EXPECT_EQ(state(ticket.id), domain::CopyState::expired) << "the same one may still say";
    done(system_itself, OpenSession { DeviceId("kiosk-1"), "machine-2" });
    EXPECT_EQ(state(ticket.id), domain::CopyState::unknown);
    EXPECT_TRUE(report().copies.empty());
}

TEST_P(CopiesTest, NumberOfTheDesk_NeedsAKioskNamed)
{
    auto const ticket = desk_ticket();
    EXPECT_EQ(refused(ayse, OrderCopy { ticket.id, std::nullopt }), ErrorCode::invalid);
    EXPECT_EQ(done(ayse, OrderCopy { ticket.id, DeviceId("kiosk-1") }).copy->device, DeviceId("kiosk-1"));
}

TEST_P(CopiesTest, OtherKiosk_LearnsNothingAndChangesNothing)
{
    auto const ticket = given();
    auto const ordered = done(ayse, OrderCopy { ticket.id, std::nullopt });
    ReportStatus command { DeviceId("kiosk-2"), { Instant(), "0.1.0", "ready", "ok", 0, "home" }, std::nullopt, std::nullopt,
        { { ordered.copy->id, domain::CopyEnd::printed } } };
    EXPECT_TRUE(done(second_kiosk, command).copies.empty());
    EXPECT_EQ(state(ticket.id), domain::CopyState::asked);
    EXPECT_EQ(refused(kiosk, OrderCopy { ticket.id, std::nullopt }), ErrorCode::forbidden);
}

} // namespace
} // namespace zahide::scheduler
