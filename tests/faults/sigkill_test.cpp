#include "programs.h"

#include <cstdlib>
#include <iostream>

namespace zahide::faults {
namespace {

constexpr int kills_default = 15;

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

void expect_unique(std::multiset<int> const& numbers, char const* where)
{
    for (int const number : numbers)
        EXPECT_EQ(numbers.count(number), 1U) << "number " << number << " twice " << where;
}

class SigkillTest : public ProgramsTest {
protected:
    /// Visitors come; at some instant of somebody's visit the kiosk, the scheduler or both die.
    void round(Dice& dice)
    {
        constexpr int visit_ms = 1'200;
        enum class Victim { kiosk, scheduler, both };
        ASSERT_NO_FATAL_FAILURE(run_until_shown());
        run_until(in(Milliseconds(dice.between(0, visit_ms))));
        auto const victim = static_cast<Victim>(dice.between(0, 2));
        if (victim != Victim::scheduler) {
            ASSERT_NO_FATAL_FAILURE(kill(m_kiosk));
        }
        if (victim != Victim::kiosk) {
            ASSERT_NO_FATAL_FAILURE(kill(m_scheduler));
        }
        if (m_kiosk)
            run_until(in(Milliseconds(dice.between(0, 2 * visit_ms)))); // visitors don't wait for the scheduler
        if (!m_scheduler) {
            ASSERT_NO_FATAL_FAILURE(start_scheduler());
        }
        if (!m_kiosk)
            start_kiosk();
    }
};

TEST_F(SigkillTest, KilledAtRandomInstants_EveryPrintedNumberIsInTheSchedulerOnce)
{
    auto const seed = number_from_environment("ZAHIDE_SEED", fresh_seed());
    auto const kills = number_from_environment("ZAHIDE_KILLS", kills_default);
    std::cout << "seed " << seed << " (again with ZAHIDE_SEED=" << seed << ")" << std::endl;
    Dice dice(seed);
    for (std::uint64_t count = 0; count < kills; ++count)
        ASSERT_NO_FATAL_FAILURE(round(dice));

    ASSERT_NO_FATAL_FAILURE(run_until_shown());
    ASSERT_NO_FATAL_FAILURE(kill(m_kiosk)); // from here on nothing more is promised
    auto const on_paper = numbers_on_paper();
    std::set<int> promised(on_paper.begin(), on_paper.end());
    promised.insert(m_shown.begin(), m_shown.end());
    start_kiosk();
    auto const in_queue = settle(promised);

    std::cout << kills << " kills, " << m_shown.size() << " numbers shown, " << on_paper.size() << " papers, " << in_queue.size() << " tickets in the queue\n";
    EXPECT_GE(on_paper.size(), kills);
    expect_unique(m_shown, "on the screen");
    expect_unique(on_paper, "on paper");
    expect_unique(in_queue, "in the queue");
    for (int const number : promised)
        EXPECT_EQ(in_queue.count(number), 1U) << "number " << number << " was shown or printed and is not in the queue";
}

} // namespace
} // namespace zahide::faults
