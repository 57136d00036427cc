#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/appointment_code.h"
#include "domain/availability.h"
#include "domain/ticket.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace zahide::domain {

/// FHIR's words. fulfilled and cancelled are final; a noshow can still come that day, if the desk lets them.
enum class AppointmentState : std::uint8_t { pending, booked, arrived, fulfilled, cancelled, noshow, waitlist };
inline constexpr std::size_t appointment_state_count = 7;

enum class AppointmentEvent : std::uint8_t {
    confirm, ///< what was pending, or stood on a waitlist, is sure
    move, ///< to another time
    check_in,
    fulfil, ///< its ticket was served
    cancel,
    no_show,
    queue, ///< put on a waitlist
};
inline constexpr std::size_t appointment_event_count = 7;

/// The whole life of an appointment. Nothing for an event that the state forbids.
[[nodiscard]] std::optional<AppointmentState> next_state(AppointmentState state, AppointmentEvent event);

/// Whether its people and room are taken. What was served stays taken, and so does a noshow's time: who comes late still
/// has it, and nobody is ever in two appointments at once.
[[nodiscard]] bool takes_time(AppointmentState state);

/// A time with everything it needs. Names nobody who visits: the code alone says whose it is.
struct Appointment {
    AppointmentId id;
    CenterId center;
    HoldId claim; ///< the hold it came from; what it takes is kept under this
    Personal<AppointmentCode> code;
    AppointmentState state = AppointmentState::booked;
    BookingWish wish;
    Instant start;
    Instant end;
    Assignment assignment;
    Channel channel = Channel::desk; ///< where it was made
    std::optional<DeviceId> device;
    Instant booked_at;
    std::int32_t moves = 0;
    std::optional<Instant> arrived_at;
    std::optional<Instant> ended_at;
    std::optional<TicketId> ticket; ///< made by checking in
    std::optional<Instant> lent_at {}; ///< it was made from a slot that was lent to a device then, and not moved since
    friend bool operator==(Appointment const&, Appointment const&) = default;
};

/// Moves the appointment along its life and sets the times the event itself says. Fails with `conflict` if the state
/// forbids it.
[[nodiscard]] Result<Appointment> apply(Appointment appointment, AppointmentEvent event, Instant at);

/// To whom a hold is lent, see SlotLease.
struct Lending {
    DeviceId device;
    std::string machine; ///< the hardware it was lent on
    Personal<AppointmentCode> code; ///< what the appointment will bear
    friend bool operator==(Lending const&, Lending const&) = default;
};

/// A slot kept while somebody decides. Offered to nobody else until it expires by itself.
struct Hold {
    HoldId id;
    CenterId center;
    std::string owner; ///< name_of_principal() of who holds it; empty: nobody's, kept closed after a cancellation
    BookingWish wish;
    Instant start;
    Instant end;
    Assignment assignment;
    Instant made_at;
    Instant expires_at;
    std::int32_t extensions = 0;
    std::optional<Lending> lending; ///< a slot that a device may promise by itself
    friend bool operator==(Hold const&, Hold const&) = default;
};

/// When somebody who has an appointment may check in by themselves.
enum class CheckInTime : std::uint8_t { too_early, now, too_late };
/// By Rules::check_in_before and check_in_after; both ends are in time.
[[nodiscard]] CheckInTime check_in_time(Appointment const& appointment, Rules const& rules, Instant now);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::AppointmentState> {
    using Value = zahide::domain::AppointmentState;
    static constexpr std::array<EnumName<Value>, zahide::domain::appointment_state_count> entries { { { Value::pending, "pending" },
        { Value::booked, "booked" }, { Value::arrived, "arrived" }, { Value::fulfilled, "fulfilled" }, { Value::cancelled, "cancelled" },
        { Value::noshow, "noshow" }, { Value::waitlist, "waitlist" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::AppointmentEvent> {
    using Value = zahide::domain::AppointmentEvent;
    static constexpr std::array<EnumName<Value>, zahide::domain::appointment_event_count> entries { { { Value::confirm, "confirm" }, { Value::move, "move" },
        { Value::check_in, "check in" }, { Value::fulfil, "fulfil" }, { Value::cancel, "cancel" }, { Value::no_show, "no-show" }, { Value::queue, "queue" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::CheckInTime> {
    using Value = zahide::domain::CheckInTime;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::too_early, "too_early" }, { Value::now, "now" }, { Value::too_late, "too_late" } } };
};
