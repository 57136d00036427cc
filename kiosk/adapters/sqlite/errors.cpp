#include "detail.h"

namespace zahide::sqlite::detail {

namespace {

struct Words {
    ErrorCode code;
    char const* what;
    char const* mend;
    Retry retry;
};

/// What SQLite's primary result codes mean to us (https://sqlite.org/rescode.html).
Words words_of(int primary_code)
{
    switch (primary_code) {
    case SQLITE_CONSTRAINT:
        return { ErrorCode::conflict, "a constraint of the database forbids this change", "", Retry::no };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return { ErrorCode::unavailable, "the database is locked by another program", "stop the other program that has this file open", Retry::later };
    case SQLITE_FULL:
        return { ErrorCode::unavailable, "the disk is full", "free space on the disk of this file", Retry::later };
    case SQLITE_READONLY:
        return { ErrorCode::unavailable, "the database can't be written", "give this program's user the right to write the file and its folder", Retry::later };
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return { ErrorCode::unavailable, "the database can't be opened", "check that the folder exists and that this program's user may write in it",
            Retry::later };
    case SQLITE_IOERR:
        return { ErrorCode::unavailable, "the disk fails to read or write the database", "check the disk's health and its cable", Retry::later };
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return { ErrorCode::corrupt, "the file is damaged or no database", "move it away, and restore a backup in its place", Retry::no };
    case SQLITE_NOMEM:
        return { ErrorCode::unavailable, "memory is short", "free memory", Retry::later };
    case SQLITE_TOOBIG:
        return { ErrorCode::limit, "a value is too large for the database", "", Retry::no };
    }
    return { ErrorCode::internal, "the database refused a statement", "this is a bug, please report it", Retry::no };
}

} // namespace

Error error_of(sqlite3* database, int code, std::string const& path)
{
    auto const words = words_of(code & 0xFF);
    std::string what = words.what;
    // SQLite's own text names tables, columns and system calls, never a bound value.
    char const* const detail = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    if (detail != nullptr && *detail != '\0')
        what += std::string(" (") + detail + ")";
    return Error { words.code, std::move(what), path, words.mend, words.retry };
}

void set_up_library()
{
    // Refused once somebody else has begun with the library, which then counts.
    [[maybe_unused]] static int const uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

} // namespace zahide::sqlite::detail
