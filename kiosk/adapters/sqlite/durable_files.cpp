#include "durable_files.h"

#include <algorithm>
#include <array>

namespace zahide::sqlite::durable {

namespace fs = std::filesystem;

namespace {

/// What SQLite keeps beside a database: https://sqlite.org/tempfiles.html
constexpr std::array beside_database { "-wal", "-journal", "-shm" };
constexpr std::array logs { "-wal", "-journal" };

fs::path beside(fs::path const& database, std::string_view suffix)
{
    return database.string() + std::string(suffix);
}

} // namespace

Result<void> put_in_place(Files& files, fs::path const& from, fs::path const& to)
{
    ZAHIDE_TRY_VOID(files.rename(from, to));
    return files.sync_folder_of(to);
}

Result<void> put_note(Files& files, fs::path const& path, std::string const& content)
{
    auto const part = beside(path, ".part");
    ZAHIDE_TRY_VOID(files.write_private(part, content));
    ZAHIDE_TRY_VOID(files.sync(part));
    return put_in_place(files, part, path);
}

Result<void> remove(Files& files, fs::path const& path)
{
    ZAHIDE_TRY_VOID(files.remove(path));
    return files.sync_folder_of(path);
}

Result<void> move_database(Files& files, fs::path const& from, fs::path const& to)
{
    if (ZAHIDE_TRY(files.size(from)))
        ZAHIDE_TRY_VOID(put_in_place(files, from, to));
    for (auto const* suffix : beside_database) {
        if (ZAHIDE_TRY(files.size(beside(from, suffix))))
            ZAHIDE_TRY_VOID(files.rename(beside(from, suffix), beside(to, suffix)));
    }
    return files.sync_folder_of(to);
}

Result<bool> has_orphan_log(Files const& files, fs::path const& database)
{
    if (ZAHIDE_TRY(files.size(database)))
        return false;
    for (auto const* suffix : logs) {
        if (ZAHIDE_TRY(files.size(beside(database, suffix))))
            return true;
    }
    return false;
}

Result<void> remove_database(Files& files, fs::path const& database)
{
    for (auto const* suffix : beside_database)
        ZAHIDE_TRY_VOID(files.remove(beside(database, suffix)));
    return files.remove(database);
}

Result<fs::path> free_name(Files const& files, fs::path const& database, std::string_view word, Instant now)
{
    auto const folder = database.parent_path();
    auto const names = ZAHIDE_TRY(files.names_in(folder.empty() ? fs::path(".") : folder));
    auto const begin = database.filename().string() + std::string(word);
    auto const is_taken
        = [&](std::string const& wanted) { return std::ranges::any_of(names, [&wanted](std::string const& name) { return name.starts_with(wanted); }); };
    auto unix_ms = now.unix_ms();
    while (is_taken(begin + std::to_string(unix_ms)))
        ++unix_ms;
    return folder / (begin + std::to_string(unix_ms));
}

} // namespace zahide::sqlite::durable
