#include "sqlite/device_renewal.h"

#include "device_schema.h"
#include "protocol/device.h"
#include "protocol/slot_lease.h"
#include "protocol/ticket.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <system_error>
#include <vector>

namespace zahide::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t damaged_kept_max = 3;
constexpr std::int64_t salvaged_max = 5'000;
/// Rows looked for one by one between the last that is read from either end.
constexpr std::int64_t looked_for_max = 10'000;
constexpr std::string_view damaged_mark = ".damaged-";
constexpr std::array suffixes { "-wal", "-shm", "-journal", "" };

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

Result<std::unique_ptr<DeviceStore>> open_sound(fs::path const& file)
{
    auto store = ZAHIDE_TRY(DeviceStore::open(file.string()));
    ZAHIDE_TRY_VOID(read_through(*store));
    return store;
}

std::vector<fs::path> damaged_files(fs::path const& file)
{
    std::vector<fs::path> found;
    auto const folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    auto const begin = file.filename().string() + std::string(damaged_mark);
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(folder, error)) {
        auto const name = entry.path().filename().string();
        bool const is_main = name.starts_with(begin) && name.find_first_not_of("0123456789", begin.size()) == std::string::npos;
        if (is_main)
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

/// The log first: one that stays would be taken for the new file's.
Result<fs::path> set_damaged_aside(fs::path const& file, Instant now)
{
    fs::path const aside = file.string() + std::string(damaged_mark) + std::to_string(now.unix_ms());
    for (auto const* suffix : suffixes) {
        std::error_code error;
        fs::rename(file.string() + suffix, aside.string() + suffix, error);
        if (error && error != std::errc::no_such_file_or_directory)
            return fail(ErrorCode::unavailable, "the damaged file can't be set aside (" + error.message() + ")", file.string() + suffix,
                "look at the folder's permissions", Retry::later);
    }
    auto damaged = damaged_files(file);
    damaged.resize(damaged.size() - std::min(damaged.size(), damaged_kept_max));
    for (auto const& old : damaged) {
        std::error_code ignored;
        for (auto const* suffix : suffixes)
            fs::remove(old.string() + suffix, ignored);
    }
    return aside;
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

/// Takes rows until one can't be read.
void take_rows(Database& database, std::string const& select, Entries& entries, std::int64_t sequence)
{
    auto prepared = database.prepare(select);
    if (!prepared)
        return;
    prepared->bind(sequence);
    while (true) {
        auto const step = prepared->step();
        if (!step || *step == Step::done)
            return;
        auto entry = read_outbox_entry(*prepared);
        if (prepared->fault() && is_sound(entry))
            entries.emplace(entry.sequence.value(), std::move(entry));
        if (static_cast<std::int64_t>(entries.size()) >= salvaged_max)
            return;
    }
}

/// What can still be read of the outbox: from either end, and row by row in between.
Entries salvage(fs::path const& file)
{
    Entries entries;
    DatabaseOptions options;
    options.path = file.string();
    options.mode = OpenMode::existing;
    options.check = OpenCheck::none;
    auto const database = Database::open(options);
    if (!database)
        return entries;
    std::string const select = std::string(outbox_columns);
    take_rows(**database, select + "WHERE sequence > ? ORDER BY sequence", entries, 0);
    std::int64_t const first_missing = entries.empty() ? 1 : entries.rbegin()->first + 1;
    Entries last;
    take_rows(**database, select + "WHERE sequence > ? ORDER BY sequence DESC", last, 0);
    std::int64_t const end = std::min(last.empty() ? first_missing : last.begin()->first, first_missing + looked_for_max);
    entries.merge(last);
    for (std::int64_t sequence = first_missing; sequence < end; ++sequence)
        take_rows(**database, select + "WHERE sequence = ?", entries, sequence);
    return entries;
}

/// Into the new file, each in a transaction of its own: one that doesn't fit stops no other.
std::size_t put_over(DeviceStore& store, Entries const& entries)
{
    std::size_t count = 0;
    for (auto const& [sequence, entry] : entries)
        count += store.transact({ ports::AddOutbox { entry } }) ? 1U : 0U;
    return count;
}

} // namespace

Result<OpenedDeviceStore> open_or_renew(fs::path const& file, Instant now)
{
    auto store = open_sound(file);
    if (store)
        return OpenedDeviceStore { std::move(*store), std::nullopt, 0 };
    if (store.error().code != ErrorCode::corrupt)
        return fail(store.error());
    OpenedDeviceStore renewed;
    renewed.set_aside = ZAHIDE_TRY(set_damaged_aside(file, now));
    auto const entries = salvage(*renewed.set_aside);
    renewed.store = ZAHIDE_TRY(open_sound(file));
    renewed.salvaged = put_over(*renewed.store, entries);
    return renewed;
}

std::optional<Instant> last_damage(fs::path const& file)
{
    auto const damaged = damaged_files(file);
    if (damaged.empty())
        return std::nullopt;
    auto const name = damaged.back().string();
    std::int64_t unix_ms = 0;
    auto const* const end = name.data() + name.size();
    auto const parsed = std::from_chars(name.data() + name.rfind('-') + 1, end, unix_ms);
    return parsed.ec == std::errc() ? std::optional(Instant::from_unix_ms(unix_ms)) : std::nullopt;
}

} // namespace zahide::sqlite
