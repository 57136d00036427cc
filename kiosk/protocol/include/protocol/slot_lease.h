#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/availability.h"
#include "domain/slot_lease.h"
#include "protocol/codec.h"

#include <string>
#include <vector>

namespace zahide::protocol {

/// POST /v1/devices/{d}/slot-leases. Sent with the same key until it is answered, and only then is another one made: so no
/// late repetition gives back what was lent since.
struct SlotLeaseRequest {
    std::string machine; ///< as in LeaseRequest
    std::vector<HoldId> kept; ///< what the device may still promise, or has promised; all else it was lent it gives back
    friend bool operator==(SlotLeaseRequest const&, SlotLeaseRequest const&) = default;
};

/// All that the device is lent now.
struct SlotLeases {
    std::vector<domain::SlotLease> leases;
    friend bool operator==(SlotLeases const&, SlotLeases const&) = default;
};

/// POST /v1/devices/{d}/slot-leases/{id}/book: the device has promised a lent slot. Answered as POST /v1/appointments.
struct LentBooking {
    domain::BookingWish wish;
    Instant start;
    Personal<domain::AppointmentCode> code; ///< what the paper bears
    Instant booked_at;
    std::optional<domain::Loan> loan = std::nullopt; ///< as it came with the slot
    friend bool operator==(LentBooking const&, LentBooking const&) = default;
};

} // namespace zahide::protocol
