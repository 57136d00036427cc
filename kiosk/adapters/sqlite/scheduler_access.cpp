#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

ports::Session read_session(Statement& row)
{
    ports::Session session;
    std::optional<StaffUserId> staff;
    std::optional<DeviceId> device;
    read_into(row, session.id, session.token_digest, session.center, staff, device, session.opened_at, session.expires_at);
    if (staff)
        session.owner = std::move(*staff);
    else if (device)
        session.owner = std::move(*device);
    return session;
}

ports::Bearer read_bearer(Statement& row)
{
    ports::Bearer bearer;
    std::optional<StaffUserId> staff;
    std::optional<DeviceId> device;
    domain::DeviceStanding standing;
    if (row.is_null(2)) {
        read_into(row, bearer.session, bearer.expires_at, device, staff);
        bearer.owner = std::move(*staff);
        return bearer;
    }
    read_into(row, bearer.session, bearer.expires_at, device, staff, standing.center, standing.kind, standing.standing);
    bearer.owner = std::move(*device);
    bearer.device = std::move(standing);
    return bearer;
}

template<class Id>
std::optional<Id> owner_as(std::variant<StaffUserId, DeviceId> const& owner)
{
    auto const* id = std::get_if<Id>(&owner);
    return id == nullptr ? std::nullopt : std::optional(*id);
}

} // namespace

Result<std::optional<ports::Session>> SqliteSessions::find(SessionId const& id) const
{
    return m_database.query_one("SELECT id, token_digest, center, staff, device, opened_at, expires_at FROM sessions WHERE id = ?", read_session, id);
}

Result<std::optional<ports::Bearer>> SqliteSessions::bearer_of(std::string_view token_digest) const
{
    return m_database.query_one(R"sql(
        SELECT its.id, its.expires_at, its.device, its.staff, device.center, device.kind, device.standing
        FROM sessions AS its LEFT JOIN devices AS device ON device.id = its.device
        WHERE its.token_digest = ?)sql",
        read_bearer, token_digest);
}

Result<void> SqliteSessions::insert(ports::Session const& session)
{
    ZAHIDE_TRY(m_database.run("INSERT INTO sessions (id, token_digest, center, staff, device, opened_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)", session.id,
        session.token_digest, session.center, owner_as<StaffUserId>(session.owner), owner_as<DeviceId>(session.owner), session.opened_at, session.expires_at));
    return {};
}

Result<void> SqliteSessions::remove(SessionId const& id)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM sessions WHERE id = ?", id));
    return {};
}

Result<void> SqliteSessions::remove_of(std::variant<StaffUserId, DeviceId> const& owner)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM sessions WHERE staff = ? OR device = ?", owner_as<StaffUserId>(owner), owner_as<DeviceId>(owner)));
    return {};
}

Result<void> SqliteSessions::remove_expired(Instant now)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM sessions WHERE expires_at <= ?", now));
    return {};
}

Result<std::optional<ports::AnsweredRequest>> SqliteAnsweredRequests::find(std::string_view principal, IdempotencyKey const& key) const
{
    auto const read_row = [](Statement& row) {
        ports::AnsweredRequest request;
        read_into(row, request.principal, request.key, request.request_digest, request.response.status, request.response.body, request.at);
        return request;
    };
    return m_database.query_one(
        "SELECT principal, key, request_digest, status, body, at FROM answered_requests WHERE principal = ? AND key = ?", read_row, principal, key);
}

Result<void> SqliteAnsweredRequests::insert(ports::AnsweredRequest const& request)
{
    ZAHIDE_TRY(m_database.run("INSERT INTO answered_requests (principal, key, request_digest, status, body, at) VALUES (?, ?, ?, ?, ?, ?)", request.principal,
        request.key, request.request_digest, request.response.status, request.response.body, request.at));
    return {};
}

Result<void> SqliteAnsweredRequests::remove_before(Instant at)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM answered_requests WHERE at < ?", at));
    return {};
}

} // namespace zahide::sqlite
