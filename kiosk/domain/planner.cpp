#include "domain/availability.h"

#include "domain/limits.h"
#include "joint_search.h"

#include <algorithm>
#include <limits>

namespace zahide::domain {

namespace {

constexpr std::int32_t days_at_once = 7; ///< of a search that ends as soon as it has enough

auto wrong_start(std::string what, std::string mend)
{
    return fail(ErrorCode::invalid, std::move(what), "start", std::move(mend));
}

/// The days on which an appointment could be booked now.
JointSearch::Days bookable_days(ServiceNeeds const& needs, LocalDate today)
{
    return { today, today.plus_days(needs.days_ahead) };
}

Offer offer_of(Assignment const& assignment, ServiceNeeds const& needs, Instant start, unicode::Zone const& zone)
{
    return { start, start + needs.duration, zone.local(start), assignment.interpreter ? WithInterpreter::yes : WithInterpreter::no };
}

struct Range {
    JointSearch::Days days;
    Instant not_before;
    std::size_t count_max;
};

std::vector<Offer> offers_in(JointSearch::Source const& source, KnownWish const& wish, Range const& range)
{
    std::vector<Offer> offers;
    if (range.days.first > range.days.last)
        return offers;
    JointSearch const search(source, wish, range.days);
    for (auto date = range.days.first; date <= range.days.last; date = date.plus_days(1)) {
        for (auto const start : search.starts_on(date)) {
            if (offers.size() == range.count_max)
                return offers;
            if (start < range.not_before)
                continue;
            if (auto const assignment = search.find(start))
                offers.push_back(offer_of(*assignment, *wish.needs, start, *source.zone));
        }
    }
    return offers;
}

/// Whether that start could be booked at all, were everybody there and free.
Result<void> check_start(ServiceNeeds const& needs, Instant start, unicode::Zone const& zone, Instant now)
{
    if (start < now)
        return wrong_start("the time is past", "ask for the next free times");
    if (start < now + needs.notice)
        return wrong_start("the time is too soon", "choose one at least " + std::to_string(needs.notice.count()) + " minutes ahead");
    auto const local = zone.local(start);
    if (local.date > bookable_days(needs, zone.local(now).date).last)
        return wrong_start("the time is too far ahead", "choose a day within the next " + std::to_string(needs.days_ahead));
    auto const when = zone.instants(local);
    if (local.time.minutes_of_day() % needs.grid.count() != 0 || (start != when.first && start != when.last))
        return wrong_start("no appointment begins at this time", "choose one of the offered times");
    if (start != when.first)
        return wrong_start("the clock is put back over this time", "choose the first of the two, or another time");
    return {};
}

/// Whether the person will ever work again.
bool has_hours(Professional const& professional, LocalDate today)
{
    return std::ranges::any_of(
        professional.schedules, [today](Schedule const& schedule) { return !schedule.hours.empty() && (!schedule.valid_to || *schedule.valid_to >= today); });
}

} // namespace

Planner::Planner(Catalogue const& catalogue, Roster const& roster, unicode::Zone const& zone, std::vector<Occupation> taken, Instant now)
    : m_catalogue(&catalogue)
    , m_roster(&roster)
    , m_zone(zone)
    , m_taken(std::move(taken))
    , m_now(now)
{
}

Result<std::vector<Offer>> Planner::offers(BookingWish const& wish, LocalDate from, std::int32_t days) const
{
    auto const known = ZAHIDE_TRY(known_wish(*m_catalogue, wish));
    auto const bookable = bookable_days(*known.needs, m_zone.local(m_now).date);
    auto const last = from.plus_days(std::clamp(days, 0, limits::availability_days_max) - 1);
    Range const range { { std::max(from, bookable.first), std::min(last, bookable.last) }, m_now + known.needs->notice,
        std::numeric_limits<std::size_t>::max() };
    return offers_in({ m_catalogue, m_roster, &m_zone, &m_taken }, known, range);
}

Result<std::int64_t> Planner::offers_max(BookingWish const& wish, LocalDate date, Instant not_before) const
{
    auto const known = ZAHIDE_TRY(known_wish(*m_catalogue, wish));
    auto const bookable = bookable_days(*known.needs, m_zone.local(m_now).date);
    auto const earliest = m_zone.local(not_before);
    if (date < std::max(bookable.first, earliest.date) || date > bookable.last)
        return 0;
    std::int32_t const first = date == earliest.date ? earliest.time.minutes_of_day() : 0;
    auto const grid = static_cast<std::int32_t>(known.needs->grid.count());
    std::int64_t count = 0;
    for (auto const& stretch : open_stretches(date, m_catalogue->opening, m_catalogue->closures)) {
        auto const from = (std::max(stretch.from, first) + grid - 1) / grid;
        auto const to = (stretch.to + grid - 1) / grid;
        count += std::max(to - from, 0);
    }
    return count;
}

Result<std::vector<Offer>> Planner::next_offers(BookingWish const& wish, Instant from, std::size_t count_max) const
{
    auto const known = ZAHIDE_TRY(known_wish(*m_catalogue, wish));
    auto const bookable = bookable_days(*known.needs, m_zone.local(m_now).date);
    auto const not_before = std::max(from, m_now + known.needs->notice);
    auto const wanted = std::min(count_max, limits::next_offers_max);
    std::vector<Offer> found;
    for (auto first = std::max(bookable.first, m_zone.local(not_before).date); first <= bookable.last && found.size() < wanted;
         first = first.plus_days(days_at_once)) {
        JointSearch::Days const days { first, std::min(first.plus_days(days_at_once - 1), bookable.last) };
        auto const more = offers_in({ m_catalogue, m_roster, &m_zone, &m_taken }, known, { days, not_before, wanted - found.size() });
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

Result<Assignment> Planner::assign(BookingWish const& wish, Instant start) const
{
    auto const known = ZAHIDE_TRY(known_wish(*m_catalogue, wish));
    ZAHIDE_TRY_VOID(check_start(*known.needs, start, m_zone, m_now));
    auto const date = m_zone.local(start).date;
    JointSearch const search({ m_catalogue, m_roster, &m_zone, &m_taken }, known, { date, date });
    if (!search.is_open(start))
        return wrong_start("the center is closed then", "choose one of the offered times");
    if (auto found = search.find_preferred(start))
        return std::move(*found);
    ZAHIDE_TRY_VOID(check_servable(wish));
    return fail(Reason::slot_taken, "the time is no longer free", "start", "choose one of the next free times");
}

Result<void> Planner::check_servable(BookingWish const& wish) const
{
    auto const known = ZAHIDE_TRY(known_wish(*m_catalogue, wish));
    Team const team(*m_roster, known);
    std::vector<std::size_t> working;
    for (std::size_t person = 0; person < team.people().size(); ++person) {
        if (has_hours(*team.people()[person].professional, m_zone.local(m_now).date))
            working.push_back(person);
    }
    auto const& kind = known.needs->room_kind;
    bool const room = !kind || std::ranges::find(m_roster->rooms, *kind, &Room::kind) != m_roster->rooms.end();
    if (room && team.choose(working))
        return {};
    return fail(Reason::not_servable, "nobody here can do this", "service", "ask at the reception");
}

} // namespace zahide::domain
