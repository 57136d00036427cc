#pragma once

#include "base/result.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace zahide {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;

/// A point on the UTC time line, in milliseconds since 1970. Wall-clock time of a zone is LocalDateTime; the two meet
/// only through unicode's Zone.
class Instant {
public:
    constexpr Instant() = default;
    [[nodiscard]] static constexpr Instant from_unix_ms(std::int64_t unix_ms) { return Instant(unix_ms); }
    /// RFC 3339 with a `Z` or a numeric offset, up to nanoseconds (rounded down to milliseconds).
    [[nodiscard]] static Result<Instant> parse(std::string_view rfc3339);

    [[nodiscard]] constexpr std::int64_t unix_ms() const { return m_unix_ms; }
    /// RFC 3339 in UTC with milliseconds: 2026-11-22T07:43:05.120Z
    [[nodiscard]] std::string text() const;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr bool operator==(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant left, Milliseconds right) { return Instant(left.m_unix_ms + right.count()); }
    friend constexpr Instant operator-(Instant left, Milliseconds right) { return Instant(left.m_unix_ms - right.count()); }
    friend constexpr Milliseconds operator-(Instant left, Instant right) { return Milliseconds(left.m_unix_ms - right.m_unix_ms); }

private:
    constexpr explicit Instant(std::int64_t unix_ms)
        : m_unix_ms(unix_ms)
    {
    }
    std::int64_t m_unix_ms = 0;
};

/// Monotonic time in nanoseconds from an arbitrary start. For time-outs and measuring, never for the calendar.
class Ticks {
public:
    constexpr Ticks() = default;
    [[nodiscard]] static constexpr Ticks from_ns(std::int64_t ns) { return Ticks(ns); }
    [[nodiscard]] constexpr std::int64_t ns() const { return m_ns; }

    friend constexpr auto operator<=>(Ticks, Ticks) = default;
    friend constexpr bool operator==(Ticks, Ticks) = default;
    friend constexpr Ticks operator+(Ticks left, std::chrono::nanoseconds right) { return Ticks(left.m_ns + right.count()); }
    friend constexpr std::chrono::nanoseconds operator-(Ticks left, Ticks right) { return std::chrono::nanoseconds(left.m_ns - right.m_ns); }

private:
    constexpr explicit Ticks(std::int64_t ns)
        : m_ns(ns)
    {
    }
    std::int64_t m_ns = 0;
};

enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday }; ///< ISO 8601 numbers

/// A day of the Gregorian calendar, without a zone.
class LocalDate {
public:
    constexpr LocalDate() = default;
    /// Fails on a day that does not exist, and outside the years 1900–2200.
    [[nodiscard]] static Result<LocalDate> create(int year, int month, int day);
    /// ISO 8601: 2026-11-22
    [[nodiscard]] static Result<LocalDate> parse(std::string_view text);
    [[nodiscard]] static constexpr LocalDate from_days(std::int32_t days_since_1970) { return LocalDate(days_since_1970); }

    [[nodiscard]] constexpr std::int32_t days_since_1970() const { return m_days; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    [[nodiscard]] Weekday weekday() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] constexpr LocalDate plus_days(std::int32_t days) const { return LocalDate(m_days + days); }

    friend constexpr auto operator<=>(LocalDate, LocalDate) = default;
    friend constexpr bool operator==(LocalDate, LocalDate) = default;

private:
    constexpr explicit LocalDate(std::int32_t days)
        : m_days(days)
    {
    }
    std::int32_t m_days = 0;
};

/// A time of day on a clock at the wall, to the minute, 00:00–24:00. 24:00 is only an end.
class LocalTime {
public:
    constexpr LocalTime() = default;
    [[nodiscard]] static Result<LocalTime> create(int hour, int minute);
    /// 09:30
    [[nodiscard]] static Result<LocalTime> parse(std::string_view text);
    [[nodiscard]] static constexpr LocalTime from_minutes(std::int32_t minutes) { return LocalTime(minutes); }

    [[nodiscard]] constexpr std::int32_t minutes_of_day() const { return m_minutes; }
    [[nodiscard]] constexpr int hour() const { return m_minutes / 60; }
    [[nodiscard]] constexpr int minute() const { return m_minutes % 60; }
    [[nodiscard]] std::string text() const;

    friend constexpr auto operator<=>(LocalTime, LocalTime) = default;
    friend constexpr bool operator==(LocalTime, LocalTime) = default;

private:
    constexpr explicit LocalTime(std::int32_t minutes)
        : m_minutes(minutes)
    {
    }
    std::int32_t m_minutes = 0;
};

struct LocalDateTime {
    LocalDate date;
    LocalTime time;
    friend constexpr auto operator<=>(LocalDateTime const&, LocalDateTime const&) = default;
};

} // namespace zahide
