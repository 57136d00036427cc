#pragma once

// What the use cases of appointments answer, as messages for who asked.

#include "domain/appointment.h"
#include "domain/catalogue.h"
#include "domain/principal.h"
#include "protocol/booking.h"
#include "scheduler/booking_commands.h"

namespace zahide::http {

/// To whom something is shown. Who is taken for it is for staff.
enum class Audience : std::uint8_t { device, staff };
[[nodiscard]] Audience audience_of(domain::Principal const& principal);

/// Whether an appointment's code goes along: staff see it always, a device when it booked, moved or looked it up.
enum class WithCode : std::uint8_t { no, yes };

/// Under which an appointment is shown.
struct Showing {
    Audience audience = Audience::device;
    domain::Rules rules;
    Instant now;
};

[[nodiscard]] protocol::HoldView wire_of(domain::Hold const& hold, Audience audience);
[[nodiscard]] protocol::AppointmentView wire_of(domain::Appointment const& appointment, Showing const& showing, WithCode with_code = WithCode::no);
[[nodiscard]] protocol::AppointmentList wire_of(scheduler::AppointmentsView const& view, domain::Rules const& rules);

} // namespace zahide::http
