#pragma once

#include <optional>
#include <string_view>

namespace zahide {

/// The one spelling of an enumeration's values in JSON, in the database and in the config. An enumeration that has such
/// spellings specialises this with a constexpr array `entries` of {value, name}, one entry a value.
template<class Enum>
struct EnumNames;

template<class Enum>
struct EnumName {
    Enum value;
    std::string_view name;
};

/// The spelling of a value; empty for a value without one (a cast from outside).
template<class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value)
{
    for (auto const& entry : EnumNames<Enum>::entries) {
        if (entry.value == value)
            return entry.name;
    }
    return {};
}

/// The value spelled so, exactly; nothing for any other text.
template<class Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view name)
{
    for (auto const& entry : EnumNames<Enum>::entries) {
        if (entry.name == name)
            return entry.value;
    }
    return std::nullopt;
}

} // namespace zahide
