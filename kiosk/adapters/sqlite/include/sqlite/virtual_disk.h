#pragma once

#include "base/random.h"
#include "sqlite/files.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sqlite {

/// What is wrong with a virtual disk. Rates are out of a million calls each.
struct DiskFaults {
    enum class Access : std::uint8_t { read_write, read_only };
    enum class Sync : std::uint8_t {
        honest,
        lies, ///< says that it has synced and has not, as cheap disks do
    };

    std::uint32_t read_errors_ppm = 0;
    std::uint32_t write_errors_ppm = 0;
    std::uint32_t sync_errors_ppm = 0;
    /// How many bytes the files may have together; none: as many as they like.
    std::optional<std::size_t> bytes_max;
    Access access = Access::read_write;
    Sync sync = Sync::honest;
};

/// What ends the programs that have files open.
enum class Outage : std::uint8_t {
    crash, ///< of the program alone: the operating system keeps all that was written
    power_cut, ///< of what was not synced, each sector is there or not, as the dice fall, and so is each changed name
};

/// All files of a disk, for a clone or a restore.
using DiskImage = std::map<std::string, std::vector<std::uint8_t>>;

/// A disk in memory as a SQLite VFS of its own, for the simulator: `vfs` of DatabaseOptions takes its name. It keeps apart
/// what was written and what was synced, and fails on order. For one thread; of several connections to a file one at a time
/// is in the midst of a transaction.
class VirtualDisk {
public:
    static constexpr std::size_t sector_bytes = 512;

    /// Registers the VFS. The name is unique in the process; the dice outlive the disk.
    VirtualDisk(std::string name, Random& dice);
    /// No file may be open any more.
    ~VirtualDisk();
    VirtualDisk(VirtualDisk const&) = delete;
    VirtualDisk& operator=(VirtualDisk const&) = delete;

    [[nodiscard]] std::string const& name() const;
    /// The same disk's files and their names, in one folder, with the same faults; each change is a call to switch_off_after().
    [[nodiscard]] Files& files() { return *m_files; }
    void set_faults(DiskFaults const& faults);

    /// From now on nothing is read or written, so that closing what is open changes nothing. Close it, then switch_on().
    void switch_off(Outage outage);
    /// The same by itself, before the so-manieth write, sync, truncation, removal or change of a name from now on: in the midst of a commit.
    void switch_off_after(std::uint64_t calls, Outage outage);
    [[nodiscard]] bool is_off() const;
    void switch_on();

    /// As written, whether synced or not.
    [[nodiscard]] DiskImage image() const;
    /// Puts these files, synced, in the place of all others. Nothing may be open.
    void restore(DiskImage const& image);

    [[nodiscard]] std::size_t bytes_used() const;
    [[nodiscard]] std::uint64_t syncs() const;

private:
    struct State;
    struct Access;
    class OwnFiles;
    [[nodiscard]] static std::unique_ptr<Files> make_files(State& state);
    std::unique_ptr<State> m_state;
    std::unique_ptr<Files> m_files;
};

} // namespace zahide::sqlite
