#include "needs.h"

#include "domain/limits.h"

#include <algorithm>

namespace zahide::config {

namespace {

namespace limits = domain::limits;

void read_cells(TableReader& reader, char const* key, Minutes& value, std::int32_t least, std::int32_t most)
{
    read_minutes(reader, key, value, least, most);
    auto const cell = domain::booking_cell.count();
    if (value.count() % cell != 0)
        reader.lose(
            key, std::string(key) + " is not a multiple of " + std::to_string(cell), "times are taken in steps of " + std::to_string(cell) + " minutes");
}

void read_roles(TableReader& reader, std::vector<domain::RoleNeed>& roles)
{
    for (auto& table : reader.tables("roles", Need::required)) {
        domain::RoleNeed need;
        table.word("role", need.role, Need::required);
        table.integer("count", need.count, 1, limits::role_count_max);
        table.finish();
        if (std::ranges::find(roles, need.role, &domain::RoleNeed::role) != roles.end())
            table.lose("role", "the role " + std::string(name_of(need.role)) + " is named twice", "name it once, with a count");
        roles.push_back(need);
    }
    if (roles.empty())
        reader.lose("roles", "an appointment needs somebody", "write roles = [{ role = \"lawyer\" }]");
}

} // namespace

void read_minutes(TableReader& reader, char const* key, Minutes& value, std::int32_t least, std::int32_t most)
{
    auto minutes = static_cast<std::int32_t>(value.count());
    reader.integer(key, minutes, least, most);
    value = Minutes(minutes);
}

domain::ServiceNeeds read_needs(TableReader reader)
{
    domain::ServiceNeeds needs;
    auto const cell = static_cast<std::int32_t>(domain::booking_cell.count());
    read_roles(reader, needs.roles);
    reader.word("interpreting", needs.interpreting);
    if (reader.has("room_kind")) {
        RoomId kind;
        reader.slug("room_kind", kind);
        needs.room_kind = kind.value();
    }
    read_cells(reader, "duration_minutes", needs.duration, cell, limits::duration_minutes_max);
    read_cells(reader, "gap_before_minutes", needs.gap_before, 0, limits::gap_minutes_max);
    read_cells(reader, "gap_after_minutes", needs.gap_after, 0, limits::gap_minutes_max);
    read_cells(reader, "grid_minutes", needs.grid, cell, limits::duration_minutes_max);
    read_minutes(reader, "notice_minutes", needs.notice, 0, limits::days_ahead_max * 24 * 60);
    reader.integer("days_ahead", needs.days_ahead, 0, limits::days_ahead_max);
    reader.finish();
    return needs;
}

} // namespace zahide::config
