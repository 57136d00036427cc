#pragma once

// Private to this folder: the only header that shows sqlite3.h.

#include "base/result.h"

#include <sqlite3.h>
#include <string>

namespace zahide::sqlite::detail {

/// A prepared statement in, or beside, the cache of its database.
struct CachedStatement {
    sqlite3_stmt* handle = nullptr;
    std::string const* path = nullptr; ///< the database's, for errors
    bool in_use = false;
    bool cached = true; ///< otherwise finalized and deleted by its one user
};

/// The connection's last failure as an Error. `code` is SQLite's extended result code.
[[nodiscard]] Error error_of(sqlite3* database, int code, std::string const& path);

/// Before anything else is asked of SQLite; the first call counts. Nobody looks at its counts of memory, for which it would take a
/// lock and count at each allocation.
void set_up_library();

} // namespace zahide::sqlite::detail
