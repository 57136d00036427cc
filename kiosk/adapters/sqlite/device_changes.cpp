#include "device_changes.h"

#include "device_schema.h"

namespace zahide::sqlite {

Result<void> DeviceChanges::operator()(ports::AddLease const& change) const
{
    auto const& lease = change.lease;
    ZAHIDE_TRY_VOID((*this)(ports::DropLeaseRequest { lease.local_date }));
    return run("INSERT INTO lease (id, local_date, first, last, next, expires_at, machine) VALUES (?, ?, ?, ?, ?, ?, ?)", lease.id, lease.local_date,
        lease.first, lease.last, lease.next, lease.expires_at, lease.machine);
}

Result<void> DeviceChanges::operator()(ports::UseNumber const& change) const
{
    auto const used = ZAHIDE_TRY(m_database.run("UPDATE lease SET next = next + 1 WHERE id = ? AND next = ? AND next <= last", change.lease, change.number));
    if (used != 1)
        return fail(ErrorCode::conflict, "the number is not the lease's next one", m_database.path());
    return {};
}

Result<void> DeviceChanges::operator()(ports::GiveUpNumbers const& change) const
{
    // One of which nothing was given can go; the others end with what was.
    auto const dropped = ZAHIDE_TRY(m_database.run("DELETE FROM lease WHERE id = ?1 AND next = ?2 AND first = ?2", change.lease, change.first));
    if (dropped == 1)
        return {};
    auto const cut = ZAHIDE_TRY(m_database.run("UPDATE lease SET last = next - 1 WHERE id = ?1 AND next = ?2 AND next <= last", change.lease, change.first));
    if (cut != 1)
        return fail(ErrorCode::conflict, "the number is not the lease's next one", m_database.path());
    return {};
}

Result<void> DeviceChanges::operator()(ports::RaiseSequence const& change) const
{
    // https://sqlite.org/autoinc.html: an ordinary table; its row is there from the first entry on.
    auto const raised = ZAHIDE_TRY(m_database.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'outbox'", change.sequence));
    return raised == 1 ? Result<void>() : run("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", change.sequence);
}

Result<void> DeviceChanges::operator()(ports::KeepClockOffset const& change) const
{
    return run("INSERT OR REPLACE INTO clock (one, offset_ms) VALUES (1, ?)", change.offset.count());
}

Result<void> DeviceChanges::operator()(ports::KeepLeaseRequest const& change) const
{
    auto const& request = change.request;
    return run("INSERT INTO lease_request (local_date, key, machine) VALUES (?, ?, ?) "
               "ON CONFLICT (local_date) DO UPDATE SET key = excluded.key, machine = excluded.machine",
        request.local_date, request.key, request.machine);
}

Result<void> DeviceChanges::operator()(ports::DropLeaseRequest const& change) const
{
    return run("DELETE FROM lease_request WHERE local_date = ?", change.local_date);
}

Result<void> DeviceChanges::operator()(ports::AddTicket const& change) const
{
    auto const& ticket = change.ticket;
    return run("INSERT INTO ticket (id, visit, number, local_date, lease, given_at) VALUES (?, ?, ?, ?, ?, ?)", ticket.id, ticket.visit, ticket.number,
        ticket.local_date, ticket.lease, ticket.given_at);
}

Result<void> DeviceChanges::operator()(ports::AddOutbox const& change) const
{
    auto const& entry = change.entry;
    return run("INSERT INTO outbox (key, target, body, made_at, expires_at) VALUES (?, ?, ?, ?, ?)", entry.key, entry.target, entry.body, entry.made_at,
        entry.expires_at);
}

Result<void> DeviceChanges::operator()(ports::RemoveOutbox const& change) const
{
    return run("DELETE FROM outbox WHERE sequence = ?", change.sequence);
}

Result<void> DeviceChanges::operator()(ports::ParkOutbox const& change) const
{
    auto const& refusal = change.refusal;
    ZAHIDE_TRY_VOID(run("INSERT INTO parked (sequence, key, target, body, made_at, status, code, parked_at) "
                        "SELECT sequence, key, target, body, made_at, ?, ?, ? FROM outbox WHERE sequence = ?",
        refusal.status, refusal.code, refusal.at, change.sequence));
    return (*this)(ports::RemoveOutbox { change.sequence });
}

Result<void> DeviceChanges::operator()(ports::KeepBooking const& change) const
{
    auto const& booking = change.booking;
    return run("INSERT INTO booking (hold, key, appointment, made_at) VALUES (?, ?, ?, ?) "
               "ON CONFLICT (hold) DO UPDATE SET key = excluded.key, appointment = excluded.appointment, made_at = excluded.made_at",
        booking.hold, booking.key, booking.appointment, booking.made_at);
}

Result<void> DeviceChanges::operator()(ports::DropBooking const& change) const
{
    return run("DELETE FROM booking WHERE hold = ?", change.hold);
}

Result<void> DeviceChanges::operator()(ports::AddPrintJob const& change) const
{
    auto const& job = change.job;
    return run("INSERT INTO print_job (id, ticket, mark, state, trouble, journalled_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?)", job.id, job.ticket, job.mark,
        job.state, job.trouble, job.journalled_at, job.ended_at);
}

Result<void> DeviceChanges::operator()(ports::EndPrintJob const& change) const
{
    auto const ended = ZAHIDE_TRY(m_database.run(
        "UPDATE print_job SET state = ?, trouble = ?, ended_at = ? WHERE id = ?", change.outcome.state, change.outcome.trouble, change.at, change.id));
    if (ended != 1)
        return fail(ErrorCode::not_found, "the print journal has no such job", m_database.path());
    return {};
}

Result<void> DeviceChanges::operator()(ports::KeepCatalogue const& change) const
{
    auto const& catalogue = change.catalogue;
    return run(
        "INSERT OR REPLACE INTO catalogue (one, revision, json, fetched_at) VALUES (1, ?, ?, ?)", catalogue.revision, catalogue.json, catalogue.fetched_at);
}

Result<void> DeviceChanges::operator()(ports::KeepSlotLeases const& change) const
{
    ZAHIDE_TRY_VOID(run("DELETE FROM slot_lease WHERE json <> ''"));
    for (auto const& lease : change.leases)
        ZAHIDE_TRY_VOID(
            run("INSERT OR IGNORE INTO slot_lease (id, end_at, json, machine) VALUES (?, ?, ?, ?)", lease.id, lease.end, lease.json, lease.machine));
    return run("DELETE FROM slot_request");
}

Result<void> DeviceChanges::operator()(ports::DropSlotLease const& change) const
{
    return run("DELETE FROM slot_lease WHERE id = ? AND json <> ''", change.id);
}

Result<void> DeviceChanges::operator()(ports::PromiseSlot const& change) const
{
    auto const promised = ZAHIDE_TRY(m_database.run("UPDATE slot_lease SET json = '' WHERE id = ? AND json <> ''", change.id));
    if (promised != 1)
        return fail(ErrorCode::conflict, "the slot is not lent, or promised already", m_database.path());
    return {};
}

Result<void> DeviceChanges::operator()(ports::KeepSlotRequest const& change) const
{
    auto const& request = change.request;
    return run("INSERT OR REPLACE INTO slot_request (one, key, body, machine) VALUES (1, ?, ?, ?)", request.key, request.body, request.machine);
}

Result<void> DeviceChanges::operator()(ports::PurgeOld const& change) const
{
    ZAHIDE_TRY_VOID(run("DELETE FROM slot_lease WHERE end_at < ?", change.parked_before));
    ZAHIDE_TRY_VOID(run("DELETE FROM print_job WHERE ticket IN (SELECT id FROM ticket WHERE local_date < ?)", change.before));
    ZAHIDE_TRY_VOID(run("DELETE FROM ticket WHERE local_date < ?", change.before));
    ZAHIDE_TRY_VOID(run("DELETE FROM lease WHERE local_date < ?", change.before));
    ZAHIDE_TRY_VOID(run("DELETE FROM lease_request WHERE local_date < ?", change.before));
    ZAHIDE_TRY_VOID(run("DELETE FROM print_job WHERE ticket IS NULL AND journalled_at < ?", change.parked_before));
    ZAHIDE_TRY_VOID(run("DELETE FROM booking WHERE made_at < ?", change.parked_before));
    return run("DELETE FROM parked WHERE parked_at < ?", change.parked_before);
}

Result<void> DeviceChanges::operator()(ports::KeepDelivered const& change) const
{
    ZAHIDE_TRY_VOID(run("INSERT INTO delivered (sequence, key, target, body, made_at, delivered_at) "
                        "SELECT sequence, key, target, body, made_at, ? FROM outbox WHERE sequence = ? AND expires_at IS NULL",
        change.at, change.sequence));
    ZAHIDE_TRY_VOID(run("DELETE FROM delivered WHERE place <= (SELECT max(place) FROM delivered) - ?", change.count_max));
    return (*this)(ports::RemoveOutbox { change.sequence });
}

Result<void> DeviceChanges::operator()(ports::MarkDelivered const& change) const
{
    return run("UPDATE delivered SET revision = ? WHERE place <= ? AND revision IS NULL", change.revision, change.up_to);
}

Result<void> DeviceChanges::operator()(ports::DropDelivered const& change) const
{
    return run(
        "DELETE FROM delivered WHERE (revision <= ? AND delivered_at < ?) OR delivered_at < ?", change.backed_up, change.backed_up_before, change.before);
}

Result<void> DeviceChanges::operator()(ports::BeginGeneration const& change) const
{
    ZAHIDE_TRY_VOID(run("INSERT INTO outbox (sequence, key, target, body, made_at) SELECT sequence, key, target, body, made_at FROM delivered"));
    ZAHIDE_TRY_VOID(run("DELETE FROM delivered"));
    return run("INSERT OR REPLACE INTO scheduler_life (one, generation) VALUES (1, ?)", change.generation);
}

} // namespace zahide::sqlite
