#include "sqlite/device_store.h"

#include "device_changes.h"
#include "device_schema.h"

namespace zahide::sqlite {

namespace {

ports::StoredLease read_stored_lease(Statement& row)
{
    return { row.read<LeaseId>(0), row.read<LocalDate>(1), row.read<TicketNumber>(2), row.read<TicketNumber>(3), row.read<TicketNumber>(4),
        row.read<Instant>(5), row.read<std::string>(6) };
}

ports::StoredLeaseRequest read_lease_request(Statement& row)
{
    return { row.read<LocalDate>(0), row.read<IdempotencyKey>(1), row.read<std::string>(2) };
}

ports::StoredBooking read_booking(Statement& row)
{
    return { row.read<HoldId>(0), row.read<IdempotencyKey>(1), row.read<std::optional<AppointmentId>>(2), row.read<Instant>(3) };
}

constexpr std::string_view ticket_columns = "SELECT id, visit, number, local_date, lease, given_at FROM ticket ";

ports::StoredTicket read_stored_ticket(Statement& row)
{
    return { row.read<TicketId>(0), row.read<VisitId>(1), row.read<TicketNumber>(2), row.read<LocalDate>(3), row.read<LeaseId>(4), row.read<Instant>(5) };
}

constexpr std::string_view print_job_columns = "SELECT id, ticket, mark, state, trouble, journalled_at, ended_at FROM print_job ";

ports::StoredPrintJob read_print_job(Statement& row)
{
    return { row.read<PrintJobId>(0), row.read<std::optional<TicketId>>(1), row.read<domain::PrintMark>(2), row.read<domain::PrintJobState>(3),
        row.read<domain::PrintTrouble>(4), row.read<Instant>(5), row.read<std::optional<Instant>>(6) };
}

ports::StoredCatalogue read_catalogue(Statement& row)
{
    return { row.read<Revision>(0), row.read<std::string>(1), row.read<Instant>(2) };
}

Result<std::int64_t> first_or_zero(Result<std::optional<std::int64_t>> const& value)
{
    if (!value)
        return fail(value.error());
    return value->value_or(0);
}

} // namespace

ports::OutboxEntry read_outbox_entry(Statement& row)
{
    return { row.read<ports::OutboxSequence>(0), row.read<IdempotencyKey>(1), row.read<std::string>(2), row.read<Personal<std::string>>(3),
        row.read<Instant>(4), row.read<std::optional<Instant>>(5) };
}

DeviceStore::DeviceStore(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(std::string path, std::string vfs)
{
    DatabaseOptions options;
    options.path = std::move(path);
    options.vfs = std::move(vfs);
    options.application_id = device_application_id;
    auto database = ZAHIDE_TRY(Database::open(options));
    ZAHIDE_TRY_VOID(database->migrate(device_migrations));
    return std::unique_ptr<DeviceStore>(new DeviceStore(std::move(database)));
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::open_stand_in(std::string path)
{
    DatabaseOptions options;
    options.path = std::move(path);
    options.vfs = "memdb";
    options.application_id = device_application_id;
    auto database = ZAHIDE_TRY(Database::open(options));
    ZAHIDE_TRY_VOID(database->migrate(device_migrations));
    ZAHIDE_TRY_VOID(database->execute("PRAGMA query_only=ON;"));
    return std::unique_ptr<DeviceStore>(new DeviceStore(std::move(database)));
}

Result<void> DeviceStore::transact(ports::DeviceBatch const& batch)
{
    m_last_sequence.reset();
    auto result = m_database->transact([&]() -> Result<void> {
        DeviceChanges const changes(*m_database);
        for (auto const& change : batch)
            ZAHIDE_TRY_VOID(std::visit(changes, change));
        return {};
    });
    m_damaged = m_damaged || (!result && result.error().code == ErrorCode::corrupt);
    return result;
}

Result<std::size_t> DeviceStore::take_over(std::vector<ports::OutboxEntry> const& entries)
{
    m_last_sequence.reset();
    // One that was delivered meanwhile must not come back: its key stands among the delivered, so that it could never leave again.
    constexpr std::string_view put = "INSERT INTO outbox (key, target, body, made_at, expires_at) SELECT ?1, ?2, ?3, ?4, ?5 "
                                     "WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE key = ?1) AND NOT EXISTS (SELECT 1 FROM delivered WHERE key = ?1) "
                                     "AND NOT EXISTS (SELECT 1 FROM parked WHERE key = ?1)";
    auto result = m_database->transact([&]() -> Result<std::size_t> {
        std::int64_t count = 0;
        for (auto const& entry : entries)
            count += ZAHIDE_TRY(m_database->run(put, entry.key, entry.target, entry.body, entry.made_at, entry.expires_at));
        return static_cast<std::size_t>(count);
    });
    m_damaged = m_damaged || (!result && result.error().code == ErrorCode::corrupt);
    return result;
}

Result<std::vector<ports::StoredLease>> DeviceStore::leases()
{
    return m_database->query("SELECT id, local_date, first, last, next, expires_at, machine FROM lease ORDER BY position", read_stored_lease);
}

Result<std::vector<ports::StoredLeaseRequest>> DeviceStore::lease_requests()
{
    return m_database->query("SELECT local_date, key, machine FROM lease_request ORDER BY local_date", read_lease_request);
}

Result<std::vector<ports::StoredSlotLease>> DeviceStore::slot_leases()
{
    auto const read_row = [](Statement& row) {
        return ports::StoredSlotLease { row.read<HoldId>(0), row.read<Instant>(1), row.read<std::string>(2), row.read<std::string>(3) };
    };
    return m_database->query("SELECT id, end_at, json, machine FROM slot_lease ORDER BY end_at, id", read_row);
}

Result<std::optional<ports::StoredSlotRequest>> DeviceStore::slot_request()
{
    auto const read_row = [](Statement& row) {
        return ports::StoredSlotRequest { row.read<IdempotencyKey>(0), row.read<std::string>(1), row.read<std::string>(2) };
    };
    return m_database->query_one("SELECT key, body, machine FROM slot_request WHERE one = 1", read_row);
}

Result<std::vector<ports::OutboxEntry>> DeviceStore::outbox(std::size_t count_max)
{
    auto entries = m_database->query(std::string(outbox_columns) + "ORDER BY sequence LIMIT ?", read_outbox_entry, static_cast<std::int64_t>(count_max));
    m_damaged = m_damaged || (!entries && entries.error().code == ErrorCode::corrupt);
    return entries;
}

Result<std::int64_t> DeviceStore::outbox_size()
{
    return first_or_zero(m_database->value<std::int64_t>("SELECT count(*) FROM outbox"));
}

Result<ports::OutboxSequence> DeviceStore::last_sequence()
{
    if (!m_last_sequence)
        m_last_sequence
            = ports::OutboxSequence(ZAHIDE_TRY(first_or_zero(m_database->value<std::int64_t>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"))));
    return *m_last_sequence;
}

Result<Milliseconds> DeviceStore::clock_offset()
{
    return Milliseconds(ZAHIDE_TRY(first_or_zero(m_database->value<std::int64_t>("SELECT offset_ms FROM clock WHERE one = 1"))));
}

Result<std::int64_t> DeviceStore::parked_size()
{
    return first_or_zero(m_database->value<std::int64_t>("SELECT count(*) FROM parked"));
}

Result<ports::DeliveredPlace> DeviceStore::newest_delivered()
{
    auto const place = ZAHIDE_TRY(m_database->value<ports::DeliveredPlace>("SELECT coalesce(max(place), 0) FROM delivered"));
    return place.value_or(ports::DeliveredPlace(0));
}

Result<std::optional<std::string>> DeviceStore::generation()
{
    return m_database->value<std::string>("SELECT generation FROM scheduler_life");
}

Result<std::vector<ports::StoredBooking>> DeviceStore::bookings()
{
    return m_database->query("SELECT hold, key, appointment, made_at FROM booking ORDER BY made_at, hold", read_booking);
}

Result<std::optional<ports::StoredTicket>> DeviceStore::find_ticket(TicketId const& id)
{
    return m_database->query_one(std::string(ticket_columns) + "WHERE id = ?", read_stored_ticket, id);
}

Result<std::vector<ports::StoredTicket>> DeviceStore::tickets_of(LocalDate date)
{
    return m_database->query(std::string(ticket_columns) + "WHERE local_date = ? ORDER BY given_at, number", read_stored_ticket, date);
}

Result<std::vector<ports::StoredPrintJob>> DeviceStore::open_print_jobs()
{
    return m_database->query(std::string(print_job_columns) + "WHERE ended_at IS NULL ORDER BY journalled_at", read_print_job);
}

Result<std::optional<ports::StoredPrintJob>> DeviceStore::find_print_job(PrintJobId const& id)
{
    return m_database->query_one(std::string(print_job_columns) + "WHERE id = ?", read_print_job, id);
}

Result<std::optional<ports::StoredCatalogue>> DeviceStore::catalogue()
{
    return m_database->query_one("SELECT revision, json, fetched_at FROM catalogue WHERE one = 1", read_catalogue);
}

} // namespace zahide::sqlite
