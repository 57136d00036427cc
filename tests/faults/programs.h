#pragma once

#include "base/ids.h"
#include "caller.h"
#include "process.h"
#include "protocol/booking.h"
#include "system/clock.h"
#include "system/random.h"
#include "visitors.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zahide::faults {

/// What the scheduler knows of the day's tickets and of the days' appointments.
struct Books {
    std::multiset<int> numbers;
    std::vector<protocol::AppointmentView> appointments; ///< of today and all days that can be booked
    std::set<std::string> found; ///< the codes that lead to a booked appointment
};

/// A scheduler and a kiosk as real processes over real files in a folder of their own. For one thread; its expectations are those of
/// GoogleTest.
class Programs {
public:
    /// For every program started from here on. Before the first thread.
    static void use_no_screen();
    /// `name` tells the folders of one test apart.
    explicit Programs(std::string const& name);
    ~Programs();
    Programs(Programs const&) = delete;
    Programs& operator=(Programs const&) = delete;

    void begin();

    void start_scheduler();
    void start_kiosk();
    /// Runs zahide-scheduler with these words and its configuration; whether it ended with 0.
    [[nodiscard]] bool administer(std::vector<std::string> words) const;
    [[nodiscard]] std::filesystem::path const& folder() const { return m_folder; }
    /// SIGKILL; fails if it had ended by itself.
    void kill(std::unique_ptr<Process>& process);

    /// Lets visitors come until that instant.
    void run_until(Ticks instant);
    /// Lets visitors come until one more was promised something.
    void run_until_shown();
    /// Waits until all these numbers and codes are at the scheduler, or too long; gives what is.
    [[nodiscard]] Books settle(std::set<int> const& numbers, std::set<std::string> const& codes);
    [[nodiscard]] std::multiset<int> numbers_on_paper() const;
    [[nodiscard]] std::size_t appointments_on_paper() const;
    [[nodiscard]] Ticks in(Milliseconds time) const { return m_clock.ticks() + time; }

    std::unique_ptr<Process> m_scheduler;
    std::unique_ptr<Process> m_kiosk;
    std::multiset<int> m_shown; ///< numbers that visitors read on the screen
    std::multiset<std::string> m_codes; ///< codes of appointments that they read there

private:
    void note(Promise const& promise);
    void write(char const* name, std::string const& text) const;
    void write_center() const;
    void write_people() const;
    void write_scheduler(int port) const;
    void write_kiosk() const;
    void enrol();
    [[nodiscard]] std::string zone_at_noon() const;
    [[nodiscard]] std::string file(char const* name) const { return (m_folder / name).string(); }
    [[nodiscard]] Secret log_in(Caller& caller);
    template<class Message>
    [[nodiscard]] static Message get(Caller& caller, Secret const& token, std::string target);
    [[nodiscard]] Books books(Caller& caller, Secret const& token, std::set<std::string> const& codes);
    [[nodiscard]] bool is_booked(Caller& caller, Secret const& token, std::string const& code);

    system::SystemClock m_clock;
    system::SystemRandom m_random;
    std::filesystem::path m_folder;
    std::string m_address;
    int m_port = 0;
    std::unique_ptr<Visitors> m_visitors;
};

} // namespace zahide::faults
