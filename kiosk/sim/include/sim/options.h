#pragma once

#include "base/enum_names.h"
#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace zahide::sim {

/// A class of things that go wrong.
enum class Fault : std::uint8_t { network, clocks, crashes, disks, printers, people };

/// A bug that the simulator can put between the modules, to show that it would be found. None ships.
enum class Mutant : std::uint8_t {
    none,
    show_before_commit, ///< the number is shown while its write is still to come
    unsynced_kiosk, ///< a kiosk's disk says that it has synced and has not
    unsynced_scheduler, ///< the same of the scheduler's
    leases_forgotten, ///< after a restart a kiosk has no numbers
    lease_not_fenced, ///< a lease holds on any machine
    lease_overlaps, ///< a block begins before the former one ends
    lease_wraps, ///< a block's numbers begin at 1 again after 60
    outbox_forgotten, ///< after a restart nothing waits for delivery
    lost_is_delivered, ///< a request without an answer counts as answered
    answers_forgotten, ///< a restarted scheduler knows none of its answers
    key_ignored, ///< a request sent again is done again
    answer_before_commit, ///< the scheduler says yes to what its disk refused
    two_for_one_tap, ///< one wish takes two numbers
    unknown_printed_again, ///< a paper that may lie there is printed once more
    copy_unmarked, ///< a copy looks as the first paper
    copy_prints_again, ///< a restarted kiosk doesn't know what it printed for the desk
    restart_prints_again, ///< what was being printed at a crash is printed again
    printed_unasked, ///< a paper is called printed whatever the printer said
    visitor_kept, ///< nothing is wiped when a visitor has left
    board_hears_all, ///< a board is told what the desk is told
    hold_never_ends, ///< what somebody held stays held
    booked_in_part, ///< only the first of what an appointment needs is taken
    cancelled_stays, ///< a cancelled appointment keeps its time
    booking_forgotten, ///< after a restart no booking without an answer is undone
    code_of_another, ///< a paper bears the code of the one before
    board_hears_languages, ///< a board is told languages that it doesn't speak
    slot_not_fenced, ///< a lent slot can be promised on any machine
    slots_forgotten, ///< after a restart a kiosk has no lent slots
    slot_given_back, ///< a slot is given back and can be promised all the same
    slot_kept, ///< what went back because its time is near stays with the kiosk
    slot_expires, ///< a lent slot ends as any hold does
    slot_offered, ///< a lent slot is not taken
    slot_promised_twice, ///< the disk doesn't know that a lent slot was promised
    promises_untold, ///< a delivery doesn't tell how many promises the device has made
    image_unnoticed, ///< nobody tells a device that its disk is an old one
    slot_undelivered, ///< the promise of a lent slot is not told
    restore_same_life, ///< a scheduler that was put back to a backup is in the same generation as before
    restore_lends_again, ///< it lends the numbers again that it lent since the backup
    restore_awaits_nobody, ///< and lends and books times before it has heard what was promised since
    restore_note_ignored, ///< a scheduler serves what a restore that was cut off has left
    redelivery_forgotten, ///< a device delivers nothing again in another generation
    delivered_not_kept, ///< a device forgets what it has delivered
};

struct Options {
    std::uint64_t seed = 1;
    int days = 1;
    int kiosks = 4;
    int visits = 0; ///< a day; 0: as many as on a busy one
    std::set<Fault> faults;
    Mutant mutant = Mutant::none;
    /// Of the plan's operations only these happen; none: all of them.
    std::optional<std::set<std::size_t>> only;
};

inline constexpr int days_max = 100'000;
inline constexpr int kiosks_max = 16;
inline constexpr int visits_max = 500;
/// Days in one world, before the next one is made anew from the next seed, if nobody says otherwise.
inline constexpr int world_days = 2;

/// "all", "none", or names with commas between.
[[nodiscard]] Result<std::set<Fault>> parse_faults(std::string_view text);
[[nodiscard]] std::string faults_text(std::set<Fault> const& faults);
/// The operations of --only: numbers and ranges with commas between, "3,17-20".
[[nodiscard]] Result<std::set<std::size_t>> parse_operations(std::string_view text);
[[nodiscard]] std::string operations_text(std::set<std::size_t> const& operations);

} // namespace zahide::sim

template<>
struct zahide::EnumNames<zahide::sim::Fault> {
    using Value = zahide::sim::Fault;
    static constexpr std::array<EnumName<Value>, 6> entries { { { Value::network, "network" }, { Value::clocks, "clocks" }, { Value::crashes, "crashes" },
        { Value::disks, "disks" }, { Value::printers, "printers" }, { Value::people, "people" } } };
};

template<>
struct zahide::EnumNames<zahide::sim::Mutant> {
    using Value = zahide::sim::Mutant;
    static constexpr std::array<EnumName<Value>, 43> entries { { { Value::none, "none" }, { Value::show_before_commit, "show-before-commit" },
        { Value::unsynced_kiosk, "unsynced-kiosk" }, { Value::unsynced_scheduler, "unsynced-scheduler" }, { Value::leases_forgotten, "leases-forgotten" },
        { Value::lease_not_fenced, "lease-not-fenced" }, { Value::lease_overlaps, "lease-overlaps" }, { Value::lease_wraps, "lease-wraps" },
        { Value::outbox_forgotten, "outbox-forgotten" }, { Value::lost_is_delivered, "lost-is-delivered" }, { Value::answers_forgotten, "answers-forgotten" },
        { Value::key_ignored, "key-ignored" }, { Value::answer_before_commit, "answer-before-commit" }, { Value::two_for_one_tap, "two-for-one-tap" },
        { Value::unknown_printed_again, "unknown-printed-again" }, { Value::copy_unmarked, "copy-unmarked" }, { Value::copy_prints_again, "copy-prints-again" },
        { Value::restart_prints_again, "restart-prints-again" }, { Value::printed_unasked, "printed-unasked" }, { Value::visitor_kept, "visitor-kept" },
        { Value::hold_never_ends, "hold-never-ends" }, { Value::booked_in_part, "booked-in-part" }, { Value::cancelled_stays, "cancelled-stays" },
        { Value::booking_forgotten, "booking-forgotten" }, { Value::code_of_another, "code-of-another" }, { Value::board_hears_all, "board-hears-all" },
        { Value::board_hears_languages, "board-hears-languages" }, { Value::slot_not_fenced, "slot-not-fenced" }, { Value::slots_forgotten, "slots-forgotten" },
        { Value::slot_given_back, "slot-given-back" }, { Value::slot_kept, "slot-kept" }, { Value::slot_expires, "slot-expires" },
        { Value::slot_offered, "slot-offered" }, { Value::slot_promised_twice, "slot-promised-twice" }, { Value::slot_undelivered, "slot-undelivered" },
        { Value::promises_untold, "promises-untold" }, { Value::image_unnoticed, "image-unnoticed" }, { Value::restore_same_life, "restore-same-life" },
        { Value::restore_lends_again, "restore-lends-again" }, { Value::restore_awaits_nobody, "restore-awaits-nobody" },
        { Value::restore_note_ignored, "restore-note-ignored" }, { Value::redelivery_forgotten, "redelivery-forgotten" },
        { Value::delivered_not_kept, "delivered-not-kept" } } };
};
