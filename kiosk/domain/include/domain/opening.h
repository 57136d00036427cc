#pragma once

#include "base/time.h"
#include "domain/localized_text.h"

#include <optional>
#include <span>

namespace zahide::domain {

/// One stretch of a weekday on which the center is open, by its own wall clock: from ≤ t < to. A day may have several.
struct OpeningHours {
    Weekday weekday = Weekday::monday;
    LocalTime from;
    LocalTime to; ///< 24:00 is the end of the day
    friend bool operator==(OpeningHours const&, OpeningHours const&) = default;
};

/// Days on which the center is shut although its hours say otherwise; with times, on each of those days that part only
/// (an eve from 13:00 on).
struct Closure {
    LocalDate from_date;
    LocalDate to_date; ///< inclusive
    std::optional<LocalTime> from_time; ///< none: from the day's start
    std::optional<LocalTime> to_time; ///< none: to the day's end
    LocalizedText name;
    friend bool operator==(Closure const&, Closure const&) = default;
};

/// Whether the center is open at a moment of its wall clock, and when that changes.
struct OpeningState {
    enum class Is : std::uint8_t { open, closed };
    Is is = Is::closed;
    std::optional<LocalDateTime> until; ///< open: when it closes; closed: when it opens next; none: not within a year
    std::optional<LocalizedText> closure; ///< closed by this closure, not by the weekly hours
    friend bool operator==(OpeningState const&, OpeningState const&) = default;
};

/// Pure: the wall clock comes in, the zone stays with the caller. Adjacent stretches (12:00 end, 12:00 start) are one.
[[nodiscard]] OpeningState opening_at(LocalDateTime const& now, std::span<OpeningHours const> hours, std::span<Closure const> closures);

} // namespace zahide::domain
