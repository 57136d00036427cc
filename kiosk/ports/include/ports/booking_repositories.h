#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/appointment.h"
#include "domain/roster.h"

#include <optional>
#include <vector>

/// What is booked, and with whom. Errors as in center_repositories.h.
namespace zahide::ports {

class Rosters {
public:
    virtual ~Rosters() = default;
    /// An empty roster for a center that has none.
    [[nodiscard]] virtual Result<domain::Roster> find(CenterId const& center) const = 0;
    /// Puts the whole roster in the place of the one before. People and rooms that appointments name stay known to these by id.
    [[nodiscard]] virtual Result<void> save(domain::Roster const& roster) = 0;
};

/// The cells of time (of domain::booking_cell, counted since 1970 UTC) that an occupation takes, wholly or in part.
struct Cells {
    std::int64_t first = 0;
    std::int64_t last = 0;
    friend bool operator==(Cells const&, Cells const&) = default;
};
[[nodiscard]] Cells cells_of(Instant from, Instant to);
[[nodiscard]] Instant start_of(std::int64_t cell);

/// Times taken: by holds and by appointments. No resource is taken twice at the same time: the storage's own constraint
/// says so, over resource and cell of time, whoever writes.
class Bookings {
public:
    virtual ~Bookings() = default;

    /// What is taken of the center's resources and overlaps that time, as whole cells, in no order; what expired holds took counts
    /// as free.
    [[nodiscard]] virtual Result<std::vector<domain::Occupation>> taken(CenterId const& center, Instant from, Instant to, Instant now) const = 0;

    /// Stores the hold and takes its resources' times, all or none: `occupations` are the assignment's, each resource once.
    /// Fails with `conflict` if any of it is taken, or the code it is lent with; the caller's unit of work is to fail with it.
    [[nodiscard]] virtual Result<void> insert_hold(domain::Hold const& hold, std::vector<domain::Occupation> const& occupations) = 0;
    [[nodiscard]] virtual Result<std::optional<domain::Hold>> find_hold(HoldId const& id) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::Hold>> holds_of(CenterId const& center, std::string const& owner) const = 0;
    /// The center's holds that are lent to devices, by start, whoever's they are.
    [[nodiscard]] virtual Result<std::vector<domain::Hold>> lent(CenterId const& center) const = 0;
    /// Whether one of these is lent with that code.
    [[nodiscard]] virtual Result<bool> is_code_lent(CenterId const& center, domain::AppointmentCode const& code) const = 0;
    /// Its end and its count of extensions; nothing else of a hold changes.
    [[nodiscard]] virtual Result<void> extend_hold(domain::Hold const& hold) = 0;
    /// Removes the hold and frees what it took.
    [[nodiscard]] virtual Result<void> release_hold(HoldId const& id) = 0;
    /// Releases what has expired, in all centers; says of which centers.
    [[nodiscard]] virtual Result<std::vector<CenterId>> release_expired(Instant now) = 0;
    /// When the next hold expires; none if nothing is held.
    [[nodiscard]] virtual Result<std::optional<Instant>> next_expiry() const = 0;

    /// The hold named by Appointment::claim becomes this appointment: what it took stays taken, without a moment between.
    /// Fails with `conflict` if there is no such hold, or the code is another's that is kept, or one that is lent.
    [[nodiscard]] virtual Result<void> book(domain::Appointment const& appointment) = 0;
    /// The appointment takes over what that hold took, and what it had before is freed. `appointment` is as it shall be.
    [[nodiscard]] virtual Result<void> move(domain::Appointment const& appointment, HoldId const& former_claim) = 0;
    /// State, times, ticket. An appointment that takes no time any more (domain::takes_time) frees what it took, for good.
    [[nodiscard]] virtual Result<void> update(domain::Appointment const& appointment) = 0;
    [[nodiscard]] virtual Result<std::optional<domain::Appointment>> find(AppointmentId const& id) const = 0;
    /// Among all that are kept, whatever their state: a code is given again only when its appointment was removed.
    [[nodiscard]] virtual Result<std::optional<domain::Appointment>> find_by_code(CenterId const& center, domain::AppointmentCode const& code) const = 0;
    /// Those that start in that time, whatever their state, by start.
    [[nodiscard]] virtual Result<std::vector<domain::Appointment>> starting(CenterId const& center, Instant from, Instant to) const = 0;
    /// Removes appointments that ended before that instant.
    [[nodiscard]] virtual Result<void> remove_before(CenterId const& center, Instant at) = 0;
};

} // namespace zahide::ports
