#include "world.h"

#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

protocol::StatusNoted noted_at(Instant now, std::optional<std::int32_t> promises_seen = std::nullopt)
{
    return { "first", Revision(50), Revision(0), now, promises_seen };
}

/// Lets time pass in steps of a report, each answered with the scheduler's time.
void keep_contact(World& world, int reports, Milliseconds scheduler_ahead = Milliseconds(0))
{
    for (int count = 0; count < reports; ++count) {
        world.scheduler.noted = noted_at(world.clock.now() + world.options.limits.heartbeat + scheduler_ahead);
        world.pass(world.options.limits.heartbeat);
    }
}

constexpr Milliseconds one_day = std::chrono::hours(24);

TEST(DeviceContact, Report_TellsPromisesAndClock)
{
    World world;
    world.settle();
    EXPECT_EQ(world.scheduler.reports.back().promises, 0);
    EXPECT_EQ(world.scheduler.reports.back().clock, world.clock.now());
    ASSERT_TRUE(world.take().has_value());
    world.pass(world.options.limits.heartbeat);
    EXPECT_EQ(world.scheduler.reports.back().promises, 1);
    World board(1, domain::DeviceKind::board);
    board.settle();
    EXPECT_EQ(board.scheduler.reports.back().promises, std::nullopt);
}

TEST(DeviceContact, ClockADayAhead_GivesNumbersOfTheSchedulersDay)
{
    World world;
    keep_contact(world, 2);
    auto const today = *world.device().today();
    world.clock.jump(world.clock.now() + one_day);
    EXPECT_EQ(world.device().today(), today.plus_days(1)) << "nobody has told it yet";
    world.feed(device::TimerFired {});
    keep_contact(world, 2, -one_day);
    EXPECT_EQ(world.device().today(), today);
    auto const promise = world.take();
    ASSERT_TRUE(promise.has_value());
    EXPECT_EQ(promise->local_date, today);
    EXPECT_EQ(promise->given_at, world.device().time());
    world.restart();
    EXPECT_EQ(world.device().today(), today) << "known after a restart without the scheduler, too";
    keep_contact(world, 1, -one_day);
    EXPECT_EQ(world.disk.clock_offset, -one_day);
    world.clock.jump(world.clock.now() - one_day);
    world.feed(device::TimerFired {});
    keep_contact(world, 1);
    EXPECT_EQ(world.disk.clock_offset, Milliseconds(0)) << "the clock was set right";
    EXPECT_EQ(world.device().today(), today);
}

TEST(DeviceContact, WrongClockThatIsSetRightWhileAlone_LeavesTheTimeAsItWas)
{
    World world;
    world.clock.jump(world.clock.now() - 400 * one_day);
    world.restart();
    keep_contact(world, 2, 400 * one_day);
    auto const today = *world.device().today();
    world.clock.jump(world.clock.now() + 400 * one_day);
    world.feed(device::TimerFired {});
    world.settle(Fate::request_lost);
    EXPECT_EQ(world.device().today(), today);
    EXPECT_EQ(world.disk.clock_offset, Milliseconds(0));
}

TEST(DeviceContact, ClockThatIsSet_IsAskedAboutAtOnce)
{
    World world;
    keep_contact(world, 2);
    auto const before = world.scheduler.reports.size();
    world.clock.jump(world.clock.now() + Minutes(10));
    world.feed(device::TimerFired {});
    world.settle();
    EXPECT_EQ(world.scheduler.reports.size(), before + 1);
}

TEST(DeviceContact, ClockALittleOff_IsLeftAlone)
{
    World world;
    keep_contact(world, 3, Seconds(100));
    EXPECT_EQ(world.disk.clock_offset, Milliseconds(0));
    keep_contact(world, 1, Minutes(3));
    EXPECT_EQ(world.disk.clock_offset, Minutes(3));
    auto const writes = world.disk.writes;
    keep_contact(world, 3, Minutes(3) + Seconds(5));
    EXPECT_EQ(world.disk.clock_offset, Minutes(3)) << "not written for every second";
    EXPECT_EQ(world.disk.writes, writes);
}

TEST(DeviceContact, SchedulerOfAnEarlierRelease_SaysNothingAndChangesNothing)
{
    World world;
    world.pass(Milliseconds(120'000));
    ASSERT_TRUE(world.take().has_value());
    EXPECT_EQ(world.disk.clock_offset, Milliseconds(0));
    world.scheduler.noted_text = R"({"generation":"first","revision":1,"backed_up":0,"now":"2026-11-23T07:03:00Z","since_2030":[1]})";
    world.pass(Milliseconds(30'000));
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
    world.scheduler.noted_text = R"({"then":1})";
    world.pass(Milliseconds(30'000));
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(DeviceContact, OldImagePutBack_GivesUpWhatWasLentAndBeginsAnew)
{
    World world;
    keep_contact(world, 1);
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    auto const image = world.disk;
    for (int count = 0; count < 5; ++count)
        ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.disk = image;
    world.restart();
    world.scheduler.noted = noted_at(world.clock.now(), 6);
    world.step(Fate::answered); // a challenge
    world.step(Fate::answered); // a session
    world.scheduler.noted = noted_at(world.clock.now(), 6);
    world.settle();
    ASSERT_EQ(world.scheduler.renewals.size(), 1U);
    EXPECT_EQ(world.scheduler.renewals[0], (protocol::Renewal { 1, 6 }));
    EXPECT_EQ(world.disk.sequence, 7);
    EXPECT_TRUE(world.scheduler.returns.empty()) << "it can't tell which of them were given";
    world.scheduler.noted = noted_at(world.clock.now());
    world.pass(Milliseconds(120'000));
    EXPECT_EQ(world.scheduler.renewals.size(), 1U);
    auto const next = world.take();
    ASSERT_TRUE(next.has_value());
    EXPECT_GT(next->number, TicketNumber(30)) << "of a block lent since";
}

TEST(DeviceContact, Delivery_TellsOfAllPromisesBeforeAnyReportDoes)
{
    World world;
    keep_contact(world, 1);
    auto const reports = world.scheduler.reports.size();
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    ASSERT_EQ(world.scheduler.tickets.size(), 1U);
    EXPECT_EQ(world.scheduler.reports.size(), reports);
    EXPECT_EQ(world.scheduler.promises_delivered, 1);
}

TEST(DeviceContact, PromiseDeliveredFasterThanTheReport_IsNoSignOfAnOldImage)
{
    World world;
    keep_contact(world, 1);
    world.clock.pass(world.options.limits.heartbeat);
    world.feed(device::TimerFired {});
    auto const report = world.sends.back();
    ASSERT_TRUE(report.target.ends_with("/status"));
    world.sends.pop_back();
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.feed(device::Replied { report.id, 200, protocol::encode(noted_at(world.clock.now(), 1)) });
    world.settle();
    EXPECT_TRUE(world.scheduler.renewals.empty());
    EXPECT_EQ(world.device().connectivity().numbers_left, 29);
}

TEST(DeviceContact, NothingIsDelivered_BeforeTheFirstReportIsAnswered)
{
    World world;
    keep_contact(world, 1);
    world.settle(Fate::request_lost);
    ASSERT_TRUE(world.take().has_value());
    world.restart();
    world.step(Fate::answered); // a challenge
    world.step(Fate::answered); // a session
    bool is_report_there = false;
    for (auto const& send : world.sends) {
        EXPECT_FALSE(send.target.ends_with("/deliveries"));
        is_report_there = is_report_there || send.target.ends_with("/status");
    }
    EXPECT_TRUE(is_report_there);
    EXPECT_TRUE(world.scheduler.tickets.empty());
    world.settle();
    EXPECT_EQ(world.scheduler.tickets.size(), 1U);
}

TEST(DeviceContact, SchedulerThatRefusesReports_GetsDeliveriesAllTheSame)
{
    World world;
    keep_contact(world, 1);
    world.settle(Fate::request_lost);
    ASSERT_TRUE(world.take().has_value());
    world.scheduler.forced_status["/v1/devices/kiosk-1/status"] = 404;
    world.restart();
    world.settle();
    EXPECT_EQ(world.scheduler.tickets.size(), 1U);
}

TEST(DeviceContact, PromisesOfAnOldImageBeforeItsFirstContact_HideNothing)
{
    World world;
    keep_contact(world, 1);
    auto const image = world.disk;
    for (int count = 0; count < 5; ++count)
        ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.disk = image;
    world.restart();
    for (int count = 0; count < 9; ++count)
        ASSERT_TRUE(world.take().has_value()) << "given while it is alone: outside of what is promised";
    world.scheduler.noted = noted_at(world.clock.now(), 5);
    world.step(Fate::answered); // a challenge
    world.step(Fate::answered); // a session
    world.settle();
    EXPECT_EQ(world.scheduler.reports.back().promises, 0) << "as the disk said when the program began";
    ASSERT_EQ(world.scheduler.renewals.size(), 1U);
    EXPECT_EQ(world.disk.sequence, 10) << "nine and the renewal";
}

TEST(DeviceContact, OldImageOnADiskThatTakesNoWrite_GivesNothingUntilItDoes)
{
    World world;
    keep_contact(world, 1);
    auto const image = world.disk;
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.disk = image;
    world.disk.full = true;
    world.restart();
    world.scheduler.noted = noted_at(world.clock.now(), 1);
    world.settle();
    EXPECT_TRUE(world.scheduler.renewals.empty());
    EXPECT_EQ(world.device().connectivity().numbers_left, 0);
    EXPECT_TRUE(world.device().lent_slots().empty());
    world.disk.full = false;
    EXPECT_FALSE(world.take().has_value());
    world.scheduler.noted.reset();
    world.pass(Milliseconds(6'000));
    EXPECT_EQ(world.scheduler.renewals.size(), 1U);
    auto const next = world.take();
    ASSERT_TRUE(next.has_value());
    EXPECT_GT(next->number, TicketNumber(30));
}

TEST(DeviceContact, LeaseAskedForByAnOldImage_IsNotUsed)
{
    World world;
    world.step(Fate::answered);
    world.step(Fate::answered);
    world.settle();
    auto const image = world.disk;
    ASSERT_TRUE(image.lease_requests.empty());
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    // The image is one in which the block was asked for and hadn't come.
    world.disk.leases.clear();
    world.disk.tickets.clear();
    world.disk.print_jobs.clear();
    world.disk.sequence = 0;
    auto const today = *world.device().today();
    world.disk.lease_requests[today] = { today, IdempotencyKey(Uuid::generate(world.random)), "machine-1" };
    auto const old_key = world.disk.lease_requests[today].key;
    world.restart();
    world.scheduler.noted = noted_at(world.clock.now(), 1);
    bool asked_with_old_key = false;
    for (int steps = 0; steps < 50 && !world.sends.empty(); ++steps) {
        asked_with_old_key = asked_with_old_key || world.sends.front().key == old_key;
        world.step(Fate::answered);
        world.scheduler.noted = noted_at(world.clock.now(), world.disk.sequence > 1 ? std::nullopt : std::optional(1));
    }
    EXPECT_FALSE(asked_with_old_key);
    EXPECT_EQ(world.scheduler.renewals.size(), 1U);
}

TEST(DeviceContact, NumbersOfADayThatIsOver_AreGivenBackOnceTheTimeIsSure)
{
    World world;
    keep_contact(world, 1);
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.clock.pass(one_day);
    world.feed(device::TimerFired {});
    world.settle(Fate::request_lost);
    EXPECT_TRUE(world.scheduler.returns.empty());
    EXPECT_EQ(world.disk.leases.front().last, TicketNumber(30)) << "a clock alone is not believed";
    keep_contact(world, 2);
    ASSERT_FALSE(world.scheduler.returns.empty());
    EXPECT_EQ(world.scheduler.returns[0].lease, world.disk.leases.front().id);
    EXPECT_EQ(world.scheduler.returns[0].first, TicketNumber(2));
    EXPECT_EQ(world.scheduler.returns[0].last, TicketNumber(30));
    EXPECT_EQ(world.disk.leases.front().last, TicketNumber(1)) << "given up durably before it is told";
    auto const count = world.scheduler.returns.size();
    world.restart();
    keep_contact(world, 3);
    EXPECT_EQ(world.scheduler.returns.size(), count);
}

TEST(DeviceContact, NumbersLentToAnotherMachine_AreNotGivenBack)
{
    World world;
    keep_contact(world, 1);
    world.options.machine = "machine-2";
    world.restart();
    world.clock.pass(one_day);
    keep_contact(world, 2);
    EXPECT_TRUE(world.scheduler.returns.empty()) << "the other one may have given them";
}

} // namespace
} // namespace zahide::device_tests
