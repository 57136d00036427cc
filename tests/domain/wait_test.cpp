#include "domain/wait.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace zahide::domain {
namespace {

/// Waits of a desk where each person takes between `shortest` and `longest` minutes.
std::vector<WaitSample> day_of(std::uint32_t seed, std::size_t count, int shortest, int longest)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> ahead(0, 8);
    std::uniform_int_distribution<int> service_seconds(shortest * 60, longest * 60);
    std::vector<WaitSample> samples;
    for (std::size_t index = 0; index < count; ++index) {
        WaitSample sample { ahead(random), Seconds(0) };
        for (int person = 0; person <= sample.ahead; ++person)
            sample.waited += Seconds(service_seconds(random));
        samples.push_back(sample);
    }
    return samples;
}

TEST(WaitEstimate, TooFewSamples_SayNothing)
{
    auto const samples = day_of(1, 19, 4, 6);
    EXPECT_FALSE(estimate_wait(samples, 3, 20));
    EXPECT_FALSE(estimate_wait({}, 0, 0));
    EXPECT_TRUE(estimate_wait(day_of(1, 40, 4, 6), 3, 20));
}

TEST(WaitEstimate, SteadyDesk_SaysARangeOfFullFiveMinutes)
{
    auto const range = estimate_wait(day_of(7, 60, 4, 6), 3, 20);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->low.count() % 5, 0);
    EXPECT_EQ(range->high.count() % 5, 0);
    EXPECT_LE(range->low, Minutes(20));
    EXPECT_GE(range->high, Minutes(20));
    EXPECT_LE((range->high - range->low).count(), 20);
}

TEST(WaitEstimate, WhatIsSaid_HoldsForFourOfFive)
{
    int said = 0;
    int right = 0;
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        auto samples = day_of(seed, 61, 3, 15);
        auto const visitor = samples.back();
        samples.pop_back();
        auto const range = estimate_wait(samples, visitor.ahead, 20);
        if (!range)
            continue;
        ++said;
        if (range->low <= visitor.waited && visitor.waited <= range->high)
            ++right;
    }
    EXPECT_GT(said, 100);
    EXPECT_GE(right * 5, said * 4) << right << " of " << said;
}

TEST(WaitEstimate, DeskThatSlowsDown_SaysAWiderRangeOrNothing)
{
    auto samples = day_of(3, 40, 2, 3);
    EXPECT_LE(estimate_wait(samples, 2, 20)->high, Minutes(10));
    auto const slow = day_of(4, 40, 14, 16);
    for (std::size_t count = 0; count < slow.size(); ++count) {
        samples.push_back(slow[count]);
        auto const range = estimate_wait(samples, 2, 20);
        if (range && count >= 5) {
            EXPECT_GE(range->high, Minutes(42)) << count;
        }
    }
}

TEST(WaitEstimate, DeskWithoutAPattern_SaysNothing)
{
    // Each wait is longer than all before: no range of the past holds for the next one.
    std::vector<WaitSample> samples;
    for (int index = 0; index < 60; ++index)
        samples.push_back({ 0, Minutes(5 + index * 6) });
    EXPECT_FALSE(estimate_wait(samples, 0, 20));
}

TEST(WaitEstimate, RangeTooWideToBeOfUse_IsNotSaid)
{
    EXPECT_FALSE(estimate_wait(day_of(5, 60, 1, 60), 8, 20));
}

} // namespace
} // namespace zahide::domain
