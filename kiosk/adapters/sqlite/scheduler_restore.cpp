#include "durable_files.h"
#include "scheduler_schema.h"
#include "sqlite/scheduler_backup.h"
#include "sqlite/scheduler_storage.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::int32_t days_back_max = 31; ///< deliveries of days longer ago find no block
constexpr std::int32_t days_ahead = 2; ///< tomorrow's numbers are lent today, and the sun is ahead of UTC somewhere
constexpr std::int64_t revisions_passed_over = 1'000'000'000; ///< more than one life of the database brings
constexpr std::int32_t ms_of_day = 86'400'000;

LocalDate date_of(Instant at)
{
    return LocalDate::from_days(static_cast<std::int32_t>(at.unix_ms() / ms_of_day));
}

/// The next number of each center's day.
using NextNumbers = std::map<std::pair<CenterId, LocalDate>, std::int32_t>;

/// What is known of the life that ended.
struct Past {
    NextNumbers known; ///< of the former database as far as it can be read
    std::vector<Instant> restores; ///< when a backup was put back before
    Instant now;
};

/// How many lives, begun by putting a backup back, may have given numbers of that day that this one doesn't know: those since it was
/// made, by a day that may have begun earlier than in UTC.
std::int32_t lives_unknown(Past const& past, std::optional<Instant> held_until, LocalDate date)
{
    constexpr std::ptrdiff_t halves_max = 14; // then no number is left
    auto const count
        = std::ranges::count_if(past.restores, [&](Instant at) { return (!held_until || at >= *held_until) && date_of(at).plus_days(-1) <= date; });
    return static_cast<std::int32_t>(std::min(count, halves_max));
}

/// The first number of the other half of what is left from `next`, at a round one.
std::int32_t half_way(std::int32_t next)
{
    constexpr std::int32_t round = 100;
    std::int32_t const last = domain::limits::ticket_number_max;
    std::int32_t const middle = next + (last - next + 1) / 2;
    return std::clamp((middle + round - 1) / round * round + 1, next, last + 1);
}

/// Whatever the former database still tells; nothing of it is needed. It stays as it is, with its log, for whoever looks for the fault.
NextNumbers numbers_of(fs::path const& database, Disk const& disk)
{
    NextNumbers numbers;
    DatabaseOptions options;
    options.path = database.string();
    options.vfs = disk.vfs;
    options.mode = OpenMode::read_only;
    options.check = OpenCheck::none;
    auto const former = Database::open(options);
    if (!former)
        return numbers;
    auto const keep = [&numbers](Statement& row) {
        auto& next = numbers[{ row.read<CenterId>(0), row.read<LocalDate>(1) }];
        next = std::max(next, std::min(row.read<std::int32_t>(2), domain::limits::ticket_number_max + 1));
        return 0;
    };
    static_cast<void>((*former)->query("SELECT center, local_date, next_number FROM number_days", keep));
    return numbers;
}

Result<void> pass_over_numbers(Database& database, CenterId const& center, LocalDate date, Past const& past, std::int32_t lives)
{
    ZAHIDE_TRY(
        database.run("INSERT INTO number_days (center, local_date, next_number) VALUES (?, ?, 1) ON CONFLICT (center, local_date) DO NOTHING", center, date));
    auto const next = ZAHIDE_TRY(database.value<std::int32_t>("SELECT next_number FROM number_days WHERE center = ? AND local_date = ?", center, date));
    auto const known = past.known.find({ center, date });
    auto first_after = next.value_or(1);
    for (std::int32_t count = 0; count <= lives; ++count)
        first_after = half_way(first_after);
    // The former database has passed over the lives before it. What it tells is halved once, so that each life goes one half further than
    // the last one, and what comes after this one can know by counting how far this one went.
    if (known != past.known.end())
        first_after = std::max(first_after, half_way(known->second));
    if (first_after <= next)
        return {}; // none is left
    auto const previous = *next == 1 ? std::nullopt : std::optional(*next - 1);
    ZAHIDE_TRY(database.run("INSERT INTO number_blocks (center, local_date, first_number, last_number, previous_last, lost) VALUES (?, ?, ?, ?, ?, 1)", center,
        date, *next, first_after - 1, previous));
    ZAHIDE_TRY(database.run("UPDATE number_days SET next_number = ?3 WHERE center = ?1 AND local_date = ?2", center, date, first_after));
    return {};
}

Result<void> pass_over_revisions(Database& database, std::vector<CenterId> const& centers, Instant now)
{
    auto const newest = ZAHIDE_TRY(database.value<std::int64_t>("SELECT seq FROM sqlite_sequence WHERE name = 'feed'"));
    std::int64_t revision = newest.value_or(0) + revisions_passed_over;
    ZAHIDE_TRY(database.run("DELETE FROM feed"));
    for (auto const& center : centers)
        ZAHIDE_TRY(
            database.run("INSERT INTO feed (revision, center, kind, subject, at, for_staff, for_board, for_kiosk) VALUES (?, ?, 'catalogue', ?, ?, 1, 1, 1)",
                ++revision, center, center.value(), now));
    return {};
}

/// What makes another life of the copy; gives its generation.
Result<std::string> begin_anew(Database& database, std::optional<Instant> held_until, Past const& past)
{
    auto const centers = ZAHIDE_TRY(database.query("SELECT id FROM centers ORDER BY id", [](Statement& row) { return row.read<CenterId>(0); }));
    auto const today = date_of(past.now);
    auto const first = std::max(date_of(held_until.value_or(past.now)).plus_days(-1), today.plus_days(-days_back_max));
    for (auto const& center : centers) {
        for (auto date = first; date <= today.plus_days(days_ahead); date = date.plus_days(1))
            ZAHIDE_TRY_VOID(pass_over_numbers(database, center, date, past, lives_unknown(past, held_until, date)));
    }
    ZAHIDE_TRY_VOID(pass_over_revisions(database, centers, past.now));
    ZAHIDE_TRY(database.run("DELETE FROM sessions"));
    // Who was deciding then decides anew; what kiosks have promised since is asked of each of them.
    ZAHIDE_TRY(database.run("DELETE FROM reservations WHERE claim IN (SELECT id FROM holds WHERE lent_to IS NULL)"));
    ZAHIDE_TRY(database.run("DELETE FROM holds WHERE lent_to IS NULL"));
    ZAHIDE_TRY(database.run("UPDATE devices SET awaited_since = ? WHERE kind = 'kiosk'", past.now));
    ZAHIDE_TRY(database.run("UPDATE lineage SET generation = lower(hex(randomblob(16))), backed_up_revision = 0, backed_up_at = NULL"));
    return ZAHIDE_TRY(database.value<std::string>("SELECT generation FROM lineage")).value_or("");
}

/// The copy at `part`, made ready to be served: one synced file of this version.
Result<Restored> make_ready(fs::path const& part, Past const& past, Disk const& disk)
{
    DatabaseOptions options;
    options.path = part.string();
    options.vfs = disk.vfs;
    options.mode = OpenMode::existing;
    options.check = OpenCheck::full;
    auto const database = ZAHIDE_TRY(Database::open(options));
    auto const application = ZAHIDE_TRY(database->value<std::int64_t>("PRAGMA application_id"));
    if (application != scheduler_application_id)
        return fail(ErrorCode::invalid, "this is no scheduler's database", part.string(), "name a file that `zahide-scheduler backup` has made");
    ZAHIDE_TRY_VOID(database->migrate(scheduler_migrations()));
    auto const newest = ZAHIDE_TRY(database->value<std::optional<Instant>>("SELECT max(at) FROM feed")).value_or(std::nullopt);
    if (newest && past.now < *newest)
        return fail(ErrorCode::conflict, "this machine's clock stands before what the backup holds (" + newest->text() + ")", part.string(),
            "set the clock right, then try again");
    Restored restored;
    restored.holds_until = newest;
    restored.generation = ZAHIDE_TRY(database->transact([&] { return begin_anew(*database, newest, past); }));
    ZAHIDE_TRY_VOID(database->execute("PRAGMA journal_mode=DELETE;"));
    return restored;
}

/// Where it is noted when backups were put back: beside them all and beside the database, as either may be lost.
std::array<fs::path, 2> notes_of(fs::path const& backup, fs::path const& database)
{
    return { backup.parent_path() / "restores", database.string() + ".restores" };
}

/// All that either note knows of.
Result<std::vector<Instant>> restores_of(fs::path const& backup, fs::path const& database, Instant now, Files const& files)
{
    std::set<Instant> restores;
    for (auto const& note : notes_of(backup, database)) {
        if (!ZAHIDE_TRY(files.size(note)))
            continue;
        std::istringstream lines(ZAHIDE_TRY(files.read(note)));
        for (std::string line; std::getline(lines, line);)
            restores.insert(Instant::parse(line).value_or(now)); // what can't be read may have been today
    }
    return std::vector(restores.begin(), restores.end());
}

/// Durable before the numbers are: whatever is restored after that, passes over those that this life may give.
Result<void> note_restore(fs::path const& backup, fs::path const& database, Past const& past, Files& files)
{
    constexpr std::size_t kept = 100;
    std::string text;
    for (std::size_t at = past.restores.size() > kept ? past.restores.size() - kept : 0; at < past.restores.size(); ++at)
        text += past.restores[at].text() + "\n";
    text += past.now.text() + "\n";
    for (auto const& note : notes_of(backup, database)) {
        if (auto const noted = durable::put_note(files, note, text); !noted)
            return fail(ErrorCode::unavailable, "it can't be noted that a backup is restored (" + noted.error().what + ")", note.string(),
                "copy the backup to a folder that can be written");
    }
    return {};
}

constexpr std::string_view aside_word = ".before-restore-";

fs::path begun_note_of(fs::path const& database)
{
    return database.string() + ".restore-begun";
}

/// What the former database is called now, and whether it is moved.
struct Former {
    fs::path aside;
    bool is_aside = false;
    [[nodiscard]] fs::path const& file(fs::path const& database) const { return is_aside ? aside : database; }
};

/// Takes up where a restore was cut off: the former database with its whole log, under one name.
Result<Former> find_former(fs::path const& database, Instant now, Files& files)
{
    auto const begun = ZAHIDE_TRY(begun_restore(database, files));
    if (!begun)
        return Former { ZAHIDE_TRY(durable::free_name(files, database, aside_word, now)), false };
    Former former { begun->set_aside, ZAHIDE_TRY(files.size(begun->set_aside)).has_value() };
    if (former.is_aside && ZAHIDE_TRY(durable::has_orphan_log(files, database)))
        ZAHIDE_TRY_VOID(durable::move_database(files, database, former.aside));
    return former;
}

/// From the note on, nobody serves the database until the backup is in its place.
Result<void> replace(fs::path const& database, fs::path const& part, Former const& former, fs::path const& from, Files& files)
{
    ZAHIDE_TRY_VOID(durable::put_note(files, begun_note_of(database), former.aside.filename().string() + "\n" + from.string() + "\n"));
    if (!former.is_aside)
        ZAHIDE_TRY_VOID(durable::move_database(files, database, former.aside));
    ZAHIDE_TRY_VOID(durable::put_in_place(files, part, database));
    return durable::remove(files, begun_note_of(database));
}

Result<void> check_backup(fs::path const& from, Files const& files)
{
    auto const size = ZAHIDE_TRY(files.size(from));
    if (!size)
        return fail(ErrorCode::not_found, "there is no such backup", from.string(), "name a file that `zahide-scheduler backup` has made");
    if (*size == 0)
        return fail(ErrorCode::corrupt, "the backup is empty", from.string(), "name another backup");
    return {};
}

/// The backup's copy, ready to be served and synced.
Result<Restored> prepare(fs::path const& from, fs::path const& part, Past const& past, Disk const& disk)
{
    // What a restore left that was cut off: its log would be taken for the copy's.
    ZAHIDE_TRY_VOID(durable::remove_database(disk.files, part));
    ZAHIDE_TRY_VOID(disk.files.sync_folder_of(part));
    ZAHIDE_TRY_VOID(disk.files.copy_private(from, part));
    // Of a file that was not closed: its log belongs to it.
    if (fs::path const log = from.string() + "-wal"; ZAHIDE_TRY(disk.files.size(log)))
        ZAHIDE_TRY_VOID(disk.files.copy_private(log, part.string() + "-wal"));
    auto restored = make_ready(part, past, disk);
    if (!restored) {
        auto told = restored.error(); // of the file that was named
        told.where = from.string();
        return fail(std::move(told));
    }
    ZAHIDE_TRY_VOID(disk.files.sync(part));
    return restored;
}

} // namespace

Result<std::optional<BegunRestore>> begun_restore(fs::path const& database)
{
    return begun_restore(database, SystemFiles());
}

Result<std::optional<BegunRestore>> begun_restore(fs::path const& database, Files const& files)
{
    auto const note = begun_note_of(database);
    if (!ZAHIDE_TRY(files.size(note)))
        return std::optional<BegunRestore>();
    auto const text = ZAHIDE_TRY(files.read(note));
    auto const end = text.find('\n');
    auto const name = text.substr(0, end);
    if (end == std::string::npos || !text.ends_with('\n') || !name.starts_with(database.filename().string() + std::string(aside_word)))
        return fail(ErrorCode::corrupt, "the note of a restore that has begun can't be read", note.string(),
            "look for the former database beside it, remove the note, and restore a backup");
    return std::optional(BegunRestore { database.parent_path() / name, text.substr(end + 1, text.size() - end - 2) });
}

Result<Restored> restore_scheduler(fs::path const& from, fs::path const& database, Instant now)
{
    SystemFiles files;
    return restore_scheduler(from, database, now, Disk { files });
}

Result<Restored> restore_scheduler(fs::path const& from, fs::path const& database, Instant now, Disk const& disk)
{
    ZAHIDE_TRY_VOID(check_backup(from, disk.files));
    auto const former = ZAHIDE_TRY(find_former(database, now, disk.files));
    fs::path const part = database.string() + ".restoring";
    Past const past { numbers_of(former.file(database), disk), ZAHIDE_TRY(restores_of(from, database, now, disk.files)), now };
    auto const restore = [&]() -> Result<Restored> {
        auto restored = ZAHIDE_TRY(prepare(from, part, past, disk));
        ZAHIDE_TRY_VOID(note_restore(from, database, past, disk.files));
        ZAHIDE_TRY_VOID(replace(database, part, former, from, disk.files));
        if (ZAHIDE_TRY(disk.files.size(former.aside)))
            restored.set_aside = former.aside;
        return restored;
    };
    auto restored = restore();
    if (!restored)
        static_cast<void>(durable::remove_database(disk.files, part));
    return restored;
}

} // namespace zahide::sqlite
