#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/time.h"
#include "domain/ticket.h"

#include <array>
#include <optional>

namespace zahide::domain {

/// A person's way through several tickets on a day.
enum class VisitState : std::uint8_t {
    active, ///< a ticket of it is still open
    ended, ///< the last open ticket was served
    left, ///< the last open ticket was a no-show or cancelled
};
inline constexpr std::size_t visit_state_count = 3;

enum class VisitEvent : std::uint8_t {
    ticket_given, ///< the first, a further one, or a no-show's return
    last_ticket_served,
    last_ticket_dropped,
};
inline constexpr std::size_t visit_event_count = 3;

/// Nothing for an event that the state forbids.
[[nodiscard]] std::optional<VisitState> next_state(VisitState state, VisitEvent event);

/// Names nobody: only its tickets say what it was for.
struct Visit {
    VisitId id;
    CenterId center;
    LocalDate local_date;
    VisitState state = VisitState::active;
    Instant started_at;
    std::optional<Instant> ended_at;
    friend bool operator==(Visit const&, Visit const&) = default;
};

/// The event for a visit whose last open ticket came to `state`; nothing while that state is open.
[[nodiscard]] std::optional<VisitEvent> visit_event_of(TicketState state);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::VisitState> {
    using Value = zahide::domain::VisitState;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::active, "active" }, { Value::ended, "ended" }, { Value::left, "left" } } };
};
