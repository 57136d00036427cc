#pragma once

// What the use cases of appointments share. Private to this folder.

#include "context.h"
#include "domain/appointment.h"
#include "domain/availability.h"
#include "domain/roster.h"

#include <vector>

namespace zahide::scheduler {

inline constexpr std::size_t offers_shown_max = 6; ///< where the next free ones are told

/// A center with who works there and what is taken for some time.
struct Plan {
    CenterNow center;
    domain::Roster roster;
    std::vector<domain::Occupation> taken;

    /// Reads this, which outlives it.
    [[nodiscard]] domain::Planner planner() const { return { center.catalogue, roster, center.zone, taken, center.now }; }
};

/// With what is taken on the days from `from` to before `to`, whole days of the center's.
[[nodiscard]] Result<Plan> plan_for(ports::Transaction const& snapshot, CenterNow center, LocalDate from, LocalDate to);

/// The day after the last on which that service can be booked; today for a service without appointments.
[[nodiscard]] LocalDate bookable_end(CenterNow const& center, ServiceId const& service);

/// The hold, if it is still there and the principal's own. Fails with Reason::hold_gone.
[[nodiscard]] Result<domain::Hold> own_hold(
    ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, HoldId const& id, Instant now);

/// The appointment, if the principal may do this in its center.
[[nodiscard]] Result<domain::Appointment> permitted_appointment(
    ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, AppointmentId const& id);

/// A code that no appointment that is kept bears, and no slot that is lent.
[[nodiscard]] Result<domain::AppointmentCode> unused_code(ports::Transaction const& snapshot, CenterId const& center, Random& random);

/// Gives back all that is lent to the device, for good. What it has promised of it and not delivered is then booked anew, if it can be.
[[nodiscard]] Result<void> revoke_slots(ports::Transaction& transaction, CenterId const& center, DeviceId const& device);

/// Applies the event, stores the appointment and tells of it.
[[nodiscard]] Result<domain::Appointment> change_appointment(
    ports::Transaction& transaction, domain::Appointment appointment, domain::AppointmentEvent event, Instant at);

} // namespace zahide::scheduler
