#pragma once

#include "base/ids.h"
#include "caller.h"
#include "process.h"
#include "system/clock.h"
#include "system/random.h"
#include "visitors.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <string>

namespace zahide::faults {

/// A scheduler and a kiosk as real processes over real files in a folder of their own.
class ProgramsTest : public testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    void start_scheduler();
    void start_kiosk();
    /// SIGKILL; fails if it had ended by itself.
    void kill(std::unique_ptr<Process>& process);

    /// Lets visitors come until that instant.
    void run_until(Ticks instant);
    /// Lets visitors come until one more has read a number.
    void run_until_shown();
    /// Waits until all these numbers are in the scheduler's queue, or too long; gives the queue.
    [[nodiscard]] std::multiset<int> settle(std::set<int> const& wanted);
    [[nodiscard]] std::multiset<int> numbers_on_paper() const;
    [[nodiscard]] Ticks in(Milliseconds time) const { return m_clock.ticks() + time; }

    std::unique_ptr<Process> m_scheduler;
    std::unique_ptr<Process> m_kiosk;
    std::multiset<int> m_shown; ///< numbers that visitors read on the screen

private:
    void write(char const* name, std::string const& text) const;
    void write_center() const;
    void write_scheduler(int port) const;
    void write_kiosk() const;
    void enrol();
    [[nodiscard]] std::string zone_at_noon() const;
    [[nodiscard]] std::string file(char const* name) const { return (m_folder / name).string(); }
    [[nodiscard]] Secret log_in(Caller& caller);
    [[nodiscard]] static std::multiset<int> numbers_in_the_queue(Caller& caller, Secret const& token);

    system::SystemClock m_clock;
    system::SystemRandom m_random;
    std::filesystem::path m_folder;
    std::string m_address;
    int m_port = 0;
    std::unique_ptr<Visitors> m_visitors;
};

} // namespace zahide::faults
