#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace zahide::domain {

/// Where a piece of paper stands, as the print journal keeps it.
enum class PrintJobState : std::uint8_t {
    journalled, ///< durable, no byte of it has left
    sending, ///< bytes may have left
    printed, ///< the printer said so (a file: after fsync)
    not_printed, ///< the printer said so, or no whole paper can have come out
    unknown, ///< it may lie in the tray or not; never printed again by itself
    sent, ///< all bytes left to a printer that can't answer
};

enum class PrintJobEvent : std::uint8_t {
    started, ///< the first byte is about to leave
    confirmed, ///< the printer said that it is done
    failed, ///< the printer, or the way to it, failed before the paper can have been whole
    lost, ///< nobody can tell any more
    handed_over, ///< all bytes left to a printer that can't answer
    restarted, ///< the device came up again and found the job in its journal
};

inline constexpr std::array all_print_job_states { PrintJobState::journalled, PrintJobState::sending, PrintJobState::printed, PrintJobState::not_printed,
    PrintJobState::unknown, PrintJobState::sent };
inline constexpr std::array all_print_job_events { PrintJobEvent::started, PrintJobEvent::confirmed, PrintJobEvent::failed, PrintJobEvent::lost,
    PrintJobEvent::handed_over, PrintJobEvent::restarted };

/// What kept a paper from being printed, or from being known to be.
enum class PrintTrouble : std::uint8_t {
    none,
    paper_out,
    cover_open,
    offline, ///< the printer says that it is offline and gives no other reason
    cutter, ///< the cutter is stuck
    mechanical, ///< an error that somebody has to clear
    not_there, ///< no such device file, nobody listens at the address, or unplugged
    not_allowed, ///< the operating system forbids the device file
    link_lost, ///< the connection ended while it was needed
    no_answer, ///< a printer known to answer stayed silent
    timed_out, ///< the job's time was over
    disk, ///< a file could not be written
    refused, ///< the picture does not fit the printer's limits
};

/// How a job ended. `state` is printed, not_printed, unknown or sent.
struct PrintOutcome {
    PrintJobState state = PrintJobState::unknown;
    PrintTrouble trouble = PrintTrouble::none;

    friend bool operator==(PrintOutcome const&, PrintOutcome const&) = default;
};

enum class PrintMark : std::uint8_t { original, copy };

/// The next state, or `conflict` where the event can't happen in that state. A job found after a restart is unknown
/// even when it was only journalled: the journal is not written again when the first byte leaves.
[[nodiscard]] Result<PrintJobState> next_state(PrintJobState state, PrintJobEvent event);

/// True for printed, not_printed, unknown and sent: nothing changes them any more.
[[nodiscard]] bool is_final(PrintJobState state);

/// The event that an outcome is. ZAHIDE_VERIFY: the outcome's state is final.
[[nodiscard]] PrintJobEvent event_of(PrintOutcome const& outcome);

/// The mark of a new job for the same ticket after one that ended so: always `copy`, since of each but not_printed a
/// paper may exist, and of a not_printed one a torn half. ZAHIDE_VERIFY: the state is final, since a reprint waits.
[[nodiscard]] PrintMark reprint_mark(PrintJobState ended);

/// Snake case, as the journal and the API write them.
[[nodiscard]] std::string_view to_string(PrintJobState state);
[[nodiscard]] std::string_view to_string(PrintTrouble trouble);
[[nodiscard]] Result<PrintJobState> parse_print_job_state(std::string_view text);
[[nodiscard]] Result<PrintTrouble> parse_print_trouble(std::string_view text);

} // namespace zahide::domain
