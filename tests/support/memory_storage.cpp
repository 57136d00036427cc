#include "support/memory_storage.h"

#include "memory_repositories.h"

#include <algorithm>

namespace zahide::support {

namespace {

class MemoryCatalogues final : public ports::Catalogues, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::shared_ptr<domain::Catalogue const>> find(CenterId const& center) const override
    {
        auto const known = m_state.catalogues.find(center);
        return known == m_state.catalogues.end() ? nullptr : std::make_shared<domain::Catalogue const>(known->second);
    }
    [[nodiscard]] Result<std::vector<CenterId>> centers() const override
    {
        std::vector<CenterId> ids;
        for (auto const& [id, catalogue] : m_state.catalogues)
            ids.push_back(id);
        return ids;
    }
    [[nodiscard]] Result<void> save(domain::Catalogue const& catalogue) override
    {
        m_state.catalogues[catalogue.center.id] = catalogue;
        return {};
    }
};

class MemoryStaff final : public ports::Staff, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::StaffUser>> find(StaffUserId const& id) const override { return found(m_state.staff, id); }
    [[nodiscard]] Result<std::optional<domain::StaffUser>> find_by_login(std::string_view login) const override
    {
        auto const users = selected(m_state.staff, [&](domain::StaffUser const& user) { return user.login == login; });
        return users.empty() ? std::nullopt : std::optional(users.front());
    }
    [[nodiscard]] Result<std::vector<domain::StaffUser>> list(CenterId const& center) const override
    {
        return selected(m_state.staff, [&](domain::StaffUser const& user) { return user.center == center; });
    }
    [[nodiscard]] Result<void> insert(domain::StaffUser const& user) override
    {
        auto const namesake = ZAHIDE_TRY(find_by_login(user.login));
        if (namesake || !m_state.catalogues.contains(user.center) || !m_state.staff.emplace(user.id, user).second)
            return twice("staff");
        return {};
    }
    [[nodiscard]] Result<void> update(domain::StaffUser const& user) override
    {
        m_state.staff.at(user.id) = user;
        return {};
    }
};

class MemorySeats final : public ports::Seats, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::CounterSeat>> at(CenterId const& center, CounterNumber counter) const override
    {
        auto const seats = selected(m_state.seats, [&](domain::CounterSeat const& seat) { return seat.center == center && seat.counter == counter; });
        return seats.empty() ? std::nullopt : std::optional(seats.front());
    }
    [[nodiscard]] Result<std::optional<domain::CounterSeat>> of(StaffUserId const& staff) const override { return found(m_state.seats, staff); }
    [[nodiscard]] Result<std::vector<domain::CounterSeat>> list(CenterId const& center) const override
    {
        auto seats = selected(m_state.seats, [&](domain::CounterSeat const& seat) { return seat.center == center; });
        std::ranges::sort(seats, {}, &domain::CounterSeat::counter);
        return seats;
    }
    [[nodiscard]] Result<void> take(domain::CounterSeat const& seat) override
    {
        std::erase_if(m_state.seats, [&](auto const& item) { return item.second.center == seat.center && item.second.counter == seat.counter; });
        m_state.seats[seat.staff] = seat;
        return {};
    }
    [[nodiscard]] Result<void> leave(StaffUserId const& staff) override
    {
        m_state.seats.erase(staff);
        return {};
    }
};

class MemoryDevices final : public ports::Devices, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<domain::Device>> find(DeviceId const& id) const override { return found(m_state.devices, id); }
    [[nodiscard]] Result<std::vector<domain::Device>> list(CenterId const& center) const override
    {
        return selected(m_state.devices, [&](domain::Device const& device) { return device.center == center; });
    }
    [[nodiscard]] Result<void> insert(domain::Device const& device) override
    {
        if (!m_state.devices.emplace(device.id, device).second)
            return twice("device");
        return {};
    }
    [[nodiscard]] Result<void> update(domain::Device const& device) override
    {
        m_state.devices.at(device.id) = device;
        return {};
    }
    [[nodiscard]] Result<void> note_heard(DeviceId const& id, Instant at) override
    {
        if (auto& status = m_state.devices.at(id).status)
            status->at = at;
        return {};
    }
};

class MemorySessions final : public ports::Sessions, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<ports::Session>> find(SessionId const& id) const override { return found(m_state.sessions, id); }
    [[nodiscard]] Result<std::optional<ports::Bearer>> bearer_of(std::string_view token_digest) const override
    {
        auto const sessions = selected(m_state.sessions, [&](ports::Session const& session) { return session.token_digest == token_digest; });
        if (sessions.empty())
            return std::nullopt;
        ports::Bearer bearer { sessions.front().id, sessions.front().owner, sessions.front().expires_at, std::nullopt };
        if (auto const* id = std::get_if<DeviceId>(&bearer.owner)) {
            if (auto const device = found(m_state.devices, *id))
                bearer.device = domain::DeviceStanding { device->center, device->kind, device->standing };
        }
        return bearer;
    }
    [[nodiscard]] Result<void> insert(ports::Session const& session) override
    {
        auto const same = ZAHIDE_TRY(bearer_of(session.token_digest));
        if (same || !m_state.sessions.emplace(session.id, session).second)
            return twice("session");
        return {};
    }
    [[nodiscard]] Result<void> remove(SessionId const& id) override
    {
        m_state.sessions.erase(id);
        return {};
    }
    [[nodiscard]] Result<void> remove_of(std::variant<StaffUserId, DeviceId> const& owner) override
    {
        std::erase_if(m_state.sessions, [&](auto const& item) { return item.second.owner == owner; });
        return {};
    }
    [[nodiscard]] Result<void> remove_expired(Instant now) override
    {
        std::erase_if(m_state.sessions, [&](auto const& item) { return item.second.expires_at <= now; });
        return {};
    }
};

class MemoryAnsweredRequests final : public ports::AnsweredRequests, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<std::optional<ports::AnsweredRequest>> find(std::string_view principal, IdempotencyKey const& key) const override
    {
        return found(m_state.answered, std::pair(std::string(principal), key));
    }
    [[nodiscard]] Result<void> insert(ports::AnsweredRequest const& request) override
    {
        if (!m_state.answered.emplace(std::pair(request.principal, request.key), request).second)
            return twice("answered request");
        return {};
    }
    [[nodiscard]] Result<void> remove_before(Instant at) override
    {
        std::erase_if(m_state.answered, [&](auto const& item) { return item.second.at < at; });
        return {};
    }
};

bool hears(ports::FeedKind kind, ports::Listener listener)
{
    auto const audience = ports::audience_of(kind);
    switch (listener) {
    case ports::Listener::staff:
        return audience.staff == ports::Audience::Hears::yes;
    case ports::Listener::board:
        return audience.board == ports::Audience::Hears::yes;
    case ports::Listener::kiosk:
        return audience.kiosk == ports::Audience::Hears::yes;
    }
    return false;
}

class MemoryChangeFeed final : public ports::ChangeFeed, OverState {
public:
    using OverState::OverState;
    [[nodiscard]] Result<Revision> append(ports::FeedChange const& change) override
    {
        m_state.feed.push_back({ Revision(++m_state.revision), change });
        return m_state.feed.back().revision;
    }
    [[nodiscard]] Result<std::vector<ports::FeedEntry>> after(
        Revision revision, CenterId const& center, ports::Listener listener, std::size_t count_max) const override
    {
        std::vector<ports::FeedEntry> entries;
        for (auto const& entry : m_state.feed) {
            if (entries.size() < count_max && entry.revision > revision && entry.change.center == center && hears(entry.change.kind, listener))
                entries.push_back(entry);
        }
        return entries;
    }
    [[nodiscard]] Result<Revision> newest() const override { return Revision(m_state.revision); }
    [[nodiscard]] Result<Revision> resumable_from() const override
    {
        return m_state.feed.empty() ? Revision(0) : Revision(m_state.feed.front().revision.value() - 1);
    }
    [[nodiscard]] Result<ports::Lineage> lineage() const override { return ports::Lineage { "memory", Revision(0) }; }
    [[nodiscard]] Result<void> trim(std::size_t count_kept) override
    {
        auto const dropped = m_state.feed.size() - std::min(m_state.feed.size(), count_kept);
        m_state.feed.erase(m_state.feed.begin(), m_state.feed.begin() + static_cast<std::ptrdiff_t>(dropped));
        return {};
    }
    [[nodiscard]] Result<std::optional<ports::CleanUpNote>> last_clean_up() const override { return m_state.clean_up; }
    [[nodiscard]] Result<void> note_clean_up(ports::CleanUpNote const& note) override
    {
        m_state.clean_up = note;
        return {};
    }
};

} // namespace

struct MemoryStorage::Repositories {
    explicit Repositories(MemoryState& state)
        : catalogues(state)
        , staff(state)
        , seats(state)
        , devices(state)
        , tickets(state)
        , visits(state)
        , calls(state)
        , numbers(state)
        , help_requests(state)
        , rosters(state)
        , bookings(state)
        , sessions(state)
        , answered_requests(state)
        , feed(state)
        , transaction(
              { catalogues, staff, seats, devices, tickets, visits, calls, numbers, help_requests, rosters, bookings, sessions, answered_requests, feed })
    {
    }

    MemoryCatalogues catalogues;
    MemoryStaff staff;
    MemorySeats seats;
    MemoryDevices devices;
    MemoryTickets tickets;
    MemoryVisits visits;
    MemoryCalls calls;
    MemoryNumbers numbers;
    MemoryHelpRequests help_requests;
    MemoryRosters rosters;
    MemoryBookings bookings;
    MemorySessions sessions;
    MemoryAnsweredRequests answered_requests;
    MemoryChangeFeed feed;
    ports::Transaction transaction;
};

MemoryStorage::MemoryStorage()
    : m_state(std::make_unique<MemoryState>())
    , m_repositories(std::make_unique<Repositories>(*m_state))
{
}

MemoryStorage::~MemoryStorage() = default;

std::vector<Result<void>> MemoryStorage::transact(std::span<ports::Unit const> batch)
{
    std::lock_guard const lock(m_mutex);
    std::vector<Result<void>> results;
    for (auto const& unit : batch) {
        MemoryState before = *m_state;
        results.push_back(unit(m_repositories->transaction));
        if (!results.back())
            *m_state = std::move(before);
    }
    return results;
}

Result<void> MemoryStorage::read(ports::Reader const& reader) const
{
    std::lock_guard const lock(m_mutex);
    return reader(m_repositories->transaction);
}

} // namespace zahide::support
