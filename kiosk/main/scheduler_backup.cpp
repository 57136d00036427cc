#include "scheduler_backup.h"

#include "private_folder.h"
#include "sqlite/scheduler_backup.h"
#include "system/clock.h"
#include "system/file_lock.h"

#include <filesystem>

namespace zahide::program {

namespace fs = std::filesystem;

std::string lock_file_of(config::SchedulerConfig const& config)
{
    return config.database + ".lock";
}

Result<std::string> make_backup(config::SchedulerConfig const& config, std::string const& to)
{
    bool const is_ours = to.empty();
    if (is_ours && !config.backup)
        return fail(ErrorCode::invalid, "nobody says where the backup goes", "backup", "give --to, or a folder in [backup] of the configuration");
    fs::path const target = is_ours ? config.backup->directory : to;
    if (is_ours)
        ZAHIDE_TRY_VOID(make_private_folder_of((target / "backup").string()));
    if (std::error_code error; !fs::exists(config.database, error)) {
        ZAHIDE_TRY_VOID(refuse_begun_restore(config));
        return fail(ErrorCode::not_found, "there is no database yet", config.database, "look at `database` in the configuration");
    }
    auto const lock = ZAHIDE_TRY(system::FileLock::take(lock_file_of(config), system::LockKind::shared));
    ZAHIDE_TRY_VOID(refuse_begun_restore(config));
    auto const made = ZAHIDE_TRY(sqlite::back_up_scheduler(config.database, target, system::SystemClock().now()));
    if (is_ours)
        ZAHIDE_TRY_VOID(sqlite::keep_newest_backups(target, config.backup->kept));
    return "backup " + made.file.string() + " of " + std::to_string(made.bytes) + " bytes, up to revision " + std::to_string(made.revision.value());
}

Result<std::string> restore_backup(config::SchedulerConfig const& config, std::string const& from)
{
    ZAHIDE_TRY_VOID(make_private_folder_of(config.database));
    auto const lock = system::FileLock::take(lock_file_of(config), system::LockKind::exclusive);
    if (!lock && lock.error().code == ErrorCode::conflict)
        return fail(ErrorCode::conflict, "the scheduler is running", config.database, "stop it, then restore, then start it again");
    if (!lock)
        return fail(lock.error());
    auto const restored = ZAHIDE_TRY(sqlite::restore_scheduler(fs::absolute(from), config.database, system::SystemClock().now()));
    std::string line = "restored " + config.database;
    if (restored.holds_until)
        line += "; it holds what was done until " + restored.holds_until->text();
    if (restored.set_aside)
        line += "; the former file stands in " + restored.set_aside->string();
    return line;
}

Result<void> refuse_begun_restore(config::SchedulerConfig const& config)
{
    auto const begun = ZAHIDE_TRY(sqlite::begun_restore(config.database));
    if (!begun)
        return {};
    return fail(ErrorCode::conflict, "a restore of this database was cut off", config.database,
        "run restore again: zahide-scheduler restore --config " + config.file + " --from " + begun->from.string());
}

void make_due_backup(config::SchedulerConfig const& config, ports::Log& log)
{
    if (!config.backup)
        return;
    auto const newest = sqlite::newest_backup(config.backup->directory);
    auto const taken = newest ? sqlite::backup_time(*newest) : std::nullopt;
    auto const now = system::SystemClock().now();
    if (taken && *taken <= now && now - *taken < std::chrono::hours(config.backup->every_hours))
        return;
    auto const made = make_backup(config, {});
    if (made)
        log.info(*made);
    else
        log.error("no backup was made: " + made.error().line());
}

Error with_restore_command(Error error, config::SchedulerConfig const& config)
{
    auto const newest = config.backup && error.code == ErrorCode::corrupt ? sqlite::newest_backup(config.backup->directory) : std::nullopt;
    if (newest)
        error.mend = "run: zahide-scheduler restore --config " + config.file + " --from " + newest->string();
    return error;
}

} // namespace zahide::program
