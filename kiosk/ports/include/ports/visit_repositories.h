#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/call.h"
#include "domain/help_request.h"
#include "domain/numbers.h"
#include "domain/ticket.h"
#include "domain/visit.h"
#include "domain/wait.h"

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// What a day brings. Errors as in center_repositories.h.
namespace zahide::ports {

class Tickets {
public:
    virtual ~Tickets() = default;
    [[nodiscard]] virtual Result<std::optional<domain::Ticket>> find(TicketId const& id) const = 0;
    [[nodiscard]] virtual Result<std::optional<domain::Ticket>> find_by_number(CenterId const& center, LocalDate date, TicketNumber number) const = 0;
    /// That day's waiting, called, serving and parked tickets, by number.
    [[nodiscard]] virtual Result<std::vector<domain::Ticket>> open_of_day(CenterId const& center, LocalDate date) const = 0;
    /// Those of them that are waiting, by number.
    [[nodiscard]] virtual Result<std::vector<domain::Ticket>> queue_of_day(CenterId const& center, LocalDate date) const = 0;
    /// How many of them are waiting for each service; a service that nobody waits for may be missing.
    [[nodiscard]] virtual Result<std::map<ServiceId, std::int32_t>> waiting_of_day(CenterId const& center, LocalDate date) const = 0;
    /// Open ones of days before that one: what nobody closed.
    [[nodiscard]] virtual Result<std::vector<domain::Ticket>> open_before(CenterId const& center, LocalDate date) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::Ticket>> of_visit(VisitId const& visit) const = 0;
    /// Whether one of these is open.
    [[nodiscard]] virtual Result<bool> is_any_open(VisitId const& visit) const = 0;
    /// The called or serving ticket there, of whatever day; there is at most one, by a constraint.
    [[nodiscard]] virtual Result<std::optional<domain::Ticket>> at_counter(CenterId const& center, CounterNumber counter) const = 0;
    /// The newest waits for that service, oldest first: of ordinary walk-ins that were called on their own day.
    [[nodiscard]] virtual Result<std::vector<domain::WaitSample>> wait_samples(
        CenterId const& center, ServiceId const& service, std::size_t count_max) const = 0;
    /// Fails with `conflict` if the id or the day's number is taken, with `invalid` if the number was never handed out to
    /// that lease (or, without a lease, to the desk).
    [[nodiscard]] virtual Result<void> insert(domain::Ticket const& ticket) = 0;
    [[nodiscard]] virtual Result<void> update(domain::Ticket const& ticket) = 0;
    /// Those of which that device was asked for a copy since that instant and has not said how it came out, oldest order first.
    [[nodiscard]] virtual Result<std::vector<domain::Ticket>> with_open_copies(DeviceId const& device, Instant since) const = 0;
    /// Adds one to each one's `overtaken`.
    [[nodiscard]] virtual Result<void> count_overtaken(std::span<TicketId const> tickets) = 0;
    /// Whoever knows the token with that digest may see the ticket's page. Goes with the ticket.
    [[nodiscard]] virtual Result<void> add_page(TicketId const& ticket, std::string_view token_digest) = 0;
    [[nodiscard]] virtual Result<std::optional<domain::Ticket>> find_by_page(std::string_view token_digest) const = 0;
};

class Visits {
public:
    virtual ~Visits() = default;
    [[nodiscard]] virtual Result<std::optional<domain::Visit>> find(VisitId const& id) const = 0;
    [[nodiscard]] virtual Result<void> insert(domain::Visit const& visit) = 0;
    [[nodiscard]] virtual Result<void> update(domain::Visit const& visit) = 0;
    /// Removes the center's visits of days before that one, with their tickets and the calls of these. The numbers stay
    /// handed out: they name nobody.
    [[nodiscard]] virtual Result<void> remove_before(CenterId const& center, LocalDate date) = 0;
};

class Calls {
public:
    virtual ~Calls() = default;
    [[nodiscard]] virtual Result<std::optional<domain::Call>> find(CallId const& id) const = 0;
    [[nodiscard]] virtual Result<std::optional<domain::Call>> newest_of(TicketId const& ticket) const = 0;
    /// That day's calls that have not ended, only the newest of each ticket, newest first.
    [[nodiscard]] virtual Result<std::vector<domain::Call>> current(CenterId const& center, LocalDate date, std::size_t count_max) const = 0;
    [[nodiscard]] virtual Result<void> insert(domain::Call const& call) = 0;
    /// Ends all calls of the ticket that have not ended.
    [[nodiscard]] virtual Result<void> end_of(TicketId const& ticket, Instant at) = 0;
};

/// Ticket numbers: handed out in blocks that follow one another and cannot overlap, by a constraint.
class Numbers {
public:
    virtual ~Numbers() = default;
    /// The day's next numbers for the desk: `count` or as many as there are. Fails with `limit` when the day has none left.
    [[nodiscard]] virtual Result<domain::NumberRange> take_for_desk(CenterId const& center, LocalDate date, std::int32_t count) = 0;
    /// The day's next numbers lent to a device: fills in NumberLease::numbers and stores the lease.
    [[nodiscard]] virtual Result<domain::NumberLease> lend(domain::NumberLease lease, std::int32_t count) = 0;
    /// Gives a lease back that a restored database does not know: its numbers become the device's again. Fails with
    /// `conflict` unless all of them are among those that the restore passed over and that nobody else has shown a lease for.
    [[nodiscard]] virtual Result<void> adopt(domain::NumberLease const& lease) = 0;
    [[nodiscard]] virtual Result<std::optional<domain::NumberLease>> find_lease(LeaseId const& id) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::NumberLease>> leases_of(DeviceId const& device, LocalDate date) const = 0;
    /// The end of a lease that was never given to anybody: no ticket can bear one of these any more, and they are not lent
    /// again. Fails with `conflict` if the lease has such an end already or one of them is a ticket's.
    [[nodiscard]] virtual Result<void> give_back(LeaseId const& lease, domain::NumberRange const& numbers, Instant at) = 0;
    [[nodiscard]] virtual Result<std::optional<domain::NumberRange>> given_back(LeaseId const& lease) const = 0;
    /// How many numbers lent to the device for that day have come back neither as tickets nor unused.
    [[nodiscard]] virtual Result<std::int32_t> unused_of(DeviceId const& device, LocalDate date) const = 0;
};

class HelpRequests {
public:
    virtual ~HelpRequests() = default;
    [[nodiscard]] virtual Result<std::optional<domain::HelpRequest>> find(HelpRequestId const& id) const = 0;
    /// Oldest first.
    [[nodiscard]] virtual Result<std::vector<domain::HelpRequest>> open(CenterId const& center) const = 0;
    [[nodiscard]] virtual Result<void> insert(domain::HelpRequest const& request) = 0;
    [[nodiscard]] virtual Result<void> update(domain::HelpRequest const& request) = 0;
    /// Removes the center's requests that were made before that.
    [[nodiscard]] virtual Result<void> remove_before(CenterId const& center, Instant at) = 0;
};

} // namespace zahide::ports
