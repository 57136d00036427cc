#pragma once

#include "base/clock.h"

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace zahide::faults {

/// What a visitor read on the screen: a ticket's number or an appointment's code.
struct Promise {
    std::optional<int> number;
    std::optional<std::string> code; ///< nine digits
};

/// What a visitor is about to do.
enum class Way { ticket, booking, leaving };

/// Visitors who come to a kiosk one after the other, by its --inspect socket: each chooses a language, then in turn takes a number
/// or books an appointment, reads what was promised and leaves. Who can't book takes a number. Whatever was under way when the kiosk
/// died is forgotten.
class Visitors {
public:
    explicit Visitors(std::string socket_path);
    ~Visitors();
    Visitors(Visitors const&) = delete;
    Visitors& operator=(Visitors const&) = delete;

    /// Lets them go on until one is promised something; nothing when `deadline` comes first.
    [[nodiscard]] std::optional<Promise> next_promise(Clock const& clock, Ticks deadline);
    /// The kiosk was killed: whoever comes next begins anew.
    void forget();

private:
    [[nodiscard]] bool connect_to_kiosk();
    /// Waits until the kiosk answers or the time is over; false for the latter.
    [[nodiscard]] bool wait_readable(Clock const& clock, Ticks deadline, Milliseconds at_most) const;
    [[nodiscard]] bool ask();
    [[nodiscard]] std::optional<std::string> take_answer();
    [[nodiscard]] std::optional<Promise> take_step(std::string const& answer);
    void look_again(std::string const& screen);
    void refused();
    void go_on();
    void go(Way way);
    /// Looks for the first element of the step's choice; the next question touches it.
    void choose(nlohmann::json const& tree);

    std::string m_path;
    int m_socket = -1;
    Way m_way = Way::ticket;
    std::size_t m_step = 0;
    std::string m_choice; ///< the element to touch next, if it was looked for
    int m_looks = 0; ///< at a screen that was not the right one yet
    bool m_asked = false;
    bool m_again = false; ///< the last question was refused: a moment, then again
    std::string m_read;
};

} // namespace zahide::faults
