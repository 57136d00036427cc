#include "booking_fixture.h"
#include "brute_calendar.h"

#include <algorithm>
#include <rapidcheck.h>

namespace zahide::domain::test {

namespace {

struct Place {
    char const* zone;
    char const* day; ///< of a change of the clock, or near one
};

/// Gaps and overlaps at night, at midnight, of an hour and of half an hour; Istanbul as it was until 2016 and as it is.
Place any_place()
{
    return *rc::gen::elementOf(std::vector<Place> { { "Europe/Istanbul", "2026-11-23" }, { "Europe/Istanbul", "2016-03-27" },
        { "Europe/Istanbul", "2015-11-08" }, { "Europe/Berlin", "2026-03-29" }, { "Europe/Berlin", "2026-10-25" }, { "America/New_York", "2026-03-08" },
        { "America/New_York", "2026-11-01" }, { "Australia/Lord_Howe", "2026-10-04" }, { "Australia/Lord_Howe", "2026-04-05" },
        { "America/Havana", "2026-03-08" }, { "America/Havana", "2026-11-01" } });
}

/// least ≤ number < end, at every size alike: rapidcheck's own range is narrow at first.
int from_to(int least, int end)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, end));
}

bool one_of(int count)
{
    return from_to(0, count) == 0;
}

LocalTime any_time(int from_quarter, int to_quarter)
{
    return LocalTime::from_minutes(15 * from_to(from_quarter, to_quarter));
}

Weekday any_weekday()
{
    return static_cast<Weekday>(from_to(1, 8));
}

template<class Hours>
Hours any_hours(Weekday weekday)
{
    if (one_of(2))
        return { weekday, LocalTime(), LocalTime::from_minutes(1440) };
    auto const from = one_of(2) ? from_to(0, 30) : from_to(0, 95);
    return { weekday, LocalTime::from_minutes(from * 15), any_time(std::min(from + from_to(1, 60), 96), 97) };
}

/// All weekdays, each with a stretch or two.
template<class Hours>
std::vector<Hours> any_week()
{
    std::vector<Hours> week;
    for (int weekday = 1; weekday <= 7; ++weekday) {
        for (int count = from_to(0, 4); count > 1; --count)
            week.push_back(any_hours<Hours>(static_cast<Weekday>(weekday)));
        if (!one_of(4))
            week.push_back(any_hours<Hours>(static_cast<Weekday>(weekday)));
    }
    return week;
}

template<class DaysOff>
DaysOff any_days_off(LocalDate near)
{
    DaysOff off {};
    off.from_date = near.plus_days(from_to(-2, 3));
    off.to_date = off.from_date.plus_days(from_to(0, 2));
    if (!one_of(4)) {
        auto const from = from_to(0, 90);
        off.from_time = LocalTime::from_minutes(from * 15);
        off.to_time = any_time(from + 1, std::min(from + 20, 97));
    }
    return off;
}

Schedule any_schedule(LocalDate near)
{
    Schedule schedule { near.plus_days(from_to(-20, 0)), std::nullopt, from_to(1, 4), any_week<WorkingHours>(), {} };
    if (!one_of(3))
        schedule.every_weeks = 1;
    if (one_of(4))
        schedule.valid_to = schedule.valid_from.plus_days(from_to(0, 25));
    for (int count = from_to(0, 4); count > 0; --count)
        schedule.breaks.push_back(any_hours<WorkingHours>(any_weekday()));
    std::erase_if(schedule.breaks, [](WorkingHours const& pause) { return pause.to.minutes_of_day() - pause.from.minutes_of_day() > 120; });
    return schedule;
}

std::vector<LanguageTag> any_languages(int count)
{
    auto languages
        = *rc::gen::unique<std::vector<std::string>>(static_cast<std::size_t>(count), rc::gen::elementOf(std::vector<std::string> { "tr", "en", "ar", "fa" }));
    std::vector<LanguageTag> tags;
    tags.reserve(languages.size());
    for (auto& language : languages)
        tags.emplace_back(std::move(language));
    return tags;
}

Professional any_professional(int number, LocalDate near)
{
    using enum ProfessionalRole;
    Professional who;
    who.id = ProfessionalId("person-" + std::to_string(number));
    who.name = who.id.value();
    who.role = *rc::gen::element(lawyer, lawyer, lawyer, interpreter, interpreter, interpreter, psychologist);
    who.gender = *rc::gen::element(Gender::woman, Gender::woman, Gender::man, Gender::man, Gender::unknown);
    who.languages = any_languages(who.role == interpreter ? from_to(2, 4) : from_to(1, 3));
    for (int count = from_to(1, 3); count > 0; --count)
        who.schedules.push_back(any_schedule(near));
    if (one_of(3))
        who.absences.push_back(any_days_off<Absence>(near));
    return who;
}

ServiceNeeds any_needs()
{
    using enum ProfessionalRole;
    auto const cells = [](int least, int most) { return Minutes(5 * from_to(least, most + 1)); };
    ServiceNeeds needs;
    needs.roles = { { *rc::gen::element(lawyer, lawyer, lawyer, interpreter), one_of(3) ? 2 : 1 } };
    if (one_of(6))
        needs.roles.push_back({ psychologist, 1 });
    needs.interpreting = one_of(4) ? Interpreting::never : Interpreting::when_needed;
    if (!one_of(3))
        needs.room_kind = "consulting";
    needs.duration = cells(1, 18);
    needs.gap_before = one_of(2) ? cells(0, 6) : Minutes(0);
    needs.gap_after = one_of(2) ? cells(0, 6) : Minutes(0);
    needs.grid = *rc::gen::element(Minutes(15), Minutes(20), Minutes(30), Minutes(45), Minutes(60));
    needs.notice = one_of(2) ? Minutes(from_to(0, 300)) : Minutes(0);
    needs.days_ahead = from_to(2, 10);
    return needs;
}

void take_something(Calendar& calendar)
{
    auto const start = calendar.zone.start_of_day(calendar.first_day);
    for (int count = from_to(0, 8); count > 0; --count) {
        bool const room = one_of(3);
        auto const number = std::to_string(from_to(0, room ? 2 : 8));
        auto const from = start + Minutes(5 * from_to(-20, 600));
        calendar.taken.push_back(
            { { room ? ResourceKind::room : ResourceKind::professional, (room ? "room-" : "person-") + number }, from, from + Minutes(5 * from_to(1, 40)) });
    }
}

} // namespace

Calendar any_calendar()
{
    auto const place = any_place();
    Calendar calendar(unicode::Zone::create(place.zone).value());
    auto const near = day(place.day);
    calendar.first_day = near.plus_days(from_to(-1, 1));
    calendar.catalogue = catalogue_of(place.zone);
    calendar.catalogue.opening = one_of(2) ? std::vector<OpeningHours> {} : any_week<OpeningHours>();
    if (calendar.catalogue.opening.empty()) {
        for (int weekday = 1; weekday <= 7; ++weekday)
            calendar.catalogue.opening.push_back({ static_cast<Weekday>(weekday), LocalTime(), LocalTime::from_minutes(1440) });
    }
    if (one_of(3))
        calendar.catalogue.closures.push_back(any_days_off<Closure>(near));
    calendar.catalogue.services.front().needs = any_needs();
    calendar.catalogue.rules.filling = *rc::gen::element(Filling::fewest, Filling::evenly);
    calendar.roster.center = calendar.catalogue.center.id;
    for (int number = from_to(3, 9); number > 0; --number)
        calendar.roster.professionals.push_back(any_professional(number - 1, near));
    for (int number = from_to(1, 4); number > 0; --number) {
        calendar.roster.rooms.push_back(room(("room-" + std::to_string(number - 1)).c_str(), one_of(5) ? "group" : "consulting"));
        if (one_of(3))
            calendar.roster.rooms.back().closures.push_back(any_days_off<Absence>(near));
    }
    calendar.now = calendar.zone.start_of_day(near.plus_days(-2)) + Minutes(from_to(0, 48 * 60));
    take_something(calendar);
    return calendar;
}

BookingWish any_wish()
{
    auto const language = *rc::gen::element(std::string("tr"), std::string("en"), std::string("ar"), std::string("fa"));
    return wish_of("legal", language.c_str(),
        *rc::gen::element(
            GenderPreference::any, GenderPreference::any, GenderPreference::any, GenderPreference::any, GenderPreference::woman, GenderPreference::man));
}

} // namespace zahide::domain::test
