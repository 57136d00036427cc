#pragma once

#include "support/memory_storage.h"

#include <functional>

namespace zahide::support {

template<class Map, class Key>
auto found(Map const& map, Key const& key) -> std::optional<typename Map::mapped_type>
{
    auto const position = map.find(key);
    if (position == map.end())
        return std::nullopt;
    return position->second;
}

template<class Map, class Keep>
auto selected(Map const& map, Keep const& keep) -> std::vector<typename Map::mapped_type>
{
    std::vector<typename Map::mapped_type> values;
    for (auto const& [key, value] : map) {
        if (keep(value))
            values.push_back(value);
    }
    return values;
}

inline auto twice(std::string what)
{
    return fail(ErrorCode::conflict, std::move(what));
}

/// Every repository over one MemoryState.
class OverState {
public:
    explicit OverState(MemoryState& state)
        : m_state(state)
    {
    }

protected:
    MemoryState& m_state;
};

class MemoryTickets final : public ports::Tickets, OverState {
public:
    using OverState::OverState;
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
    [[nodiscard]] Result<void> check_counter(domain::Ticket const& ticket) const;
};

class MemoryVisits final : public ports::Visits, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::Visit>> find(VisitId const& id) const override;
    [[nodiscard]] Result<void> insert(domain::Visit const& visit) override;
    [[nodiscard]] Result<void> update(domain::Visit const& visit) override;
    [[nodiscard]] Result<void> remove_before(CenterId const& center, LocalDate date) override;
};

class MemoryCalls final : public ports::Calls, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::Call>> find(CallId const& id) const override;
    [[nodiscard]] Result<std::optional<domain::Call>> newest_of(TicketId const& ticket) const override;
    [[nodiscard]] Result<std::vector<domain::Call>> current(CenterId const& center, LocalDate date, std::size_t count_max) const override;
    [[nodiscard]] Result<void> insert(domain::Call const& call) override;
    [[nodiscard]] Result<void> end_of(TicketId const& ticket, Instant at) override;
};

class MemoryNumbers final : public ports::Numbers, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<domain::NumberRange> take_for_desk(CenterId const& center, LocalDate date, std::int32_t count) override;
    [[nodiscard]] Result<domain::NumberLease> lend(domain::NumberLease lease, std::int32_t count) override;
    [[nodiscard]] Result<void> adopt(domain::NumberLease const& lease) override;
    [[nodiscard]] Result<std::optional<domain::NumberLease>> find_lease(LeaseId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::NumberLease>> leases_of(DeviceId const& device, LocalDate date) const override;
    [[nodiscard]] Result<void> give_back(LeaseId const& lease, domain::NumberRange const& numbers, Instant at) override;
    [[nodiscard]] Result<std::optional<domain::NumberRange>> given_back(LeaseId const& lease) const override;
    [[nodiscard]] Result<std::int32_t> unused_of(DeviceId const& device, LocalDate date) const override;

private:
    [[nodiscard]] Result<domain::NumberRange> take(CenterId const& center, LocalDate date, std::int32_t count, std::optional<LeaseId> lease);
};

class MemoryHelpRequests final : public ports::HelpRequests, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::HelpRequest>> find(HelpRequestId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::HelpRequest>> open(CenterId const& center) const override;
    [[nodiscard]] Result<void> insert(domain::HelpRequest const& request) override;
    [[nodiscard]] Result<void> update(domain::HelpRequest const& request) override;
    [[nodiscard]] Result<void> remove_before(CenterId const& center, Instant at) override;
};

class MemoryRosters final : public ports::Rosters, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<domain::Roster> find(CenterId const& center) const override;
    [[nodiscard]] Result<void> save(domain::Roster const& roster) override;
};

class MemoryBookings final : public ports::Bookings, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::vector<domain::Occupation>> taken(CenterId const& center, Instant from, Instant to, Instant now) const override;
    [[nodiscard]] Result<void> insert_hold(domain::Hold const& hold, std::vector<domain::Occupation> const& occupations) override;
    [[nodiscard]] Result<std::optional<domain::Hold>> find_hold(HoldId const& id) const override;
    [[nodiscard]] Result<std::vector<domain::Hold>> holds_of(CenterId const& center, std::string const& owner) const override;
    [[nodiscard]] Result<std::vector<domain::Hold>> lent(CenterId const& center) const override;
    [[nodiscard]] Result<bool> is_code_lent(CenterId const& center, domain::AppointmentCode const& code) const override { return is_lent(center, code); }
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
    void free(HoldId const& claim);
    [[nodiscard]] bool is_lent(CenterId const& center, domain::AppointmentCode const& code) const;
};

} // namespace zahide::support
