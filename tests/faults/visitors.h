#pragma once

#include "base/clock.h"

#include <cstddef>
#include <optional>
#include <string>

namespace zahide::faults {

/// Visitors who come to a kiosk one after the other, by its --inspect socket: each chooses a language and a service, reads
/// their number and leaves. Whatever was under way when the kiosk died is forgotten.
class Visitors {
public:
    explicit Visitors(std::string socket_path);
    ~Visitors();
    Visitors(Visitors const&) = delete;
    Visitors& operator=(Visitors const&) = delete;

    /// Lets them go on until one reads a number; nothing when `deadline` comes first.
    [[nodiscard]] std::optional<int> next_number(Clock const& clock, Ticks deadline);
    /// The kiosk was killed: whoever comes next begins anew.
    void forget();

private:
    [[nodiscard]] bool connect_to_kiosk();
    /// Waits until the kiosk answers or the time is over; false for the latter.
    [[nodiscard]] bool wait_readable(Clock const& clock, Ticks deadline, Milliseconds at_most) const;
    [[nodiscard]] bool ask();
    [[nodiscard]] std::optional<std::string> take_answer();
    [[nodiscard]] std::optional<int> take_step(std::string const& answer);

    std::string m_path;
    int m_socket = -1;
    std::size_t m_step = 0;
    bool m_asked = false;
    bool m_again = false; ///< the last question was refused: a moment, then again
    std::string m_read;
};

} // namespace zahide::faults
