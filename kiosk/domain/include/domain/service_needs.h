#pragma once

#include "base/enum_names.h"
#include "base/time.h"
#include "domain/roster.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace zahide::domain {

struct RoleNeed {
    ProfessionalRole role = ProfessionalRole::lawyer;
    std::int32_t count = 1;
    friend bool operator==(RoleNeed const&, RoleNeed const&) = default;
};

/// Whether an interpreter joins where visitor and professional share no language.
enum class Interpreting : std::uint8_t { never, when_needed };

/// What an appointment for a service takes, all at once.
struct ServiceNeeds {
    std::vector<RoleNeed> roles; ///< at least one; a role named once
    Interpreting interpreting = Interpreting::when_needed;
    std::optional<std::string> room_kind; ///< none: no room is taken
    Minutes duration { 45 };
    Minutes gap_before { 0 }; ///< kept free before and after for everybody and everything that is taken
    Minutes gap_after { 0 };
    Minutes grid { 30 }; ///< starts are at multiples of this after local midnight
    Minutes notice { 0 }; ///< a start has to be at least this far ahead
    std::int32_t days_ahead = 14; ///< the last day that can be booked, counted from today
    friend bool operator==(ServiceNeeds const&, ServiceNeeds const&) = default;
};

/// Times are taken in cells of this; durations, gaps and grids are multiples of it.
inline constexpr Minutes booking_cell { 5 };

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::Interpreting> {
    using Value = zahide::domain::Interpreting;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::never, "never" }, { Value::when_needed, "when_needed" } } };
};
