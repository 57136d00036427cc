#include "world.h"

#include <gtest/gtest.h>

#include <map>

namespace zahide::device_tests {
namespace {

using domain::CopyEnd;
using protocol::CopyWanted;

class DeviceDeskCopies : public testing::Test {
protected:
    void SetUp() override { world.settle(); }
    /// The next report is answered with that order.
    void order(CopyWanted wanted = CopyWanted::print)
    {
        auto noted = protocol::StatusNoted { "first", Revision(50), Revision(0), world.clock.now(), std::nullopt, {} };
        noted.copies.push_back({ id, TicketNumber(41), LocalDate::parse("2026-11-23").value(), world.clock.now(), Personal(LanguageTag("ar")), wanted });
        world.scheduler.noted = noted;
        report();
    }
    void report() { world.pass(world.options.limits.heartbeat); }
    [[nodiscard]] std::vector<protocol::CopyEnded> told() const { return world.scheduler.reports.back().copies; }
    int papers() const { return world.count_of<device::CopyWanted>(); }

    PrintJobId id { Uuid({ 7 }) };
    World world;
};

TEST_F(DeviceDeskCopies, Order_IsJournalledPrintedOnceAndTold)
{
    order();
    ASSERT_EQ(papers(), 1);
    report();
    EXPECT_EQ(papers(), 1) << "asked again, it is the same paper";
    EXPECT_TRUE(told().empty()) << "nothing is known yet";
    auto const reports = world.scheduler.reports.size();
    ASSERT_TRUE(world.device().print_finished(id, { domain::PrintJobState::printed, domain::PrintTrouble::none }));
    world.feed(device::TimerFired {});
    world.settle();
    ASSERT_GT(world.scheduler.reports.size(), reports) << "somebody waits for word of it";
    EXPECT_EQ(told(), (std::vector<protocol::CopyEnded> { { id, CopyEnd::printed } }));
    world.scheduler.noted->copies.clear();
    report();
    report();
    EXPECT_TRUE(told().empty());
}

TEST_F(DeviceDeskCopies, PowerCutWhileItPrints_IsUnknownAndNeverPrintedAgain)
{
    order();
    world.news.clear();
    world.restart();
    report();
    report();
    EXPECT_EQ(papers(), 0);
    EXPECT_EQ(told(), (std::vector<protocol::CopyEnded> { { id, CopyEnd::unknown } }));
}

TEST_F(DeviceDeskCopies, EndsOfAPaper_AreToldAsTheJournalHasThem)
{
    using domain::PrintJobState;
    std::map<PrintJobState, CopyEnd> const ends { { PrintJobState::sent, CopyEnd::sent }, { PrintJobState::not_printed, CopyEnd::not_printed },
        { PrintJobState::unknown, CopyEnd::unknown } };
    for (auto const& [state, end] : ends) {
        id = PrintJobId(Uuid::generate(world.random));
        order();
        ASSERT_TRUE(world.device().print_finished(id, { state, domain::PrintTrouble::none }));
        report();
        EXPECT_EQ(told(), (std::vector<protocol::CopyEnded> { { id, end } }));
    }
    EXPECT_EQ(papers(), 3);
}

TEST_F(DeviceDeskCopies, HeardOfTooLate_IsNotPrinted)
{
    order(CopyWanted::told);
    report();
    EXPECT_EQ(papers(), 0);
    EXPECT_EQ(told(), (std::vector<protocol::CopyEnded> { { id, CopyEnd::not_printed } }));
}

TEST_F(DeviceDeskCopies, FullDisk_PrintsWhenThereIsRoomAgain)
{
    world.disk.full = true;
    order();
    EXPECT_EQ(papers(), 0);
    world.disk.full = false;
    report();
    EXPECT_EQ(papers(), 1);
}

TEST_F(DeviceDeskCopies, WordOnTheStream_BringsTheReportForward)
{
    world.open_stream();
    world.settle();
    auto const reports = world.scheduler.reports.size();
    world.stream("copies", R"({"revision":101})");
    world.settle();
    EXPECT_EQ(world.scheduler.reports.size(), reports + 1);
}

} // namespace
} // namespace zahide::device_tests
