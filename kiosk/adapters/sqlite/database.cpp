#include "sqlite/database.h"

#include "base/verify.h"
#include "detail.h"

#include <array>
#include <charconv>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

namespace zahide::sqlite {

namespace {

/// More different statements than this are prepared for one use each.
constexpr std::size_t cached_statements_max = 256;
/// Places for statements that are found without hashing their text.
constexpr std::size_t recent_statements = 512;

/// A new file is its user's alone; SQLite gives the log beside it the same mode. Never opens a file that is there: to
/// close it again would drop the locks of this process on it. What fails here SQLite will tell.
void create_private(DatabaseOptions const& options)
{
    bool const is_file = options.vfs.empty() && !options.path.empty() && options.path != ":memory:";
    if (options.mode != OpenMode::create || !is_file)
        return;
    int const created = ::open(options.path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (created >= 0)
        ::close(created);
}

/// The result code behind "failed to get page 486", which says none, or in "… unable to get the page. error code=266", which is how a check tells that it could
/// not read.
std::optional<int> failure_of(std::string_view verdict)
{
    constexpr std::string_view mark = "error code=";
    auto const at = verdict.find(mark);
    int code = 0;
    if (verdict.find("failed to get page") != std::string_view::npos)
        return SQLITE_IOERR_READ;
    if (at == std::string_view::npos || std::from_chars(verdict.data() + at + mark.size(), verdict.data() + verdict.size(), code).ec != std::errc())
        return std::nullopt;
    return code;
}

} // namespace

struct Database::Parts {
    /// Looked up by views of the text, without a copy of it.
    struct TextHash {
        using is_transparent = void;
        [[nodiscard]] std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    sqlite3* handle = nullptr;
    std::string path;
    using Statements = std::unordered_map<std::string, std::unique_ptr<detail::CachedStatement>, TextHash, std::equal_to<>>;
    Statements statements;
    /// Where the text stood when it was last asked for: most are literals, and to compare one is quicker than to hash it.
    std::array<Statements::const_pointer, recent_statements> recent {};

    [[nodiscard]] Statements::const_pointer find(std::string_view sql)
    {
        auto& last = recent[(reinterpret_cast<std::uintptr_t>(sql.data()) >> 4U) % recent.size()];
        if (last != nullptr && last->first == sql)
            return last;
        auto const known = statements.find(sql);
        return known == statements.end() ? nullptr : last = &*known;
    }

    ~Parts()
    {
        for (auto const& [sql, statement] : statements) {
            ZAHIDE_VERIFY(!statement->in_use);
            sqlite3_finalize(statement->handle);
        }
        sqlite3_close_v2(handle);
    }

    [[nodiscard]] Error error(int code) const { return detail::error_of(handle, code, path); }
};

Database::Database(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(DatabaseOptions const& options)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (options.mode) {
    case OpenMode::create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case OpenMode::existing:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case OpenMode::read_only:
        flags |= SQLITE_OPEN_READONLY;
        break;
    }
    detail::set_up_library();
    create_private(options);
    auto parts = std::make_unique<Parts>();
    parts->path = options.path;
    int const code = sqlite3_open_v2(options.path.c_str(), &parts->handle, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (code != SQLITE_OK)
        return fail(parts->error(code));
    // SQLite falls back to reading; a program that is to keep promises must not begin.
    if (options.mode != OpenMode::read_only && sqlite3_db_readonly(parts->handle, "main") == 1)
        return fail(detail::error_of(nullptr, SQLITE_READONLY, options.path));
    std::unique_ptr<Database> database(new Database(std::move(parts)));
    ZAHIDE_TRY_VOID(database->configure(options));
    return database;
}

Result<void> Database::configure(DatabaseOptions const& options)
{
    sqlite3* const handle = m_parts->handle;
    sqlite3_busy_timeout(handle, static_cast<int>(options.busy_timeout.count()));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // Who only reads leaves the log as it is, also when closing as the last one.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, options.mode == OpenMode::read_only ? 1 : 0, nullptr);
    ZAHIDE_TRY_VOID(execute("PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"));
    if (options.check != OpenCheck::none)
        ZAHIDE_TRY_VOID(check(options.check));
    if (options.mode == OpenMode::read_only)
        return {};
    if (options.application_id != 0)
        ZAHIDE_TRY_VOID(claim(options.application_id));
    auto const journal = ZAHIDE_TRY(value<std::string>("PRAGMA journal_mode=WAL"));
    if (journal != "wal" && journal != "memory") // a database in memory has no log
        return fail(ErrorCode::unavailable, "the disk can't hold a write-ahead log", options.path, "put the file on a local disk, not on a network share");
    return execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=" + std::to_string(options.checkpoint_pages) + ";");
}

Result<void> Database::claim(std::int32_t application_id)
{
    auto const found = ZAHIDE_TRY(value<std::int64_t>("PRAGMA application_id"));
    if (found == application_id)
        return {};
    auto const tables = ZAHIDE_TRY(value<std::int64_t>("SELECT count(*) FROM sqlite_schema"));
    if (found != 0 || tables != 0)
        return fail(ErrorCode::invalid, "this file belongs to another program", m_parts->path, "name a file of this program, or one that does not exist yet");
    return execute("PRAGMA application_id=" + std::to_string(application_id) + ";");
}

Result<void> Database::check(OpenCheck depth)
{
    auto const damage = [this](std::string const& detail) {
        return fail(ErrorCode::corrupt, "the database is damaged (" + detail + ")", m_parts->path, "move it away, and restore a backup in its place");
    };
    if (depth == OpenCheck::none)
        return {};
    auto const verdict = ZAHIDE_TRY(value<std::string>(depth == OpenCheck::quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)"));
    // A page that can't be read is the disk's fault, perhaps a passing one: nobody is to move the file away for it.
    if (auto const code = failure_of(verdict.value_or("")); code && (*code & 0xFF) != SQLITE_CORRUPT)
        return fail(detail::error_of(nullptr, *code, m_parts->path));
    if (verdict != "ok")
        return damage(verdict.value_or("no verdict"));
    if (depth == OpenCheck::quick)
        return {};
    auto const orphan = ZAHIDE_TRY(value<std::string>("PRAGMA foreign_key_check"));
    if (orphan)
        return damage("a row of " + *orphan + " refers to one that is missing");
    return {};
}

Result<void> Database::migrate(std::span<Migration const> migrations)
{
    auto const newest = static_cast<std::int64_t>(migrations.size());
    std::int64_t const found = ZAHIDE_TRY(value<std::int64_t>("PRAGMA user_version")).value_or(0);
    if (found > newest)
        return fail(ErrorCode::invalid, "a newer version has written this file (schema " + std::to_string(found) + ", known " + std::to_string(newest) + ")",
            m_parts->path, "install the newer version again, or restore the backup made before it");
    for (std::int64_t version = found + 1; version <= newest; ++version)
        ZAHIDE_TRY_VOID(migrate_to(version, migrations[static_cast<std::size_t>(version - 1)].sql));
    return {};
}

Result<void> Database::migrate_to(std::int64_t version, std::string_view sql)
{
    return transact([&]() -> Result<void> {
        ZAHIDE_TRY_VOID(execute(std::string(sql)));
        return execute("PRAGMA user_version=" + std::to_string(version) + ";");
    });
}

Result<Statement> Database::prepare(std::string_view sql)
{
    auto const* const known = m_parts->find(sql);
    if (known != nullptr && !known->second->in_use)
        return Statement(known->second.get());
    auto fresh = std::make_unique<detail::CachedStatement>();
    fresh->path = &m_parts->path;
    fresh->cached = known == nullptr && m_parts->statements.size() < cached_statements_max;
    unsigned const flags = fresh->cached ? SQLITE_PREPARE_PERSISTENT : 0U;
    int const code = sqlite3_prepare_v3(m_parts->handle, sql.data(), static_cast<int>(sql.size()), flags, &fresh->handle, nullptr);
    if (code != SQLITE_OK)
        return fail(m_parts->error(code));
    ZAHIDE_VERIFY(fresh->handle != nullptr); // not an empty statement
    if (!fresh->cached)
        return Statement(fresh.release());
    auto* const cached = fresh.get();
    m_parts->statements.emplace(std::string(sql), std::move(fresh));
    return Statement(cached);
}

Result<std::int64_t> Database::finish(Statement& statement)
{
    while (true) {
        if (ZAHIDE_TRY(statement.step()) == Step::done)
            return static_cast<std::int64_t>(sqlite3_changes64(m_parts->handle));
    }
}

Result<void> Database::execute(std::string const& script)
{
    int const code = sqlite3_exec(m_parts->handle, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fail(m_parts->error(code));
    return {};
}

void Database::undo(char const* sql) noexcept
{
    sqlite3_exec(m_parts->handle, sql, nullptr, nullptr, nullptr);
}

Result<Transaction> Database::begin()
{
    ZAHIDE_VERIFY(!in_transaction());
    ZAHIDE_TRY(run("BEGIN IMMEDIATE"));
    return Transaction(this);
}

Result<Savepoint> Database::savepoint()
{
    ZAHIDE_VERIFY(in_transaction());
    ZAHIDE_TRY(run("SAVEPOINT part"));
    return Savepoint(this);
}

bool Database::in_transaction() const
{
    return sqlite3_get_autocommit(m_parts->handle) == 0;
}

std::int64_t Database::last_insert_rowid() const
{
    return sqlite3_last_insert_rowid(m_parts->handle);
}

Result<void> Database::checkpoint()
{
    int const code = sqlite3_wal_checkpoint_v2(m_parts->handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY)
        return fail(m_parts->error(code));
    return {};
}

std::string const& Database::path() const
{
    return m_parts->path;
}

} // namespace zahide::sqlite
