#pragma once

#include "base/result.h"
#include "base/time.h"
#include "sqlite/statement.h"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace zahide::sqlite {

enum class OpenMode : std::uint8_t {
    create, ///< makes the file if there is none
    existing, ///< fails if there is none
    read_only,
};

/// How much of the file is looked at when it is opened.
enum class OpenCheck : std::uint8_t {
    none,
    quick, ///< PRAGMA quick_check: the structure
    full, ///< PRAGMA integrity_check and foreign_key_check: the indexes and references too
};

struct DatabaseOptions {
    /// A file, or ":memory:".
    std::string path;
    OpenMode mode = OpenMode::create;
    OpenCheck check = OpenCheck::quick;
    /// The SQLite VFS to use; empty: the default one. The simulator's disk comes in here.
    std::string vfs;
    /// Kept in the file's header: a file of another kind is refused instead of written into. 0: not looked at.
    std::int32_t application_id = 0;
    /// For another process that holds the file.
    Milliseconds busy_timeout { 5'000 };
    /// Pages in the write-ahead log before they are moved to the file. Small: a restart after a power cut takes milliseconds.
    int checkpoint_pages = 64;
};

/// A schema's steps, oldest first; the file's user_version counts how many it has taken. Never change one that has shipped.
struct Migration {
    std::string_view sql; ///< one or more statements
};

/// An open transaction: rolled back when it goes out of scope uncommitted. Must not outlive its Database.
class Transaction {
public:
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// Durable when it returns. On failure nothing of the transaction stays.
    [[nodiscard]] Result<void> commit();

private:
    friend class Database;
    explicit Transaction(class Database* database);
    class Database* m_database = nullptr;
};

/// A part of a transaction that can be undone by itself: rolled back when it goes out of scope unreleased.
class Savepoint {
public:
    Savepoint(Savepoint const&) = delete;
    Savepoint& operator=(Savepoint const&) = delete;
    Savepoint(Savepoint&&) noexcept;
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();
    /// Keeps what was done since; durable only with the transaction around it.
    [[nodiscard]] Result<void> release();

private:
    friend class Database;
    explicit Savepoint(class Database* database);
    class Database* m_database = nullptr;
};

/// One connection to one SQLite file: write-ahead log, synchronous=FULL (a committed transaction survives a power cut),
/// foreign keys on, deleted content overwritten. For one thread at a time. Pinned in memory: hold it by unique_ptr.
///
/// Errors: `where` is the file. ErrorCode::conflict for a broken constraint; ErrorCode::unavailable, with Retry::later, for a
/// locked file and for a disk that is full, read-only or failing; ErrorCode::corrupt for a damaged file; ErrorCode::internal for
/// SQL that is wrong. No error carries a bound value.
class Database {
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(DatabaseOptions const& options);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// Brings the schema up to date, each step in a transaction of its own. Fails with ErrorCode::invalid on a file that
    /// a newer version has written.
    [[nodiscard]] Result<void> migrate(std::span<Migration const> migrations);

    /// The statement from the cache, prepared once. `sql` is one statement; its values are parameters, never pasted in.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);

    /// Runs statements without parameters or rows of interest (schema, pragmas).
    [[nodiscard]] Result<void> execute(std::string const& script);

    /// Runs one statement to its end; gives the number of rows it inserted, changed or deleted.
    template<class... Values>
    [[nodiscard]] Result<std::int64_t> run(std::string_view sql, Values const&... values)
    {
        auto prepared = prepare(sql);
        if (!prepared)
            return fail(std::move(prepared).error());
        prepared->bind(values...);
        return finish(*prepared);
    }

    /// Every row through `read_row(Statement&)`, in order. Put a LIMIT into the statement where the table can grow.
    template<std::invocable<Statement&> ReadRow, class... Values>
    [[nodiscard]] Result<std::vector<std::invoke_result_t<ReadRow, Statement&>>> query(std::string_view sql, ReadRow read_row, Values const&... values)
    {
        auto prepared = prepare(sql);
        if (!prepared)
            return fail(std::move(prepared).error());
        prepared->bind(values...);
        std::vector<std::invoke_result_t<ReadRow, Statement&>> rows;
        while (true) {
            auto const step = prepared->step();
            if (!step)
                return fail(step.error());
            if (*step == Step::done)
                return rows;
            rows.push_back(read_row(*prepared));
        }
    }

    /// The first row, or nothing.
    template<std::invocable<Statement&> ReadRow, class... Values>
    [[nodiscard]] Result<std::optional<std::invoke_result_t<ReadRow, Statement&>>> query_one(std::string_view sql, ReadRow read_row, Values const&... values)
    {
        auto prepared = prepare(sql);
        if (!prepared)
            return fail(std::move(prepared).error());
        prepared->bind(values...);
        auto const step = prepared->step();
        if (!step)
            return fail(step.error());
        std::optional<std::invoke_result_t<ReadRow, Statement&>> row;
        if (*step == Step::row)
            row.emplace(read_row(*prepared));
        if (auto const fault = prepared->fault(); !fault)
            return fail(fault.error());
        return row;
    }

    /// The first column of the first row as T, or nothing: `value<std::int64_t>("SELECT count(*) FROM …")`.
    template<class T, class... Values>
    [[nodiscard]] Result<std::optional<T>> value(std::string_view sql, Values const&... values)
    {
        return query_one(
            sql, [](Statement& statement) { return statement.read<T>(0); }, values...);
    }

    /// Begins with the write lock taken (BEGIN IMMEDIATE), so that a commit can't fail on somebody quicker.
    [[nodiscard]] Result<Transaction> begin();
    [[nodiscard]] Result<Savepoint> savepoint();
    /// Calls `work()`, which gives a Result, in a transaction: committed if it has a value, else rolled back.
    template<std::invocable Work>
    [[nodiscard]] std::invoke_result_t<Work> transact(Work work)
    {
        auto transaction = begin();
        if (!transaction)
            return fail(std::move(transaction).error());
        auto result = work();
        if (!result)
            return result;
        if (auto const committed = transaction->commit(); !committed)
            return fail(committed.error());
        return result;
    }

    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] std::int64_t last_insert_rowid() const;
    /// Looks through the file again, as at opening.
    [[nodiscard]] Result<void> check(OpenCheck depth);
    /// Moves the write-ahead log into the file, as far as no reader is in the way.
    [[nodiscard]] Result<void> checkpoint();
    [[nodiscard]] std::string const& path() const;

private:
    friend class Transaction;
    friend class Savepoint;
    struct Parts;
    explicit Database(std::unique_ptr<Parts> parts);
    [[nodiscard]] Result<std::int64_t> finish(Statement& statement);
    [[nodiscard]] Result<void> configure(DatabaseOptions const& options);
    [[nodiscard]] Result<void> claim(std::int32_t application_id);
    [[nodiscard]] Result<void> migrate_to(std::int64_t version, std::string_view sql);
    void undo(char const* sql) noexcept;
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::sqlite
