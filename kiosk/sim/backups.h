#pragma once

#include "machine.h"
#include "oracle.h"
#include "ports/storage.h"
#include "sim/options.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace zahide::sim {

/// The scheduler's database as a file on its disk.
inline constexpr char const* scheduler_file = "scheduler.db";

/// Who looks after the scheduler's machine: makes backups and puts one back, with the code of `zahide-scheduler backup` and
/// `restore`, however often the power is cut meanwhile.
class Backups {
public:
    Backups(Machine& machine, Oracle& oracle, Counts& counts, Mutant mutant);

    /// While the scheduler serves.
    void make(std::size_t name);
    /// That backup, if it was made, is put back before the scheduler starts again, by some only after the former file was lost.
    /// The scheduler is down.
    void put_back(std::size_t name, Dice const& dice);
    [[nodiscard]] bool has(std::size_t name) const { return m_made.contains(name); }
    /// Before each start. False: not yet, try again later.
    [[nodiscard]] bool may_start();
    /// The scheduler has opened its file: finds out which life of it this is.
    void opened(ports::Storage const& storage);

private:
    struct Backup {
        std::string file;
        std::uint64_t moment = 0; ///< the oracle's
    };
    [[nodiscard]] bool try_to_restore();
    void spoil();

    Machine& m_machine;
    Oracle& m_oracle;
    Counts& m_counts;
    Mutant m_mutant;
    std::map<std::size_t, Backup> m_made;
    std::optional<Backup> m_wanted; ///< is being put back
    std::optional<Backup> m_tried; ///< may have come into its place
    bool m_is_put_back = false; ///< and has
    bool m_is_former_lost = false;
    Dice m_dice { 0 };
    std::string m_generation; ///< of the life served last
};

} // namespace zahide::sim
