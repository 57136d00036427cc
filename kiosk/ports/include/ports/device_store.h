#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/print_job.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A device's own storage: what it has promised, what it may still promise, and what it knows for when it is alone.
namespace zahide::ports {

/// Ticket numbers lent to this device. `next` is the first one not given yet; last + 1 when all are.
struct StoredLease {
    LeaseId id;
    LocalDate local_date;
    TicketNumber first;
    TicketNumber last;
    TicketNumber next;
    Instant expires_at;
    std::string machine; ///< the hardware it was lent to
    friend bool operator==(StoredLease const&, StoredLease const&) = default;
};

/// A lease that was asked for and hasn't come: asked again with the same key, it is the same lease.
struct StoredLeaseRequest {
    LocalDate local_date;
    IdempotencyKey key;
    std::string machine;
    friend bool operator==(StoredLeaseRequest const&, StoredLeaseRequest const&) = default;
};

/// A slot lent to this device, see domain::SlotLease.
struct StoredSlotLease {
    HoldId id;
    Instant end;
    std::string json; ///< as it came, in the protocol's JSON; empty once it is promised: from then on only the outbox tells of it
    std::string machine; ///< the hardware it was lent to
    friend bool operator==(StoredSlotLease const&, StoredSlotLease const&) = default;
};

/// Slots that were asked for and haven't come: sent exactly so until they have.
struct StoredSlotRequest {
    IdempotencyKey key;
    std::string body;
    std::string machine;
    friend bool operator==(StoredSlotRequest const&, StoredSlotRequest const&) = default;
};

/// A ticket given here. It doesn't say what for nor in which language: only the outbox does, until delivery.
struct StoredTicket {
    TicketId id;
    VisitId visit;
    TicketNumber number;
    LocalDate local_date;
    LeaseId lease;
    Instant given_at;
    friend bool operator==(StoredTicket const&, StoredTicket const&) = default;
};

/// The place of an entry among those that arrived and are kept; grows with every one.
using DeliveredPlace = Strong<struct DeliveredPlaceTag, std::int64_t>;
using OutboxSequence = Strong<struct OutboxSequenceTag, std::int64_t>;

/// A request to the scheduler that has to arrive. It is sent exactly as it stands here, however often.
struct OutboxEntry {
    OutboxSequence sequence; ///< set by the store: grows with every entry, never reused
    IdempotencyKey key;
    std::string target; ///< of a POST
    Personal<std::string> body;
    Instant made_at;
    std::optional<Instant> expires_at; ///< from then on it is no longer wanted and may be dropped
    friend bool operator==(OutboxEntry const&, OutboxEntry const&) = default;
};

/// Why an entry was parked: what the scheduler answered to it for good.
struct Refusal {
    std::int32_t status = 0;
    std::string code;
    Instant at;
    friend bool operator==(Refusal const&, Refusal const&) = default;
};

/// A booking that was sent and whose paper isn't journalled yet. Found without somebody who waits for it, after a restart for
/// instance, it has to be undone: nobody has a paper for that appointment.
struct StoredBooking {
    HoldId hold;
    IdempotencyKey key; ///< it was sent with: sent again, it tells what became of it
    std::optional<AppointmentId> appointment; ///< known to have been made, so it has to be cancelled
    Instant made_at;
    friend bool operator==(StoredBooking const&, StoredBooking const&) = default;
};

/// A line of the print journal.
struct StoredPrintJob {
    PrintJobId id;
    std::optional<TicketId> ticket; ///< of a ticket given here. None: a paper that the scheduler's answer brought; whose is not kept
    domain::PrintMark mark = domain::PrintMark::original;
    domain::PrintJobState state = domain::PrintJobState::journalled;
    domain::PrintTrouble trouble = domain::PrintTrouble::none;
    Instant journalled_at;
    std::optional<Instant> ended_at;
    friend bool operator==(StoredPrintJob const&, StoredPrintJob const&) = default;
};

/// The catalogue as it came, in the protocol's JSON.
struct StoredCatalogue {
    Revision revision;
    std::string json;
    Instant fetched_at;
    friend bool operator==(StoredCatalogue const&, StoredCatalogue const&) = default;
};

// What can be done to the store. A batch of these is done as a whole or not at all.

struct AddLease {
    StoredLease lease; ///< removes the lease request of its day
};
/// Gives the lease's next number away. The batch fails with `conflict` if `number` is not the next one.
struct UseNumber {
    LeaseId lease;
    TicketNumber number;
};
/// Gives the lease's numbers from `first` on up for ever: none of them can be given any more. The batch fails with
/// `conflict` if `first` is not the next one.
struct GiveUpNumbers {
    LeaseId lease;
    TicketNumber first;
};
struct KeepLeaseRequest {
    StoredLeaseRequest request; ///< replaces the one of its day
};
struct DropLeaseRequest {
    LocalDate local_date;
};
/// These and the promised ones are the device's from now on; removes the slot request.
struct KeepSlotLeases {
    std::vector<StoredSlotLease> leases; ///< one of a promised slot changes nothing
};
struct DropSlotLease {
    HoldId id; ///< of one that is not promised
};
/// The batch fails with `conflict` if the slot is not lent, or promised already.
struct PromiseSlot {
    HoldId id;
};
struct KeepSlotRequest {
    StoredSlotRequest request; ///< replaces the one before
};
/// The batch fails with `conflict` if the number was already given on that day.
struct AddTicket {
    StoredTicket ticket;
};
struct AddOutbox {
    OutboxEntry entry;
};
/// The entry has arrived, or is no longer wanted.
struct RemoveOutbox {
    OutboxSequence sequence;
};
/// The entry was refused for good: kept aside for a person to look at, never sent again by itself.
struct ParkOutbox {
    OutboxSequence sequence;
    Refusal refusal;
};
/// The entry has arrived. It is kept aside, if it doesn't expire, in case a backup of the scheduler is put back; of such entries
/// only the newest `count_max`.
struct KeepDelivered {
    OutboxSequence sequence;
    Instant at;
    std::int64_t count_max = 0;
};
/// What arrived up to that place is in the scheduler at that revision.
struct MarkDelivered {
    DeliveredPlace up_to;
    Revision revision;
};
/// Forgets what is marked with that revision or an older one and arrived before the first instant, and all that arrived before
/// the second one.
struct DropDelivered {
    Revision backed_up;
    Instant backed_up_before;
    Instant before;
};
/// The scheduler is in another life, in which it may not know what arrived: all that is kept is in the outbox again, as it
/// was, before what has not arrived yet.
struct BeginGeneration {
    std::string generation;
};
/// The next entry's sequence will be higher than this.
struct RaiseSequence {
    OutboxSequence sequence;
};
/// By how much the scheduler's clock was ahead of this machine's.
struct KeepClockOffset {
    Milliseconds offset;
};
struct KeepBooking {
    StoredBooking booking; ///< replaces the one of its hold
};
/// Its paper is journalled, or it is undone, or nothing came of it.
struct DropBooking {
    HoldId hold;
};
struct AddPrintJob {
    StoredPrintJob job;
};
/// The batch fails with `not_found` if there is no such job.
struct EndPrintJob {
    PrintJobId id;
    domain::PrintOutcome outcome;
    Instant at;
};
struct KeepCatalogue {
    StoredCatalogue catalogue;
};
/// Removes tickets, their print jobs, leases and lease requests of days before `before`, and what was parked, begun to be
/// booked, lent as a slot that ended, or journalled without a ticket before that instant. Never the outbox.
struct PurgeOld {
    LocalDate before;
    Instant parked_before;
};

using DeviceChange = std::variant<AddLease, UseNumber, GiveUpNumbers, RaiseSequence, KeepClockOffset, KeepLeaseRequest, DropLeaseRequest, AddTicket, AddOutbox,
    RemoveOutbox, ParkOutbox, KeepBooking, DropBooking, AddPrintJob, EndPrintJob, KeepCatalogue, PurgeOld, KeepDelivered, MarkDelivered, DropDelivered,
    BeginGeneration, KeepSlotLeases, DropSlotLease, PromiseSlot, KeepSlotRequest>;
using DeviceBatch = std::vector<DeviceChange>;

/// Used by one thread. Every call may fail with `unavailable` (a disk that is full, read-only or failing; a later call
/// may succeed) or `corrupt`.
class DeviceStore {
public:
    virtual ~DeviceStore() = default;

    /// All of the batch, in its order, durable when it returns; or, with an Error, nothing of it.
    [[nodiscard]] virtual Result<void> transact(DeviceBatch const& batch) = 0;

    /// All leases, in the order in which they came.
    [[nodiscard]] virtual Result<std::vector<StoredLease>> leases() = 0;
    [[nodiscard]] virtual Result<std::vector<StoredLeaseRequest>> lease_requests() = 0;
    /// Promised ones too.
    [[nodiscard]] virtual Result<std::vector<StoredSlotLease>> slot_leases() = 0;
    [[nodiscard]] virtual Result<std::optional<StoredSlotRequest>> slot_request() = 0;
    /// The oldest entries of the outbox, at most `count_max`.
    [[nodiscard]] virtual Result<std::vector<OutboxEntry>> outbox(std::size_t count_max) = 0;
    [[nodiscard]] virtual Result<std::int64_t> outbox_size() = 0;
    /// The highest one an entry ever had, 0 before the first: it grows with every promise.
    [[nodiscard]] virtual Result<OutboxSequence> last_sequence() = 0;
    /// The last KeepClockOffset, or nothing in the way of one.
    [[nodiscard]] virtual Result<Milliseconds> clock_offset() = 0;
    [[nodiscard]] virtual Result<std::int64_t> parked_size() = 0;
    /// The place of the newest entry that arrived and is kept; 0 without one.
    [[nodiscard]] virtual Result<DeliveredPlace> newest_delivered() = 0;
    /// The scheduler's generation of the last BeginGeneration.
    [[nodiscard]] virtual Result<std::optional<std::string>> generation() = 0;
    /// The bookings without an end, oldest first.
    [[nodiscard]] virtual Result<std::vector<StoredBooking>> bookings() = 0;
    [[nodiscard]] virtual Result<std::optional<StoredTicket>> find_ticket(TicketId const& id) = 0;
    [[nodiscard]] virtual Result<std::vector<StoredTicket>> tickets_of(LocalDate date) = 0;
    /// The journal's jobs without an end.
    [[nodiscard]] virtual Result<std::vector<StoredPrintJob>> open_print_jobs() = 0;
    [[nodiscard]] virtual Result<std::optional<StoredPrintJob>> find_print_job(PrintJobId const& id) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredCatalogue>> catalogue() = 0;
};

} // namespace zahide::ports
