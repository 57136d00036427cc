#pragma once

#include "base/result.h"
#include "base/time.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace zahide::unicode {

/// What becomes of a wall-clock time when it is looked up in a zone.
enum class LocalFit : std::uint8_t {
    unique, ///< it happens once
    gap, ///< the clock is put forward over it: it never happens
    overlap, ///< the clock is put back: it happens twice
};

/// The instants of a wall-clock time. Unique: both are the same. Overlap: the first and the second time it happens.
/// Gap: both are the instant at which the clock is put forward.
struct LocalInstants {
    LocalFit fit;
    Instant first;
    Instant last;
};

/// An IANA time zone. Immutable, safe to share between threads.
class Zone {
public:
    /// Fails with `invalid` for a name that the zone database does not have.
    [[nodiscard]] static Result<Zone> create(std::string_view iana_name);

    [[nodiscard]] std::string const& name() const;
    /// What the clock at the wall shows, seconds dropped.
    [[nodiscard]] LocalDateTime local(Instant instant) const;
    /// 24:00 means 00:00 of the day after.
    [[nodiscard]] LocalInstants instants(LocalDateTime const& local) const;
    /// The first instant of a local day, which is not everywhere and always at 00:00.
    [[nodiscard]] Instant start_of_day(LocalDate date) const;

private:
    struct Rules;
    explicit Zone(std::shared_ptr<Rules const> rules);
    std::shared_ptr<Rules const> m_rules;
};

} // namespace zahide::unicode
