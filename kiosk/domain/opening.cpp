#include "domain/opening.h"

#include "stretches.h"

#include <algorithm>
#include <vector>

namespace zahide::domain {

namespace {

constexpr std::int32_t days_looked_ahead_max = 366;

bool covers(Closure const& closure, LocalDate date)
{
    return closure.from_date <= date && date <= closure.to_date;
}

Stretch closed_stretch_of(Closure const& closure)
{
    return { closure.from_time ? closure.from_time->minutes_of_day() : 0, closure.to_time ? closure.to_time->minutes_of_day() : minutes_per_day };
}

/// The end of the stretch that is open at `now`, which may run over midnight into the next days.
std::optional<LocalDateTime> closing_time(LocalDate date, Stretch stretch, std::span<OpeningHours const> hours, std::span<Closure const> closures)
{
    for (std::int32_t day = 0; day < days_looked_ahead_max; ++day) {
        if (stretch.to < minutes_per_day)
            return LocalDateTime { date, LocalTime::from_minutes(stretch.to) };
        auto const next = open_stretches(date.plus_days(1), hours, closures);
        if (next.empty() || next.front().from > 0)
            return LocalDateTime { date, LocalTime::from_minutes(stretch.to) };
        date = date.plus_days(1);
        stretch = next.front();
    }
    return std::nullopt;
}

std::optional<LocalDateTime> next_opening(LocalDateTime const& now, std::span<OpeningHours const> hours, std::span<Closure const> closures)
{
    for (std::int32_t day = 0; day <= days_looked_ahead_max; ++day) {
        auto const date = now.date.plus_days(day);
        for (auto const& stretch : open_stretches(date, hours, closures)) {
            if (day > 0 || stretch.from > now.time.minutes_of_day())
                return LocalDateTime { date, LocalTime::from_minutes(stretch.from) };
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<Stretch> open_stretches(LocalDate date, std::span<OpeningHours const> hours, std::span<Closure const> closures)
{
    std::vector<Stretch> stretches;
    for (auto const& stretch : hours) {
        if (stretch.weekday == date.weekday())
            stretches.push_back({ stretch.from.minutes_of_day(), stretch.to.minutes_of_day() });
    }
    stretches = joined(std::move(stretches));
    for (auto const& closure : closures) {
        if (covers(closure, date))
            stretches = without(stretches, closed_stretch_of(closure));
    }
    return stretches;
}

OpeningState opening_at(LocalDateTime const& now, std::span<OpeningHours const> hours, std::span<Closure const> closures)
{
    std::int32_t const minute = now.time.minutes_of_day();
    for (auto const& stretch : open_stretches(now.date, hours, closures)) {
        if (stretch.from <= minute && minute < stretch.to)
            return { OpeningState::Is::open, closing_time(now.date, stretch, hours, closures), std::nullopt };
    }
    OpeningState closed { OpeningState::Is::closed, next_opening(now, hours, closures), std::nullopt };
    for (auto const& closure : closures) {
        auto const shut = closed_stretch_of(closure);
        if (covers(closure, now.date) && shut.from <= minute && minute < shut.to)
            closed.closure = closure.name;
    }
    return closed;
}

} // namespace zahide::domain
