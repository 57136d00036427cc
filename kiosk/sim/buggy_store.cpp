#include "buggy_store.h"

#include <algorithm>
#include <limits>

namespace zahide::sim {

namespace {

Instant const end_of_days = Instant::from_unix_ms(253'370'764'800'000); // the year 9999

} // namespace

BuggyStore::BuggyStore(std::unique_ptr<ports::DeviceStore> store, Counts& counts, Mutant mutant, std::string machine)
    : m_store(std::move(store))
    , m_counts(counts)
    , m_mutant(mutant)
    , m_machine(std::move(machine))
{
    if (mutant != Mutant::outbox_forgotten)
        return;
    while (auto const entries = m_store->outbox(1)) {
        if (entries->empty() || !m_store->transact({ ports::RemoveOutbox { entries->front().sequence } }))
            return;
    }
}

ports::DeviceBatch BuggyStore::bent(ports::DeviceBatch batch)
{
    if (m_mutant == Mutant::show_before_commit)
        batch.insert(batch.begin(), m_delayed.begin(), m_delayed.end());
    bool const promises = std::ranges::any_of(batch, [](auto const& change) { return std::holds_alternative<ports::PromiseSlot>(change); });
    if (m_mutant == Mutant::slot_promised_twice)
        std::erase_if(batch, [](auto const& change) { return std::holds_alternative<ports::PromiseSlot>(change); });
    if (m_mutant == Mutant::slot_undelivered && promises)
        std::erase_if(batch, [](auto const& change) { return std::holds_alternative<ports::AddOutbox>(change); });
    if (m_mutant == Mutant::redelivery_forgotten || m_mutant == Mutant::delivered_not_kept)
        forget_delivered(batch);
    if (m_mutant == Mutant::copy_prints_again)
        print_again(batch);
    return batch;
}

/// What was journalled by a former run is taken for something new.
void BuggyStore::print_again(ports::DeviceBatch& batch)
{
    std::erase_if(batch, [this](ports::DeviceChange const& change) {
        auto const* const added = std::get_if<ports::AddPrintJob>(&change);
        if (added == nullptr)
            return false;
        m_jobs.insert(added->job.id);
        auto const known = m_store->find_print_job(added->job.id);
        return known && known->has_value();
    });
}

Result<std::optional<ports::StoredPrintJob>> BuggyStore::find_print_job(PrintJobId const& id)
{
    if (m_mutant == Mutant::copy_prints_again && !m_jobs.contains(id))
        return std::optional<ports::StoredPrintJob>();
    return m_store->find_print_job(id);
}

void BuggyStore::forget_delivered(ports::DeviceBatch& batch) const
{
    auto const is_reason = [this](ports::DeviceChange const& change) {
        return m_mutant == Mutant::delivered_not_kept ? std::holds_alternative<ports::KeepDelivered>(change)
                                                      : std::holds_alternative<ports::BeginGeneration>(change);
    };
    auto const reason = std::ranges::find_if(batch, is_reason);
    if (reason != batch.end())
        batch.insert(reason, ports::DropDelivered { Revision(std::numeric_limits<std::int64_t>::max()), end_of_days, end_of_days });
}

Result<void> BuggyStore::transact(ports::DeviceBatch const& batch)
{
    bool const gives = std::ranges::any_of(batch, [](auto const& change) { return std::holds_alternative<ports::AddTicket>(change); });
    if (m_mutant == Mutant::show_before_commit && gives) {
        m_delayed.insert(m_delayed.end(), batch.begin(), batch.end());
        return {};
    }
    auto const changes = bent(batch);
    if (changes.empty())
        return {};
    auto result = m_store->transact(changes);
    if (result) {
        m_delayed.clear();
        ++m_counts.transactions;
    }
    return result;
}

Result<std::vector<ports::StoredLease>> BuggyStore::leases()
{
    auto leases = m_store->leases();
    if (!leases)
        return leases;
    if (m_mutant == Mutant::leases_forgotten)
        leases->clear();
    for (auto& lease : *leases) {
        if (m_mutant == Mutant::lease_not_fenced)
            lease.machine = m_machine;
    }
    return leases;
}

Result<std::vector<ports::StoredSlotLease>> BuggyStore::slot_leases()
{
    auto leases = m_store->slot_leases();
    if (!leases)
        return leases;
    if (m_mutant == Mutant::slots_forgotten)
        leases->clear();
    for (auto& lease : *leases) {
        if (m_mutant == Mutant::slot_not_fenced)
            lease.machine = m_machine;
    }
    return leases;
}

Result<std::vector<ports::StoredBooking>> BuggyStore::bookings()
{
    if (m_mutant == Mutant::booking_forgotten)
        return std::vector<ports::StoredBooking> {};
    return m_store->bookings();
}

} // namespace zahide::sim
