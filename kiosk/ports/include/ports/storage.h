#pragma once

#include "base/result.h"
#include "ports/access_repositories.h"
#include "ports/booking_repositories.h"
#include "ports/center_repositories.h"
#include "ports/change_feed.h"
#include "ports/visit_repositories.h"

#include <functional>
#include <span>
#include <vector>

namespace zahide::ports {

/// An implementation's repositories, for building a Transaction.
struct Repositories {
    Catalogues& catalogues;
    Staff& staff;
    Seats& seats;
    Devices& devices;
    Tickets& tickets;
    Visits& visits;
    Calls& calls;
    Numbers& numbers;
    HelpRequests& help_requests;
    Rosters& rosters;
    Bookings& bookings;
    Sessions& sessions;
    AnsweredRequests& answered_requests;
    ChangeFeed& feed;
};

/// The scheduler's data inside one unit of work. A `Transaction&` reads and writes, a `Transaction const&` is a
/// snapshot: it only reads. Valid during the call that got it, on that call's thread.
class Transaction {
public:
    explicit Transaction(Repositories repositories)
        : m_repositories(repositories)
    {
    }

    /// The same with these bookings in the place of its own: for the simulator, which puts bugs before them.
    [[nodiscard]] Transaction with(Bookings& bookings)
    {
        auto const& its = m_repositories;
        return Transaction({ its.catalogues, its.staff, its.seats, its.devices, its.tickets, its.visits, its.calls, its.numbers, its.help_requests, its.rosters,
            bookings, its.sessions, its.answered_requests, its.feed });
    }

    [[nodiscard]] Catalogues& catalogues() { return m_repositories.catalogues; }
    [[nodiscard]] Catalogues const& catalogues() const { return m_repositories.catalogues; }
    [[nodiscard]] Staff& staff() { return m_repositories.staff; }
    [[nodiscard]] Staff const& staff() const { return m_repositories.staff; }
    [[nodiscard]] Seats& seats() { return m_repositories.seats; }
    [[nodiscard]] Seats const& seats() const { return m_repositories.seats; }
    [[nodiscard]] Devices& devices() { return m_repositories.devices; }
    [[nodiscard]] Devices const& devices() const { return m_repositories.devices; }
    [[nodiscard]] Tickets& tickets() { return m_repositories.tickets; }
    [[nodiscard]] Tickets const& tickets() const { return m_repositories.tickets; }
    [[nodiscard]] Visits& visits() { return m_repositories.visits; }
    [[nodiscard]] Visits const& visits() const { return m_repositories.visits; }
    [[nodiscard]] Calls& calls() { return m_repositories.calls; }
    [[nodiscard]] Calls const& calls() const { return m_repositories.calls; }
    [[nodiscard]] Numbers& numbers() { return m_repositories.numbers; }
    [[nodiscard]] Numbers const& numbers() const { return m_repositories.numbers; }
    [[nodiscard]] HelpRequests& help_requests() { return m_repositories.help_requests; }
    [[nodiscard]] HelpRequests const& help_requests() const { return m_repositories.help_requests; }
    [[nodiscard]] Rosters& rosters() { return m_repositories.rosters; }
    [[nodiscard]] Rosters const& rosters() const { return m_repositories.rosters; }
    [[nodiscard]] Bookings& bookings() { return m_repositories.bookings; }
    [[nodiscard]] Bookings const& bookings() const { return m_repositories.bookings; }
    [[nodiscard]] Sessions& sessions() { return m_repositories.sessions; }
    [[nodiscard]] Sessions const& sessions() const { return m_repositories.sessions; }
    [[nodiscard]] AnsweredRequests& answered_requests() { return m_repositories.answered_requests; }
    [[nodiscard]] AnsweredRequests const& answered_requests() const { return m_repositories.answered_requests; }
    [[nodiscard]] ChangeFeed& feed() { return m_repositories.feed; }
    [[nodiscard]] ChangeFeed const& feed() const { return m_repositories.feed; }

private:
    Repositories m_repositories;
};

/// A piece of work: what it writes is kept if it returns a value, and undone if it returns an error. It may run more
/// than once (a serialisation failure of PostgreSQL), so it changes nothing outside but what it overwrites.
using Unit = std::function<Result<void>(Transaction&)>;
using Reader = std::function<Result<void>(Transaction const&)>;

/// Where the scheduler's data is durable. Synchronous: SQLite is called by one writer thread, PostgreSQL by several,
/// the simulator calls inline.
class Storage {
public:
    virtual ~Storage() = default;

    /// Runs the units in order, each behind a savepoint of its own, and makes the batch durable with one commit before
    /// it returns. One result a unit: a unit's error undoes that unit alone; when the commit itself fails, nothing of the
    /// batch is kept and every result is that error. Callers on several threads take turns.
    [[nodiscard]] virtual std::vector<Result<void>> transact(std::span<Unit const> batch) = 0;

    /// Shows the reader one committed state that does not change under it. Safe from any thread, also while another
    /// thread transacts.
    [[nodiscard]] virtual Result<void> read(Reader const& reader) const = 0;
};

/// A batch of one.
[[nodiscard]] Result<void> transact_one(Storage& storage, Unit const& unit);

} // namespace zahide::ports
