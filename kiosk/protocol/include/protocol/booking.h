#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/appointment.h"
#include "domain/availability.h"
#include "domain/roster.h"
#include "protocol/codec.h"

#include <optional>
#include <vector>

namespace zahide::protocol {

/// GET /v1/centers/{c}/availability?service=&language=&from=&days=&gender=
struct AvailabilityReply {
    std::vector<domain::Offer> starts; ///< of the days asked for, in order
    std::vector<domain::Offer> next; ///< when these have none: the next free ones
    friend bool operator==(AvailabilityReply const&, AvailabilityReply const&) = default;
};

/// POST /v1/centers/{c}/holds
struct NewHold {
    domain::BookingWish wish;
    Instant start;
    friend bool operator==(NewHold const&, NewHold const&) = default;
};

/// What a hold or an appointment takes, told to staff only.
struct TakenView {
    std::vector<ProfessionalId> professionals;
    std::optional<ProfessionalId> interpreter;
    std::optional<RoomId> room;
    friend bool operator==(TakenView const&, TakenView const&) = default;
};

/// The answer to the above and to POST /v1/holds/{id}/extend.
struct HoldView {
    HoldId id;
    Instant start;
    Instant end;
    Instant expires_at;
    domain::WithInterpreter interpreter = domain::WithInterpreter::no;
    std::optional<TakenView> taken; ///< to staff
    friend bool operator==(HoldView const&, HoldView const&) = default;
};

/// POST /v1/appointments, and POST /v1/appointments/{id}/reschedule
struct HoldReference {
    HoldId hold;
    friend bool operator==(HoldReference const&, HoldReference const&) = default;
};

/// POST /v1/centers/{c}/appointments/lookup. In the body: a code is never in a URL.
struct CodeLookup {
    Personal<domain::AppointmentCode> code;
    friend bool operator==(CodeLookup const&, CodeLookup const&) = default;
};

/// An appointment as a device or staff may know it.
struct AppointmentView {
    AppointmentId id;
    CenterId center;
    std::optional<Personal<domain::AppointmentCode>> code; ///< to whom booked or moved it, or asked by it; to staff
    domain::AppointmentState state = domain::AppointmentState::booked;
    domain::BookingWish wish;
    Instant start;
    Instant end;
    domain::WithInterpreter interpreter = domain::WithInterpreter::no;
    domain::CheckInTime check_in = domain::CheckInTime::too_early; ///< whether one may check in now
    Instant check_in_from;
    Instant check_in_until;
    domain::Channel channel = domain::Channel::desk;
    Instant booked_at;
    std::int32_t moves = 0;
    std::optional<Instant> arrived_at;
    std::optional<Instant> ended_at;
    std::optional<TicketId> ticket;
    std::optional<TicketNumber> ticket_number; ///< in a day's list
    std::optional<TakenView> taken; ///< to staff
    friend bool operator==(AppointmentView const&, AppointmentView const&) = default;
};

/// The answer to book, lookup, reschedule, cancel and no-show.
struct AppointmentReply {
    AppointmentView appointment;
    friend bool operator==(AppointmentReply const&, AppointmentReply const&) = default;
};

/// POST /v1/appointments/{id}/check-in
struct CheckInReply {
    AppointmentView appointment;
    domain::Ticket ticket;
    friend bool operator==(CheckInReply const&, CheckInReply const&) = default;
};

/// GET /v1/centers/{c}/appointments?date=
struct AppointmentList {
    Revision revision;
    Instant now;
    LocalDate date;
    std::vector<AppointmentView> appointments;
    friend bool operator==(AppointmentList const&, AppointmentList const&) = default;
};

// domain::Roster itself is a message: the answer to GET /v1/centers/{c}/roster (staff). Schedules and absences are in it.

/// What a problem says beside RFC 9457's members when a slot was gone (status 409, code "slot_taken"): Problem::slot_taken.
struct SlotTaken {
    std::vector<domain::Offer> next_starts;
    friend bool operator==(SlotTaken const&, SlotTaken const&) = default;
};

/// Event `appointment`, to staff.
struct AppointmentEvent {
    AppointmentView appointment;
    friend bool operator==(AppointmentEvent const&, AppointmentEvent const&) = default;
};

} // namespace zahide::protocol
