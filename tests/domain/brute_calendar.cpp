#include "brute_calendar.h"

#include <algorithm>
#include <ostream>

namespace zahide::domain::test {

namespace {

constexpr Minutes step { 5 };

struct Moment {
    Calendar const& calendar;
    Instant at;

    [[nodiscard]] bool is_within(LocalDate date, std::optional<LocalTime> from, std::optional<LocalTime> to) const
    {
        return calendar.instant(date, from.value_or(LocalTime())) <= at && at < calendar.instant(date, to.value_or(LocalTime::from_minutes(1440)));
    }
    /// Days whose hours could hold this moment.
    [[nodiscard]] std::vector<LocalDate> dates() const
    {
        auto const date = calendar.zone.local(at).date;
        return { date.plus_days(-1), date, date.plus_days(1) };
    }
    template<class Hours>
    [[nodiscard]] bool is_in_any(std::vector<Hours> const& hours, LocalDate date) const
    {
        return std::ranges::any_of(hours, [&](Hours const& one) { return one.weekday == date.weekday() && is_within(date, one.from, one.to); });
    }
    template<class DaysOff>
    [[nodiscard]] bool is_off(std::vector<DaysOff> const& days, LocalDate date) const
    {
        return std::ranges::any_of(
            days, [&](DaysOff const& off) { return off.from_date <= date && date <= off.to_date && is_within(date, off.from_time, off.to_time); });
    }

    [[nodiscard]] bool is_open() const
    {
        auto const& catalogue = calendar.catalogue;
        return std::ranges::any_of(dates(), [&](LocalDate date) { return is_in_any(catalogue.opening, date) && !is_off(catalogue.closures, date); });
    }
    [[nodiscard]] bool works(Professional const& who) const
    {
        return std::ranges::any_of(dates(), [&](LocalDate date) {
            return !is_off(who.absences, date) && std::ranges::any_of(who.schedules, [&](Schedule const& schedule) {
                return holds(schedule, date) && is_in_any(schedule.hours, date) && !is_in_any(schedule.breaks, date);
            });
        });
    }
    [[nodiscard]] bool is_usable(Room const& room) const
    {
        return std::ranges::none_of(dates(), [&](LocalDate date) { return is_off(room.closures, date); });
    }

    static bool holds(Schedule const& schedule, LocalDate date)
    {
        if (date < schedule.valid_from || (schedule.valid_to && *schedule.valid_to < date))
            return false;
        auto monday = schedule.valid_from; // of the first week
        while (monday.weekday() != Weekday::monday)
            monday = monday.plus_days(-1);
        for (; monday <= date; monday = monday.plus_days(7 * schedule.every_weeks)) {
            if (date < monday.plus_days(7))
                return true;
        }
        return false;
    }
};

ServiceNeeds const& needs_of(Calendar const& calendar, BookingWish const& wish)
{
    return *calendar.catalogue.find_service(wish.service.reveal())->needs;
}

template<class Test>
bool always(Calendar const& calendar, Instant from, Instant to, Test const& test)
{
    for (auto at = from; at < to; at = at + step) {
        if (!test(Moment { calendar, at }))
            return false;
    }
    return true;
}

bool is_untaken(Calendar const& calendar, Resource const& resource, Instant from, Instant to)
{
    return std::ranges::none_of(calendar.taken, [&](Occupation const& one) { return one.resource == resource && one.from < to && from < one.to; });
}

bool speak_together(std::vector<LanguageTag> const& left, std::vector<LanguageTag> const& right)
{
    return std::ranges::find_first_of(left, right) != left.end();
}

bool is_wanted(Gender gender, GenderPreference preference)
{
    return preference == GenderPreference::any || (preference == GenderPreference::woman && gender == Gender::woman)
        || (preference == GenderPreference::man && gender == Gender::man);
}

bool is_person_free(Calendar const& calendar, BookingWish const& wish, Instant start, Professional const& who)
{
    auto const& needs = needs_of(calendar, wish);
    auto const end = start + needs.duration;
    return is_wanted(who.gender, wish.gender.reveal()) && always(calendar, start, end, [&](Moment const& moment) { return moment.works(who); })
        && is_untaken(calendar, { ResourceKind::professional, who.id.value() }, start - needs.gap_before, end + needs.gap_after);
}

bool is_room_free(Calendar const& calendar, BookingWish const& wish, Instant start, Room const& room)
{
    auto const& needs = needs_of(calendar, wish);
    auto const end = start + needs.duration;
    return room.kind == needs.room_kind && always(calendar, start, end, [&](Moment const& moment) { return moment.is_usable(room); })
        && is_untaken(calendar, { ResourceKind::room, room.id.value() }, start - needs.gap_before, end + needs.gap_after);
}

/// Who is needed, one entry a person.
std::vector<ProfessionalRole> places_of(ServiceNeeds const& needs)
{
    std::vector<ProfessionalRole> places;
    for (auto const& need : needs.roles)
        places.insert(places.end(), static_cast<std::size_t>(need.count), need.role);
    return places;
}

bool is_understood(BookingWish const& wish, Professional const& who, Professional const* interpreter)
{
    std::vector const visitor { wish.language.reveal() };
    return speak_together(visitor, who.languages)
        || (interpreter != nullptr && speak_together(visitor, interpreter->languages) && speak_together(who.languages, interpreter->languages));
}

/// Tries every free person on every place.
struct Attempt {
    BookingWish const& wish;
    std::vector<ProfessionalRole> places;
    std::vector<Professional const*> free;
    Professional const* interpreter = nullptr;

    [[nodiscard]] bool can_fill(std::vector<Professional const*> const& chosen) const
    {
        if (chosen.size() == places.size())
            return true;
        return std::ranges::any_of(free, [&](Professional const* who) {
            bool const once = std::ranges::find(chosen, who) == chosen.end() && who != interpreter;
            if (!once || who->role != places[chosen.size()] || !is_understood(wish, *who, interpreter))
                return false;
            auto more = chosen;
            more.push_back(who);
            return can_fill(more);
        });
    }
};

std::optional<BruteOffer> brute_offer(Calendar const& calendar, BookingWish const& wish, Instant start)
{
    auto const& needs = needs_of(calendar, wish);
    auto const is_free = [&](Room const& room) { return is_room_free(calendar, wish, start, room); };
    if (needs.room_kind && std::ranges::none_of(calendar.roster.rooms, is_free))
        return std::nullopt;
    Attempt attempt { wish, places_of(needs), {} };
    for (auto const& who : calendar.roster.professionals) {
        if (is_person_free(calendar, wish, start, who))
            attempt.free.push_back(&who);
    }
    if (attempt.can_fill({}))
        return BruteOffer { start, WithInterpreter::no };
    for (auto const* const who : attempt.free) {
        attempt.interpreter = who;
        if (needs.interpreting == Interpreting::when_needed && who->role == ProfessionalRole::interpreter && attempt.can_fill({}))
            return BruteOffer { start, WithInterpreter::yes };
    }
    return std::nullopt;
}

/// Whether it is the first time that the wall clock shows this.
bool is_first(Calendar const& calendar, Instant at)
{
    for (auto before = at - std::chrono::hours(3); before < at; before = before + step) {
        if (calendar.zone.local(before) == calendar.zone.local(at))
            return false;
    }
    return true;
}

bool is_start(Calendar const& calendar, BookingWish const& wish, Instant at)
{
    auto const& needs = needs_of(calendar, wish);
    auto const local = calendar.zone.local(at);
    auto const today = calendar.zone.local(calendar.now).date;
    return at >= calendar.now + needs.notice && local.date <= today.plus_days(needs.days_ahead) && local.time.minutes_of_day() % needs.grid.count() == 0
        && is_first(calendar, at) && always(calendar, at, at + needs.duration, [](Moment const& moment) { return moment.is_open(); });
}

} // namespace

void showValue(BruteOffer const& offer, std::ostream& stream)
{
    stream << offer.start.text() << (offer.interpreter == WithInterpreter::yes ? " interpreted" : "");
}

bool is_valid(Calendar const& calendar, BookingWish const& wish, Instant start, Assignment const& assignment)
{
    auto const& needs = needs_of(calendar, wish);
    auto const* const interpreter = assignment.interpreter ? calendar.roster.find_professional(*assignment.interpreter) : nullptr;
    if (assignment.interpreter
        && (interpreter == nullptr || interpreter->role != ProfessionalRole::interpreter || needs.interpreting == Interpreting::never
            || !is_person_free(calendar, wish, start, *interpreter)))
        return false;
    auto missing = places_of(needs);
    auto resources = assignment.resources();
    std::ranges::sort(resources);
    if (std::ranges::adjacent_find(resources) != resources.end())
        return false;
    for (auto const& id : assignment.professionals) {
        auto const* const who = calendar.roster.find_professional(id);
        if (who == nullptr || !is_person_free(calendar, wish, start, *who) || !is_understood(wish, *who, interpreter))
            return false;
        auto const place = std::ranges::find(missing, who->role);
        if (place == missing.end())
            return false;
        missing.erase(place);
    }
    if (assignment.room.has_value() != needs.room_kind.has_value())
        return false;
    auto const* const room = assignment.room ? calendar.roster.find_room(*assignment.room) : nullptr;
    return missing.empty() && (!assignment.room || (room != nullptr && is_room_free(calendar, wish, start, *room)));
}

std::vector<Instant> all_instants(Calendar const& calendar)
{
    std::vector<Instant> instants;
    auto const end = calendar.zone.start_of_day(calendar.first_day.plus_days(calendar.days));
    for (auto at = calendar.zone.start_of_day(calendar.first_day); at < end; at = at + step)
        instants.push_back(at);
    return instants;
}

std::vector<BruteOffer> brute_offers(Calendar const& calendar, BookingWish const& wish)
{
    std::vector<BruteOffer> offers;
    for (auto const at : all_instants(calendar)) {
        if (!is_start(calendar, wish, at))
            continue;
        if (auto const offer = brute_offer(calendar, wish, at))
            offers.push_back(*offer);
    }
    return offers;
}

Instant Calendar::instant(LocalDate date, LocalTime time) const
{
    auto const [place, is_new] = m_known.try_emplace({ date, time });
    if (is_new)
        place->second = zone.instants({ date, time }).first;
    return place->second;
}

} // namespace zahide::domain::test
