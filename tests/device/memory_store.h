#pragma once

#include "ports/device_store.h"

#include <algorithm>
#include <map>
#include <utility>

namespace zahide::device_tests {

/// What survives a crash of a device whose store is in memory.
struct MemoryDisk {
    std::vector<ports::StoredLease> leases;
    std::map<LocalDate, ports::StoredLeaseRequest> lease_requests;
    std::map<HoldId, ports::StoredSlotLease> slot_leases;
    std::optional<ports::StoredSlotRequest> slot_request;
    std::vector<ports::StoredTicket> tickets;
    std::vector<ports::OutboxEntry> outbox;
    std::vector<std::pair<ports::OutboxEntry, ports::Refusal>> parked;
    struct Delivered {
        ports::OutboxEntry entry;
        std::int64_t place = 0;
        Instant at;
        std::optional<Revision> revision;
    };
    std::vector<Delivered> delivered;
    std::int64_t place = 0;
    std::optional<std::string> generation;
    std::vector<ports::StoredBooking> bookings;
    std::vector<ports::StoredPrintJob> print_jobs;
    std::optional<ports::StoredCatalogue> catalogue;
    std::int64_t sequence = 0;
    Milliseconds clock_offset { 0 };
    int writes = 0;
    bool full = false; ///< takes no write
};

class MemoryDeviceStore : public ports::DeviceStore {
public:
    explicit MemoryDeviceStore(MemoryDisk& disk)
        : m_disk(disk)
    {
    }

    Result<void> transact(ports::DeviceBatch const& batch) override
    {
        if (m_disk.full)
            return fail(ErrorCode::unavailable, "the disk is full", "memory", "free space", Retry::later);
        MemoryDisk copy = m_disk;
        for (auto const& change : batch)
            ZAHIDE_TRY_VOID(std::visit([&copy](auto const& one) { return apply(copy, one); }, change));
        ++copy.writes;
        m_disk = std::move(copy);
        return {};
    }
    Result<std::vector<ports::StoredLease>> leases() override { return m_disk.leases; }
    Result<std::vector<ports::StoredLeaseRequest>> lease_requests() override
    {
        std::vector<ports::StoredLeaseRequest> all;
        for (auto const& [date, request] : m_disk.lease_requests)
            all.push_back(request);
        return all;
    }
    Result<std::vector<ports::StoredSlotLease>> slot_leases() override
    {
        std::vector<ports::StoredSlotLease> all;
        for (auto const& [id, lease] : m_disk.slot_leases)
            all.push_back(lease);
        return all;
    }
    Result<std::optional<ports::StoredSlotRequest>> slot_request() override { return m_disk.slot_request; }
    Result<std::vector<ports::OutboxEntry>> outbox(std::size_t count_max) override
    {
        auto const count = std::min(count_max, m_disk.outbox.size());
        return std::vector(m_disk.outbox.begin(), m_disk.outbox.begin() + static_cast<std::ptrdiff_t>(count));
    }
    Result<ports::OutboxSequence> last_sequence() override { return ports::OutboxSequence(m_disk.sequence); }
    Result<Milliseconds> clock_offset() override { return m_disk.clock_offset; }
    Result<std::int64_t> outbox_size() override { return static_cast<std::int64_t>(m_disk.outbox.size()); }
    Result<std::int64_t> parked_size() override { return static_cast<std::int64_t>(m_disk.parked.size()); }
    Result<ports::DeliveredPlace> newest_delivered() override { return ports::DeliveredPlace(m_disk.delivered.empty() ? 0 : m_disk.delivered.back().place); }
    Result<std::optional<std::string>> generation() override { return m_disk.generation; }
    Result<std::vector<ports::StoredBooking>> bookings() override { return m_disk.bookings; }
    Result<std::optional<ports::StoredTicket>> find_ticket(TicketId const& id) override { return find(m_disk.tickets, id); }
    Result<std::vector<ports::StoredTicket>> tickets_of(LocalDate date) override
    {
        auto all = m_disk.tickets;
        std::erase_if(all, [date](auto const& ticket) { return ticket.local_date != date; });
        return all;
    }
    Result<std::vector<ports::StoredPrintJob>> open_print_jobs() override
    {
        auto all = m_disk.print_jobs;
        std::erase_if(all, [](auto const& job) { return job.ended_at.has_value(); });
        return all;
    }
    Result<std::optional<ports::StoredPrintJob>> find_print_job(PrintJobId const& id) override { return find(m_disk.print_jobs, id); }
    Result<std::optional<ports::StoredCatalogue>> catalogue() override { return m_disk.catalogue; }

private:
    template<class Row, class Id>
    static std::optional<Row> find(std::vector<Row> const& rows, Id const& id)
    {
        auto const found = std::ranges::find_if(rows, [&id](auto const& row) { return row.id == id; });
        return found == rows.end() ? std::nullopt : std::optional(*found);
    }
    static Result<void> apply(MemoryDisk& disk, ports::AddLease const& change)
    {
        disk.lease_requests.erase(change.lease.local_date);
        disk.leases.push_back(change.lease);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::UseNumber const& change)
    {
        for (auto& lease : disk.leases) {
            if (lease.id == change.lease && lease.next == change.number && lease.next <= lease.last) {
                lease.next = TicketNumber(lease.next.value() + 1);
                return {};
            }
        }
        return fail(ErrorCode::conflict, "the number is not the lease's next one");
    }
    static Result<void> apply(MemoryDisk& disk, ports::GiveUpNumbers const& change)
    {
        auto const lease = std::ranges::find_if(disk.leases, [&](auto const& one) { return one.id == change.lease && one.next == change.first; });
        if (lease == disk.leases.end() || lease->next > lease->last)
            return fail(ErrorCode::conflict, "the number is not the lease's next one");
        if (lease->next == lease->first)
            disk.leases.erase(lease);
        else
            lease->last = TicketNumber(lease->next.value() - 1);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::RaiseSequence const& change)
    {
        disk.sequence = std::max(disk.sequence, change.sequence.value());
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepClockOffset const& change)
    {
        disk.clock_offset = change.offset;
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepLeaseRequest const& change)
    {
        disk.lease_requests[change.request.local_date] = change.request;
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::DropLeaseRequest const& change)
    {
        disk.lease_requests.erase(change.local_date);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::AddTicket const& change)
    {
        for (auto const& ticket : disk.tickets) {
            if (ticket.local_date == change.ticket.local_date && ticket.number == change.ticket.number)
                return fail(ErrorCode::conflict, "the number was given already");
        }
        disk.tickets.push_back(change.ticket);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::AddOutbox const& change)
    {
        disk.outbox.push_back(change.entry);
        disk.outbox.back().sequence = ports::OutboxSequence(++disk.sequence);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::RemoveOutbox const& change)
    {
        std::erase_if(disk.outbox, [&change](auto const& entry) { return entry.sequence == change.sequence; });
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::ParkOutbox const& change)
    {
        for (auto const& entry : disk.outbox) {
            if (entry.sequence == change.sequence)
                disk.parked.emplace_back(entry, change.refusal);
        }
        return apply(disk, ports::RemoveOutbox { change.sequence });
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepBooking const& change)
    {
        std::erase_if(disk.bookings, [&change](auto const& booking) { return booking.hold == change.booking.hold; });
        disk.bookings.push_back(change.booking);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::DropBooking const& change)
    {
        std::erase_if(disk.bookings, [&change](auto const& booking) { return booking.hold == change.hold; });
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::AddPrintJob const& change)
    {
        disk.print_jobs.push_back(change.job);
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::EndPrintJob const& change)
    {
        for (auto& job : disk.print_jobs) {
            if (job.id == change.id) {
                job.state = change.outcome.state;
                job.trouble = change.outcome.trouble;
                job.ended_at = change.at;
                return {};
            }
        }
        return fail(ErrorCode::not_found, "no such job");
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepCatalogue const& change)
    {
        disk.catalogue = change.catalogue;
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepSlotLeases const& change)
    {
        std::erase_if(disk.slot_leases, [](auto const& pair) { return !pair.second.json.empty(); });
        for (auto const& lease : change.leases)
            disk.slot_leases.try_emplace(lease.id, lease);
        disk.slot_request.reset();
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::DropSlotLease const& change)
    {
        std::erase_if(disk.slot_leases, [&change](auto const& pair) { return pair.first == change.id && !pair.second.json.empty(); });
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::PromiseSlot const& change)
    {
        auto const found = disk.slot_leases.find(change.id);
        if (found == disk.slot_leases.end() || found->second.json.empty())
            return fail(ErrorCode::conflict, "the slot is not lent, or promised already");
        found->second.json.clear();
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepSlotRequest const& change)
    {
        disk.slot_request = change.request;
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::PurgeOld const& change)
    {
        std::erase_if(disk.slot_leases, [&change](auto const& pair) { return pair.second.end < change.parked_before; });
        std::erase_if(disk.print_jobs, [&](auto const& job) {
            auto const ticket = job.ticket ? find(disk.tickets, *job.ticket) : std::nullopt;
            return job.ticket ? ticket && ticket->local_date < change.before : job.journalled_at < change.parked_before;
        });
        auto const old = [&change](auto const& row) { return row.local_date < change.before; };
        std::erase_if(disk.tickets, old);
        std::erase_if(disk.leases, old);
        std::erase_if(disk.lease_requests, [&change](auto const& pair) { return pair.first < change.before; });
        std::erase_if(disk.bookings, [&change](auto const& booking) { return booking.made_at < change.parked_before; });
        std::erase_if(disk.parked, [&change](auto const& pair) { return pair.second.at < change.parked_before; });
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::KeepDelivered const& change)
    {
        for (auto const& entry : disk.outbox) {
            if (entry.sequence == change.sequence && !entry.expires_at)
                disk.delivered.push_back({ entry, ++disk.place, change.at, std::nullopt });
        }
        std::erase_if(disk.delivered, [&](auto const& one) { return one.place <= disk.place - change.count_max; });
        return apply(disk, ports::RemoveOutbox { change.sequence });
    }
    static Result<void> apply(MemoryDisk& disk, ports::MarkDelivered const& change)
    {
        for (auto& one : disk.delivered) {
            if (one.place <= change.up_to.value() && !one.revision)
                one.revision = change.revision;
        }
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::DropDelivered const& change)
    {
        std::erase_if(disk.delivered,
            [&](auto const& one) { return (one.revision && *one.revision <= change.backed_up && one.at < change.backed_up_before) || one.at < change.before; });
        return {};
    }
    static Result<void> apply(MemoryDisk& disk, ports::BeginGeneration const& change)
    {
        for (auto const& one : disk.delivered)
            disk.outbox.push_back(one.entry);
        std::ranges::sort(disk.outbox, {}, &ports::OutboxEntry::sequence);
        disk.delivered.clear();
        disk.generation = change.generation;
        return {};
    }

    MemoryDisk& m_disk;
};

} // namespace zahide::device_tests
