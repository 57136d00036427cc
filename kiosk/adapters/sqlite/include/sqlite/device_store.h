#pragma once

#include "ports/device_store.h"
#include "sqlite/database.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace zahide::sqlite {

/// A device's storage in one SQLite file.
class DeviceStore : public ports::DeviceStore {
public:
    /// Opens the file, looks through it and brings its schema up to date. `vfs` empty: the default one.
    [[nodiscard]] static Result<std::unique_ptr<DeviceStore>> open(std::string path, std::string vfs = {});

    /// What stands in for the file `path` that can't be used now: empty, in memory, and it takes no change (`unavailable`), so that the
    /// device promises nothing.
    [[nodiscard]] static Result<std::unique_ptr<DeviceStore>> open_stand_in(std::string path);

    /// Whether a change, or reading the outbox, has met damage: the file has to be begun anew (device_renewal.h).
    [[nodiscard]] bool is_damaged() const { return m_damaged; }

    /// Puts entries of another file of this device into the outbox, all or none, but for those whose key is known here: which wait,
    /// were delivered or were refused. Gives how many it put; the order stays, the sequences don't.
    [[nodiscard]] Result<std::size_t> take_over(std::vector<ports::OutboxEntry> const& entries);

    [[nodiscard]] Result<void> transact(ports::DeviceBatch const& batch) override;
    [[nodiscard]] Result<std::vector<ports::StoredLease>> leases() override;
    [[nodiscard]] Result<std::vector<ports::StoredLeaseRequest>> lease_requests() override;
    [[nodiscard]] Result<std::vector<ports::StoredSlotLease>> slot_leases() override;
    [[nodiscard]] Result<std::optional<ports::StoredSlotRequest>> slot_request() override;
    [[nodiscard]] Result<std::vector<ports::OutboxEntry>> outbox(std::size_t count_max) override;
    [[nodiscard]] Result<std::int64_t> outbox_size() override;
    [[nodiscard]] Result<ports::OutboxSequence> last_sequence() override;
    [[nodiscard]] Result<Milliseconds> clock_offset() override;
    [[nodiscard]] Result<std::int64_t> parked_size() override;
    [[nodiscard]] Result<ports::DeliveredPlace> newest_delivered() override;
    [[nodiscard]] Result<std::optional<std::string>> generation() override;
    [[nodiscard]] Result<std::vector<ports::StoredBooking>> bookings() override;
    [[nodiscard]] Result<std::optional<ports::StoredTicket>> find_ticket(TicketId const& id) override;
    [[nodiscard]] Result<std::vector<ports::StoredTicket>> tickets_of(LocalDate date) override;
    [[nodiscard]] Result<std::vector<ports::StoredPrintJob>> open_print_jobs() override;
    [[nodiscard]] Result<std::optional<ports::StoredPrintJob>> find_print_job(PrintJobId const& id) override;
    [[nodiscard]] Result<std::optional<ports::StoredCatalogue>> catalogue() override;

private:
    explicit DeviceStore(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
    std::optional<ports::OutboxSequence> m_last_sequence; ///< as read since the last change; each report tells it
    bool m_damaged = false;
};

} // namespace zahide::sqlite
