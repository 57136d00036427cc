#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

constexpr std::string_view select_lease = R"sql(
    SELECT leases.id, leases.center, leases.device, leases.machine, leases.local_date, leases.lent_at, leases.expires_at,
        number_blocks.first_number, number_blocks.last_number
    FROM leases JOIN number_blocks ON number_blocks.lease = leases.id )sql";

domain::NumberLease read_lease(Statement& row)
{
    domain::NumberLease lease;
    read_into(
        row, lease.id, lease.center, lease.device, lease.machine, lease.local_date, lease.lent_at, lease.expires_at, lease.numbers.first, lease.numbers.last);
    return lease;
}

} // namespace

Result<domain::NumberRange> SqliteNumbers::take(CenterId const& center, LocalDate date, std::int32_t count, std::optional<LeaseId> const& lease)
{
    ZAHIDE_TRY(
        m_database.run("INSERT INTO number_days (center, local_date, next_number) VALUES (?, ?, 1) ON CONFLICT (center, local_date) DO NOTHING", center, date));
    auto const next = ZAHIDE_TRY(m_database.value<TicketNumber>("SELECT next_number FROM number_days WHERE center = ? AND local_date = ?", center, date));
    auto const numbers = ZAHIDE_TRY(domain::take_numbers(next.value_or(TicketNumber(1)), count));
    ZAHIDE_TRY(m_database.run("UPDATE number_days SET next_number = ?3 WHERE center = ?1 AND local_date = ?2", center, date, numbers.last.value() + 1));
    auto const previous = numbers.first.value() == 1 ? std::nullopt : std::optional(numbers.first.value() - 1);
    ZAHIDE_TRY(m_database.run("INSERT INTO number_blocks (center, local_date, first_number, last_number, previous_last, lease) VALUES (?, ?, ?, ?, ?, ?)",
        center, date, numbers.first, numbers.last, previous, lease));
    return numbers;
}

Result<domain::NumberRange> SqliteNumbers::take_for_desk(CenterId const& center, LocalDate date, std::int32_t count)
{
    return take(center, date, count, std::nullopt);
}

Result<domain::NumberLease> SqliteNumbers::lend(domain::NumberLease lease, std::int32_t count)
{
    ZAHIDE_TRY(m_database.run("INSERT INTO leases (id, center, device, machine, local_date, lent_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)", lease.id,
        lease.center, lease.device, lease.machine, lease.local_date, lease.lent_at, lease.expires_at));
    lease.numbers = ZAHIDE_TRY(take(lease.center, lease.local_date, count, lease.id));
    return lease;
}

Result<void> SqliteNumbers::adopt(domain::NumberLease const& lease)
{
    struct Lost {
        std::int32_t first = 0;
        std::int32_t last = 0;
        std::optional<std::int32_t> previous;
    };
    auto const read_lost = [](Statement& row) {
        Lost lost;
        read_into(row, lost.first, lost.last, lost.previous);
        return lost;
    };
    auto const lost = ZAHIDE_TRY(m_database.query_one(R"sql(
        SELECT first_number, last_number, previous_last FROM number_blocks
        WHERE center = ? AND local_date = ? AND first_number <= ? AND last_number >= ? AND lost = 1)sql",
        read_lost, lease.center, lease.local_date, lease.numbers.first, lease.numbers.last));
    if (!lost)
        return fail(ErrorCode::conflict, "the numbers are not among those that a restore passed over", "lease", "give numbers of the lease only");
    ZAHIDE_TRY(m_database.run("INSERT INTO leases (id, center, device, machine, local_date, lent_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)", lease.id,
        lease.center, lease.device, lease.machine, lease.local_date, lease.lent_at, lease.expires_at));
    // The block is cut in up to three, which name one another again when the transaction commits.
    ZAHIDE_TRY_VOID(m_database.execute("PRAGMA defer_foreign_keys=ON;"));
    ZAHIDE_TRY(
        m_database.run("DELETE FROM number_blocks WHERE center = ? AND local_date = ? AND first_number = ?", lease.center, lease.local_date, lost->first));
    auto previous = lost->previous;
    auto const put = [&](std::int32_t first, std::int32_t last, std::optional<LeaseId> const& owner) -> Result<void> {
        if (first > last)
            return {};
        ZAHIDE_TRY(
            m_database.run("INSERT INTO number_blocks (center, local_date, first_number, last_number, previous_last, lease, lost) VALUES (?, ?, ?, ?, ?, ?, ?)",
                lease.center, lease.local_date, first, last, previous, owner, std::int64_t { owner ? 0 : 1 }));
        previous = last;
        return {};
    };
    ZAHIDE_TRY_VOID(put(lost->first, lease.numbers.first.value() - 1, std::nullopt));
    ZAHIDE_TRY_VOID(put(lease.numbers.first.value(), lease.numbers.last.value(), lease.id));
    return put(lease.numbers.last.value() + 1, lost->last, std::nullopt);
}

Result<std::optional<domain::NumberLease>> SqliteNumbers::find_lease(LeaseId const& id) const
{
    return m_database.query_one(std::string(select_lease) + "WHERE leases.id = ?", read_lease, id);
}

Result<std::vector<domain::NumberLease>> SqliteNumbers::leases_of(DeviceId const& device, LocalDate date) const
{
    return m_database.query(
        std::string(select_lease) + "WHERE leases.device = ? AND leases.local_date = ? ORDER BY number_blocks.first_number", read_lease, device, date);
}

Result<void> SqliteNumbers::give_back(LeaseId const& lease, domain::NumberRange const& numbers, Instant at)
{
    ZAHIDE_TRY(m_database.run(
        "INSERT INTO returned_numbers (lease, first_number, last_number, returned_at) VALUES (?, ?, ?, ?)", lease, numbers.first, numbers.last, at));
    return {};
}

Result<std::optional<domain::NumberRange>> SqliteNumbers::given_back(LeaseId const& lease) const
{
    return m_database.query_one(
        "SELECT first_number, last_number FROM returned_numbers WHERE lease = ?",
        [](Statement& row) {
            return domain::NumberRange { row.read<TicketNumber>(0), row.read<TicketNumber>(1) };
        },
        lease);
}

Result<std::int32_t> SqliteNumbers::unused_of(DeviceId const& device, LocalDate date) const
{
    auto const unused = ZAHIDE_TRY(m_database.value<std::int32_t>(R"sql(
        SELECT coalesce(sum(number_blocks.last_number - number_blocks.first_number + 1
            - (SELECT count(*) FROM tickets WHERE tickets.lease = leases.id)
            - coalesce((SELECT last_number - first_number + 1 FROM returned_numbers WHERE returned_numbers.lease = leases.id), 0)), 0)
        FROM leases JOIN number_blocks ON number_blocks.lease = leases.id WHERE leases.device = ? AND leases.local_date = ?)sql",
        device, date));
    return unused.value_or(0);
}

} // namespace zahide::sqlite
