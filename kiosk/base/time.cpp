#include "base/time.h"

#include <array>
#include <charconv>

namespace zahide {

namespace {

constexpr int year_min = 1900;
constexpr int year_max = 2200;
constexpr std::int64_t ms_per_day = 86'400'000;

/// Reads exactly `count` digits at the front of `text` and drops them.
bool take_digits(std::string_view& text, std::size_t count, int& value)
{
    if (text.size() < count)
        return false;
    value = 0;
    for (std::size_t index = 0; index < count; ++index) {
        char const character = text[index];
        if (character < '0' || character > '9')
            return false;
        value = value * 10 + (character - '0');
    }
    text.remove_prefix(count);
    return true;
}

bool take_character(std::string_view& text, std::string_view any_of)
{
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

std::chrono::year_month_day civil(std::int32_t days)
{
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

bool take_date(std::string_view& text, LocalDate& date)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (!take_digits(text, 4, year) || !take_character(text, "-") || !take_digits(text, 2, month) || !take_character(text, "-") || !take_digits(text, 2, day))
        return false;
    auto const created = LocalDate::create(year, month, day);
    if (!created)
        return false;
    date = *created;
    return true;
}

/// The fraction of a second after the seconds, if there is one, in milliseconds rounded down.
bool take_fraction(std::string_view& text, int& ms)
{
    if (!take_character(text, "."))
        return true;
    std::size_t digits = 0;
    ms = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (digits < 3)
            ms = ms * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    for (std::size_t index = digits; index < 3; ++index)
        ms *= 10;
    return digits > 0 && digits <= 9;
}

bool take_offset(std::string_view& text, std::int64_t& offset_minutes)
{
    if (take_character(text, "Zz"))
        return true;
    bool const west = !text.empty() && text.front() == '-';
    int hours = 0;
    int minutes = 0;
    if (!take_character(text, "+-") || !take_digits(text, 2, hours) || !take_character(text, ":") || !take_digits(text, 2, minutes) || hours > 23
        || minutes > 59)
        return false;
    offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
    return true;
}

/// With zeros in front, as many digits as are said, or more where it needs them. (By hand: a message has many of these, and printf is
/// ten times as slow.)
void append_digits(std::string& text, std::int64_t value, std::size_t digits)
{
    std::array<char, 20> buffer {};
    auto* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    auto const count = static_cast<std::size_t>(end - buffer.data());
    text.append(digits > count ? digits - count : 0, '0').append(buffer.data(), count);
}

void append_date(std::string& text, std::chrono::year_month_day const& date)
{
    append_digits(text, static_cast<int>(date.year()), 4);
    append_digits(text += '-', static_cast<unsigned>(date.month()), 2);
    append_digits(text += '-', static_cast<unsigned>(date.day()), 2);
}

} // namespace

Result<Instant> Instant::parse(std::string_view rfc3339)
{
    auto const wrong = [] { return fail(ErrorCode::invalid, "not a point in time", {}, "write it as RFC 3339, for example 2026-11-22T07:43:05.120Z"); };
    std::string_view rest = rfc3339;
    LocalDate date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    std::int64_t offset_minutes = 0;
    if (!take_date(rest, date) || !take_character(rest, "Tt ") || !take_digits(rest, 2, hour) || !take_character(rest, ":") || !take_digits(rest, 2, minute)
        || !take_character(rest, ":") || !take_digits(rest, 2, second) || !take_fraction(rest, ms) || !take_offset(rest, offset_minutes) || !rest.empty())
        return wrong();
    if (hour > 23 || minute > 59 || second > 60)
        return wrong();
    std::int64_t const seconds = hour * 3600 + (minute - offset_minutes) * 60 + second;
    return Instant(date.days_since_1970() * ms_per_day + seconds * 1000 + ms);
}

std::string Instant::text() const
{
    std::int64_t days = m_unix_ms / ms_per_day;
    std::int64_t rest = m_unix_ms % ms_per_day;
    if (rest < 0) {
        rest += ms_per_day;
        --days;
    }
    auto const date = civil(static_cast<std::int32_t>(days));
    std::string text;
    text.reserve(24);
    append_date(text, date);
    append_digits(text += 'T', rest / 3'600'000, 2);
    append_digits(text += ':', rest / 60'000 % 60, 2);
    append_digits(text += ':', rest / 1000 % 60, 2);
    append_digits(text += '.', rest % 1000, 3);
    return text += 'Z';
}

Result<LocalDate> LocalDate::create(int year, int month, int day)
{
    std::chrono::year_month_day const date { std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day)) };
    if (year < year_min || year > year_max || month < 1 || day < 1 || !date.ok())
        return fail(ErrorCode::invalid, "there is no such day in the calendar", {}, "write an existing day between 1900 and 2200, for example 2026-11-22");
    return LocalDate(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

Result<LocalDate> LocalDate::parse(std::string_view text)
{
    LocalDate date;
    if (!take_date(text, date) || !text.empty())
        return fail(ErrorCode::invalid, "not a day", {}, "write it as YYYY-MM-DD, for example 2026-11-22");
    return date;
}

int LocalDate::year() const
{
    return static_cast<int>(civil(m_days).year());
}

int LocalDate::month() const
{
    return static_cast<int>(static_cast<unsigned>(civil(m_days).month()));
}

int LocalDate::day() const
{
    return static_cast<int>(static_cast<unsigned>(civil(m_days).day()));
}

Weekday LocalDate::weekday() const
{
    return static_cast<Weekday>(std::chrono::weekday(std::chrono::sys_days(std::chrono::days(m_days))).iso_encoding());
}

std::string LocalDate::text() const
{
    std::string text;
    append_date(text, civil(m_days));
    return text;
}

Result<LocalTime> LocalTime::create(int hour, int minute)
{
    if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute != 0))
        return fail(ErrorCode::invalid, "not a time of day", {}, "write it as HH:MM between 00:00 and 24:00, for example 09:30");
    return LocalTime(hour * 60 + minute);
}

Result<LocalTime> LocalTime::parse(std::string_view text)
{
    int hour = 0;
    int minute = 0;
    if (!take_digits(text, 2, hour) || !take_character(text, ":") || !take_digits(text, 2, minute) || !text.empty())
        return create(-1, -1);
    return create(hour, minute);
}

std::string LocalTime::text() const
{
    std::string text;
    append_digits(text, hour(), 2);
    append_digits(text += ':', minute(), 2);
    return text;
}

} // namespace zahide
