#include "sqlite/scheduler_backup.h"

#include "durable_files.h"
#include "scheduler_schema.h"
#include "sqlite/scheduler_storage.h"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <vector>

namespace zahide::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view name_begin = "scheduler-";
constexpr std::string_view name_end = ".db";

/// scheduler-20261123T141500Z.db: sorted by name is sorted by time.
std::string backup_name(Instant at)
{
    std::string compact;
    for (char const letter : Instant::from_unix_ms(at.unix_ms() / 1000 * 1000).text()) {
        if (letter == '.')
            break;
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0 && letter != 'Z')
            compact += letter;
    }
    return std::string(name_begin) + compact + "Z" + std::string(name_end);
}

Result<std::unique_ptr<Database>> open_scheduler(fs::path const& file, OpenMode mode, OpenCheck check, Disk const& disk)
{
    DatabaseOptions options;
    options.path = file.string();
    options.vfs = disk.vfs;
    options.mode = mode;
    options.check = check;
    auto database = ZAHIDE_TRY(Database::open(options));
    if (ZAHIDE_TRY(database->value<std::int64_t>("PRAGMA application_id")) != scheduler_application_id)
        return fail(ErrorCode::invalid, "this file is no scheduler's database", file.string(), "name the file of `database` in the scheduler's configuration");
    return database;
}

Result<void> copy_into(fs::path const& database, fs::path const& part, Disk const& disk)
{
    auto const source = ZAHIDE_TRY(open_scheduler(database, OpenMode::existing, OpenCheck::none, disk));
    auto const version = ZAHIDE_TRY(source->value<std::int64_t>("PRAGMA user_version"));
    if (version != static_cast<std::int64_t>(scheduler_migrations().size()))
        return fail(ErrorCode::invalid, "another version of this program has written this file", database.string(),
            "start the scheduler of this version once, or make the backup with the version that runs");
    ZAHIDE_TRY_VOID(disk.files.write_private(part, ""));
    // One read transaction over the write-ahead log: https://sqlite.org/lang_vacuum.html#vacuuminto
    ZAHIDE_TRY(source->run("VACUUM INTO ?", part.string()));
    return {};
}

/// Looks the copy through to its last row; gives its newest revision.
Result<Revision> look_through(fs::path const& part, Disk const& disk)
{
    auto const copy = ZAHIDE_TRY(open_scheduler(part, OpenMode::read_only, OpenCheck::full, disk));
    auto const newest = ZAHIDE_TRY(copy->value<Revision>("SELECT coalesce(max(revision), 0) FROM feed"));
    return newest.value_or(Revision(0));
}

Result<void> note_covered(fs::path const& database, Revision revision, Instant now, Disk const& disk)
{
    auto const source = ZAHIDE_TRY(open_scheduler(database, OpenMode::existing, OpenCheck::none, disk));
    ZAHIDE_TRY(source->run("UPDATE lineage SET backed_up_revision = max(backed_up_revision, ?), backed_up_at = ?", revision, now));
    return {};
}

std::vector<fs::path> named_backups(fs::path const& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(folder, error)) {
        if (backup_time(entry.path()))
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

Result<BackupMade> back_up_scheduler(fs::path const& database, fs::path const& to, Instant now)
{
    std::error_code error;
    SystemFiles files;
    return back_up_scheduler(database, fs::is_directory(to, error) ? to / backup_name(now) : to, now, Disk { files });
}

Result<BackupMade> back_up_scheduler(fs::path const& database, fs::path const& file, Instant now, Disk const& disk)
{
    if (ZAHIDE_TRY(disk.files.size(file)))
        return fail(ErrorCode::conflict, "there is such a file already", file.string(), "name another file, or a folder");
    fs::path const part = file.string() + ".part";
    auto const make = [&]() -> Result<BackupMade> {
        ZAHIDE_TRY_VOID(copy_into(database, part, disk));
        BackupMade made { file, ZAHIDE_TRY(look_through(part, disk)), 0 };
        ZAHIDE_TRY_VOID(disk.files.sync(part));
        made.bytes = static_cast<std::int64_t>(ZAHIDE_TRY(disk.files.size(part)).value_or(0));
        ZAHIDE_TRY_VOID(durable::put_in_place(disk.files, part, file));
        return made;
    };
    auto made = make();
    if (!made) {
        static_cast<void>(disk.files.remove(part));
        return made;
    }
    ZAHIDE_TRY_VOID(note_covered(database, made->revision, now, disk));
    return made;
}

std::optional<Instant> backup_time(fs::path const& file)
{
    auto const name = file.filename().string();
    constexpr std::size_t stamp_size = 16; // 20261123T141500Z
    if (name.size() != name_begin.size() + stamp_size + name_end.size() || !name.starts_with(name_begin) || !name.ends_with(name_end))
        return std::nullopt;
    auto const stamp = name.substr(name_begin.size(), stamp_size);
    auto const at
        = Instant::parse(stamp.substr(0, 4) + "-" + stamp.substr(4, 2) + "-" + stamp.substr(6, 5) + ":" + stamp.substr(11, 2) + ":" + stamp.substr(13));
    return at ? std::optional(*at) : std::nullopt;
}

std::optional<fs::path> newest_backup(fs::path const& folder)
{
    auto files = named_backups(folder);
    return files.empty() ? std::nullopt : std::optional(std::move(files.back()));
}

Result<void> keep_newest_backups(fs::path const& folder, std::int32_t count_kept)
{
    auto files = named_backups(folder);
    auto const kept = std::min(files.size(), static_cast<std::size_t>(std::max(count_kept, 1)));
    files.resize(files.size() - kept);
    for (auto const& file : files) {
        std::error_code error;
        fs::remove(file, error);
        if (error)
            return fail(ErrorCode::unavailable, "an old backup can't be removed (" + error.message() + ")", file.string(), "look at the folder's permissions");
    }
    return {};
}

} // namespace zahide::sqlite
