#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/appointment_code.h"
#include "domain/availability.h"
#include "domain/person.h"

#include <optional>
#include <vector>

/// Slots lent to a device ahead, for when the scheduler is out of reach. A lent slot is a hold that the device may turn into
/// an appointment by itself: nobody else is offered it, and it stays taken until the device gave it back, also beyond its
/// time, so that what was promised on paper holds whenever the device is heard of again.
namespace zahide::domain {

/// So far ahead a slot is at least when it is lent: the nearest ones are for whoever asks the scheduler now.
inline constexpr Minutes lending_lead { 4 * 60 };
/// So many days are looked through for slots to lend, today's included.
inline constexpr std::int32_t lending_days = 7;
/// Of a service's starts on a day at most one in so many is lent, to all devices together.
inline constexpr std::int64_t lending_share = 5;
/// A device promises a lent slot until so long before it, and no longer: a clock may be some minutes off.
inline constexpr Minutes lent_notice { 30 };
/// A device that reaches the scheduler gives a slot back so long before it, for others to have.
inline constexpr Minutes lent_return { 120 };

/// What the scheduler is told again of a slot that was promised: whatever backup it was put back to, it knows whom it lent.
struct Loan {
    Assignment assignment;
    Instant lent_at;
    friend bool operator==(Loan const&, Loan const&) = default;
};

/// What a device needs to know to promise a lent slot. Nobody's yet, so nothing of it is personal but the code to come.
struct SlotLease {
    HoldId id; ///< the hold's; the appointment's is of the same UUID
    ServiceId service;
    Instant start;
    Instant end;
    Instant book_until; ///< promised later by nobody
    std::vector<LanguageTag> languages; ///< in which it can be held with whom it takes, of the center's, in their order
    Gender gender = Gender::unknown; ///< of everybody in the room, unknown where they differ
    WithInterpreter interpreter = WithInterpreter::no;
    Personal<AppointmentCode> code; ///< what the appointment will bear
    std::optional<Loan> loan {}; ///< none: lent by an earlier release
    friend bool operator==(SlotLease const&, SlotLease const&) = default;
};

/// The hold of an appointment that a device makes from a lent slot.
[[nodiscard]] constexpr AppointmentId appointment_of(HoldId const& lease)
{
    return AppointmentId(lease.value());
}

/// Whether the lent slot meets the wish, whatever the time.
[[nodiscard]] bool serves(SlotLease const& lease, BookingWish const& wish);

/// Languages of the center in which those taken can hold an appointment: with an interpreter the interpreter's that not all
/// of the others speak, without one those that all speak.
[[nodiscard]] std::vector<LanguageTag> languages_served(Assignment const& assignment, Roster const& roster, Catalogue const& catalogue);
/// Of all who are taken; unknown where they differ.
[[nodiscard]] Gender gender_in_room(Assignment const& assignment, Roster const& roster);
/// Until when a device may promise a slot that starts then.
[[nodiscard]] Instant book_until(ServiceNeeds const& needs, Instant start);

/// The first free start that may be lent for the wish: far enough ahead, and not above a day's share. `lent` are the days of
/// the starts of that service that are lent already, a day as often as it has such starts. Fails as Planner::offers().
[[nodiscard]] Result<std::optional<Offer>> first_lendable(
    Planner const& planner, BookingWish const& wish, LocalDate today, Instant now, std::vector<LocalDate> const& lent);

} // namespace zahide::domain
