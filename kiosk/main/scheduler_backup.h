#pragma once

#include "base/result.h"
#include "config/scheduler.h"
#include "ports/log.h"

#include <string>

namespace zahide::program {

/// The file whose lock whoever uses the scheduler's database shares, and whoever replaces it has alone.
[[nodiscard]] std::string lock_file_of(config::SchedulerConfig const& config);

/// Makes a backup while the scheduler serves or stands still: `to` is a file that isn't there, a folder, or empty for the
/// folder of the configuration, where as many are kept as it says. Gives a line for the operator.
[[nodiscard]] Result<std::string> make_backup(config::SchedulerConfig const& config, std::string const& to);

/// Puts a backup in the database's place; fails with `conflict` while somebody uses the database. Gives a line for the operator.
[[nodiscard]] Result<std::string> restore_backup(config::SchedulerConfig const& config, std::string const& from);

/// Fails with `conflict` if a restore was cut off, with the command that brings it to its end. Before anybody opens the database, with
/// its lock.
[[nodiscard]] Result<void> refuse_begun_restore(config::SchedulerConfig const& config);

/// The backups that the configuration wants by themselves: makes one when the newest is old enough. Troubles go to the log.
void make_due_backup(config::SchedulerConfig const& config, ports::Log& log);

/// The error of a damaged database, with the command that mends it where the configuration says where backups are.
[[nodiscard]] Error with_restore_command(Error error, config::SchedulerConfig const& config);

} // namespace zahide::program
