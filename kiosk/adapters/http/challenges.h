#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

namespace zahide::http {

/// The random texts that devices sign to log in, each good once and for a short while. Safe to call from any thread.
class Challenges {
public:
    static constexpr std::size_t open_max = 4096;
    static constexpr std::size_t open_per_address_max = 64;
    static constexpr Milliseconds lifetime { 60'000 };

    enum class Verdict : std::uint8_t { good, unknown };

    Challenges(Clock const& clock, Random& random);
    /// An address that asks for too many loses its own oldest one: nobody can talk another's challenge away.
    [[nodiscard]] std::string make(DeviceId const& device, std::string const& address);
    /// Good at most once.
    [[nodiscard]] Verdict take(DeviceId const& device, std::string const& challenge);

private:
    struct Open {
        DeviceId device;
        std::string address; ///< who asked
        std::string challenge;
        Ticks made;
    };
    void forget_old();

    Clock const& m_clock;
    Random& m_random;
    std::mutex m_mutex;
    std::deque<Open> m_open; ///< oldest first
};

} // namespace zahide::http
