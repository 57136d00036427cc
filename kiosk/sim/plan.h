#pragma once

#include "base/time.h"
#include "sim/options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zahide::sim {

/// What the plan does to the world, beside what its people do by themselves.
enum class Deed : std::uint8_t {
    visitor, ///< comes to a kiosk
    desk_ticket, ///< somebody asks at the desk
    desk_copy, ///< somebody has lost a paper and asks at the desk
    crash,
    power_cut,
    crash_between, ///< after a few effects
    crash_in_booking, ///< after a few effects of the next booking
    crash_in_copy, ///< after a few effects of the next copy for the desk
    cut_in_commit, ///< at one of the next calls of the disk
    crash_before_reply, ///< of the scheduler
    line_cut,
    line_half_open,
    line_stalled,
    line_bad,
    clock_jump,
    disk_full,
    disk_errors,
    disk_read_only,
    printer,
    clone,
    old_image, ///< of a kiosk's disk, put back later
    backup, ///< of the scheduler
    restore, ///< one made now is put back later
    go_on_without, ///< kiosks that are silent since
};

/// One thing of the plan. What it brings follows from its own dice, so that it is the same when others are left out.
struct Operation {
    std::size_t index = 0;
    Milliseconds at { 0 }; ///< since the world's first midnight (UTC)
    Deed deed = Deed::visitor;
    std::size_t target = 0; ///< kiosk, or node, or line
    Milliseconds lasts { 0 };
    std::uint64_t seed = 0;
};

/// Nodes and lines are numbered alike: the kiosks, then the board, then the desk (a line only) and the scheduler (a node only).
[[nodiscard]] inline std::size_t board_index(Options const& options)
{
    return static_cast<std::size_t>(options.kiosks);
}
[[nodiscard]] inline std::size_t last_index(Options const& options)
{
    return board_index(options) + 1;
}

/// The plan of a world, by time. `day_starts` are the midnights of its days.
[[nodiscard]] std::vector<Operation> make_plan(Options const& options, std::vector<Milliseconds> const& day_starts);
[[nodiscard]] std::string text_of(Operation const& operation);

} // namespace zahide::sim

template<>
struct zahide::EnumNames<zahide::sim::Deed> {
    using Value = zahide::sim::Deed;
    static constexpr std::array<EnumName<Value>, 24> entries { { { Value::visitor, "visitor" }, { Value::desk_ticket, "desk ticket" },
        { Value::desk_copy, "desk copy" }, { Value::crash_in_copy, "crash in a copy" }, { Value::crash, "crash" }, { Value::power_cut, "power cut" },
        { Value::crash_between, "crash between effects" }, { Value::crash_in_booking, "crash in a booking" }, { Value::cut_in_commit, "power cut in a commit" },
        { Value::crash_before_reply, "crash before the reply" }, { Value::line_cut, "line cut" }, { Value::line_half_open, "line half open" },
        { Value::line_stalled, "streams stalled" }, { Value::line_bad, "bad line" }, { Value::clock_jump, "clock jump" }, { Value::disk_full, "disk full" },
        { Value::disk_errors, "disk errors" }, { Value::disk_read_only, "disk read-only" }, { Value::printer, "printer" }, { Value::clone, "clone" },
        { Value::old_image, "old image" }, { Value::backup, "backup" }, { Value::restore, "restore" }, { Value::go_on_without, "go on without" } } };
};
