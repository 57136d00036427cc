#include "domain/availability.h"

#include "stretches.h"

#include <algorithm>

namespace zahide::domain {

namespace {

/// The number of the week, Monday to Sunday, of a day; 1970-01-01 was a Thursday.
std::int32_t week_of(LocalDate date)
{
    auto const days = date.days_since_1970() + 3;
    return days >= 0 ? days / 7 : -((6 - days) / 7);
}

bool holds_on(Schedule const& schedule, LocalDate date)
{
    if (date < schedule.valid_from || (schedule.valid_to && date > *schedule.valid_to))
        return false;
    return (week_of(date) - week_of(schedule.valid_from)) % std::max(schedule.every_weeks, 1) == 0;
}

Stretch working_stretch_of(WorkingHours const& hours)
{
    return { hours.from.minutes_of_day(), hours.to.minutes_of_day() };
}

std::vector<Stretch> stretches_of(Schedule const& schedule, Weekday weekday)
{
    std::vector<Stretch> stretches;
    for (auto const& hours : schedule.hours) {
        if (hours.weekday == weekday)
            stretches.push_back(working_stretch_of(hours));
    }
    stretches = joined(std::move(stretches));
    for (auto const& pause : schedule.breaks) {
        if (pause.weekday == weekday)
            stretches = without(stretches, working_stretch_of(pause));
    }
    return stretches;
}

} // namespace

std::vector<Stretch> without_absences(std::vector<Stretch> stretches, LocalDate date, std::span<Absence const> absences)
{
    for (auto const& absence : absences) {
        if (absence.from_date <= date && date <= absence.to_date)
            stretches = without(stretches,
                { absence.from_time ? absence.from_time->minutes_of_day() : 0, absence.to_time ? absence.to_time->minutes_of_day() : minutes_per_day });
    }
    return stretches;
}

std::vector<Stretch> working_stretches(Professional const& professional, LocalDate date)
{
    std::vector<Stretch> stretches;
    for (auto const& schedule : professional.schedules) {
        if (holds_on(schedule, date))
            std::ranges::copy(stretches_of(schedule, date.weekday()), std::back_inserter(stretches));
    }
    return without_absences(joined(std::move(stretches)), date, professional.absences);
}

std::vector<WorkingHours> working_hours_on(Professional const& professional, LocalDate date)
{
    std::vector<WorkingHours> hours;
    for (auto const& stretch : working_stretches(professional, date))
        hours.push_back({ date.weekday(), LocalTime::from_minutes(stretch.from), LocalTime::from_minutes(stretch.to) });
    return hours;
}

std::vector<Resource> Assignment::resources() const
{
    std::vector<Resource> all;
    all.reserve(professionals.size() + 2);
    for (auto const& professional : professionals)
        all.push_back({ ResourceKind::professional, professional.value() });
    if (interpreter)
        all.push_back({ ResourceKind::professional, interpreter->value() });
    if (room)
        all.push_back({ ResourceKind::room, room->value() });
    return all;
}

std::vector<Occupation> occupations_of(Assignment const& assignment, ServiceNeeds const& needs, Instant start)
{
    auto const from = start - needs.gap_before;
    auto const to = start + needs.duration + needs.gap_after;
    std::vector<Occupation> occupations;
    for (auto& resource : assignment.resources())
        occupations.push_back({ std::move(resource), from, to });
    return occupations;
}

} // namespace zahide::domain
