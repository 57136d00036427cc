#include "sqlite/statement.h"

#include "base/verify.h"
#include "detail.h"

#include <limits>

namespace zahide::sqlite {

Statement::Statement(detail::CachedStatement* cached)
    : m_cached(cached)
{
    m_cached->in_use = true;
}

Statement::Statement(Statement&& other) noexcept
    : m_cached(std::exchange(other.m_cached, nullptr))
    , m_fault(std::move(other.m_fault))
{
}

Statement::~Statement()
{
    if (m_cached == nullptr)
        return;
    if (!m_cached->cached) {
        sqlite3_finalize(m_cached->handle);
        delete m_cached;
        return;
    }
    reset();
    m_cached->in_use = false;
}

void Statement::reset()
{
    sqlite3_reset(m_cached->handle); // repeats the last step's error, which was reported then
    sqlite3_clear_bindings(m_cached->handle);
    m_fault.reset();
}

Result<Step> Statement::step()
{
    if (m_fault)
        return fail(*m_fault);
    int const code = sqlite3_step(m_cached->handle);
    if (code == SQLITE_ROW)
        return Step::row;
    if (code == SQLITE_DONE)
        return Step::done;
    sqlite3* const database = sqlite3_db_handle(m_cached->handle);
    return fail(detail::error_of(database, sqlite3_extended_errcode(database), *m_cached->path));
}

Result<void> Statement::fault() const
{
    if (m_fault)
        return fail(*m_fault);
    return {};
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(m_cached->handle, column) == SQLITE_NULL;
}

void Statement::note(int code, int parameter)
{
    ZAHIDE_VERIFY(code != SQLITE_RANGE && code != SQLITE_MISUSE);
    if (code != SQLITE_OK && !m_fault)
        m_fault = detail::error_of(nullptr, code, *m_cached->path + " parameter " + std::to_string(parameter));
}

void Statement::bind_null(int parameter)
{
    note(sqlite3_bind_null(m_cached->handle, parameter), parameter);
}

void Statement::bind_integer(int parameter, std::int64_t value)
{
    note(sqlite3_bind_int64(m_cached->handle, parameter, value), parameter);
}

void Statement::bind_real(int parameter, double value)
{
    note(sqlite3_bind_double(m_cached->handle, parameter, value), parameter);
}

void Statement::bind_text(int parameter, std::string_view value)
{
    // An empty view may have a null pointer, which SQLite would take for NULL.
    char const* const data = value.empty() ? "" : value.data();
    note(sqlite3_bind_text64(m_cached->handle, parameter, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8), parameter);
}

void Statement::bind_blob(int parameter, std::span<std::uint8_t const> value)
{
    static std::uint8_t const none = 0;
    note(sqlite3_bind_blob64(m_cached->handle, parameter, value.empty() ? &none : value.data(), value.size(), SQLITE_TRANSIENT), parameter);
}

void Statement::refuse(int column, std::string_view expected)
{
    if (m_fault)
        return;
    char const* const name = sqlite3_column_name(m_cached->handle, column);
    m_fault = Error { ErrorCode::corrupt, std::string("column ") + (name != nullptr ? name : "?") + " does not hold " + std::string(expected), *m_cached->path,
        "restore a backup of this file", Retry::no };
}

sqlite3_value* Statement::holding(int column, int type, std::string_view expected)
{
    // Asked for once: each sqlite3_column_… looks the column up anew. Its value is this thread's until the next step.
    auto* const value = sqlite3_column_value(m_cached->handle, column);
    if (sqlite3_value_type(value) == type)
        return value;
    ZAHIDE_VERIFY(column >= 0 && column < sqlite3_column_count(m_cached->handle));
    refuse(column, expected);
    return nullptr;
}

std::int64_t Statement::integer(int column)
{
    auto* const value = holding(column, SQLITE_INTEGER, "a whole number");
    return value != nullptr ? sqlite3_value_int64(value) : 0;
}

double Statement::real(int column)
{
    auto* const value = holding(column, SQLITE_FLOAT, "a number");
    return value != nullptr ? sqlite3_value_double(value) : 0;
}

std::string_view Statement::text(int column)
{
    auto* const value = holding(column, SQLITE_TEXT, "a text");
    if (value == nullptr)
        return {};
    auto const* const data = reinterpret_cast<char const*>(sqlite3_value_text(value));
    return { data, static_cast<std::size_t>(sqlite3_value_bytes(value)) };
}

std::span<std::uint8_t const> Statement::blob(int column)
{
    auto* const value = holding(column, SQLITE_BLOB, "bytes");
    if (value == nullptr)
        return {};
    auto const* const data = static_cast<std::uint8_t const*>(sqlite3_value_blob(value));
    return { data, static_cast<std::size_t>(sqlite3_value_bytes(value)) };
}

std::int32_t Column<std::int32_t>::read(Statement& statement, int column)
{
    std::int64_t const value = statement.integer(column);
    if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max())
        return static_cast<std::int32_t>(value);
    statement.refuse(column, "a number of 32 bits");
    return 0;
}

Uuid Column<Uuid>::read(Statement& statement, int column)
{
    auto const uuid = Uuid::parse(statement.text(column));
    if (uuid)
        return *uuid;
    statement.refuse(column, "a UUID");
    return {};
}

LocalDate Column<LocalDate>::read(Statement& statement, int column)
{
    auto const date = LocalDate::parse(statement.text(column));
    if (date)
        return *date;
    statement.refuse(column, "a day");
    return {};
}

LocalTime Column<LocalTime>::read(Statement& statement, int column)
{
    std::int64_t const minutes = statement.integer(column);
    if (minutes >= 0 && minutes <= 24 * 60)
        return LocalTime::from_minutes(static_cast<std::int32_t>(minutes));
    statement.refuse(column, "a time of day");
    return {};
}

} // namespace zahide::sqlite
