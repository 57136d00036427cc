#pragma once

#include "base/enum_names.h"
#include "sqlite/statement.h"

#include <type_traits>

namespace zahide::sqlite {

/// An enumeration with EnumNames is kept as its name; a name that is none of them is a fault.
template<class Enum>
requires std::is_enum_v<Enum>
struct Column<Enum> {
    static void bind(Statement& statement, int parameter, Enum value) { statement.bind_text(parameter, name_of(value)); }
    static Enum read(Statement& statement, int column)
    {
        auto const value = value_of<Enum>(statement.text(column));
        if (!value)
            statement.refuse(column, "one of its words");
        return value.value_or(EnumNames<Enum>::entries.front().value);
    }
};

} // namespace zahide::sqlite
