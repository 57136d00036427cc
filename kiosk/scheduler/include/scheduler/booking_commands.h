#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/appointment.h"
#include "domain/roster.h"
#include "domain/slot_lease.h"
#include "domain/ticket.h"
#include "scheduler/commands.h"

#include <optional>
#include <string>
#include <vector>

/// Appointments: hold, book, check in, move, cancel; and what can be asked about them. As in commands.h.
namespace zahide::scheduler {

/// Keeps a slot for who asks, while a visitor decides. Fails with `conflict` when it is no longer free, with `invalid` as
/// domain::Planner::assign(), with `limit` when the owner holds too many. A hold asked for again by the same owner for
/// the same wish and start is not the one before: send the same Idempotency-Key for that.
struct HoldSlot {
    using Outcome = domain::Hold;
    CenterId center;
    domain::BookingWish wish;
    Instant start;
};

/// Only by its owner, at most Rules::hold_extensions_max times; fails with `not_found` for a hold that has gone or is another's.
struct ExtendHold {
    using Outcome = domain::Hold;
    HoldId hold;
};

/// Gives it back before its time. One that has gone already is no failure.
struct ReleaseHold {
    using Outcome = Done;
    HoldId hold;
};

/// The hold becomes an appointment. Fails with `not_found` at "hold" for a hold that has gone or is another's.
struct BookAppointment {
    using Outcome = domain::Appointment;
    HoldId hold;
};

struct CheckedIn {
    domain::Appointment appointment;
    domain::Ticket ticket; ///< of the appointment's visit, due at its start
};

/// Makes the ticket. Checked in already: the same ticket again. By a device only within the center's check-in time and on
/// the day: fails with `conflict` at "time" before and after; staff may do it all that day.
struct CheckIn {
    using Outcome = CheckedIn;
    AppointmentId appointment;
};

/// Takes what the hold has and frees what the appointment had, or neither. Code and id stay.
struct MoveAppointment {
    using Outcome = domain::Appointment;
    AppointmentId appointment;
    HoldId hold;
};

struct CancelAppointment {
    using Outcome = domain::Appointment;
    AppointmentId appointment;
};

/// By staff: nobody came.
struct MissAppointment {
    using Outcome = domain::Appointment;
    AppointmentId appointment;
};

/// Slots for a device that may be offline later. What it was lent on that machine and doesn't keep is given back; then what
/// Rules::slots_per_service allows is lent anew. Each slot serves a language of the center, in their order, that none of the
/// device's slots of that service serves yet.
struct LendSlots {
    using Outcome = std::vector<domain::SlotLease>; ///< all that the device is lent on that machine now
    DeviceId device;
    std::string machine; ///< as in LendNumbers
    std::vector<HoldId> kept;
};

/// Nobody waits any longer, after a backup was put back, for what this device has promised since. What it has may be refused
/// when it comes. Told to staff.
struct GoOnWithout {
    using Outcome = Done;
    DeviceId device;
};

/// A device tells of a lent slot that it promised: the hold becomes the appointment that the paper names. The same again is
/// answered as the first time. A slot that this scheduler knows nothing of (it was put back to an older state, or the device
/// was blocked for a while) is booked anew if that is still possible.
/// Fails with `conflict` if somebody else has the slot or the code.
struct BookLentSlot {
    using Outcome = domain::Appointment;
    DeviceId device;
    HoldId lease;
    domain::BookingWish wish;
    Instant start;
    Personal<domain::AppointmentCode> code;
    Instant booked_at;
    std::optional<domain::Loan> loan = std::nullopt; ///< none: of an earlier release's scheduler
};

struct SaveRoster {
    using Outcome = domain::Roster;
    domain::Roster roster;
};

/// Releases what has expired. By the system, when Bookings::next_expiry() has come; every write does it as well.
struct ExpireHolds {
    using Outcome = Done;
};

struct AvailabilityView {
    std::vector<domain::Offer> offers; ///< of the days asked for
    std::vector<domain::Offer> next; ///< when these have none: the next free ones after them, at most 6
};

/// `from` none: today.
struct AvailabilityQuery {
    using Outcome = AvailabilityView;
    CenterId center;
    domain::BookingWish wish;
    std::optional<LocalDate> from = std::nullopt;
    std::int32_t days = 14;
};

/// The next free starts from an instant on, for whoever was too late.
struct NextOffersQuery {
    using Outcome = std::vector<domain::Offer>;
    CenterId center;
    domain::BookingWish wish;
    Instant from;
};

/// By its code; fails with `not_found`. Whoever calls limits the tries.
struct AppointmentByCodeQuery {
    using Outcome = domain::Appointment;
    CenterId center;
    Personal<domain::AppointmentCode> code;
};

struct AppointmentQuery {
    using Outcome = domain::Appointment;
    AppointmentId appointment;
};

/// A day's appointments with their tickets' numbers, by start. For staff.
struct AppointmentsView {
    struct Entry {
        domain::Appointment appointment;
        std::optional<TicketNumber> ticket_number;
    };
    Revision revision;
    Instant now;
    LocalDate date;
    std::vector<Entry> appointments;
};
struct AppointmentsQuery {
    using Outcome = AppointmentsView;
    CenterId center;
    std::optional<LocalDate> date; ///< none: today
};

struct RosterQuery {
    using Outcome = domain::Roster;
    CenterId center;
};

} // namespace zahide::scheduler
