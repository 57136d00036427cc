#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

constexpr std::string_view select_staff = "SELECT id, center, login, name, role, gender, standing, services, languages, password_hash FROM staff ";
constexpr std::string_view select_seat = "SELECT center, counter, staff, since FROM seats ";

domain::StaffUser read_user(Statement& row)
{
    domain::StaffUser user;
    read_into(row, user.id, user.center, user.login, user.name, user.role, user.gender, user.standing, user.services, user.languages, user.password_hash);
    return user;
}

domain::CounterSeat read_seat(Statement& row)
{
    domain::CounterSeat seat;
    read_into(row, seat.center, seat.counter, seat.staff, seat.since);
    return seat;
}

} // namespace

Result<std::optional<domain::StaffUser>> SqliteStaff::find(StaffUserId const& id) const
{
    return m_database.query_one(joined(select_staff, "WHERE id = ?"), read_user, id);
}

Result<std::optional<domain::StaffUser>> SqliteStaff::find_by_login(std::string_view login) const
{
    return m_database.query_one(joined(select_staff, "WHERE login = ?"), read_user, login);
}

Result<std::vector<domain::StaffUser>> SqliteStaff::list(CenterId const& center) const
{
    return m_database.query(joined(select_staff, "WHERE center = ? ORDER BY id"), read_user, center);
}

Result<void> SqliteStaff::insert(domain::StaffUser const& user)
{
    ZAHIDE_TRY(m_database.run(
        "INSERT INTO staff (id, center, login, name, role, gender, standing, services, languages, password_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        user.id, user.center, user.login, user.name, user.role, user.gender, user.standing, user.services, user.languages, user.password_hash));
    return {};
}

Result<void> SqliteStaff::update(domain::StaffUser const& user)
{
    ZAHIDE_TRY(m_database.run(R"sql(
        UPDATE staff SET login = ?2, name = ?3, role = ?4, gender = ?5, standing = ?6, services = ?7, languages = ?8, password_hash = ?9
        WHERE id = ?1)sql",
        user.id, user.login, user.name, user.role, user.gender, user.standing, user.services, user.languages, user.password_hash));
    return {};
}

Result<std::optional<domain::CounterSeat>> SqliteSeats::at(CenterId const& center, CounterNumber counter) const
{
    return m_database.query_one(joined(select_seat, "WHERE center = ? AND counter = ?"), read_seat, center, counter);
}

Result<std::optional<domain::CounterSeat>> SqliteSeats::of(StaffUserId const& staff) const
{
    return m_database.query_one(joined(select_seat, "WHERE staff = ?"), read_seat, staff);
}

Result<std::vector<domain::CounterSeat>> SqliteSeats::list(CenterId const& center) const
{
    return m_database.query(joined(select_seat, "WHERE center = ? ORDER BY counter"), read_seat, center);
}

Result<void> SqliteSeats::take(domain::CounterSeat const& seat)
{
    ZAHIDE_TRY_VOID(leave(seat.staff));
    ZAHIDE_TRY(m_database.run(R"sql(
        INSERT INTO seats (center, counter, staff, since) VALUES (?, ?, ?, ?)
        ON CONFLICT (center, counter) DO UPDATE SET staff = excluded.staff, since = excluded.since)sql",
        seat.center, seat.counter, seat.staff, seat.since));
    return {};
}

Result<void> SqliteSeats::leave(StaffUserId const& staff)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM seats WHERE staff = ?", staff));
    return {};
}

} // namespace zahide::sqlite
