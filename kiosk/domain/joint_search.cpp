#include "joint_search.h"

#include "base/verify.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace zahide::domain {

namespace {

std::map<Resource, std::vector<Span>> by_resource(std::vector<Occupation> const& taken)
{
    std::map<Resource, std::vector<Span>> spans;
    for (auto const& occupation : taken)
        spans[occupation.resource].push_back({ occupation.from, occupation.to });
    for (auto& [resource, of_resource] : spans)
        of_resource = joined(std::move(of_resource));
    return spans;
}

std::vector<Room const*> rooms_of_kind(Roster const& roster, std::optional<std::string> const& kind)
{
    std::vector<Room const*> rooms;
    for (auto const& room : roster.rooms) {
        if (kind && room.kind == *kind)
            rooms.push_back(&room);
    }
    std::ranges::sort(rooms, {}, &Room::id);
    return rooms;
}

} // namespace

JointSearch::JointSearch(Source const& source, KnownWish const& wish, Days days)
    : m_catalogue(source.catalogue)
    , m_zone(source.zone)
    , m_needs(wish.needs)
    , m_team(*source.roster, wish)
    , m_rooms(rooms_of_kind(*source.roster, wish.needs->room_kind))
    , m_people_times(m_team.people().size())
    , m_room_times(m_rooms.size())
{
    ZAHIDE_VERIFY(m_needs->grid > Minutes(0));
    lay_out(source, days);
    auto taken = by_resource(*source.taken);
    for (std::size_t index = 0; index < m_people_times.size(); ++index)
        m_people_times[index].taken = std::move(taken[{ ResourceKind::professional, m_team.people()[index].professional->id.value() }]);
    for (std::size_t index = 0; index < m_room_times.size(); ++index)
        m_room_times[index].taken = std::move(taken[{ ResourceKind::room, m_rooms[index]->id.value() }]);
}

/// One day more at both ends, for what runs over midnight.
void JointSearch::lay_out(Source const& source, Days days)
{
    WallClock clock(*source.zone);
    for (auto date = days.first.plus_days(-1); date <= days.last.plus_days(1); date = date.plus_days(1)) {
        clock.append(m_open, date, open_stretches(date, source.catalogue->opening, source.catalogue->closures));
        for (std::size_t index = 0; index < m_people_times.size(); ++index)
            clock.append(m_people_times[index].there, date, working_stretches(*m_team.people()[index].professional, date));
        for (std::size_t index = 0; index < m_room_times.size(); ++index)
            clock.append(m_room_times[index].there, date, without_absences({ { 0, minutes_per_day } }, date, m_rooms[index]->closures));
    }
    m_open = joined(std::move(m_open));
    for (auto* const timelines : { &m_people_times, &m_room_times }) {
        for (auto& timeline : *timelines)
            timeline.there = intersection(joined(std::move(timeline.there)), m_open);
    }
}

std::vector<Instant> JointSearch::starts_on(LocalDate date) const
{
    std::vector<Instant> starts;
    auto const grid = static_cast<std::int32_t>(m_needs->grid.count());
    for (auto const& stretch : open_stretches(date, m_catalogue->opening, m_catalogue->closures)) {
        for (std::int32_t minute = (stretch.from + grid - 1) / grid * grid; minute < stretch.to; minute += grid) {
            auto const when = m_zone->instants({ date, LocalTime::from_minutes(minute) });
            if (when.fit != unicode::LocalFit::gap && is_open(when.first))
                starts.push_back(when.first);
        }
    }
    return starts;
}

bool JointSearch::is_open(Instant start) const
{
    return contains(m_open, { start, start + m_needs->duration });
}

bool JointSearch::is_free(Timeline const& timeline, Instant start) const
{
    auto const end = start + m_needs->duration;
    return contains(timeline.there, { start, end }) && !overlaps(timeline.taken, { start - m_needs->gap_before, end + m_needs->gap_after });
}

std::vector<std::size_t> JointSearch::free_people(Instant start) const
{
    std::vector<std::size_t> free;
    for (std::size_t index = 0; index < m_people_times.size(); ++index) {
        if (is_free(m_people_times[index], start))
            free.push_back(index);
    }
    return free;
}

std::optional<std::size_t> JointSearch::free_room(Instant start) const
{
    for (std::size_t index = 0; index < m_room_times.size(); ++index) {
        if (is_free(m_room_times[index], start))
            return index;
    }
    return std::nullopt;
}

std::optional<Assignment> JointSearch::assignment(Instant start, std::vector<std::size_t> const& people) const
{
    auto const room = free_room(start);
    if (m_needs->room_kind && !room)
        return std::nullopt;
    auto const choice = m_team.choose(people);
    if (!choice)
        return std::nullopt;
    Assignment found;
    for (auto const person : choice->professionals)
        found.professionals.push_back(m_team.people()[person].professional->id);
    if (choice->interpreter)
        found.interpreter = m_team.people()[*choice->interpreter].professional->id;
    if (room)
        found.room = m_rooms[*room]->id;
    return found;
}

std::optional<Assignment> JointSearch::find(Instant start) const
{
    return assignment(start, free_people(start));
}

Milliseconds JointSearch::taken_on_day_of(std::size_t person, Instant start) const
{
    auto const date = m_zone->local(start).date;
    Span const day { m_zone->start_of_day(date), m_zone->start_of_day(date.plus_days(1)) };
    Milliseconds sum { 0 };
    for (auto const& span : m_people_times[person].taken)
        sum += std::max(Milliseconds(0), std::min(span.to, day.to) - std::max(span.from, day.from));
    return sum;
}

std::optional<Assignment> JointSearch::find_preferred(Instant start) const
{
    struct Ranked {
        Milliseconds rank;
        std::size_t person;
    };
    std::vector<Ranked> ranked;
    for (auto const person : free_people(start)) {
        auto const sum = taken_on_day_of(person, start);
        ranked.push_back({ m_catalogue->rules.filling == Filling::fewest ? -sum : sum, person });
    }
    std::ranges::stable_sort(ranked, {}, &Ranked::rank); // people stand by id
    std::vector<std::size_t> people;
    std::ranges::transform(ranked, std::back_inserter(people), &Ranked::person);
    return assignment(start, people);
}

} // namespace zahide::domain
