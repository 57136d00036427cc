#pragma once

#include "desk_screen.h"
#include "domain/staff.h"
#include "network.h"
#include "oracle.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sim {

/// Staff at their counters, through the API as their console does: call, start, finish, and the rest; impatient ones click
/// twice.
class Desk {
public:
    static constexpr int clerks = 3;

    Desk(Timeline& timeline, Network& network, Oracle& oracle, Counts& counts, Setting const& setting, Dice dice, std::size_t line,
        std::set<Fault> const& faults);

    [[nodiscard]] static std::vector<domain::StaffUser> staff(CenterId const& center);
    /// They work until then.
    void work_until(Ticks end);
    /// Somebody asks at the desk.
    void give_number();
    /// Somebody has lost the paper of one of the tickets on the screen: at that kiosk, or the one that gave it.
    void order_copy(DeviceId const& kiosk, Dice dice);
    /// A backup was put back, and nobody waits any longer for kiosks that have said nothing for minutes.
    void go_on_without_silent(Dice dice);
    [[nodiscard]] DeskScreen const& screen() const { return m_screen; }

private:
    enum class Stage : std::uint8_t { free, called, serving };
    struct Clerk {
        std::string login;
        int counter = 0;
        std::optional<Secret> token;
        std::optional<TicketId> ticket;
        Stage stage = Stage::free;
    };
    using Then = std::function<void(http::Response const&)>;

    void act(std::size_t clerk);
    void act_again(std::size_t clerk, std::int64_t low_ms, std::int64_t high_ms);
    void log_in(std::size_t clerk);
    void call_next(std::size_t clerk);
    void act_on_called(std::size_t clerk);
    void act_on_served(std::size_t clerk);
    void move(std::size_t clerk, std::string const& verb, Stage stage);
    void transfer(std::size_t clerk);
    void look(std::size_t clerk);
    /// A POST with a key of its own, sent again with it when no answer comes, and by some twice at once.
    void post(std::size_t clerk, std::string const& target, std::string body, Then const& then);
    void send(std::size_t clerk, std::shared_ptr<Letter const> const& letter, int tries_left, Then const& then);
    void send_own(std::shared_ptr<Letter const> const& letter, Dice dice, int tries_left);
    [[nodiscard]] std::string new_key();

    Timeline& m_timeline;
    Network& m_network;
    Oracle& m_oracle;
    Counts& m_counts;
    Setting const& m_setting;
    Dice m_dice;
    std::size_t m_line;
    bool m_are_impatient;
    DeskScreen m_screen;
    Ticks m_end;
    std::vector<Clerk> m_clerks;
};

} // namespace zahide::sim
