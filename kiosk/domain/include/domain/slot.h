#pragma once

#include "base/enum_names.h"

#include <array>
#include <cstddef>
#include <optional>

namespace zahide::domain {

/// How a stretch of a professional's or a room's time stands, in FHIR's words.
enum class SlotState : std::uint8_t {
    free,
    busy_tentative, ///< held while somebody decides, or kept closed after a cancellation
    busy, ///< an appointment's
    busy_unavailable, ///< a closure, an absence, a break
};
inline constexpr std::size_t slot_state_count = 4;

enum class SlotEvent : std::uint8_t {
    hold,
    book, ///< the hold becomes an appointment
    release, ///< given up, cancelled or moved away
    expire, ///< the hold's time ran out
    close, ///< taken out of what can be booked
    reopen,
};
inline constexpr std::size_t slot_event_count = 6;

/// Nothing for an event that the state forbids.
[[nodiscard]] std::optional<SlotState> next_state(SlotState state, SlotEvent event);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::SlotState> {
    using Value = zahide::domain::SlotState;
    static constexpr std::array<EnumName<Value>, zahide::domain::slot_state_count> entries { { { Value::free, "free" },
        { Value::busy_tentative, "busy-tentative" }, { Value::busy, "busy" }, { Value::busy_unavailable, "busy-unavailable" } } };
};
