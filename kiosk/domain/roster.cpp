#include "domain/roster.h"

#include "checks.h"
#include "domain/catalogue.h"
#include "domain/limits.h"

#include <algorithm>
#include <set>

namespace zahide::domain {

namespace {

Result<void> check_working_hours(std::vector<WorkingHours> const& hours, std::string const& where)
{
    if (hours.size() > limits::opening_hours_max)
        return wrong("there are too many hours", where, "join some of them");
    for (auto const& stretch : hours) {
        if (stretch.from >= stretch.to)
            return wrong("hours end before they begin", where, "put the earlier time first; over midnight takes two entries");
    }
    return {};
}

Result<void> check_schedules(std::vector<Schedule> const& schedules, std::string const& where)
{
    if (schedules.size() > limits::schedules_max)
        return wrong("there are too many schedules", where, "remove those that are over");
    for (auto const& schedule : schedules) {
        if (schedule.valid_to && *schedule.valid_to < schedule.valid_from)
            return wrong("the schedule ends before it begins", where, "put the earlier day first");
        if (schedule.every_weeks < 1 || schedule.every_weeks > limits::every_weeks_max)
            return wrong("not a number of weeks", where + ".every_weeks", "use 1 to " + std::to_string(limits::every_weeks_max));
        ZAHIDE_TRY_VOID(check_working_hours(schedule.hours, where + ".hours"));
        ZAHIDE_TRY_VOID(check_working_hours(schedule.breaks, where + ".breaks"));
    }
    return {};
}

Result<void> check_absences(std::vector<Absence> const& absences, std::string const& where)
{
    if (absences.size() > limits::absences_max)
        return wrong("there are too many absences", where, "remove those that are over");
    for (auto const& absence : absences) {
        bool const days = absence.from_date <= absence.to_date;
        bool const times = !absence.from_time || !absence.to_time || *absence.from_time < *absence.to_time;
        if (!days || !times)
            return wrong("the absence ends before it begins", where, days ? "put the earlier time first" : "put the earlier day first");
    }
    return {};
}

Result<void> check_languages(std::vector<LanguageTag> const& languages, std::string const& where)
{
    if (languages.empty() || languages.size() > limits::languages_max)
        return wrong("somebody speaks between 1 and " + std::to_string(limits::languages_max) + " languages", where, "add or remove some");
    std::set<LanguageTag> seen;
    for (auto const& language : languages) {
        if (!is_slug(language.value()) || !seen.insert(language).second)
            return wrong("not a language's name, or named twice", where, "use each name of locales/ once");
    }
    return {};
}

Result<void> check_professional(Professional const& professional, std::string const& where)
{
    if (!is_slug(professional.id.value()))
        return wrong("not a professional's id", where, "use a-z, 0-9 and - only");
    if (professional.name.empty() || professional.name.size() > limits::person_name_bytes_max)
        return wrong("not a name", where + ".name", "give one of at most " + std::to_string(limits::person_name_bytes_max) + " bytes");
    if (professional.staff && !is_slug(professional.staff->value()))
        return wrong("not a login's id", where + ".staff", "use a-z, 0-9 and - only");
    ZAHIDE_TRY_VOID(check_languages(professional.languages, where + ".languages"));
    ZAHIDE_TRY_VOID(check_schedules(professional.schedules, where + ".schedules"));
    return check_absences(professional.absences, where + ".absences");
}

Result<void> check_professionals(std::vector<Professional> const& professionals)
{
    if (professionals.size() > limits::professionals_max)
        return wrong("there are too many professionals", "professionals", "keep to " + std::to_string(limits::professionals_max));
    std::set<ProfessionalId> seen;
    std::set<StaffUserId> logins;
    for (auto const& professional : professionals) {
        auto const where = "professionals." + professional.id.value();
        ZAHIDE_TRY_VOID(check_professional(professional, where));
        if (!seen.insert(professional.id).second)
            return wrong("the professional is named twice", where, "give each their own id");
        if (professional.staff && !logins.insert(*professional.staff).second)
            return wrong("the login is another's already", where + ".staff", "give each their own login");
    }
    return {};
}

Result<void> check_rooms(std::vector<Room> const& rooms)
{
    if (rooms.size() > limits::rooms_max)
        return wrong("there are too many rooms", "rooms", "keep to " + std::to_string(limits::rooms_max));
    std::set<RoomId> seen;
    for (auto const& room : rooms) {
        auto const where = "rooms." + room.id.value();
        if (!is_slug(room.id.value()))
            return wrong("not a room's id", where, "use a-z, 0-9 and - only");
        if (!seen.insert(room.id).second)
            return wrong("the room is named twice", where, "give each room its own id");
        if (!is_slug(room.kind))
            return wrong("not a kind of room", where + ".kind", "use a-z, 0-9 and - only");
        ZAHIDE_TRY_VOID(check_name(room.name, where + ".name"));
        ZAHIDE_TRY_VOID(check_absences(room.closures, where + ".closures"));
    }
    return {};
}

} // namespace

Professional const* Roster::find_professional(ProfessionalId const& id) const
{
    auto const found = std::ranges::find(professionals, id, &Professional::id);
    return found == professionals.end() ? nullptr : &*found;
}

Room const* Roster::find_room(RoomId const& id) const
{
    auto const found = std::ranges::find(rooms, id, &Room::id);
    return found == rooms.end() ? nullptr : &*found;
}

Result<void> check(Roster const& roster, Catalogue const& catalogue)
{
    if (roster.center != catalogue.center.id)
        return wrong("the roster is another center's", "center", "name the center it belongs to");
    ZAHIDE_TRY_VOID(check_professionals(roster.professionals));
    return check_rooms(roster.rooms);
}

} // namespace zahide::domain
