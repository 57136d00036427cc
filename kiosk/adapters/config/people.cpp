#include "config/scheduler.h"
#include "domain/limits.h"
#include "toml_reader.h"
#include "weekdays.h"

#include <algorithm>

namespace zahide::config {

namespace {

template<class Id, class Items>
void lose_if_known(TableReader& reader, Id const& id, Items const& items)
{
    bool const known = std::ranges::any_of(items, [&id](auto const& item) { return item.id == id; });
    if (known && !id.value().empty())
        reader.lose("id", "\"" + id.value() + "\" is named twice", "give each their own id");
}

std::vector<domain::WorkingHours> read_hours(TableReader& reader, char const* key, Need need)
{
    std::vector<domain::WorkingHours> hours;
    for (auto& table : reader.tables(key, need)) {
        for (auto const& times : read_day_times(table, key))
            hours.push_back({ times.weekday, times.from, times.to });
        table.finish();
    }
    return hours;
}

domain::Schedule read_schedule(TableReader reader)
{
    domain::Schedule schedule;
    reader.date("from", schedule.valid_from, Need::required);
    if (reader.has("to")) {
        LocalDate last;
        reader.date("to", last);
        if (last < schedule.valid_from)
            reader.lose("to", "the schedule ends before it begins", "put the earlier day first");
        schedule.valid_to = last;
    }
    reader.integer("every_weeks", schedule.every_weeks, 1, domain::limits::every_weeks_max);
    schedule.hours = read_hours(reader, "hours", Need::required);
    schedule.breaks = read_hours(reader, "breaks", Need::optional);
    reader.finish();
    return schedule;
}

std::vector<domain::Absence> read_absences(TableReader& reader, char const* key)
{
    std::vector<domain::Absence> absences;
    for (auto& table : reader.tables(key)) {
        domain::Absence absence;
        read_days_off(table, absence, "the absence");
        table.finish();
        absences.push_back(absence);
    }
    return absences;
}

void read_professional(TableReader reader, domain::Roster& roster)
{
    domain::Professional professional;
    std::vector<std::string> languages;
    reader.slug("id", professional.id, Need::required);
    lose_if_known(reader, professional.id, roster.professionals);
    reader.text("name", professional.name, Need::required);
    reader.word("role", professional.role, Need::required);
    reader.word("gender", professional.gender);
    reader.texts("languages", languages, Need::required);
    if (reader.has("languages") && languages.empty())
        reader.lose("languages", "they speak no language", "name at least one");
    for (auto const& language : languages) {
        bool const twice = std::ranges::count(languages, language) > 1;
        if (!is_slug(language) || twice)
            reader.lose(
                "languages", "\"" + language + (twice ? "\" is named twice" : "\" is not a language's short name"), "write each of tr, en, ar, fa, … once");
        professional.languages.emplace_back(language);
    }
    for (auto& schedule : reader.tables("schedules", Need::required))
        professional.schedules.push_back(read_schedule(std::move(schedule)));
    professional.absences = read_absences(reader, "absences");
    if (reader.has("staff")) {
        StaffUserId login;
        reader.slug("staff", login);
        professional.staff = login;
    }
    reader.finish();
    roster.professionals.push_back(std::move(professional));
}

void read_room(TableReader reader, domain::Catalogue const& catalogue, domain::Roster& roster)
{
    domain::Room room;
    RoomId kind;
    reader.slug("id", room.id, Need::required);
    lose_if_known(reader, room.id, roster.rooms);
    reader.slug("kind", kind, Need::required);
    room.kind = kind.value();
    reader.localized("name", room.name, Need::required);
    for (auto const& language : catalogue.languages) {
        if (reader.has("name") && !room.name.by_language.contains(language))
            reader.lose("name", "the room's name is not written in " + language.value(), "write it in every language of the center");
    }
    room.closures = read_absences(reader, "closures");
    reader.finish();
    roster.rooms.push_back(std::move(room));
}

/// What a service needs has to be there at all.
Result<void> check_needs_can_be_met(domain::Catalogue const& catalogue, domain::Roster const& roster, std::string const& path)
{
    auto const lacking = [&path](domain::Service const& service, std::string const& what) {
        return fail(ErrorCode::invalid, "service \"" + service.id.value() + "\" needs " + what, path, "add one here, or change the service's needs");
    };
    for (auto const& service : catalogue.services) {
        if (!service.needs)
            continue;
        for (auto const& [role, count] : service.needs->roles) {
            auto const there = std::ranges::count(roster.professionals, role, &domain::Professional::role);
            if (there < count)
                return lacking(service, std::to_string(count) + " of role " + std::string(name_of(role)) + " and there are " + std::to_string(there));
        }
        auto const& kind = service.needs->room_kind;
        if (kind && std::ranges::find(roster.rooms, *kind, &domain::Room::kind) == roster.rooms.end())
            return lacking(service, "a room of kind " + *kind + " and there is none");
    }
    return {};
}

Result<domain::Roster> load_people(std::string const& path, domain::Catalogue const& catalogue)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(path));
    std::optional<Error> error;
    TableReader root(file, file.root(), "", error);
    domain::Roster roster;
    roster.center = catalogue.center.id;
    for (auto& professional : root.tables("professionals", Need::required))
        read_professional(std::move(professional), roster);
    for (auto& room : root.tables("rooms"))
        read_room(std::move(room), catalogue, roster);
    root.finish();
    if (error)
        return fail(std::move(*error));
    if (auto const checked = domain::check(roster, catalogue); !checked)
        return fail(checked.error().code, checked.error().what, path + " (" + checked.error().where + ")", checked.error().mend);
    ZAHIDE_TRY_VOID(check_needs_can_be_met(catalogue, roster, path));
    return roster;
}

} // namespace

Result<domain::Roster> load_roster(std::string const& center_file, domain::Catalogue const& catalogue)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(center_file));
    std::optional<Error> error;
    std::string people;
    TableReader(file, file.root(), "", error).path("people", people);
    if (error)
        return fail(std::move(*error));
    if (!people.empty())
        return load_people(people, catalogue);
    domain::Roster nobody;
    nobody.center = catalogue.center.id;
    return nobody;
}

} // namespace zahide::config
