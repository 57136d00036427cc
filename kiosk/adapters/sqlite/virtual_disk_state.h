#pragma once

// Private to this folder: what a virtual disk's two sides, SQLite's and ours, share.

#include "detail.h"
#include "virtual_file.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zahide::sqlite {

namespace detail {

inline constexpr std::uint32_t rates_out_of = 1'000'000;

/// What connections share of a write-ahead log's index; dies with the programs that have it.
using SharedMemory = std::vector<std::unique_ptr<std::vector<std::uint8_t>>>;

/// Who has a file locked (https://sqlite.org/lockingv3.html §3.0).
struct FileLocks {
    int count = 0; ///< of those who have any lock
    void const* writer = nullptr; ///< who has more than a shared one
    bool is_exclusive = false; ///< or wants to be: nobody else begins to read
};

struct DiskEntry {
    VirtualFile file {};
    FileLocks locks {};
    std::shared_ptr<SharedMemory> shared = std::make_shared<SharedMemory>();
};

/// Of one file: it lost a name, got one, or both.
struct NameChange {
    std::shared_ptr<DiskEntry> entry;
    std::string lost;
    std::string got;
    std::shared_ptr<DiskEntry> replaced {}; ///< what bore the name before
};

} // namespace detail

struct VirtualDisk::State {
    std::string name;
    Random& dice;
    DiskFaults faults {};
    using Entry = detail::DiskEntry;
    std::map<std::string, std::shared_ptr<Entry>> entries {};
    enum class Power : std::uint8_t { on, off };
    Power power = Power::on;
    std::uint64_t switched_off = 0; ///< how often; what was opened before is dead
    std::size_t open_files = 0;
    std::uint64_t calls_left = 0; ///< until it switches itself off; 0: it doesn't
    Outage outage = Outage::crash;
    std::uint64_t syncs = 0;
    std::vector<detail::NameChange> unsynced_names {}; ///< oldest first
    sqlite3_vfs vfs {};

    [[nodiscard]] bool fails(std::uint32_t rate_ppm) { return rate_ppm != 0 && dice.below(detail::rates_out_of) < rate_ppm; }
    [[nodiscard]] bool is_read_only() const { return faults.access == DiskFaults::Access::read_only; }
    void switch_off(Outage why);
    void set_name(std::string const& path, std::shared_ptr<Entry> entry);
    void move_name(std::string const& from, std::string const& to);
    void remove_name(std::string const& path);
    /// Of the changes of names since the last sync of the folder, each is there or not: no standard promises their order.
    void lose_names();
    /// Before anything changes; false if that was the end.
    [[nodiscard]] bool is_alive_after_call()
    {
        if (calls_left != 0 && --calls_left == 0)
            switch_off(outage);
        return power == Power::on;
    }
    [[nodiscard]] std::size_t bytes_used() const
    {
        std::size_t bytes = 0;
        for (auto const& [path, entry] : entries)
            bytes += entry->file.size();
        return bytes;
    }
    [[nodiscard]] bool has_room(std::size_t more) const { return !faults.bytes_max || bytes_used() + more <= *faults.bytes_max; }
};

} // namespace zahide::sqlite
