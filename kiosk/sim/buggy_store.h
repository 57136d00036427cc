#pragma once

#include "ports/device_store.h"
#include "sim/simulation.h"

#include <memory>
#include <set>
#include <string>

namespace zahide::sim {

/// Counts a device's transactions, and has the planted bugs of its storage.
class BuggyStore final : public ports::DeviceStore {
public:
    /// `machine` is the hardware it runs on.
    BuggyStore(std::unique_ptr<ports::DeviceStore> store, Counts& counts, Mutant mutant, std::string machine);

    [[nodiscard]] Result<void> transact(ports::DeviceBatch const& batch) override;
    [[nodiscard]] Result<std::vector<ports::StoredLease>> leases() override;
    [[nodiscard]] Result<std::vector<ports::StoredLeaseRequest>> lease_requests() override { return m_store->lease_requests(); }
    [[nodiscard]] Result<std::vector<ports::OutboxEntry>> outbox(std::size_t count_max) override { return m_store->outbox(count_max); }
    [[nodiscard]] Result<std::int64_t> outbox_size() override { return m_store->outbox_size(); }
    [[nodiscard]] Result<ports::OutboxSequence> last_sequence() override { return m_store->last_sequence(); }
    [[nodiscard]] Result<Milliseconds> clock_offset() override { return m_store->clock_offset(); }
    [[nodiscard]] Result<std::int64_t> parked_size() override { return m_store->parked_size(); }
    [[nodiscard]] Result<ports::DeliveredPlace> newest_delivered() override { return m_store->newest_delivered(); }
    [[nodiscard]] Result<std::optional<std::string>> generation() override { return m_store->generation(); }
    [[nodiscard]] Result<std::vector<ports::StoredBooking>> bookings() override;
    [[nodiscard]] Result<std::vector<ports::StoredSlotLease>> slot_leases() override;
    [[nodiscard]] Result<std::optional<ports::StoredSlotRequest>> slot_request() override { return m_store->slot_request(); }
    [[nodiscard]] Result<std::optional<ports::StoredTicket>> find_ticket(TicketId const& id) override { return m_store->find_ticket(id); }
    [[nodiscard]] Result<std::vector<ports::StoredTicket>> tickets_of(LocalDate date) override { return m_store->tickets_of(date); }
    [[nodiscard]] Result<std::vector<ports::StoredPrintJob>> open_print_jobs() override { return m_store->open_print_jobs(); }
    [[nodiscard]] Result<std::optional<ports::StoredPrintJob>> find_print_job(PrintJobId const& id) override;
    [[nodiscard]] Result<std::optional<ports::StoredCatalogue>> catalogue() override { return m_store->catalogue(); }

private:
    [[nodiscard]] ports::DeviceBatch bent(ports::DeviceBatch batch);
    void forget_delivered(ports::DeviceBatch& batch) const;
    void print_again(ports::DeviceBatch& batch);

    std::unique_ptr<ports::DeviceStore> m_store;
    Counts& m_counts;
    Mutant m_mutant;
    std::string m_machine;
    ports::DeviceBatch m_delayed; ///< Mutant::show_before_commit
    std::set<PrintJobId> m_jobs; ///< of this run
};

} // namespace zahide::sim
