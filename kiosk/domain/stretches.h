#pragma once

#include "base/time.h"
#include "domain/opening.h"
#include "domain/roster.h"
#include "unicode/zone.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

/// Times that begin and end: by the wall clock of a day, and on the time line.
namespace zahide::domain {

inline constexpr std::int32_t minutes_per_day = 24 * 60;

/// Minutes of a day, from ≤ m < to.
struct Stretch {
    std::int32_t from = 0;
    std::int32_t to = 0;
    friend bool operator==(Stretch const&, Stretch const&) = default;
};

/// Sorted, without empty ones, and those that meet or overlap made one.
[[nodiscard]] std::vector<Stretch> joined(std::vector<Stretch> stretches);
[[nodiscard]] std::vector<Stretch> without(std::vector<Stretch> const& stretches, Stretch const& hole);

/// When the center is open on that day, in order.
[[nodiscard]] std::vector<Stretch> open_stretches(LocalDate date, std::span<OpeningHours const> hours, std::span<Closure const> closures);

/// What absences leave of a day's stretches.
[[nodiscard]] std::vector<Stretch> without_absences(std::vector<Stretch> stretches, LocalDate date, std::span<Absence const> absences);
/// working_hours_on() in minutes.
[[nodiscard]] std::vector<Stretch> working_stretches(Professional const& professional, LocalDate date);

/// A part of the time line, from ≤ t < to.
struct Span {
    Instant from;
    Instant to;
    friend bool operator==(Span const&, Span const&) = default;
};

[[nodiscard]] std::vector<Span> joined(std::vector<Span> spans);
/// Of sorted spans that don't overlap, what lies in both.
[[nodiscard]] std::vector<Span> intersection(std::span<Span const> left, std::span<Span const> right);
/// Whether one of the sorted spans that don't overlap holds all of it.
[[nodiscard]] bool contains(std::span<Span const> spans, Span const& span);
[[nodiscard]] bool overlaps(std::span<Span const> spans, Span const& span);

/// A center's wall clock that remembers what it was asked. Of a time that happens twice the first counts; a stretch's end
/// in a gap is where the clock is put forward.
class WallClock {
public:
    explicit WallClock(unicode::Zone const& zone)
        : m_zone(&zone)
    {
    }
    [[nodiscard]] Instant instant(LocalDate date, std::int32_t minute);
    void append(std::vector<Span>& spans, LocalDate date, std::span<Stretch const> stretches);

private:
    unicode::Zone const* m_zone;
    std::unordered_map<std::int64_t, Instant> m_known;
};

} // namespace zahide::domain
