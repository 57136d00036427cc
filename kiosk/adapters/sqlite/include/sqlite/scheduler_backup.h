#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "sqlite/files.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace zahide::sqlite {

struct BackupMade {
    std::filesystem::path file;
    Revision revision; ///< the newest it holds
    std::int64_t bytes = 0;
};

/// Copies the scheduler's database, which may be in use, as it is at one instant: `to` is a new file, or a folder, where it
/// gets the instant for a name. The copy is looked through, synced, and only then given its name; the database then knows
/// that it is covered up to that revision, and tells its devices. Readers and writers go on meanwhile.
///
/// Fails with `invalid` for a file of another program, with `conflict` if `to` is a file that is there, with `corrupt` if the
/// copy (so the database) is damaged, with `unavailable` for a disk that refuses; then there is no new file.
[[nodiscard]] Result<BackupMade> back_up_scheduler(std::filesystem::path const& database, std::filesystem::path const& to, Instant now);
/// The same on that disk, into a file.
[[nodiscard]] Result<BackupMade> back_up_scheduler(std::filesystem::path const& database, std::filesystem::path const& file, Instant now, Disk const& disk);

/// Removes all but the newest `count_kept` backups that back_up_scheduler() has named in that folder. Nothing else is touched.
[[nodiscard]] Result<void> keep_newest_backups(std::filesystem::path const& folder, std::int32_t count_kept);

/// The newest backup that back_up_scheduler() has named in that folder.
[[nodiscard]] std::optional<std::filesystem::path> newest_backup(std::filesystem::path const& folder);
/// When the file was taken, from its name.
[[nodiscard]] std::optional<Instant> backup_time(std::filesystem::path const& file);

struct Restored {
    std::string generation;
    std::optional<Instant> holds_until; ///< the newest change in it
    std::optional<std::filesystem::path> set_aside; ///< where the former database stands now
};

/// Puts a backup in the place of the scheduler's database, which nobody has open: the caller holds its lock. What was in its
/// place is kept beside it under another name.
///
/// A power cut at any instant leaves either of the two in place, whole, or a note that begun_restore() finds: then nobody may serve
/// the database, and restoring again, this backup or another one, brings it to its end, with nothing of the former file lost.
///
/// What happened between the backup and the loss is unknown to it, so it begins a new life, with a new generation:
/// - Ticket numbers. Which ones were given meanwhile, on paper or by the desk, nobody can tell it. So of every day from the
///   backup's to the day after tomorrow, half of what the backup has left of that day is passed over: nobody gets these any
///   more. (A center would have to give some five thousand numbers between a backup and the loss to reach the other half.)
///   What the former database still tells is passed over too, and half of the rest again each time the same backup is put
///   back, which is noted in a small file beside it.
///   Devices that are out of reach go on giving theirs out of that half, and lose nothing: a ticket they deliver, or deliver
///   again, shows its lease, and if that lies in what was passed over, the block is theirs again.
/// - Revisions of the change feed go on far above all that were given: whoever listens asks for everything anew.
/// - Nobody is logged in: devices learn the generation when they log in again, and deliver again what they kept.
/// - Appointments made meanwhile are gone; their codes are random, so that a new one with an equal code is as unlikely as ever.
///
/// Fails with `not_found` without such a file, `invalid` for one of another program or of a newer version, `corrupt` for a
/// damaged one, `conflict` if `now` is before what it holds, `unavailable` for a disk that refuses; then all stays as it was, unless
/// the disk refuses in the midst of the exchange: then it is as after a power cut.
[[nodiscard]] Result<Restored> restore_scheduler(std::filesystem::path const& from, std::filesystem::path const& database, Instant now);
[[nodiscard]] Result<Restored> restore_scheduler(std::filesystem::path const& from, std::filesystem::path const& database, Instant now, Disk const& disk);

/// A restore that was cut off.
struct BegunRestore {
    std::filesystem::path set_aside; ///< where the former database stands, or will
    std::filesystem::path from; ///< the backup
};
/// None: the database can be served. Fails with `corrupt` for a note that can't be read.
[[nodiscard]] Result<std::optional<BegunRestore>> begun_restore(std::filesystem::path const& database);
[[nodiscard]] Result<std::optional<BegunRestore>> begun_restore(std::filesystem::path const& database, Files const& files);

} // namespace zahide::sqlite
