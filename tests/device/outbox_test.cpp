#include "world.h"

#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

/// Gives numbers while the scheduler is out of reach.
void give_offline(World& world, int count)
{
    world.scheduler.block = 500;
    world.settle();
    ASSERT_TRUE(world.device().ask_help(LanguageTag("ar")).has_value());
    world.feed(device::TimerFired {});
    world.settle(Fate::request_lost);
    for (int given = 0; given < count; ++given)
        ASSERT_TRUE(world.take().has_value());
    world.settle(Fate::request_lost);
}

/// A target's requests on their way.
std::vector<device::Send> batches_of(World const& world)
{
    std::vector<device::Send> found;
    for (auto const& send : world.sends) {
        if (send.target.ends_with("/deliveries"))
            found.push_back(send);
    }
    return found;
}

TEST(Outbox, DeviceThatComesBack_DeliversManyWithOneRequestInTheirOrder)
{
    World world;
    give_offline(world, 200);
    ASSERT_EQ(world.disk.outbox.size(), 201U);
    world.pass(Milliseconds(20'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.device().connectivity().undelivered, 0);
    EXPECT_EQ(world.scheduler.help_requests, 1);
    ASSERT_EQ(world.scheduler.tickets.size(), 200U);
    for (std::size_t index = 0; index < 200; ++index)
        EXPECT_EQ(world.scheduler.tickets[index].given->id, world.given[index].id);
    EXPECT_LE(world.scheduler.batches.size(), 5U);
}

TEST(Outbox, Batch_StaysUnderItsBounds)
{
    World world;
    world.options.limits.batch_bytes_max = 8'000;
    world.restart();
    give_offline(world, 100);
    bool any = false;
    for (int step = 0; step < 200 && !world.disk.outbox.empty(); ++step) {
        world.clock.pass(Milliseconds(500));
        world.feed(device::TimerFired {});
        for (auto const& send : batches_of(world)) {
            any = true;
            EXPECT_LE(send.body.size(), 8'000U);
        }
        world.step(Fate::answered);
    }
    EXPECT_TRUE(any);
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_GE(world.scheduler.batches.size(), 6U);
}

TEST(Outbox, LostAnswerToABatch_DeliversNothingTwice)
{
    World world;
    give_offline(world, 30);
    world.pass(Milliseconds(20'000), Fate::reply_lost);
    world.pass(Milliseconds(40'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.scheduler.tickets.size(), 30U);
    EXPECT_GE(world.scheduler.repeated, 30);
}

TEST(Outbox, EntryRefusedForGood_IsParkedAndStopsNoOther)
{
    World world;
    give_offline(world, 10);
    world.scheduler.forced_key_status[world.disk.outbox[4].key] = 409;
    world.pass(Milliseconds(20'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    ASSERT_EQ(world.disk.parked.size(), 1U);
    EXPECT_EQ(world.disk.parked[0].second.status, 409);
    EXPECT_EQ(world.scheduler.tickets.size(), 9U);
    EXPECT_EQ(world.device().connectivity().parked, 1);
    EXPECT_EQ(world.device().connectivity().undelivered, 1);
}

TEST(Outbox, EntryThatHasToWait_IsSentAgainAndStopsNoOther)
{
    World world;
    give_offline(world, 10);
    auto const key = world.disk.outbox[4].key;
    world.scheduler.forced_key_status[key] = 503;
    world.pass(Milliseconds(20'000));
    ASSERT_EQ(world.disk.outbox.size(), 1U);
    EXPECT_EQ(world.disk.outbox[0].key, key);
    EXPECT_EQ(world.scheduler.tickets.size(), 9U);
    world.scheduler.forced_key_status.clear();
    world.pass(Milliseconds(20'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.scheduler.tickets.size(), 10U);
}

TEST(Outbox, SchedulerThatKnowsNoBatches_GetsThemOneByOne)
{
    World world;
    give_offline(world, 100);
    world.scheduler.forced_status["/v1/devices/kiosk-1/deliveries"] = 404;
    world.pass(Milliseconds(20'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.scheduler.tickets.size(), 100U);
    EXPECT_TRUE(world.scheduler.batches.empty());
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(Outbox, AnswerOfAnotherKind_SendsThemOneByOne)
{
    World world;
    give_offline(world, 3);
    world.pass(Milliseconds(15'000), Fate::request_lost);
    for (int step = 0; step < 200 && !world.disk.outbox.empty(); ++step) {
        while (!world.sends.empty()) {
            auto const send = world.sends.front();
            if (!send.target.ends_with("/deliveries")) {
                world.step(Fate::answered);
                continue;
            }
            world.sends.pop_front();
            world.feed(device::Replied { send.id, 200, R"({"something":"new"})" });
        }
        world.clock.pass(Milliseconds(500));
        world.feed(device::TimerFired {});
    }
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.scheduler.tickets.size(), 3U);
}

TEST(Outbox, FullDiskWhenABatchArrived_SendsItAgainLater)
{
    World world;
    give_offline(world, 5);
    world.disk.full = true;
    world.pass(Milliseconds(20'000));
    EXPECT_EQ(world.disk.outbox.size(), 6U);
    world.disk.full = false;
    world.pass(Milliseconds(40'000));
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.scheduler.tickets.size(), 5U);
}

} // namespace
} // namespace zahide::device_tests
