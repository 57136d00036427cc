#include "town.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <unistd.h>

namespace zahide::promises {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t towns_default = 5;
constexpr int steps = 600;

std::uint64_t number_from_environment(char const* name, std::uint64_t otherwise)
{
    char const* const given = std::getenv(name);
    return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

/// In memory where there is such a place: no test here cuts the power, and a synced disk would cost most of the time.
fs::path fast_folder()
{
    std::error_code error;
    fs::path const memory("/dev/shm");
    auto const parent = fs::is_directory(memory, error) ? memory : fs::path(testing::TempDir());
    return parent / ("zahide-town-" + std::to_string(getpid()));
}

TEST(Promises, StormsCrashesAndWrongClocks_LoseNothingAndGiveNothingTwice)
{
    auto const first = number_from_environment("ZAHIDE_SEED", 1);
    auto const towns = number_from_environment("ZAHIDE_TOWNS", towns_default);
    auto const folder = fast_folder();
    std::size_t promised = 0;
    std::size_t booked = 0;
    int crashes = 0;
    for (auto seed = first; seed < first + towns && !HasFailure(); ++seed) {
        SCOPED_TRACE("again with ZAHIDE_SEED=" + std::to_string(seed) + " ZAHIDE_TOWNS=1");
        fs::remove_all(folder);
        fs::create_directories(folder);
        Town town(seed, 3, folder);
        for (int step = 0; step < steps; ++step)
            town.step();
        town.calm_down();
        town.check();
        promised += town.promised();
        booked += town.booked();
        crashes += town.crashes();
    }
    fs::remove_all(folder);
    std::cout << towns << " towns, " << promised << " numbers given, " << booked << " appointments made, " << crashes << " crashes\n";
    EXPECT_GT(promised, towns * 50) << "too little happened to tell anything";
    EXPECT_GT(booked, towns * 5);
    EXPECT_GT(crashes, static_cast<int>(towns) * 5);
}

} // namespace
} // namespace zahide::promises
