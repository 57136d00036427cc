#include "sqlite/device_renewal.h"

#include "device_schema.h"
#include "durable_files.h"
#include "protocol/device.h"
#include "protocol/slot_lease.h"
#include "protocol/ticket.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <vector>

namespace zahide::sqlite {

namespace fs = std::filesystem;

namespace {

/// Of those that are salvaged.
constexpr std::size_t damaged_kept_max = 3;
/// More than a device's outbox and what it keeps of the delivered hold together.
constexpr std::int64_t salvaged_max = 10'000;
/// Rows looked for one by one between the last that is read from either end.
/// A dying disk takes seconds for each.
constexpr int failures_max = 50;
constexpr std::int64_t looked_for_max = 10'000;
constexpr std::string_view damaged_word = ".damaged-";
/// Beside a file that was set aside: all that can be read of it is in its successor.
constexpr std::string_view salvaged_word = ".salvaged";

/// All that Device::create() reads.
Result<void> read_through(DeviceStore& store)
{
    ZAHIDE_TRY(store.leases());
    ZAHIDE_TRY(store.lease_requests());
    ZAHIDE_TRY(store.outbox(static_cast<std::size_t>(salvaged_max)));
    ZAHIDE_TRY(store.parked_size());
    ZAHIDE_TRY(store.newest_delivered());
    ZAHIDE_TRY(store.generation());
    ZAHIDE_TRY(store.bookings());
    ZAHIDE_TRY(store.open_print_jobs());
    ZAHIDE_TRY(store.catalogue());
    ZAHIDE_TRY(store.slot_leases());
    ZAHIDE_TRY(store.slot_request());
    return {};
}

Result<std::unique_ptr<DeviceStore>> open_sound(fs::path const& file, Disk const& disk)
{
    auto store = ZAHIDE_TRY(DeviceStore::open(file.string(), disk.vfs));
    ZAHIDE_TRY_VOID(read_through(*store));
    return store;
}

/// A damaged file under its other name.
struct SetAside {
    fs::path file;
    std::int64_t unix_ms = 0;
    bool is_salvaged = false;
};

fs::path mark_of(fs::path const& set_aside)
{
    return set_aside.string() + std::string(salvaged_word);
}

/// Oldest first.
Result<std::vector<SetAside>> damaged_files(fs::path const& file, Files const& files)
{
    std::vector<SetAside> found;
    auto const folder = file.parent_path();
    auto const begin = file.filename().string() + std::string(damaged_word);
    auto const names = ZAHIDE_TRY(files.names_in(folder.empty() ? fs::path(".") : folder));
    for (auto const& name : names) {
        if (!name.starts_with(begin))
            continue;
        std::int64_t unix_ms = 0;
        auto const* const end = name.data() + name.size();
        auto const parsed = std::from_chars(name.data() + begin.size(), end, unix_ms);
        if (parsed.ec == std::errc() && parsed.ptr == end)
            found.push_back({ folder / name, unix_ms, std::ranges::find(names, mark_of(name).string()) != names.end() });
    }
    std::ranges::sort(found, {}, &SetAside::unix_ms);
    return found;
}

/// A power cut may have come between the file and its log. It must not be taken for the log of the file that is begun now.
Result<void> finish_setting_aside(fs::path const& file, Disk const& disk, Instant now)
{
    if (!ZAHIDE_TRY(durable::has_orphan_log(disk.files, file)))
        return {};
    auto const damaged = ZAHIDE_TRY(damaged_files(file, disk.files));
    bool const is_its = !damaged.empty() && !damaged.back().is_salvaged && !ZAHIDE_TRY(disk.files.size(damaged.back().file.string() + "-wal"));
    auto const aside = is_its ? damaged.back().file : ZAHIDE_TRY(durable::free_name(disk.files, file, damaged_word, now));
    return durable::move_database(disk.files, file, aside);
}

/// Of those that are salvaged only the newest few stay; the others hold what was promised, and nowhere else stands.
void remove_oldest(fs::path const& file, Files& files)
{
    auto damaged = damaged_files(file, files).value_or(std::vector<SetAside>());
    std::erase_if(damaged, [](SetAside const& one) { return !one.is_salvaged; });
    damaged.resize(damaged.size() - std::min(damaged.size(), damaged_kept_max));
    for (auto const& old : damaged) {
        // The mark last: without it the file would be salvaged again.
        if (durable::remove_database(files, old.file) && files.sync_folder_of(old.file))
            static_cast<void>(files.remove(mark_of(old.file)));
    }
}

using Entries = std::map<std::int64_t, ports::OutboxEntry>;

/// Whether it can be what a device wrote: damage may stand inside a row that can be read.
bool is_sound(ports::OutboxEntry const& entry)
{
    if (entry.target.ends_with("/tickets"))
        return protocol::decode<protocol::NewTicket>(entry.body.reveal()).has_value();
    if (entry.target.ends_with("/book"))
        return protocol::decode<protocol::LentBooking>(entry.body.reveal()).has_value();
    return entry.target.ends_with("/help-requests") && protocol::decode<protocol::NewHelpRequest>(entry.body.reveal()).has_value();
}

struct Salvaged {
    Entries entries;
    /// Damage is the end of what can be read; a disk that fails now, or is full, may be a passing thing, and it must be tried again.
    std::optional<Error> cut_off;
    int failures = 0;

    void ended(Error const& error)
    {
        if (error.code != ErrorCode::unavailable)
            return;
        cut_off = error;
        ++failures;
    }
};

/// Takes rows until one can't be read.
void take_rows(Database& database, std::string const& select, Salvaged& salvaged, std::int64_t sequence)
{
    auto prepared = database.prepare(select);
    if (!prepared)
        return salvaged.ended(prepared.error());
    prepared->bind(sequence);
    while (true) {
        auto const step = prepared->step();
        if (!step)
            return salvaged.ended(step.error());
        if (*step == Step::done)
            return;
        auto entry = read_outbox_entry(*prepared);
        if (prepared->fault() && is_sound(entry))
            salvaged.entries.emplace(entry.sequence.value(), std::move(entry));
        if (static_cast<std::int64_t>(salvaged.entries.size()) >= salvaged_max)
            return;
    }
}

/// What can still be read of the outbox: from either end, and row by row in between.
Salvaged salvage(fs::path const& file, Disk const& disk)
{
    Salvaged first;
    DatabaseOptions options;
    options.path = file.string();
    options.vfs = disk.vfs;
    options.mode = OpenMode::existing;
    options.check = OpenCheck::none;
    auto const database = Database::open(options);
    if (!database) {
        first.ended(database.error());
        return first;
    }
    std::string const select = std::string(outbox_columns);
    take_rows(**database, select + "WHERE sequence > ? ORDER BY sequence", first, 0);
    std::int64_t const first_missing = first.entries.empty() ? 1 : first.entries.rbegin()->first + 1;
    Salvaged last;
    take_rows(**database, select + "WHERE sequence > ? ORDER BY sequence DESC", last, 0);
    std::int64_t const end = std::min(last.entries.empty() ? first_missing : last.entries.begin()->first, first_missing + looked_for_max);
    first.entries.merge(last.entries);
    if (last.cut_off)
        first.cut_off = last.cut_off;
    for (std::int64_t sequence = first_missing; sequence < end && first.failures < failures_max; ++sequence)
        take_rows(**database, select + "WHERE sequence = ?", first, sequence);
    return first;
}

/// Gives how many entries came over. The mark is made when they are durable; without it the file is salvaged again at the next start.
Result<std::size_t> take_over(DeviceStore& store, fs::path const& set_aside, Disk const& disk)
{
    auto salvaged = salvage(set_aside, disk);
    std::vector<ports::OutboxEntry> ordered;
    ordered.reserve(salvaged.entries.size());
    for (auto& [sequence, entry] : salvaged.entries)
        ordered.push_back(std::move(entry));
    auto const count = ZAHIDE_TRY(store.take_over(ordered));
    if (salvaged.cut_off)
        return fail(*salvaged.cut_off); // what could be read is safe; the rest is tried again
    ZAHIDE_TRY_VOID(durable::put_note(disk.files, mark_of(set_aside), std::to_string(count) + "\n"));
    return count;
}

Result<void> take_over_all(fs::path const& file, Disk const& disk, OpenedDeviceStore& opened)
{
    for (auto const& one : ZAHIDE_TRY(damaged_files(file, disk.files))) {
        if (one.is_salvaged)
            continue;
        auto const count = take_over(*opened.store, one.file, disk);
        if (count)
            opened.salvaged += *count;
        else
            opened.not_salvaged = count.error();
    }
    return {};
}

} // namespace

Result<OpenedDeviceStore> open_or_renew(fs::path const& file, Instant now)
{
    SystemFiles files;
    return open_or_renew(file, now, Disk { files });
}

Result<OpenedDeviceStore> open_or_renew(fs::path const& file, Instant now, Disk const& disk)
{
    ZAHIDE_TRY_VOID(finish_setting_aside(file, disk, now));
    OpenedDeviceStore opened;
    auto store = open_sound(file, disk);
    if (!store && store.error().code == ErrorCode::corrupt) {
        opened.set_aside = ZAHIDE_TRY(durable::free_name(disk.files, file, damaged_word, now));
        ZAHIDE_TRY_VOID(durable::move_database(disk.files, file, *opened.set_aside));
        store = open_sound(file, disk);
    }
    opened.store = ZAHIDE_TRY(std::move(store));
    ZAHIDE_TRY_VOID(take_over_all(file, disk, opened));
    remove_oldest(file, disk.files);
    return opened;
}

std::optional<Instant> last_damage(fs::path const& file)
{
    auto const damaged = damaged_files(file, SystemFiles());
    return damaged && !damaged->empty() ? std::optional(Instant::from_unix_ms(damaged->back().unix_ms)) : std::nullopt;
}

} // namespace zahide::sqlite
