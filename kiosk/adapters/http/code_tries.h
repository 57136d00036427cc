#pragma once

#include "base/clock.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace zahide::http {

/// How many wrong codes of appointments somebody may type, as the center's rules say.
struct CodeTryLimits {
    std::int32_t tries_max = 0;
    Minutes window { 0 };
};

/// Counts the codes that who is logged in looked up in vain. A try counts from before its code is looked up, so that many
/// at once are no more than many one after the other. Safe to call from any thread.
class CodeTries {
public:
    /// Principals remembered at a time; devices and staff of a scheduler are fewer.
    static constexpr std::size_t remembered_max = 10'000;

    explicit CodeTries(Clock const& clock);

    /// Counts a try; or says how long to wait when there were too many.
    [[nodiscard]] std::optional<Seconds> begin(std::string const& who, CodeTryLimits const& limits);
    /// The code was right: whoever has one is no guesser.
    void succeeded(std::string const& who);
    /// Nothing was looked up after all.
    void gave_up(std::string const& who);

private:
    struct Count {
        std::int32_t tries = 0;
        Ticks began;
    };
    void make_room();

    Clock const& m_clock;
    std::mutex m_mutex;
    std::map<std::string, Count> m_counts;
};

} // namespace zahide::http
