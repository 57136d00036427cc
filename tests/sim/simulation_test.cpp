#include "sim/simulation.h"

#include "config/locales.h"
#include "sim/sample_center.h"

#include <gtest/gtest.h>

namespace zahide::sim {
namespace {

Setting const& setting()
{
    static i18n::Catalogue const messages = config::load_locales(ZAHIDE_SOURCE_DIR "/locales").value();
    static domain::Catalogue const center = sample_center();
    static domain::Roster const roster = sample_roster();
    static Setting const value { messages, center, roster };
    return value;
}

Options with(std::uint64_t seed, std::string_view faults, Mutant mutant = Mutant::none)
{
    Options options;
    options.seed = seed;
    options.faults = parse_faults(faults).value();
    options.mutant = mutant;
    return options;
}

TEST(Simulation, DayWithoutFaults_KeepsEveryPromise)
{
    auto const outcome = run_world(setting(), with(1, "none"));
    EXPECT_FALSE(outcome.broken) << outcome.broken->what;
    EXPECT_GE(outcome.counts.visits, 150);
    EXPECT_GE(outcome.counts.transactions, 2'000);
    EXPECT_GE(outcome.counts.heartbeats, 4'000); // five devices, each 30 s
    EXPECT_EQ(outcome.counts.desk_copies, 4);
    EXPECT_EQ(outcome.counts.crashes, 0);
}

TEST(Simulation, DayWithAllFaults_KeepsEveryPromise)
{
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
        auto const outcome = run_world(setting(), with(seed, "all"));
        EXPECT_FALSE(outcome.broken) << "seed " << seed << ": " << outcome.broken->what;
        EXPECT_GE(outcome.counts.crashes, 5);
    }
}

TEST(Simulation, SameSeed_IsTheSameWorld)
{
    auto const one = run_world(setting(), with(7, "all"));
    auto const other = run_world(setting(), with(7, "all"));
    EXPECT_EQ(one.trace, other.trace);
    EXPECT_EQ(one.counts.messages, other.counts.messages);
    EXPECT_EQ(one.counts.transactions, other.counts.transactions);
    auto const another = run_world(setting(), with(8, "all"));
    EXPECT_NE(one.trace, another.trace);
}

TEST(Simulation, PlantedBug_IsFoundAndShrunk)
{
    auto const options = with(1, "all", Mutant::lease_not_fenced);
    auto const outcome = run_world(setting(), options);
    ASSERT_TRUE(outcome.broken);
    EXPECT_EQ(outcome.broken->promise, 6);
    auto const shrunk = shrink(setting(), options, outcome);
    ASSERT_TRUE(shrunk.outcome.broken);
    EXPECT_EQ(shrunk.outcome.broken->promise, 6);
    ASSERT_TRUE(shrunk.options.only);
    EXPECT_LE(shrunk.options.only->size(), 3U); // the clone, and little else
    // As it is printed, it can be run again.
    auto again = shrunk.options;
    again.faults = parse_faults(faults_text(again.faults)).value();
    again.only = parse_operations(operations_text(*again.only)).value();
    auto const repeated = run_world(setting(), again);
    EXPECT_EQ(repeated.trace, shrunk.outcome.trace);
}

TEST(Options, FaultsAndOperations_AreReadAsTheyAreWritten)
{
    EXPECT_EQ(faults_text(parse_faults("disks,network").value()), "network,disks");
    EXPECT_EQ(faults_text(parse_faults("all").value()), "all");
    EXPECT_TRUE(parse_faults("none").value().empty());
    EXPECT_FALSE(parse_faults("rain"));
    EXPECT_EQ(operations_text({ 3, 5, 6, 7 }), "3,5-7");
    EXPECT_EQ(parse_operations("3,5-7").value(), (std::set<std::size_t> { 3, 5, 6, 7 }));
    EXPECT_FALSE(parse_operations("3-"));
}

} // namespace
} // namespace zahide::sim
