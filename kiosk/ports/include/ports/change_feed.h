#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace zahide::ports {

/// What changed. The entry says which one by id only: what a listener is told is read when it is told, so that the feed
/// holds nothing of a visitor and a repeated entry does no harm.
enum class FeedKind : std::uint8_t {
    ticket, ///< subject: the ticket's id
    call, ///< subject: the call's id
    call_end, ///< subject: the id of the ticket's last call
    help, ///< subject: the help request's id
    device, ///< subject: the device's id
    catalogue, ///< subject: the center's id
    wait, ///< subject: the center's id; how many wait has changed
    appointment, ///< subject: the appointment's id
    copies, ///< subject: the device's id; it was asked to print a copy
};

/// Who may hear of an entry.
struct Audience {
    enum class Hears : std::uint8_t { no, yes };
    Hears staff = Hears::no;
    Hears board = Hears::no;
    Hears kiosk = Hears::no;
    friend bool operator==(Audience const&, Audience const&) = default;
};

/// Boards hear of calls and the catalogue, kiosks of waits, the catalogue and copies (each of its own), staff of everything but waits and copies.
[[nodiscard]] Audience audience_of(FeedKind kind);

enum class Listener : std::uint8_t { staff, board, kiosk };

struct FeedChange {
    CenterId center;
    FeedKind kind = FeedKind::ticket;
    std::string subject;
    Instant at;
};

struct FeedEntry {
    Revision revision;
    FeedChange change;
};

/// Which life of the data this is, and what of it is safe.
struct Lineage {
    std::string generation; ///< another one after a backup was put back
    Revision backed_up; ///< a backup of this life holds everything up to it; 0 without one
    friend bool operator==(Lineage const&, Lineage const&) = default;
};

/// When the nightly job last ran, so that a clock that jumps is noticed before what is kept is forgotten.
struct CleanUpNote {
    Instant at;
    std::optional<Instant> purge_held_until; ///< after a jump
    friend bool operator==(CleanUpNote const&, CleanUpNote const&) = default;
};

/// Every change in the order in which it was committed. Revisions grow by at least one an entry and are never reused,
/// also after entries were dropped.
class ChangeFeed {
public:
    virtual ~ChangeFeed() = default;
    [[nodiscard]] virtual Result<Revision> append(FeedChange const& change) = 0;
    /// Entries after that revision for that listener in that center, oldest first, at most `count_max`.
    [[nodiscard]] virtual Result<std::vector<FeedEntry>> after(Revision revision, CenterId const& center, Listener listener, std::size_t count_max) const = 0;
    /// The last revision given; 0 before the first.
    [[nodiscard]] virtual Result<Revision> newest() const = 0;
    /// Whoever knows this revision or a later one can resume; whoever is behind it starts anew. 0 while nothing was dropped.
    [[nodiscard]] virtual Result<Revision> resumable_from() const = 0;
    [[nodiscard]] virtual Result<Lineage> lineage() const = 0;
    /// Drops what is older than the newest `count_kept` entries.
    [[nodiscard]] virtual Result<void> trim(std::size_t count_kept) = 0;
    [[nodiscard]] virtual Result<std::optional<CleanUpNote>> last_clean_up() const = 0;
    [[nodiscard]] virtual Result<void> note_clean_up(CleanUpNote const& note) = 0;
};

} // namespace zahide::ports

template<>
struct zahide::EnumNames<zahide::ports::FeedKind> {
    using Value = zahide::ports::FeedKind;
    static constexpr std::array<EnumName<Value>, 9> entries { { { Value::ticket, "ticket" }, { Value::call, "call" }, { Value::call_end, "call_end" },
        { Value::help, "help" }, { Value::device, "device" }, { Value::catalogue, "catalogue" }, { Value::wait, "wait" }, { Value::appointment, "appointment" },
        { Value::copies, "copies" } } };
};
