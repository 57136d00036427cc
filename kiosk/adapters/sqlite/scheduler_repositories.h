#pragma once

// The repositories of the scheduler over one connection. Private to this folder.

#include "ports/storage.h"
#include "sqlite/database.h"

#include <map>
#include <memory>

namespace zahide::sqlite {

class SqliteCatalogues final : public ports::Catalogues {
public:
    explicit SqliteCatalogues(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::shared_ptr<domain::Catalogue const>> find(CenterId const& center) const override;
    [[nodiscard]] Result<std::vector<CenterId>> centers() const override;
    [[nodiscard]] Result<void> save(domain::Catalogue const& catalogue) override;
    /// Before each transaction: what the one before it saved is there to stay by now, or gone.
    void transaction_begins() { m_writing = Writing::nothing; }

private:
    enum class Writing : std::uint8_t { nothing, catalogue };

    Database& m_database;
    /// As they were last read; good as long as the row has their revision.
    mutable std::map<CenterId, std::shared_ptr<domain::Catalogue const>> m_known;
    Writing m_writing = Writing::nothing; ///< what is not committed is not kept
};

class SqliteStaff final : public ports::Staff {
public:
    explicit SqliteStaff(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::StaffUser>> find(StaffUserId const& id) const override;
    [[nodiscard]] Result<std::optional<domain::StaffUser>> find_by_login(std::string_view login) const override;
    [[nodiscard]] Result<std::vector<domain::StaffUser>> list(CenterId const& center) const override;
    [[nodiscard]] Result<void> insert(domain::StaffUser const& user) override;
    [[nodiscard]] Result<void> update(domain::StaffUser const& user) override;

private:
    Database& m_database;
};

class SqliteSeats final : public ports::Seats {
public:
    explicit SqliteSeats(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::CounterSeat>> at(CenterId const& center, CounterNumber counter) const override;
    [[nodiscard]] Result<std::optional<domain::CounterSeat>> of(StaffUserId const& staff) const override;
    [[nodiscard]] Result<std::vector<domain::CounterSeat>> list(CenterId const& center) const override;
    [[nodiscard]] Result<void> take(domain::CounterSeat const& seat) override;
    [[nodiscard]] Result<void> leave(StaffUserId const& staff) override;

private:
    Database& m_database;
};

class SqliteDevices final : public ports::Devices {
public:
    explicit SqliteDevices(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::Device>> find(DeviceId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::Device>> list(CenterId const& center) const override;
    [[nodiscard]] Result<void> insert(domain::Device const& device) override;
    [[nodiscard]] Result<void> update(domain::Device const& device) override;
    [[nodiscard]] Result<void> note_heard(DeviceId const& id, Instant at) override;

private:
    Database& m_database;
};

class SqliteTickets final : public ports::Tickets {
public:
    explicit SqliteTickets(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::Ticket>> find(TicketId const& id) const override;
    [[nodiscard]] Result<std::optional<domain::Ticket>> find_by_number(CenterId const& center, LocalDate date, TicketNumber number) const override;
    [[nodiscard]] Result<std::vector<domain::Ticket>> open_of_day(CenterId const& center, LocalDate date) const override;
    [[nodiscard]] Result<std::vector<domain::Ticket>> queue_of_day(CenterId const& center, LocalDate date) const override;
    [[nodiscard]] Result<std::map<ServiceId, std::int32_t>> waiting_of_day(CenterId const& center, LocalDate date) const override;
    [[nodiscard]] Result<std::vector<domain::Ticket>> open_before(CenterId const& center, LocalDate date) const override;
    [[nodiscard]] Result<std::vector<domain::Ticket>> of_visit(VisitId const& visit) const override;
    [[nodiscard]] Result<bool> is_any_open(VisitId const& visit) const override;
    [[nodiscard]] Result<std::optional<domain::Ticket>> at_counter(CenterId const& center, CounterNumber counter) const override;
    [[nodiscard]] Result<std::vector<domain::WaitSample>> wait_samples(CenterId const& center, ServiceId const& service, std::size_t count_max) const override;
    [[nodiscard]] Result<void> insert(domain::Ticket const& ticket) override;
    [[nodiscard]] Result<void> update(domain::Ticket const& ticket) override;
    [[nodiscard]] Result<std::vector<domain::Ticket>> with_open_copies(DeviceId const& device, Instant since) const override;
    [[nodiscard]] Result<void> count_overtaken(std::span<TicketId const> tickets) override;
    [[nodiscard]] Result<void> add_page(TicketId const& ticket, std::string_view token_digest) override;
    [[nodiscard]] Result<std::optional<domain::Ticket>> find_by_page(std::string_view token_digest) const override;

private:
    Database& m_database;
};

class SqliteVisits final : public ports::Visits {
public:
    explicit SqliteVisits(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::Visit>> find(VisitId const& id) const override;
    [[nodiscard]] Result<void> insert(domain::Visit const& visit) override;
    [[nodiscard]] Result<void> update(domain::Visit const& visit) override;
    [[nodiscard]] Result<void> remove_before(CenterId const& center, LocalDate date) override;

private:
    Database& m_database;
};

class SqliteCalls final : public ports::Calls {
public:
    explicit SqliteCalls(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::Call>> find(CallId const& id) const override;
    [[nodiscard]] Result<std::optional<domain::Call>> newest_of(TicketId const& ticket) const override;
    [[nodiscard]] Result<std::vector<domain::Call>> current(CenterId const& center, LocalDate date, std::size_t count_max) const override;
    [[nodiscard]] Result<void> insert(domain::Call const& call) override;
    [[nodiscard]] Result<void> end_of(TicketId const& ticket, Instant at) override;

private:
    Database& m_database;
};

class SqliteNumbers final : public ports::Numbers {
public:
    explicit SqliteNumbers(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<domain::NumberRange> take_for_desk(CenterId const& center, LocalDate date, std::int32_t count) override;
    [[nodiscard]] Result<domain::NumberLease> lend(domain::NumberLease lease, std::int32_t count) override;
    [[nodiscard]] Result<void> adopt(domain::NumberLease const& lease) override;
    [[nodiscard]] Result<std::optional<domain::NumberLease>> find_lease(LeaseId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::NumberLease>> leases_of(DeviceId const& device, LocalDate date) const override;
    [[nodiscard]] Result<void> give_back(LeaseId const& lease, domain::NumberRange const& numbers, Instant at) override;
    [[nodiscard]] Result<std::optional<domain::NumberRange>> given_back(LeaseId const& lease) const override;
    [[nodiscard]] Result<std::int32_t> unused_of(DeviceId const& device, LocalDate date) const override;

private:
    [[nodiscard]] Result<domain::NumberRange> take(CenterId const& center, LocalDate date, std::int32_t count, std::optional<LeaseId> const& lease);
    Database& m_database;
};

class SqliteHelpRequests final : public ports::HelpRequests {
public:
    explicit SqliteHelpRequests(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<domain::HelpRequest>> find(HelpRequestId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::HelpRequest>> open(CenterId const& center) const override;
    [[nodiscard]] Result<void> insert(domain::HelpRequest const& request) override;
    [[nodiscard]] Result<void> update(domain::HelpRequest const& request) override;
    [[nodiscard]] Result<void> remove_before(CenterId const& center, Instant at) override;

private:
    Database& m_database;
};

class SqliteRosters final : public ports::Rosters {
public:
    explicit SqliteRosters(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<domain::Roster> find(CenterId const& center) const override;
    [[nodiscard]] Result<void> save(domain::Roster const& roster) override;
    /// As of SqliteCatalogues.
    void transaction_begins() { m_writing = Writing::nothing; }

private:
    enum class Writing : std::uint8_t { nothing, roster };
    struct Known {
        std::int64_t version = 0;
        domain::Roster roster;
    };

    Database& m_database;
    /// As they were last read; good as long as no other connection has written. They have no revision of their own.
    mutable std::map<CenterId, Known> m_known;
    Writing m_writing = Writing::nothing;
};

class SqliteBookings final : public ports::Bookings {
public:
    explicit SqliteBookings(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::vector<domain::Occupation>> taken(CenterId const& center, Instant from, Instant to, Instant now) const override;
    [[nodiscard]] Result<void> insert_hold(domain::Hold const& hold, std::vector<domain::Occupation> const& occupations) override;
    [[nodiscard]] Result<std::optional<domain::Hold>> find_hold(HoldId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::Hold>> holds_of(CenterId const& center, std::string const& owner) const override;
    [[nodiscard]] Result<std::vector<domain::Hold>> lent(CenterId const& center) const override;
    [[nodiscard]] Result<bool> is_code_lent(CenterId const& center, domain::AppointmentCode const& code) const override;
    [[nodiscard]] Result<void> extend_hold(domain::Hold const& hold) override;
    [[nodiscard]] Result<void> release_hold(HoldId const& id) override;
    [[nodiscard]] Result<std::vector<CenterId>> release_expired(Instant now) override;
    [[nodiscard]] Result<std::optional<Instant>> next_expiry() const override;
    [[nodiscard]] Result<void> book(domain::Appointment const& appointment) override;
    [[nodiscard]] Result<void> move(domain::Appointment const& appointment, HoldId const& former_claim) override;
    [[nodiscard]] Result<void> update(domain::Appointment const& appointment) override;
    [[nodiscard]] Result<std::optional<domain::Appointment>> find(AppointmentId const& id) const override;
    [[nodiscard]] Result<std::optional<domain::Appointment>> find_by_code(CenterId const& center, domain::AppointmentCode const& code) const override;
    [[nodiscard]] Result<std::vector<domain::Appointment>> starting(CenterId const& center, Instant from, Instant to) const override;
    [[nodiscard]] Result<void> remove_before(CenterId const& center, Instant at) override;

private:
    /// The hold's claim is an appointment's now. Fails with `conflict` if there is no such hold.
    [[nodiscard]] Result<void> end_hold(HoldId const& claim, CenterId const& center);
    [[nodiscard]] Result<void> change(domain::Appointment const& appointment);
    Database& m_database;
};

class SqliteSessions final : public ports::Sessions {
public:
    explicit SqliteSessions(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<ports::Session>> find(SessionId const& id) const override;
    [[nodiscard]] Result<std::optional<ports::Bearer>> bearer_of(std::string_view token_digest) const override;
    [[nodiscard]] Result<void> insert(ports::Session const& session) override;
    [[nodiscard]] Result<void> remove(SessionId const& id) override;
    [[nodiscard]] Result<void> remove_of(std::variant<StaffUserId, DeviceId> const& owner) override;
    [[nodiscard]] Result<void> remove_expired(Instant now) override;

private:
    Database& m_database;
};

class SqliteAnsweredRequests final : public ports::AnsweredRequests {
public:
    explicit SqliteAnsweredRequests(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<std::optional<ports::AnsweredRequest>> find(std::string_view principal, IdempotencyKey const& key) const override;
    [[nodiscard]] Result<void> insert(ports::AnsweredRequest const& request) override;
    [[nodiscard]] Result<void> remove_before(Instant at) override;

private:
    Database& m_database;
};

class SqliteChangeFeed final : public ports::ChangeFeed {
public:
    explicit SqliteChangeFeed(Database& database)
        : m_database(database)
    {
    }
    [[nodiscard]] Result<Revision> append(ports::FeedChange const& change) override;
    [[nodiscard]] Result<std::vector<ports::FeedEntry>> after(
        Revision revision, CenterId const& center, ports::Listener listener, std::size_t count_max) const override;
    [[nodiscard]] Result<Revision> newest() const override;
    [[nodiscard]] Result<Revision> resumable_from() const override;
    [[nodiscard]] Result<ports::Lineage> lineage() const override;
    [[nodiscard]] Result<void> trim(std::size_t count_kept) override;
    [[nodiscard]] Result<std::optional<ports::CleanUpNote>> last_clean_up() const override;
    [[nodiscard]] Result<void> note_clean_up(ports::CleanUpNote const& note) override;

private:
    Database& m_database;
};

} // namespace zahide::sqlite
