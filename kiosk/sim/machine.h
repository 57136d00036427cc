#pragma once

#include "dice.h"
#include "sqlite/virtual_disk.h"
#include "timeline.h"

#include <string>

namespace zahide::sim {

/// The hardware of a node: it outlives crashes of its program.
struct Machine {
    Machine(std::string const& name, Timeline const& timeline, std::uint64_t seed)
        : dice(Dice::of(seed, std::hash<std::string>()(name)))
        , clock(timeline)
        , disk("sim-" + name, dice)
    {
    }

    Dice dice; ///< of the program's ids and keys, and of the disk's luck
    NodeClock clock;
    sqlite::VirtualDisk disk;
};

} // namespace zahide::sim
