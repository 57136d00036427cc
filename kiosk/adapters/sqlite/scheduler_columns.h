#pragma once

#include "sqlite/enum_column.h"
#include "sqlite/statement.h"

#include <string>
#include <string_view>
#include <vector>

namespace zahide::sqlite {

/// A statement of two parts: what is selected, and where.
inline std::string joined(std::string_view left, std::string_view right)
{
    return std::string(left) + std::string(right);
}

/// Splits a list of words; the part before the next space is taken off `rest`.
inline std::string_view take_word(std::string_view& rest)
{
    auto const space = rest.find(' ');
    auto const word = rest.substr(0, space);
    rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    return word;
}

/// A list of slugs is kept as text with a space between.
template<class Tag>
struct Column<std::vector<Strong<Tag, std::string>>> {
    using List = std::vector<Strong<Tag, std::string>>;
    static void bind(Statement& statement, int parameter, List const& list)
    {
        std::string text;
        for (auto const& word : list)
            text += (text.empty() ? "" : " ") + word.value();
        statement.bind_text(parameter, text);
    }
    static List read(Statement& statement, int column)
    {
        List list;
        std::string const text(statement.text(column));
        for (std::string_view rest = text; !rest.empty();)
            list.emplace_back(std::string(take_word(rest)));
        return list;
    }
};

/// So is a list of an enumeration's values.
template<class Enum>
requires std::is_enum_v<Enum>
struct Column<std::vector<Enum>> {
    static void bind(Statement& statement, int parameter, std::vector<Enum> const& list)
    {
        std::string text;
        for (auto const value : list)
            text += (text.empty() ? "" : " ") + std::string(name_of(value));
        statement.bind_text(parameter, text);
    }
    static std::vector<Enum> read(Statement& statement, int column)
    {
        std::vector<Enum> list;
        std::string const text(statement.text(column));
        for (std::string_view rest = text; !rest.empty();) {
            auto const value = value_of<Enum>(take_word(rest));
            if (value)
                list.push_back(*value);
            else
                statement.refuse(column, "words of its list");
        }
        return list;
    }
};

/// A length of time as whole minutes.
template<>
struct Column<Minutes> {
    static void bind(Statement& statement, int parameter, Minutes value) { statement.bind_integer(parameter, value.count()); }
    static Minutes read(Statement& statement, int column) { return Minutes(statement.integer(column)); }
};

/// ISO 8601's number of the day.
template<>
struct Column<Weekday> {
    static void bind(Statement& statement, int parameter, Weekday value) { statement.bind_integer(parameter, static_cast<std::int64_t>(value)); }
    static Weekday read(Statement& statement, int column) { return static_cast<Weekday>(statement.integer(column)); }
};

/// Reads the row's columns from the first on, each into the variable in its place.
template<class... Values>
void read_into(Statement& statement, Values&... values)
{
    int column = 0;
    ((values = statement.read<Values>(column++)), ...);
}

} // namespace zahide::sqlite
