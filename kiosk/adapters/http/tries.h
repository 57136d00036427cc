#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace zahide::http {

/// How often somebody may fail to log in.
struct TryLimits {
    int per_login_and_address = 10;
    int per_address = 40;
    int per_login = 100; ///< from everywhere: higher, so that a stranger can't easily lock somebody out
    Milliseconds window { 15 * 60'000 };
    std::size_t remembered = 10'000;
};

/// Counts failed logins. Safe to call from any thread.
class Tries {
public:
    explicit Tries(Clock const& clock, TryLimits limits = {});
    /// Fails with ErrorCode::limit when there were too many.
    [[nodiscard]] Result<void> admit(std::string const& login, std::string const& address);
    void failed(std::string const& login, std::string const& address);
    void succeeded(std::string const& login, std::string const& address);

private:
    struct Count {
        int failures = 0;
        Ticks began;
    };
    [[nodiscard]] int failures_of(std::string const& key);
    void add(std::string const& key);

    Clock const& m_clock;
    TryLimits m_limits;
    std::mutex m_mutex;
    std::map<std::string, Count> m_counts;
};

} // namespace zahide::http
