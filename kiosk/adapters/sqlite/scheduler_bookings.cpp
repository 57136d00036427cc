#include "scheduler_columns.h"
#include "scheduler_repositories.h"

#include <algorithm>
#include <map>

namespace zahide::sqlite {

/// Kept as its nine digits.
template<>
struct Column<domain::AppointmentCode> {
    static void bind(Statement& statement, int parameter, domain::AppointmentCode const& code) { statement.bind_text(parameter, code.text()); }
    static domain::AppointmentCode read(Statement& statement, int column)
    {
        auto const code = domain::AppointmentCode::parse(statement.text(column));
        if (!code)
            statement.refuse(column, "an appointment's code");
        return code.value_or(domain::AppointmentCode());
    }
};

namespace {

/// What a reservation is in its appointment.
enum class Part : std::uint8_t { professional, interpreter, room };

constexpr std::int64_t reserved_cells_max = 144;

constexpr std::string_view select_hold = R"sql(
    SELECT id, center, owner, service, language, gender, start_at, end_at, made_at, expires_at, extensions,
        lent_to, machine, code
    FROM holds )sql";
constexpr std::string_view select_appointment = R"sql(
    SELECT id, center, claim, code, state, service, language, gender, start_at, end_at, channel, device, booked_at, moves, arrived_at, ended_at, ticket,
        lent_at
    FROM appointments )sql";

domain::Hold read_hold(Statement& row)
{
    domain::Hold hold;
    std::optional<DeviceId> lent_to;
    std::optional<std::string> machine;
    std::optional<domain::AppointmentCode> code;
    read_into(row, hold.id, hold.center, hold.owner, hold.wish.service, hold.wish.language, hold.wish.gender, hold.start, hold.end, hold.made_at,
        hold.expires_at, hold.extensions, lent_to, machine, code);
    if (lent_to && machine && code)
        hold.lending = domain::Lending { *lent_to, *machine, Personal(*code) };
    return hold;
}

/// A lending as columns, all of them NULL for a hold that isn't lent.
struct LendingColumns {
    std::optional<DeviceId> device;
    std::optional<std::string> machine;
    std::optional<domain::AppointmentCode> code;
};

LendingColumns lending_columns(std::optional<domain::Lending> const& lending)
{
    if (!lending)
        return {};
    return { lending->device, lending->machine, lending->code.reveal() };
}

domain::Appointment read_appointment(Statement& row)
{
    domain::Appointment it;
    read_into(row, it.id, it.center, it.claim, it.code, it.state, it.wish.service, it.wish.language, it.wish.gender, it.start, it.end, it.channel, it.device,
        it.booked_at, it.moves, it.arrived_at, it.ended_at, it.ticket, it.lent_at);
    return it;
}

} // namespace
} // namespace zahide::sqlite

template<>
struct zahide::EnumNames<zahide::sqlite::Part> {
    using Value = zahide::sqlite::Part;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::professional, "professional" }, { Value::interpreter, "interpreter" },
        { Value::room, "room" } } };
};

namespace zahide::sqlite {
namespace {

/// A reservation as a part of an assignment.
struct Reserved {
    std::int64_t position = 0;
    Part part = Part::professional;
    std::string resource;
};

/// Reads them from three columns, the first of which is `column`.
Reserved read_reserved(Statement& row, int column)
{
    return { row.read<std::int64_t>(column), row.read<Part>(column + 1), row.read<std::string>(column + 2) };
}

domain::Assignment assignment_of(std::vector<Reserved> parts)
{
    std::ranges::sort(parts, {}, &Reserved::position);
    domain::Assignment assignment;
    for (auto& reserved : parts) {
        switch (reserved.part) {
        case Part::professional:
            assignment.professionals.emplace_back(std::move(reserved.resource));
            break;
        case Part::interpreter:
            assignment.interpreter = ProfessionalId(std::move(reserved.resource));
            break;
        case Part::room:
            assignment.room = RoomId(std::move(reserved.resource));
            break;
        }
    }
    return assignment;
}

Result<domain::Assignment> read_assignment(Database& database, HoldId const& claim)
{
    auto const read_row = [](Statement& row) { return read_reserved(row, 0); };
    return assignment_of(ZAHIDE_TRY(database.query("SELECT position, part, resource FROM reservations WHERE claim = ?", read_row, claim)));
}

/// Fills in whom it takes: that stands with the reservations alone.
template<class Taker>
Result<std::optional<Taker>> with_assignment(Database& database, std::optional<Taker> taker, HoldId Taker::*claim)
{
    if (taker)
        taker->assignment = ZAHIDE_TRY(read_assignment(database, (*taker).*claim));
    return taker;
}

template<class Taker>
Result<std::vector<Taker>> with_assignments(Database& database, std::vector<Taker> takers, HoldId Taker::*claim)
{
    for (auto& taker : takers)
        taker.assignment = ZAHIDE_TRY(read_assignment(database, taker.*claim));
    return takers;
}

Part part_of(domain::Resource const& resource, domain::Assignment const& assignment)
{
    if (resource.kind == domain::ResourceKind::room)
        return Part::room;
    return assignment.interpreter && assignment.interpreter->value() == resource.id ? Part::interpreter : Part::professional;
}

std::int64_t position_of(domain::Resource const& resource, domain::Assignment const& assignment)
{
    auto const position = std::ranges::find(assignment.professionals, ProfessionalId(resource.id));
    return position - assignment.professionals.begin();
}

} // namespace

Result<std::vector<domain::Occupation>> SqliteBookings::taken(CenterId const& center, Instant from, Instant to, Instant now) const
{
    auto const read_row = [](Statement& row) {
        domain::Occupation occupation;
        std::int64_t first = 0;
        std::int64_t last = 0;
        read_into(row, occupation.resource.kind, occupation.resource.id, first, last);
        occupation.from = ports::start_of(first);
        occupation.to = ports::start_of(last + 1);
        return occupation;
    };
    auto const cells = ports::cells_of(from, to);
    return m_database.query(R"sql(
        SELECT resource_kind, resource, first_cell, last_cell FROM reservations
        WHERE center = ?1 AND released_at IS NULL AND first_cell BETWEEN ?2 - ?5 AND ?3 AND last_cell >= ?2
            AND claim NOT IN (SELECT id FROM holds WHERE expires_at <= ?4))sql",
        read_row, center, cells.first, cells.last, now, reserved_cells_max);
}

Result<void> SqliteBookings::insert_hold(domain::Hold const& hold, std::vector<domain::Occupation> const& occupations)
{
    auto const lent = lending_columns(hold.lending);
    ZAHIDE_TRY(m_database.run(R"sql(
        INSERT INTO holds (id, center, owner, service, language, gender, start_at, end_at, made_at, expires_at, extensions, lent_to, machine, code)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        hold.id, hold.center, hold.owner, hold.wish.service, hold.wish.language, hold.wish.gender, hold.start, hold.end, hold.made_at, hold.expires_at,
        hold.extensions, lent.device, lent.machine, lent.code));
    for (auto const& occupation : occupations) {
        auto const& resource = occupation.resource;
        auto const cells = ports::cells_of(occupation.from, occupation.to);
        ZAHIDE_TRY(m_database.run(R"sql(
            INSERT INTO reservations (claim, center, resource_kind, resource, part, position, first_cell, last_cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql",
            hold.id, hold.center, resource.kind, resource.id, part_of(resource, hold.assignment), position_of(resource, hold.assignment), cells.first,
            cells.last));
    }
    return {};
}

Result<std::optional<domain::Hold>> SqliteBookings::find_hold(HoldId const& id) const
{
    return with_assignment(m_database, ZAHIDE_TRY(m_database.query_one(joined(select_hold, "WHERE id = ?"), read_hold, id)), &domain::Hold::id);
}

Result<std::vector<domain::Hold>> SqliteBookings::holds_of(CenterId const& center, std::string const& owner) const
{
    auto holds = ZAHIDE_TRY(m_database.query(joined(select_hold, "WHERE center = ? AND owner = ? ORDER BY made_at, id"), read_hold, center, owner));
    return with_assignments(m_database, std::move(holds), &domain::Hold::id);
}

Result<std::vector<domain::Hold>> SqliteBookings::lent(CenterId const& center) const
{
    auto holds = ZAHIDE_TRY(m_database.query(joined(select_hold, "WHERE center = ? AND lent_to IS NOT NULL ORDER BY start_at, id"), read_hold, center));
    std::map<HoldId, std::vector<Reserved>> parts;
    auto const read_row = [&parts](Statement& row) {
        parts[row.read<HoldId>(0)].push_back(read_reserved(row, 1));
        return 0;
    };
    // Sorted here: SQLite would compare the claims' long ids once more for it.
    ZAHIDE_TRY(m_database.query(R"sql(
        SELECT claim, position, part, resource FROM holds JOIN reservations ON claim = holds.id WHERE holds.center = ? AND lent_to IS NOT NULL)sql",
        read_row, center));
    for (auto& hold : holds)
        hold.assignment = assignment_of(std::move(parts[hold.id]));
    return holds;
}

Result<bool> SqliteBookings::is_code_lent(CenterId const& center, domain::AppointmentCode const& code) const
{
    auto const found = ZAHIDE_TRY(m_database.value<std::int64_t>("SELECT 1 FROM holds WHERE center = ? AND code = ?", center, code));
    return found.has_value();
}

Result<void> SqliteBookings::extend_hold(domain::Hold const& hold)
{
    ZAHIDE_TRY(m_database.run("UPDATE holds SET expires_at = ?2, extensions = ?3 WHERE id = ?1", hold.id, hold.expires_at, hold.extensions));
    return {};
}

Result<void> SqliteBookings::release_hold(HoldId const& id)
{
    auto const removed = ZAHIDE_TRY(m_database.run("DELETE FROM holds WHERE id = ?", id));
    if (removed > 0) // else the claim may be an appointment's by now
        ZAHIDE_TRY(m_database.run("DELETE FROM reservations WHERE claim = ?", id));
    return {};
}

Result<std::vector<CenterId>> SqliteBookings::release_expired(Instant now)
{
    auto centers = ZAHIDE_TRY(m_database.query(
        "SELECT DISTINCT center FROM holds WHERE expires_at <= ? ORDER BY center", [](Statement& row) { return row.read<CenterId>(0); }, now));
    if (centers.empty())
        return centers;
    ZAHIDE_TRY(m_database.run("DELETE FROM reservations WHERE claim IN (SELECT id FROM holds WHERE expires_at <= ?)", now));
    ZAHIDE_TRY(m_database.run("DELETE FROM holds WHERE expires_at <= ?", now));
    return centers;
}

Result<std::optional<Instant>> SqliteBookings::next_expiry() const
{
    auto const first = ZAHIDE_TRY(m_database.value<std::optional<Instant>>("SELECT min(expires_at) FROM holds"));
    return first.value_or(std::nullopt);
}

Result<void> SqliteBookings::end_hold(HoldId const& claim, CenterId const& center)
{
    if (ZAHIDE_TRY(m_database.run("DELETE FROM holds WHERE id = ? AND center = ?", claim, center)) == 0)
        return fail(ErrorCode::conflict, "the hold has gone", "hold", "hold a slot again");
    return {};
}

Result<void> SqliteBookings::book(domain::Appointment const& it)
{
    ZAHIDE_TRY_VOID(end_hold(it.claim, it.center));
    ZAHIDE_TRY(m_database.run(R"sql(
        INSERT INTO appointments (id, center, claim, code, state, service, language, gender, start_at, end_at, channel, device, booked_at, moves,
            arrived_at, ended_at, ticket, lent_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        it.id, it.center, it.claim, it.code, it.state, it.wish.service, it.wish.language, it.wish.gender, it.start, it.end, it.channel, it.device, it.booked_at,
        it.moves, it.arrived_at, it.ended_at, it.ticket, it.lent_at));
    return {};
}

Result<void> SqliteBookings::change(domain::Appointment const& it)
{
    ZAHIDE_TRY(m_database.run(R"sql(
        UPDATE appointments SET claim = ?2, state = ?3, service = ?4, language = ?5, gender = ?6, start_at = ?7, end_at = ?8, moves = ?9,
            arrived_at = ?10, ended_at = ?11, ticket = ?12, lent_at = ?13
        WHERE id = ?1)sql",
        it.id, it.claim, it.state, it.wish.service, it.wish.language, it.wish.gender, it.start, it.end, it.moves, it.arrived_at, it.ended_at, it.ticket,
        it.lent_at));
    return {};
}

Result<void> SqliteBookings::move(domain::Appointment const& appointment, HoldId const& former_claim)
{
    ZAHIDE_TRY_VOID(end_hold(appointment.claim, appointment.center));
    ZAHIDE_TRY_VOID(change(appointment));
    ZAHIDE_TRY(m_database.run("DELETE FROM reservations WHERE claim = ?", former_claim));
    return {};
}

Result<void> SqliteBookings::update(domain::Appointment const& appointment)
{
    ZAHIDE_TRY_VOID(change(appointment));
    if (!domain::takes_time(appointment.state))
        ZAHIDE_TRY(m_database.run("UPDATE reservations SET released_at = ?2 WHERE claim = ?1 AND released_at IS NULL", appointment.claim,
            appointment.ended_at.value_or(appointment.start)));
    return {};
}

Result<std::optional<domain::Appointment>> SqliteBookings::find(AppointmentId const& id) const
{
    auto appointment = ZAHIDE_TRY(m_database.query_one(joined(select_appointment, "WHERE id = ?"), read_appointment, id));
    return with_assignment(m_database, std::move(appointment), &domain::Appointment::claim);
}

Result<std::optional<domain::Appointment>> SqliteBookings::find_by_code(CenterId const& center, domain::AppointmentCode const& code) const
{
    auto appointment = ZAHIDE_TRY(m_database.query_one(joined(select_appointment, "WHERE center = ? AND code = ?"), read_appointment, center, code));
    return with_assignment(m_database, std::move(appointment), &domain::Appointment::claim);
}

Result<std::vector<domain::Appointment>> SqliteBookings::starting(CenterId const& center, Instant from, Instant to) const
{
    auto appointments = ZAHIDE_TRY(m_database.query(
        joined(select_appointment, "WHERE center = ? AND start_at >= ? AND start_at < ? ORDER BY start_at, id"), read_appointment, center, from, to));
    return with_assignments(m_database, std::move(appointments), &domain::Appointment::claim);
}

Result<void> SqliteBookings::remove_before(CenterId const& center, Instant at)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM appointments WHERE center = ? AND end_at < ?", center, at));
    ZAHIDE_TRY(m_database.run(R"sql(
        DELETE FROM reservations WHERE center = ?
            AND NOT EXISTS (SELECT 1 FROM appointments WHERE appointments.claim = reservations.claim)
            AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.id = reservations.claim))sql",
        center));
    return {};
}

} // namespace zahide::sqlite
