#include "sqlite/scheduler_storage.h"

#include "scheduler_repositories.h"
#include "scheduler_schema.h"

#include <mutex>

namespace zahide::sqlite {

/// A database with the repositories over it, for one thread at a time.
struct SchedulerStorage::Connection {
    explicit Connection(std::unique_ptr<Database> opened)
        : database(std::move(opened))
        , catalogues(*database)
        , staff(*database)
        , seats(*database)
        , devices(*database)
        , tickets(*database)
        , visits(*database)
        , calls(*database)
        , numbers(*database)
        , help_requests(*database)
        , rosters(*database)
        , bookings(*database)
        , sessions(*database)
        , answered_requests(*database)
        , feed(*database)
        , transaction(ports::Repositories {
              catalogues, staff, seats, devices, tickets, visits, calls, numbers, help_requests, rosters, bookings, sessions, answered_requests, feed })
    {
    }

    void transaction_begins()
    {
        catalogues.transaction_begins();
        rosters.transaction_begins();
    }

    std::unique_ptr<Database> database;
    SqliteCatalogues catalogues;
    SqliteStaff staff;
    SqliteSeats seats;
    SqliteDevices devices;
    SqliteTickets tickets;
    SqliteVisits visits;
    SqliteCalls calls;
    SqliteNumbers numbers;
    SqliteHelpRequests help_requests;
    SqliteRosters rosters;
    SqliteBookings bookings;
    SqliteSessions sessions;
    SqliteAnsweredRequests answered_requests;
    SqliteChangeFeed feed;
    ports::Transaction transaction;
    std::mutex mutex;
};

namespace {

/// A read transaction: what it sees does not change until it ends.
class Snapshot {
public:
    [[nodiscard]] static Result<Snapshot> begin(Database& database)
    {
        ZAHIDE_TRY(database.run("BEGIN"));
        return Snapshot(database);
    }
    Snapshot(Snapshot const&) = delete;
    Snapshot& operator=(Snapshot const&) = delete;
    Snapshot(Snapshot&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {
    }
    Snapshot& operator=(Snapshot&&) = delete;
    ~Snapshot()
    {
        if (m_database != nullptr && m_database->in_transaction())
            static_cast<void>(m_database->run("ROLLBACK")); // nothing was written that could be lost
    }

private:
    explicit Snapshot(Database& database)
        : m_database(&database)
    {
    }
    Database* m_database;
};

Result<void> run_unit(Database& database, ports::Transaction& transaction, ports::Unit const& unit)
{
    auto savepoint = ZAHIDE_TRY(database.savepoint());
    ZAHIDE_TRY_VOID(unit(transaction));
    return savepoint.release();
}

std::vector<Result<void>> all_failed(std::size_t count, Error const& error)
{
    return std::vector<Result<void>>(count, Result<void>(fail(error)));
}

} // namespace

Result<std::unique_ptr<SchedulerStorage>> SchedulerStorage::open(SchedulerStorageOptions const& options)
{
    DatabaseOptions database_options;
    database_options.path = options.path;
    database_options.check = options.check;
    database_options.vfs = options.vfs;
    database_options.application_id = scheduler_application_id;
    auto writing = ZAHIDE_TRY(Database::open(database_options));
    ZAHIDE_TRY_VOID(writing->migrate(scheduler_migrations()));
    auto writer = std::make_unique<Connection>(std::move(writing));
    std::unique_ptr<Connection> reader;
    if (options.readers == Readers::own_connection) {
        database_options.mode = OpenMode::existing;
        database_options.check = OpenCheck::none;
        reader = std::make_unique<Connection>(ZAHIDE_TRY(Database::open(database_options)));
    }
    return std::unique_ptr<SchedulerStorage>(new SchedulerStorage(std::move(writer), std::move(reader)));
}

SchedulerStorage::SchedulerStorage(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader)
    : m_writer(std::move(writer))
    , m_reader(std::move(reader))
{
}

SchedulerStorage::~SchedulerStorage() = default;

std::vector<Result<void>> SchedulerStorage::transact(std::span<ports::Unit const> batch)
{
    std::lock_guard const lock(m_writer->mutex);
    auto& database = *m_writer->database;
    m_writer->transaction_begins();
    auto transaction = database.begin();
    if (!transaction)
        return all_failed(batch.size(), transaction.error());
    std::vector<Result<void>> results;
    results.reserve(batch.size());
    // One alone is undone with the transaction: SQLite copies each page that is changed after a savepoint.
    bool const is_alone = batch.size() == 1;
    for (auto const& unit : batch) {
        results.push_back(is_alone ? unit(m_writer->transaction) : run_unit(database, m_writer->transaction, unit));
        // A full disk may roll the whole transaction back; then nothing of the batch is kept.
        if (!database.in_transaction())
            return all_failed(batch.size(), results.back() ? Error {} : results.back().error());
    }
    if (is_alone && !results.front())
        return results;
    if (auto const committed = transaction->commit(); !committed)
        return all_failed(batch.size(), committed.error());
    return results;
}

Result<void> SchedulerStorage::read(ports::Reader const& reader) const
{
    auto& connection = m_reader ? *m_reader : *m_writer;
    std::lock_guard const lock(connection.mutex);
    connection.transaction_begins();
    auto const snapshot = ZAHIDE_TRY(Snapshot::begin(*connection.database));
    return reader(connection.transaction);
}

} // namespace zahide::sqlite
