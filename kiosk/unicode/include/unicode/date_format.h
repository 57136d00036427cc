#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

#include <memory>
#include <optional>
#include <string>

namespace zahide::unicode {

/// Dates and times as a language writes them, in its digits. Days are Gregorian whatever the language's own calendar is;
/// the own calendar is given by second_date(). Not to be shared between threads.
class DateFormat {
public:
    /// Fails with `invalid` for a language that is not ours.
    [[nodiscard]] static Result<DateFormat> create(LanguageTag const& language);
    DateFormat(DateFormat&&) noexcept;
    DateFormat& operator=(DateFormat&&) noexcept;
    ~DateFormat();

    /// Weekday, day, month and year: "Sunday, 22 November 2026".
    [[nodiscard]] std::string full_date(LocalDate date) const;
    /// Weekday, day and month: "Monday, 23 November".
    [[nodiscard]] std::string weekday_and_day(LocalDate date) const;
    [[nodiscard]] std::string weekday(Weekday weekday) const;
    /// The month's name standing alone: "November".
    [[nodiscard]] std::string month(LocalDate date) const;
    /// Day, month and year of the second calendar, for the languages that have one: Solar Hijri for Persian, Dari and
    /// Pashto, Ethiopian for Amharic and Tigrinya.
    [[nodiscard]] std::optional<std::string> second_date(LocalDate date) const;
    /// 24 hours, two digits each: "09:30".
    [[nodiscard]] std::string time(LocalTime time) const;

private:
    struct Formats;
    explicit DateFormat(std::unique_ptr<Formats> formats);
    std::unique_ptr<Formats> m_formats;
};

} // namespace zahide::unicode
