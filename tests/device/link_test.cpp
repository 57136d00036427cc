#include "world.h"

#include "protocol/event.h"

#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

protocol::CallView call_view(std::uint32_t id, int number)
{
    protocol::CallView call;
    call.id = CallId(Uuid(std::array<std::uint8_t, 16> { static_cast<std::uint8_t>(id) }));
    call.number = TicketNumber(number);
    call.local_date = LocalDate::create(2026, 11, 23).value();
    call.counter = CounterNumber(2);
    return call;
}

TEST(DeviceLink_, SessionEnded_LogsInAgainAndDeliversOnce)
{
    World world;
    world.settle();
    world.scheduler.valid_tokens.clear();
    ASSERT_TRUE(world.take().has_value());
    world.pass(Milliseconds(5'000));
    EXPECT_EQ(world.scheduler.tickets.size(), 1U);
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(DeviceLink_, UnknownDevice_IsToldOnceAndAskedSeldom)
{
    World world;
    world.scheduler.forced_status["/v1/device-challenges"] = 404;
    world.settle();
    EXPECT_EQ(world.device().connectivity().link, device::Link::refused);
    std::size_t sent = 0;
    for (int second = 0; second < 600; ++second) {
        world.clock.pass(Milliseconds(1'000));
        world.feed(device::TimerFired {});
        sent += world.sends.size();
        world.settle();
    }
    EXPECT_GE(sent, 10U);
    EXPECT_LE(sent, 21U);
    EXPECT_EQ(world.count_of<device::TroubleNoticed>(), 1);
    world.scheduler.forced_status.clear();
    world.pass(Milliseconds(61'000));
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(DeviceLink_, MachineWhoseKeyAnotherOneUses_IsRefusedAndTriesAgainLater)
{
    World world;
    world.settle();
    EXPECT_EQ(world.scheduler.machine_logged_in, std::nullopt) << "one that changes with a reboot is not told";
    world.options.lasting_machine = "machine-1";
    world.scheduler.forced_status["/v1/device-sessions"] = 409;
    world.restart();
    world.settle();
    EXPECT_EQ(world.device().connectivity().link, device::Link::refused);
    ASSERT_TRUE(world.take().has_value()) << "from what it was lent";
    world.scheduler.forced_status.clear();
    world.pass(Minutes(16));
    EXPECT_EQ(world.scheduler.machine_logged_in, "machine-1");
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
    EXPECT_EQ(world.scheduler.tickets.size(), 1U);
}

TEST(DeviceLink_, RefusedForGood_IsParkedReportedAndDoesNotHoldUpTheNext)
{
    World world;
    world.settle();
    world.scheduler.forced_status["/v1/centers/zahide-nine/tickets"] = 409;
    ASSERT_TRUE(world.take().has_value());
    world.settle();
    world.scheduler.forced_status.clear();
    EXPECT_EQ(world.device().connectivity().parked, 1);
    EXPECT_EQ(world.device().connectivity().undelivered, 1);
    ASSERT_EQ(world.disk.parked.size(), 1U);
    EXPECT_EQ(world.disk.parked[0].second.status, 409);
    EXPECT_EQ(world.disk.parked[0].second.code, "conflict");
    EXPECT_EQ(world.count_of<device::TroubleNoticed>(), 1);
    ASSERT_TRUE(world.take().has_value());
    world.pass(Milliseconds(40'000));
    EXPECT_EQ(world.scheduler.tickets.size(), 1U);
    EXPECT_EQ(world.scheduler.reports.back().outbox, 1);
    world.restart();
    EXPECT_EQ(world.device().connectivity().parked, 1);
}

TEST(DeviceLink_, ForbiddenForNow_KeepsEverythingUntilMended)
{
    World world;
    world.settle();
    world.scheduler.forced_status["/v1/centers/zahide-nine/tickets"] = 403;
    ASSERT_TRUE(world.take().has_value());
    ASSERT_TRUE(world.take().has_value());
    world.pass(Milliseconds(120'000));
    EXPECT_EQ(world.device().connectivity().link, device::Link::refused);
    EXPECT_EQ(world.disk.outbox.size(), 2U);
    EXPECT_TRUE(world.disk.parked.empty());
    world.scheduler.forced_status.clear();
    world.pass(Milliseconds(61'000));
    EXPECT_EQ(world.scheduler.tickets.size(), 2U);
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(DeviceLink_, BusyScheduler_IsTriedAgainWithGrowingPauses)
{
    World world;
    world.settle();
    world.scheduler.forced_status["/v1/centers/zahide-nine/tickets"] = 503;
    ASSERT_TRUE(world.take().has_value());
    std::vector<Ticks> tries;
    for (int step = 0; step < 600; ++step) {
        world.feed(device::TimerFired {});
        for (auto const& send : world.sends) {
            if (send.target.ends_with("/deliveries"))
                tries.push_back(world.clock.ticks());
        }
        world.settle();
        world.clock.pass(Milliseconds(100));
    }
    ASSERT_GE(tries.size(), 6U);
    EXPECT_LE(tries.size(), 12U);
    EXPECT_GT(tries.back() - tries[tries.size() - 2], tries[1] - tries[0]);
}

TEST(DeviceLink_, HelpRequest_ArrivesOrLapses)
{
    World world;
    world.settle();
    ASSERT_TRUE(world.device().ask_help(LanguageTag("ar")).has_value());
    world.feed(device::TimerFired {});
    world.settle();
    EXPECT_EQ(world.scheduler.help_requests, 1);
    ASSERT_TRUE(world.device().ask_help(LanguageTag("ar")).has_value());
    world.feed(device::TimerFired {});
    world.pass(Milliseconds(601'000), Fate::request_lost);
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(world.scheduler.help_requests, 1);
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(world.device().connectivity().undelivered, 0);
}

TEST(DeviceLink_, CatalogueEvent_BringsTheNewOne)
{
    World world;
    world.settle();
    world.open_stream();
    world.settle();
    auto const before = world.count_of<device::CatalogueChanged>();
    world.scheduler.catalogue.revision = Revision(8);
    world.scheduler.catalogue.services[0].color = "#000000";
    world.stream("catalogue", R"({"revision":8})");
    world.settle();
    EXPECT_EQ(world.count_of<device::CatalogueChanged>(), before + 1);
    EXPECT_EQ(world.device().catalogue()->services[0].color, "#000000");
    world.restart();
    EXPECT_EQ(world.device().catalogue()->services[0].color, "#000000");
}

TEST(DeviceLink_, CatalogueThatIsNone_KeepsTheOldOne)
{
    World world;
    world.settle();
    world.open_stream();
    world.settle();
    world.scheduler.catalogue.center.zone = "Moon/Tranquility";
    world.scheduler.catalogue.revision = Revision(8);
    world.stream("catalogue", R"({"revision":8})");
    world.settle();
    ASSERT_NE(world.device().catalogue(), nullptr);
    EXPECT_EQ(world.device().catalogue()->center.zone, "Europe/Istanbul");
    EXPECT_EQ(world.count_of<device::TroubleNoticed>(), 1);
}

TEST(DeviceLink_, Waits_AreToldWhileTheyAreFresh)
{
    World world;
    world.settle();
    world.open_stream();
    EXPECT_EQ(world.device().wait_of(ServiceId("legal")), std::nullopt);
    world.stream("wait", R"({"services":{"legal":{"waiting":4,"low_minutes":20,"high_minutes":35}}})");
    EXPECT_EQ(world.device().wait_of(ServiceId("legal")), (protocol::ServiceWait { 4, 20, 35 }));
    EXPECT_EQ(world.count_of<device::WaitsChanged>(), 1);
    world.clock.pass(Milliseconds(600'001));
    EXPECT_EQ(world.device().wait_of(ServiceId("legal")), std::nullopt);
}

TEST(DeviceLink_, StreamBrokenOff_ResumesAtItsPlace)
{
    World world;
    world.settle();
    world.open_stream();
    world.stream("wait", R"({"services":{}})");
    auto const first = *world.stream_wanted;
    EXPECT_EQ(first.after, std::nullopt);
    world.stream_wanted.reset();
    world.feed(device::StreamLost { first.id, 0, {} });
    world.pass(Milliseconds(5'000));
    ASSERT_TRUE(world.stream_wanted.has_value());
    EXPECT_EQ(world.stream_wanted->after, Revision(102));
    EXPECT_NE(world.stream_wanted->id, first.id);
}

TEST(DeviceLink_, UnknownOrMalformedEvents_AreSurvived)
{
    World world;
    world.settle();
    world.open_stream();
    world.stream("something-new", "{}");
    world.stream("wait", "no json");
    world.stream("catalogue", "[]");
    world.settle();
    EXPECT_EQ(world.device().connectivity().link, device::Link::online);
}

TEST(DeviceLink_, Heartbeat_TellsThePrinterAtOnceAndTheRestInTime)
{
    World world;
    world.settle();
    ASSERT_EQ(world.scheduler.reports.size(), 1U);
    world.device().note_printer({ ports::PrinterState::ready, ports::PaperState::near_end });
    world.device().note_screen("home");
    world.feed(device::TimerFired {});
    world.settle();
    ASSERT_EQ(world.scheduler.reports.size(), 2U);
    EXPECT_EQ(world.scheduler.reports[1].printer_paper, "near_end");
    EXPECT_EQ(world.scheduler.reports[1].screen, "home");
    world.pass(Milliseconds(300'000));
    EXPECT_GE(world.scheduler.reports.size(), 11U);
    EXPECT_LE(world.scheduler.reports.size(), 13U);
}

TEST(DeviceLink_, Heartbeat_WhileTheCenterIsClosed_ComesLessOftenButNeverTwoMinutesApart)
{
    World world;
    world.scheduler.catalogue.opening.clear();
    world.settle();
    world.pass(world.options.limits.heartbeat); // the first was due before anything was known of the center
    auto const before = world.scheduler.reports.size();
    world.pass(Minutes(9));
    EXPECT_EQ(world.scheduler.reports.size(), before + 6);
    EXPECT_LT(world.options.limits.heartbeat_closed, Minutes(2)) << "a device of which nothing is heard for so long counts as silent";
}

TEST(DeviceLink_, Heartbeat_BeforeTheFirstCatalogue_TellsNoScreen)
{
    World world;
    world.device().note_screen("out-of-order");
    world.settle();
    ASSERT_EQ(world.scheduler.reports.size(), 1U);
    EXPECT_FALSE(world.scheduler.reports[0].screen);
    world.device().note_screen("attract");
    world.pass(world.options.limits.heartbeat + Milliseconds(1));
    ASSERT_GE(world.scheduler.reports.size(), 2U);
    EXPECT_EQ(world.scheduler.reports[1].screen, "attract");
    world.restart();
    world.device().note_screen("attract");
    world.settle();
    EXPECT_EQ(world.scheduler.reports.back().screen, "attract") << "the kept catalogue counts";
}

TEST(DeviceLink_, PrintJobs_FoundAfterARestartAreUnknownAndNotPrintedAgain)
{
    World world;
    world.settle();
    auto const printed = world.take().value();
    auto const interrupted = world.take().value();
    ASSERT_TRUE(world.device().print_finished(printed.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    EXPECT_FALSE(world.device().print_finished(printed.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    EXPECT_EQ(world.device().journal_copy(interrupted.id).error().code, ErrorCode::conflict);
    world.restart();
    ASSERT_EQ(world.disk.print_jobs.size(), 2U);
    EXPECT_EQ(world.disk.print_jobs[0].state, domain::PrintJobState::printed);
    EXPECT_EQ(world.disk.print_jobs[1].state, domain::PrintJobState::unknown);
    auto const copy = world.device().journal_copy(interrupted.id);
    ASSERT_TRUE(copy.has_value());
    EXPECT_EQ(world.disk.print_jobs[2].mark, domain::PrintMark::copy);
    EXPECT_EQ(world.disk.print_jobs[2].ticket, interrupted.id);
}

TEST(DeviceLink_, PrintEndOnAFullDisk_IsWrittenLater)
{
    World world;
    world.settle();
    auto const promise = world.take().value();
    world.settle();
    world.disk.full = true;
    EXPECT_FALSE(world.device().print_finished(promise.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    world.feed(device::TimerFired {});
    world.disk.full = false;
    world.pass(Milliseconds(10'000));
    EXPECT_EQ(world.disk.print_jobs[0].state, domain::PrintJobState::printed);
}

/// The numbers on the board after its news.
std::vector<int> shown(World const& world)
{
    std::vector<int> numbers;
    for (auto const& effect : world.news) {
        if (auto const* const replaced = std::get_if<device::CallsReplaced>(&effect)) {
            numbers.clear();
            for (auto const& call : replaced->calls)
                numbers.push_back(call.number.value());
        }
        if (auto const* const announced = std::get_if<device::CallAnnounced>(&effect))
            numbers.push_back(announced->call.number.value());
        if (auto const* const ended = std::get_if<device::CallEnded>(&effect))
            std::erase(numbers, ended->end.number.value());
    }
    return numbers;
}

TEST(BoardLink, Calls_NoneIsLostBetweenTheListAndTheStream)
{
    World world(1, domain::DeviceKind::board);
    world.scheduler.calls = { call_view(1, 11) };
    world.scheduler.revision = Revision(102);
    world.settle();
    EXPECT_TRUE(world.scheduler.machines.empty()) << "a board needs no numbers";
    world.open_stream(); // hello is 101: the list is asked for
    world.stream("call", protocol::encode(protocol::CallEvent { call_view(1, 11) })); // 102: the list will have it
    world.stream("call", protocol::encode(protocol::CallEvent { call_view(2, 12) })); // 103: it won't
    world.news.clear();
    world.settle();
    EXPECT_EQ(shown(world), (std::vector { 11, 12 }));
}

TEST(BoardLink, CallThatEndsWhileTheListIsOnItsWay_IsNotShownByIt)
{
    World world(1, domain::DeviceKind::board);
    world.scheduler.calls = { call_view(1, 11), call_view(2, 12) };
    world.scheduler.revision = Revision(101); // as the list was before the end
    world.settle();
    world.open_stream();
    world.stream("call_end", protocol::encode(protocol::CallEnd { TicketNumber(11), call_view(1, 11).id })); // 102
    world.news.clear();
    world.settle();
    EXPECT_EQ(shown(world), std::vector { 12 });
}

} // namespace
} // namespace zahide::device_tests
