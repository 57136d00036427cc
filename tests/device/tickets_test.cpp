#include "world.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

void expect_delivered_once(World const& world)
{
    std::multiset<TicketId> delivered;
    for (auto const& ticket : world.scheduler.tickets)
        delivered.insert(ticket.given->id);
    std::set<std::pair<LocalDate, TicketNumber>> numbers;
    for (auto const& promise : world.given) {
        EXPECT_EQ(delivered.count(promise.id), 1U) << "number " << promise.number.value();
        EXPECT_TRUE(numbers.emplace(promise.local_date, promise.number).second) << "number twice " << promise.number.value();
    }
    EXPECT_EQ(delivered.size(), world.given.size());
}

TEST(DeviceTickets, FirstContact_BringsCatalogueAndNumbersOfTwoDays)
{
    World world;
    EXPECT_EQ(world.device().readiness(), device::Readiness::no_catalogue);
    EXPECT_EQ(world.device().connectivity().link, device::Link::starting);
    world.settle();
    EXPECT_EQ(world.device().readiness(), device::Readiness::ready);
    EXPECT_EQ(world.device().connectivity(), (device::Connectivity { device::Link::online, 0, 0, 30 }));
    EXPECT_EQ(world.scheduler.next_number.size(), 2U);
    EXPECT_EQ(world.scheduler.reports.size(), 1U);
    EXPECT_GE(world.count_of<device::CatalogueChanged>(), 1);
}

TEST(DeviceTickets, Ticket_IsOnTheDiskInOneWriteBeforeItIsPromised)
{
    World world;
    world.settle();
    int const writes = world.disk.writes;
    auto const promise = world.device().take_ticket({ ServiceId("legal"), LanguageTag("ar") });
    ASSERT_TRUE(promise.has_value()) << promise.error().line();
    EXPECT_EQ(world.disk.writes, writes + 1);
    EXPECT_EQ(promise->number, TicketNumber(1));
    EXPECT_EQ(promise->local_date.text(), "2026-11-23");
    ASSERT_EQ(world.disk.tickets.size(), 1U);
    ASSERT_EQ(world.disk.outbox.size(), 1U);
    ASSERT_EQ(world.disk.print_jobs.size(), 1U);
    EXPECT_EQ(world.disk.print_jobs[0].id, promise->print_job);
    EXPECT_EQ(world.disk.print_jobs[0].state, domain::PrintJobState::journalled);
    EXPECT_TRUE(world.scheduler.tickets.empty());
}

TEST(DeviceTickets, CenterWithAnAddress_GivesEachTicketAPageOfItsOwn)
{
    World world;
    world.scheduler.catalogue.center.public_url = "https://sira.example.org";
    world.settle();
    auto const one = world.device().take_ticket({ ServiceId("legal"), LanguageTag("ar") });
    auto const other = world.device().take_ticket({ ServiceId("legal"), LanguageTag("ar") });
    ASSERT_TRUE(one && other && one->page_token && other->page_token);
    EXPECT_GE(one->page_token->reveal().size() * 6, 128U);
    EXPECT_NE(one->page_token->reveal(), other->page_token->reveal());
    EXPECT_NE(world.disk.outbox[0].body.reveal().find(one->page_token->reveal()), std::string::npos) << "the scheduler learns it with the number";
}

TEST(DeviceTickets, Delivered_SaysWhatWasChosen)
{
    World world;
    world.settle();
    auto const promise = world.device().take_ticket(
        { ServiceId("legal"), LanguageTag("fa"), domain::Priority::infant, domain::GenderPreference::woman, domain::Urgency::private_talk });
    ASSERT_TRUE(promise.has_value());
    world.feed(device::TimerFired {});
    world.settle();
    ASSERT_EQ(world.scheduler.tickets.size(), 1U);
    auto const& ticket = world.scheduler.tickets[0];
    EXPECT_EQ(ticket.language.reveal(), LanguageTag("fa"));
    EXPECT_EQ(ticket.priority.reveal(), domain::Priority::infant);
    EXPECT_EQ(ticket.gender.reveal(), domain::GenderPreference::woman);
    EXPECT_EQ(ticket.given->urgency, domain::Urgency::private_talk);
    EXPECT_EQ(ticket.given->id, promise->id);
    EXPECT_EQ(ticket.given->visit, promise->visit);
    EXPECT_TRUE(world.disk.outbox.empty());
}

TEST(DeviceTickets, SchedulerDown_TicketsGoOnAndArriveOnceWhenItReturns)
{
    World world;
    world.settle();
    for (int count = 0; count < 25; ++count) {
        ASSERT_TRUE(world.take().has_value());
        world.pass(Milliseconds(20'000), Fate::request_lost);
    }
    EXPECT_EQ(world.device().connectivity().link, device::Link::offline);
    EXPECT_EQ(world.device().connectivity().undelivered, 25);
    EXPECT_TRUE(world.scheduler.tickets.empty());
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
    expect_delivered_once(world);
    EXPECT_TRUE(std::ranges::is_sorted(world.scheduler.tickets, {}, [](auto const& ticket) { return ticket.given->number; }));
}

TEST(DeviceTickets, RepliesLost_EachIsStillDeliveredOnce)
{
    World world;
    world.settle();
    for (int count = 0; count < 5; ++count)
        ASSERT_TRUE(world.take().has_value());
    world.pass(Milliseconds(60'000), Fate::reply_lost);
    EXPECT_EQ(world.device().connectivity().undelivered, 5);
    EXPECT_FALSE(world.scheduler.tickets.empty());
    world.pass(Milliseconds(60'000));
    EXPECT_GT(world.scheduler.repeated, 0);
    expect_delivered_once(world);
}

TEST(DeviceTickets, CrashBetweenDeliveryAndItsReply_SendsTheSameRequestAgain)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.take().has_value());
    auto const first = world.sends.front();
    static_cast<void>(world.scheduler.answer(first));
    world.restart();
    world.settle();
    EXPECT_EQ(world.scheduler.repeated, 1);
    expect_delivered_once(world);
}

TEST(DeviceTickets, NumbersOver_IsAnHonestErrorAndNothingIsWritten)
{
    World world;
    world.settle();
    for (int count = 0; count < 30; ++count) {
        ASSERT_TRUE(world.take().has_value()) << count;
        world.settle(Fate::request_lost);
    }
    EXPECT_EQ(world.device().readiness(), device::Readiness::no_numbers);
    int const writes = world.disk.writes;
    auto const none = world.take();
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, ErrorCode::limit);
    EXPECT_EQ(world.disk.writes, writes);
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(world.device().readiness(), device::Readiness::ready);
    EXPECT_EQ(world.take()->number, TicketNumber(31));
}

TEST(DeviceTickets, RunningLow_AsksForMoreInTime)
{
    World world;
    world.settle();
    for (int count = 0; count < 100; ++count) {
        ASSERT_TRUE(world.take().has_value());
        world.settle();
        EXPECT_GE(world.device().connectivity().numbers_left, world.options.limits.numbers_low);
    }
    expect_delivered_once(world);
}

TEST(DeviceTickets, Midnight_StartsTheNextDaysNumbersOffline)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.clock.jump(Instant::parse("2026-11-23T20:59:59.999Z").value());
    EXPECT_EQ(world.take()->local_date.text(), "2026-11-23");
    world.settle(Fate::request_lost);
    world.clock.jump(Instant::parse("2026-11-23T21:00:00Z").value());
    auto const next = world.take();
    ASSERT_TRUE(next.has_value()) << next.error().line();
    EXPECT_EQ(next->local_date.text(), "2026-11-24");
    EXPECT_EQ(next->number, TicketNumber(1));
}

TEST(DeviceTickets, ClockBackAndForth_NeverGivesANumberTwice)
{
    World world;
    world.settle();
    for (auto const* const time : { "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z", "2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z", "2026-11-23T07:00:00Z" }) {
        world.clock.jump(Instant::parse(time).value());
        ASSERT_TRUE(world.take().has_value()) << time;
        world.settle();
    }
    expect_delivered_once(world);
}

TEST(DeviceTickets, ExpiredLease_GivesNothing)
{
    World world;
    world.settle();
    world.clock.jump(Instant::parse("2026-11-25T12:00:00Z").value());
    EXPECT_FALSE(world.take().has_value());
    world.pass(Milliseconds(40'000));
    EXPECT_EQ(world.take()->local_date.text(), "2026-11-25");
}

TEST(DeviceTickets, CopiedToAnotherMachine_GivesNothingUntilContact)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.take().has_value());
    world.options.machine = "machine-2";
    world.restart();
    EXPECT_EQ(world.device().readiness(), device::Readiness::no_numbers);
    EXPECT_FALSE(world.take().has_value());
    world.settle();
    EXPECT_EQ(world.scheduler.machines.back(), "machine-2");
    EXPECT_EQ(world.take()->number, TicketNumber(31));
}

TEST(DeviceTickets, RebootOffline_StopsNothing)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.take().has_value());
    world.restart();
    EXPECT_EQ(world.device().readiness(), device::Readiness::ready);
    ASSERT_TRUE(world.take().has_value());
    EXPECT_EQ(world.given.back().number, TicketNumber(2));
    world.settle();
    expect_delivered_once(world);
}

TEST(DeviceTickets, LeaseReplyLostAndCrashed_TheSameNumbersComeAgain)
{
    World world;
    while (world.scheduler.machines.empty())
        ASSERT_TRUE(world.step(world.sends.front().target.ends_with("/number-leases") ? Fate::reply_lost : Fate::answered));
    world.restart();
    world.settle();
    world.pass(Milliseconds(30'000));
    EXPECT_EQ(world.scheduler.next_number.begin()->second, 31) << "a second block was lent";
    EXPECT_EQ(world.take()->number, TicketNumber(1));
}

TEST(DeviceTickets, DiskFull_GivesNothingAndSaysSoUntilItTakesWritesAgain)
{
    World world;
    world.settle();
    world.disk.full = true;
    auto const refused = world.take();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(world.device().readiness(), device::Readiness::storage_fails);
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(world.device().readiness(), device::Readiness::storage_fails);
    world.disk.full = false;
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(world.device().readiness(), device::Readiness::ready);
    EXPECT_EQ(world.take()->number, TicketNumber(1));
}

TEST(DeviceTickets, WishOutsideTheCatalogue_IsRefused)
{
    World world;
    world.settle();
    EXPECT_EQ(world.device().take_ticket({ ServiceId("none"), LanguageTag("ar") }).error().code, ErrorCode::invalid);
    EXPECT_EQ(world.device().take_ticket({ ServiceId("legal"), LanguageTag("xx") }).error().code, ErrorCode::invalid);
}

TEST(DeviceTickets, OutboxFull_GivesNothing)
{
    World world;
    world.options.limits.outbox_entries_max = 3;
    world.restart();
    world.settle();
    for (int count = 0; count < 3; ++count) {
        ASSERT_TRUE(world.take().has_value());
        world.settle(Fate::request_lost);
    }
    EXPECT_EQ(world.device().readiness(), device::Readiness::outbox_full);
    EXPECT_EQ(world.take().error().code, ErrorCode::limit);
}

TEST(DeviceTickets, OldDays_ArePurgedAndTheOutboxIsNot)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.take().has_value());
    world.settle(Fate::request_lost);
    world.clock.pass(std::chrono::hours(24 * 20));
    world.pass(Milliseconds(5'000), Fate::request_lost);
    EXPECT_EQ(world.disk.tickets.size(), 1U) << "a clock that nobody has confirmed may be wrong";
    world.scheduler.noted = protocol::StatusNoted { "first", Revision(50), Revision(0), std::nullopt, std::nullopt };
    world.scheduler.time = [&world] { return world.clock.now(); };
    world.scheduler.forced_status["/v1/centers"] = 503;
    world.scheduler.forced_status["/v1/devices/kiosk-1/deliveries"] = 503;
    world.pass(Milliseconds(180'000));
    EXPECT_TRUE(world.disk.tickets.empty());
    EXPECT_TRUE(world.disk.print_jobs.empty());
    EXPECT_TRUE(std::ranges::any_of(world.disk.outbox, [](auto const& entry) { return entry.target.ends_with("/tickets"); })) << "it is still owed";
}

TEST(DeviceTickets, ClockThatStartsYearsAhead_ForgetsNothingAndGivesItsNumbersOnceItIsRight)
{
    World world;
    world.settle();
    auto const now = world.clock.now();
    world.clock.jump(now + std::chrono::hours(24 * 365 * 16));
    world.restart();
    world.pass(Milliseconds(180'000), Fate::request_lost);
    world.clock.jump(now);
    world.restart();
    EXPECT_TRUE(world.take().has_value()) << "what was lent for today is still there";
}

} // namespace
} // namespace zahide::device_tests
