#include "programs.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <thread>
#include <utility>

namespace zahide::faults {
namespace {

constexpr std::uint64_t kills_default = 60;
constexpr std::size_t worlds = 6;

/// splitmix64: the run follows from its seed as far as processes do.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return low + static_cast<std::int64_t>((value ^ (value >> 31)) % static_cast<std::uint64_t>(high - low + 1));
    }

private:
    std::uint64_t m_state;
};

std::uint64_t number_from_environment(char const* name, std::uint64_t otherwise)
{
    char const* const given = std::getenv(name);
    return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

std::uint64_t fresh_seed()
{
    system::SystemRandom random;
    return random.below(1'000'000'000);
}

template<class Value>
void expect_unique(std::multiset<Value> const& values, char const* where)
{
    for (auto const& value : values)
        EXPECT_EQ(values.count(value), 1U) << value << " twice " << where;
}

/// Promise 2, as the scheduler itself tells it to the staff.
void expect_nobody_booked_twice(std::vector<protocol::AppointmentView> const& appointments)
{
    std::map<std::string, std::vector<std::pair<Instant, Instant>>> taken;
    for (auto const& one : appointments) {
        if (one.state != domain::AppointmentState::booked || !one.taken)
            continue;
        for (auto const& professional : one.taken->professionals)
            taken[professional.value()].emplace_back(one.start, one.end);
        if (one.taken->room)
            taken["room " + one.taken->room->value()].emplace_back(one.start, one.end);
    }
    for (auto& [who, times] : taken) {
        std::ranges::sort(times);
        for (std::size_t index = 1; index < times.size(); ++index)
            EXPECT_LE(times[index - 1].second, times[index].first) << who << " is in two appointments at once";
    }
}

/// What came of a world's kills.
struct Outcome {
    std::size_t shown = 0;
    std::size_t papers = 0;
    std::size_t in_queue = 0;
    std::size_t booked = 0;
};

/// Visitors come; at some instant of somebody's visit the kiosk, the scheduler or both die.
void run_round(Programs& programs, Dice& dice)
{
    constexpr int visit_ms = 1'200;
    enum class Victim { kiosk, scheduler, both };
    ASSERT_NO_FATAL_FAILURE(programs.run_until_shown());
    programs.run_until(programs.in(Milliseconds(dice.between(0, visit_ms))));
    auto const victim = static_cast<Victim>(dice.between(0, 2));
    if (victim != Victim::scheduler) {
        ASSERT_NO_FATAL_FAILURE(programs.kill(programs.m_kiosk));
    }
    if (victim != Victim::kiosk) {
        ASSERT_NO_FATAL_FAILURE(programs.kill(programs.m_scheduler));
    }
    if (programs.m_kiosk)
        programs.run_until(programs.in(Milliseconds(dice.between(0, visit_ms)))); // visitors don't wait for the scheduler
    if (!programs.m_scheduler) {
        ASSERT_NO_FATAL_FAILURE(programs.start_scheduler());
    }
    if (!programs.m_kiosk)
        programs.start_kiosk();
}

void expect_promises_kept(Programs& programs, Outcome& outcome)
{
    auto const on_paper = programs.numbers_on_paper();
    std::set<int> promised(on_paper.begin(), on_paper.end());
    promised.insert(programs.m_shown.begin(), programs.m_shown.end());
    programs.start_kiosk();
    auto const books = programs.settle(promised, { programs.m_codes.begin(), programs.m_codes.end() });
    auto const booked
        = std::ranges::count_if(books.appointments, [](protocol::AppointmentView const& one) { return one.state == domain::AppointmentState::booked; });

    expect_unique(programs.m_shown, "on the screen");
    expect_unique(on_paper, "on paper");
    expect_unique(books.numbers, "in the queue");
    expect_unique(programs.m_codes, "among the codes");
    for (int const number : promised)
        EXPECT_EQ(books.numbers.count(number), 1U) << "number " << number << " was shown or printed and is not in the queue";
    for (auto const& code : programs.m_codes)
        EXPECT_TRUE(books.found.contains(code)) << "a code was shown that leads to no appointment";
    EXPECT_GE(booked, static_cast<std::ptrdiff_t>(programs.appointments_on_paper())) << "there are more papers than appointments";
    expect_nobody_booked_twice(books.appointments);
    outcome = { programs.m_shown.size() + programs.m_codes.size(), on_paper.size() + programs.appointments_on_paper(), books.numbers.size(),
        static_cast<std::size_t>(booked) };
}

void run_world(std::string const& name, std::uint64_t seed, std::uint64_t kills, Outcome& outcome)
{
    Programs programs(name);
    Dice dice(seed);
    ASSERT_NO_FATAL_FAILURE(programs.begin());
    for (std::uint64_t count = 0; count < kills; ++count)
        ASSERT_NO_FATAL_FAILURE(run_round(programs, dice));
    ASSERT_NO_FATAL_FAILURE(programs.run_until_shown());
    ASSERT_NO_FATAL_FAILURE(programs.kill(programs.m_kiosk)); // from here on nothing more is promised
    expect_promises_kept(programs, outcome);
    EXPECT_GE(outcome.shown, kills);
}

/// Several centers at once, each with programs of its own: most of a round is waiting.
TEST(SigkillTest, KilledAtRandomInstants_EveryPromiseIsAtTheSchedulerOnce)
{
    auto const seed = number_from_environment("ZAHIDE_SEED", fresh_seed());
    auto const kills = number_from_environment("ZAHIDE_KILLS", kills_default);
    std::cout << "seed " << seed << " (again with ZAHIDE_SEED=" << seed << ")" << std::endl;
    Programs::use_no_screen();
    std::array<Outcome, worlds> outcomes;
    std::vector<std::jthread> threads;
    for (std::size_t world = 0; world < worlds; ++world) {
        auto const share = kills / worlds + (world < kills % worlds ? 1 : 0);
        threads.emplace_back([seed, world, share, &outcome = outcomes.at(world)] { run_world(std::to_string(world), seed + world, share, outcome); });
    }
    threads.clear();
    Outcome all;
    for (auto const& one : outcomes)
        all = { all.shown + one.shown, all.papers + one.papers, all.in_queue + one.in_queue, all.booked + one.booked };
    std::cout << kills << " kills, " << all.shown << " promises read on the screen, " << all.papers << " papers, " << all.in_queue << " tickets in the queue, "
              << all.booked << " appointments\n";
}

} // namespace
} // namespace zahide::faults
