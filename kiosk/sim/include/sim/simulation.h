#pragma once

#include "base/result.h"
#include "domain/catalogue.h"
#include "domain/roster.h"
#include "i18n/messages.h"
#include "sim/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sim {

/// What happened, counted.
struct Counts {
    std::int64_t days = 0;
    std::int64_t visits = 0;
    std::int64_t numbers = 0; ///< shown to visitors or given at the desk
    std::int64_t papers = 0;
    std::int64_t requests = 0; ///< that reached the scheduler
    std::int64_t transactions = 0; ///< committed, of scheduler and devices
    std::int64_t messages = 0; ///< requests, replies and events on the network
    std::int64_t heartbeats = 0;
    std::int64_t crashes = 0;
    std::int64_t images = 0; ///< old ones of a disk, put back
    std::int64_t restores = 0; ///< of the scheduler, to a backup
    std::int64_t lent_bookings = 0; ///< promised by a kiosk alone
    std::int64_t gone_on_without = 0; ///< kiosks that were awaited
    std::int64_t desk_copies = 0; ///< that a kiosk began to print because the desk asked for them
    std::int64_t device_bytes_max = 0; ///< the fullest disk of a device at the end of a day
    std::int64_t scheduler_bytes_max = 0;

    void add(Counts const& other);
};

/// A promise of DESIGN.md by its number; 0 for something that never may be, such as a damaged file.
struct BrokenPromise {
    int promise = 0;
    std::string what;
    std::string when; ///< world time
};

struct Outcome {
    Counts counts;
    std::optional<BrokenPromise> broken;
    std::vector<std::string> trace; ///< the last things that happened before
    std::size_t operations = 0; ///< of the plan, until it was over
};

/// What every world has: the words of locales/ and a center. Both outlive the run.
struct Setting {
    i18n::Catalogue const& messages;
    domain::Catalogue const& center;
    domain::Roster const& roster;
};

/// One world: kiosks, board, desk, network, disks and a scheduler. Follows from its options alone.
[[nodiscard]] Outcome run_world(Setting const& setting, Options const& options);

/// The smallest options it could find that break the same promise, with what comes of them.
struct Shrunk {
    Options options;
    Outcome outcome;
};
[[nodiscard]] Shrunk shrink(Setting const& setting, Options const& options, Outcome const& outcome);

} // namespace zahide::sim
