#include "scheduler_columns.h"
#include "scheduler_repositories.h"

#include <map>

namespace zahide::sqlite {

namespace {

using domain::ResourceKind;

constexpr std::string_view work = "work";
constexpr std::string_view break_time = "break";

Result<std::vector<domain::Absence>> read_absences(Database& database, CenterId const& center, ResourceKind kind, std::string const& resource)
{
    auto const read_row = [](Statement& row) {
        domain::Absence absence;
        read_into(row, absence.from_date, absence.to_date, absence.from_time, absence.to_time);
        return absence;
    };
    return database.query(R"sql(
        SELECT from_date, to_date, from_minute, to_minute FROM absences WHERE center = ? AND resource_kind = ? AND resource = ? ORDER BY position)sql",
        read_row, center, kind, resource);
}

Result<void> write_absences(
    Database& database, CenterId const& center, ResourceKind kind, std::string const& resource, std::vector<domain::Absence> const& absences)
{
    std::int64_t position = 0;
    for (auto const& absence : absences)
        ZAHIDE_TRY(database.run(R"sql(
            INSERT INTO absences (center, resource_kind, resource, position, from_date, to_date, from_minute, to_minute) VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql",
            center, kind, resource, position++, absence.from_date, absence.to_date, absence.from_time, absence.to_time));
    return {};
}

/// One of a professional's schedules: its place among them.
struct ScheduleKey {
    CenterId const& center;
    ProfessionalId const& professional;
    std::int64_t position;
};

Result<std::vector<domain::WorkingHours>> read_hours(Database& database, ScheduleKey const& key, std::string_view kind)
{
    auto const read_row = [](Statement& row) {
        domain::WorkingHours hours;
        read_into(row, hours.weekday, hours.from, hours.to);
        return hours;
    };
    return database.query(R"sql(
        SELECT weekday, from_minute, to_minute FROM working_hours
        WHERE center = ? AND professional = ? AND schedule = ? AND kind = ? ORDER BY position)sql",
        read_row, key.center, key.professional, key.position, kind);
}

Result<void> write_working_hours(Database& database, ScheduleKey const& key, std::string_view kind, std::vector<domain::WorkingHours> const& stretches)
{
    std::int64_t position = 0;
    for (auto const& hours : stretches)
        ZAHIDE_TRY(database.run(R"sql(
            INSERT INTO working_hours (center, professional, schedule, kind, position, weekday, from_minute, to_minute) VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql",
            key.center, key.professional, key.position, kind, position++, hours.weekday, hours.from, hours.to));
    return {};
}

Result<std::vector<domain::Schedule>> read_schedules(Database& database, CenterId const& center, ProfessionalId const& professional)
{
    auto const read_row = [](Statement& row) {
        domain::Schedule schedule;
        read_into(row, schedule.valid_from, schedule.valid_to, schedule.every_weeks);
        return schedule;
    };
    auto schedules = ZAHIDE_TRY(database.query(
        "SELECT valid_from, valid_to, every_weeks FROM schedules WHERE center = ? AND professional = ? ORDER BY position", read_row, center, professional));
    std::int64_t position = 0;
    for (auto& schedule : schedules) {
        ScheduleKey const key { center, professional, position++ };
        schedule.hours = ZAHIDE_TRY(read_hours(database, key, work));
        schedule.breaks = ZAHIDE_TRY(read_hours(database, key, break_time));
    }
    return schedules;
}

Result<void> write_schedules(Database& database, CenterId const& center, domain::Professional const& professional)
{
    std::int64_t position = 0;
    for (auto const& schedule : professional.schedules) {
        ScheduleKey const key { center, professional.id, position++ };
        ZAHIDE_TRY(database.run("INSERT INTO schedules (center, professional, position, valid_from, valid_to, every_weeks) VALUES (?, ?, ?, ?, ?, ?)", center,
            professional.id, key.position, schedule.valid_from, schedule.valid_to, schedule.every_weeks));
        ZAHIDE_TRY_VOID(write_working_hours(database, key, work, schedule.hours));
        ZAHIDE_TRY_VOID(write_working_hours(database, key, break_time, schedule.breaks));
    }
    return {};
}

Result<std::vector<domain::Professional>> read_professionals(Database& database, CenterId const& center)
{
    auto const read_row = [](Statement& row) {
        domain::Professional person;
        read_into(row, person.id, person.name, person.role, person.gender, person.languages, person.staff);
        return person;
    };
    auto people
        = ZAHIDE_TRY(database.query("SELECT id, name, role, gender, languages, staff FROM professionals WHERE center = ? ORDER BY position", read_row, center));
    for (auto& person : people) {
        person.schedules = ZAHIDE_TRY(read_schedules(database, center, person.id));
        person.absences = ZAHIDE_TRY(read_absences(database, center, ResourceKind::professional, person.id.value()));
    }
    return people;
}

Result<std::vector<domain::Room>> read_rooms(Database& database, CenterId const& center)
{
    std::map<RoomId, domain::LocalizedText> names;
    auto const read_name = [&names](Statement& row) {
        names[row.read<RoomId>(0)].by_language[row.read<LanguageTag>(1)] = row.read<std::string>(2);
        return 0;
    };
    ZAHIDE_TRY(database.query("SELECT room, language, text FROM room_names WHERE center = ?", read_name, center));
    auto const read_row = [&names](Statement& row) {
        domain::Room room;
        read_into(row, room.id, room.kind);
        room.name = names[room.id];
        return room;
    };
    auto rooms = ZAHIDE_TRY(database.query("SELECT id, kind FROM rooms WHERE center = ? ORDER BY position", read_row, center));
    for (auto& room : rooms)
        room.closures = ZAHIDE_TRY(read_absences(database, center, ResourceKind::room, room.id.value()));
    return rooms;
}

Result<void> write_rooms(Database& database, domain::Roster const& roster)
{
    std::int64_t position = 0;
    for (auto const& room : roster.rooms) {
        ZAHIDE_TRY(database.run("INSERT INTO rooms (center, id, position, kind) VALUES (?, ?, ?, ?)", roster.center, room.id, position++, room.kind));
        for (auto const& [language, text] : room.name.by_language)
            ZAHIDE_TRY(database.run("INSERT INTO room_names (center, room, language, text) VALUES (?, ?, ?, ?)", roster.center, room.id, language, text));
        ZAHIDE_TRY_VOID(write_absences(database, roster.center, ResourceKind::room, room.id.value(), room.closures));
    }
    return {};
}

} // namespace

Result<domain::Roster> SqliteRosters::find(CenterId const& center) const
{
    // What this connection itself writes doesn't count, but a roster that it saves: save() sees to it.
    auto const version = ZAHIDE_TRY(m_database.value<std::int64_t>("PRAGMA data_version")).value_or(0);
    auto const known = m_known.find(center);
    if (m_writing == Writing::nothing && known != m_known.end() && known->second.version == version)
        return known->second.roster;
    domain::Roster roster;
    roster.center = center;
    roster.professionals = ZAHIDE_TRY(read_professionals(m_database, center));
    roster.rooms = ZAHIDE_TRY(read_rooms(m_database, center));
    if (m_writing == Writing::nothing)
        m_known.insert_or_assign(center, Known { version, roster });
    return roster;
}

Result<void> SqliteRosters::save(domain::Roster const& roster)
{
    m_writing = Writing::roster;
    m_known.clear();
    for (auto const* sql : { "DELETE FROM professionals WHERE center = ?", "DELETE FROM rooms WHERE center = ?", "DELETE FROM absences WHERE center = ?" })
        ZAHIDE_TRY(m_database.run(sql, roster.center));
    std::int64_t position = 0;
    for (auto const& person : roster.professionals) {
        ZAHIDE_TRY(m_database.run("INSERT INTO professionals (center, id, position, name, role, gender, languages, staff) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            roster.center, person.id, position++, person.name, person.role, person.gender, person.languages, person.staff));
        ZAHIDE_TRY_VOID(write_schedules(m_database, roster.center, person));
        ZAHIDE_TRY_VOID(write_absences(m_database, roster.center, ResourceKind::professional, person.id.value(), person.absences));
    }
    return write_rooms(m_database, roster);
}

} // namespace zahide::sqlite
