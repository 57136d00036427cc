#pragma once

#include "base/enum_names.h"

#include <array>
#include <cstdint>

/// What a visitor chose or the desk set about the person who waits. Seen by staff only.
namespace zahide::domain {

/// Why somebody is served ahead of others; chosen with pictures.
enum class Priority : std::uint8_t { none, disabled, elderly, pregnant, infant };

/// With whom somebody wants to speak.
enum class GenderPreference : std::uint8_t { any, woman, man };

/// What is known of a staff member, so that GenderPreference can be met.
enum class Gender : std::uint8_t { unknown, woman, man };

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::Priority> {
    using Value = zahide::domain::Priority;
    static constexpr std::array<EnumName<Value>, 5> entries { { { Value::none, "none" }, { Value::disabled, "disabled" }, { Value::elderly, "elderly" },
        { Value::pregnant, "pregnant" }, { Value::infant, "infant" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::GenderPreference> {
    using Value = zahide::domain::GenderPreference;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::any, "any" }, { Value::woman, "woman" }, { Value::man, "man" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::Gender> {
    using Value = zahide::domain::Gender;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::unknown, "unknown" }, { Value::woman, "woman" }, { Value::man, "man" } } };
};
