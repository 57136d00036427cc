#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/strong.h"
#include "base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_stmt;
struct sqlite3_value;

namespace zahide::sqlite {

namespace detail {
struct CachedStatement;
}

enum class Step : std::uint8_t { row, done };

/// How a type is kept in a column. Specialise it for a type of your own (an enum as its word, for instance):
/// `static void bind(Statement&, int parameter, T const&)` and `static T read(Statement&, int column)`.
template<class T>
struct Column;

/// A prepared statement, borrowed from the Database's cache until it goes out of scope; then it is reset and forgets its
/// parameters. Must not outlive its Database; used by the Database's thread only.
///
/// A failed bind or a column that doesn't hold what its type needs is kept as a fault: the read gives an empty value, and the
/// next step() or fault() gives the error. Database::query() and run() look at it by themselves.
class Statement {
public:
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds all parameters in order: `statement.bind(ticket.id, ticket.number, optional_counter)`.
    template<class... Values>
    Statement& bind(Values const&... values)
    {
        [[maybe_unused]] int parameter = 0;
        (bind_at(++parameter, values), ...);
        return *this;
    }
    /// Binds the parameter with that number, from 1.
    template<class T>
    Statement& bind_at(int parameter, T const& value)
    {
        Column<T>::bind(*this, parameter, value);
        return *this;
    }

    /// Runs to the next row or to the end. A broken constraint is ErrorCode::conflict.
    [[nodiscard]] Result<Step> step();
    /// Makes the statement ready to be bound and run again.
    void reset();

    /// The value of a column of the current row, from 0, as T: std::string, integers, double, Uuid, any Strong of them, Instant,
    /// LocalDate, LocalTime, Personal and std::optional of them (NULL is std::nullopt).
    template<class T>
    [[nodiscard]] T read(int column)
    {
        return Column<T>::read(*this, column);
    }
    [[nodiscard]] bool is_null(int column) const;
    /// The first fault since the last reset.
    [[nodiscard]] Result<void> fault() const;

    // The raw ways, for specialisations of Column.
    void bind_null(int parameter);
    void bind_integer(int parameter, std::int64_t value);
    void bind_real(int parameter, double value);
    void bind_text(int parameter, std::string_view value);
    void bind_blob(int parameter, std::span<std::uint8_t const> value);
    [[nodiscard]] std::int64_t integer(int column);
    [[nodiscard]] double real(int column);
    /// Valid until the next step(), reset() or read of the same column.
    [[nodiscard]] std::string_view text(int column);
    [[nodiscard]] std::span<std::uint8_t const> blob(int column);
    /// Keeps a fault for a column whose content isn't understood.
    void refuse(int column, std::string_view expected);

private:
    friend class Database;
    explicit Statement(detail::CachedStatement* cached);
    void note(int code, int parameter);
    /// The column's value, or null with a fault if it is of another type.
    [[nodiscard]] sqlite3_value* holding(int column, int type, std::string_view expected);

    detail::CachedStatement* m_cached = nullptr;
    std::optional<Error> m_fault;
};

template<>
struct Column<std::int64_t> {
    static void bind(Statement& statement, int parameter, std::int64_t value) { statement.bind_integer(parameter, value); }
    static std::int64_t read(Statement& statement, int column) { return statement.integer(column); }
};

template<>
struct Column<std::int32_t> {
    static void bind(Statement& statement, int parameter, std::int32_t value) { statement.bind_integer(parameter, value); }
    static std::int32_t read(Statement& statement, int column);
};

/// Kept as 0 or 1.
template<>
struct Column<bool> {
    static void bind(Statement& statement, int parameter, bool const& value) { statement.bind_integer(parameter, value ? 1 : 0); }
    static bool read(Statement& statement, int column) { return statement.integer(column) != 0; }
};

template<>
struct Column<double> {
    static void bind(Statement& statement, int parameter, double value) { statement.bind_real(parameter, value); }
    static double read(Statement& statement, int column) { return statement.real(column); }
};

template<>
struct Column<std::string> {
    static void bind(Statement& statement, int parameter, std::string_view value) { statement.bind_text(parameter, value); }
    static std::string read(Statement& statement, int column) { return std::string(statement.text(column)); }
};

template<>
struct Column<std::string_view> {
    static void bind(Statement& statement, int parameter, std::string_view value) { statement.bind_text(parameter, value); }
};

template<std::size_t Size>
struct Column<char[Size]> {
    static void bind(Statement& statement, int parameter, char const (&value)[Size]) { statement.bind_text(parameter, value); }
};

/// Kept as its 36 characters, so that a person who looks into the file can compare it with a log.
template<>
struct Column<Uuid> {
    static void bind(Statement& statement, int parameter, Uuid const& value) { statement.bind_text(parameter, value.text()); }
    static Uuid read(Statement& statement, int column);
};

/// Kept as milliseconds since 1970 (INTEGER).
template<>
struct Column<Instant> {
    static void bind(Statement& statement, int parameter, Instant value) { statement.bind_integer(parameter, value.unix_ms()); }
    static Instant read(Statement& statement, int column) { return Instant::from_unix_ms(statement.integer(column)); }
};

/// Kept as YYYY-MM-DD (TEXT), which sorts as days do.
template<>
struct Column<LocalDate> {
    static void bind(Statement& statement, int parameter, LocalDate value) { statement.bind_text(parameter, value.text()); }
    static LocalDate read(Statement& statement, int column);
};

/// Kept as minutes of the day (INTEGER).
template<>
struct Column<LocalTime> {
    static void bind(Statement& statement, int parameter, LocalTime value) { statement.bind_integer(parameter, value.minutes_of_day()); }
    static LocalTime read(Statement& statement, int column);
};

template<class Tag, class Rep>
struct Column<Strong<Tag, Rep>> {
    static void bind(Statement& statement, int parameter, Strong<Tag, Rep> const& value) { Column<Rep>::bind(statement, parameter, value.value()); }
    static Strong<Tag, Rep> read(Statement& statement, int column) { return Strong<Tag, Rep>(Column<Rep>::read(statement, column)); }
};

template<class T>
struct Column<Personal<T>> {
    static void bind(Statement& statement, int parameter, Personal<T> const& value) { Column<T>::bind(statement, parameter, value.reveal()); }
    static Personal<T> read(Statement& statement, int column) { return Personal<T>(Column<T>::read(statement, column)); }
};

template<>
struct Column<std::nullopt_t> {
    static void bind(Statement& statement, int parameter, std::nullopt_t const& /*value*/) { statement.bind_null(parameter); }
};

template<class T>
struct Column<std::optional<T>> {
    static void bind(Statement& statement, int parameter, std::optional<T> const& value)
    {
        if (value)
            Column<T>::bind(statement, parameter, *value);
        else
            statement.bind_null(parameter);
    }
    static std::optional<T> read(Statement& statement, int column)
    {
        if (statement.is_null(column))
            return std::nullopt;
        return Column<T>::read(statement, column);
    }
};

} // namespace zahide::sqlite
