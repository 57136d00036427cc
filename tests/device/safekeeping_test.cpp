// What a scheduler that was put back to a backup gets again.

#include "world.h"

#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

constexpr Milliseconds report_time { 31'000 };

/// The ids that the scheduler has, in the order in which they came.
std::vector<TicketId> delivered(World const& world)
{
    std::vector<TicketId> ids;
    for (auto const& ticket : world.scheduler.tickets)
        ids.push_back(ticket.given->id);
    return ids;
}

class SafekeepingTest : public testing::Test {
protected:
    SafekeepingTest()
    {
        m_world.scheduler.noted = protocol::StatusNoted { "first", Revision(50), Revision(0) };
        m_world.restart();
        m_world.settle();
    }
    void give(int count)
    {
        for (int given = 0; given < count; ++given)
            ASSERT_TRUE(m_world.take().has_value());
        m_world.settle();
    }
    /// A backup is put back: nothing since is known to the scheduler.
    void put_back(char const* generation)
    {
        m_world.scheduler.lose_everything();
        m_world.scheduler.noted = protocol::StatusNoted { generation, Revision(1'000), Revision(0) };
    }
    [[nodiscard]] std::vector<TicketId> given() const
    {
        std::vector<TicketId> ids;
        for (auto const& promise : m_world.given)
            ids.push_back(promise.id);
        return ids;
    }

    World m_world;
};

TEST_F(SafekeepingTest, SchedulerPutBack_GetsAllAgainInItsOrder)
{
    give(5);
    ASSERT_EQ(delivered(m_world), given());
    put_back("second");
    m_world.pass(report_time);
    EXPECT_EQ(delivered(m_world), given());
    EXPECT_EQ(m_world.device().connectivity().undelivered, 0);
    EXPECT_EQ(m_world.scheduler.tickets.back().given->lease_first, TicketNumber(1)) << "it shows its lease";
    m_world.pass(report_time);
    EXPECT_EQ(delivered(m_world), given()) << "once";
}

TEST_F(SafekeepingTest, RestartBeforeTheAnswer_ForgetsNothing)
{
    give(3);
    put_back("second");
    m_world.restart();
    m_world.pass(report_time, Fate::reply_lost);
    m_world.restart();
    m_world.pass(report_time);
    EXPECT_EQ(delivered(m_world), given());
    EXPECT_EQ(m_world.disk.generation, "second");
}

TEST_F(SafekeepingTest, OlderBackupThanTheNewest_LosesNothing)
{
    give(2);
    m_world.scheduler.noted->revision = Revision(60);
    m_world.pass(report_time);
    m_world.scheduler.noted->backed_up = Revision(60);
    give(1);
    m_world.pass(report_time);
    put_back("second"); // to a backup from before all of them
    m_world.pass(report_time);
    EXPECT_EQ(delivered(m_world), given());
}

TEST_F(SafekeepingTest, WhatABackupHoldsForDays_IsForgotten)
{
    m_world.options.limits.backed_up_kept = Milliseconds(0);
    m_world.restart();
    give(2);
    m_world.scheduler.noted->revision = Revision(60);
    m_world.pass(report_time); // what was delivered is in revision 60
    ASSERT_EQ(m_world.disk.delivered.size(), 2U);
    m_world.scheduler.noted->backed_up = Revision(59);
    m_world.pass(report_time);
    EXPECT_EQ(m_world.disk.delivered.size(), 2U);
    m_world.scheduler.noted->backed_up = Revision(60);
    give(1);
    m_world.scheduler.noted->revision = Revision(61);
    m_world.pass(report_time);
    EXPECT_EQ(m_world.disk.delivered.size(), 1U) << "the newest is in no backup";
}

TEST_F(SafekeepingTest, WithoutBackups_KeepsNoMoreThanItsBounds)
{
    m_world.options.limits.delivered_kept_max = 4;
    m_world.restart();
    give(6);
    EXPECT_EQ(m_world.disk.delivered.size(), 4U);
    m_world.scheduler.time = [this] { return m_world.clock.now(); };
    m_world.pass(Milliseconds(167 * 3'600'000));
    EXPECT_EQ(m_world.disk.delivered.size(), 4U) << "no backup holds them";
    m_world.pass(Milliseconds(3 * 3'600'000));
    EXPECT_TRUE(m_world.disk.delivered.empty());
}

TEST_F(SafekeepingTest, OlderScheduler_TellsNothingAndLosesNothing)
{
    m_world.scheduler.noted.reset();
    give(2);
    m_world.pass(report_time);
    EXPECT_EQ(m_world.disk.delivered.size(), 2U);
    EXPECT_EQ(delivered(m_world), given());
}

} // namespace
} // namespace zahide::device_tests
