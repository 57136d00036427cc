#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

constexpr std::string_view select_call = "SELECT id, ticket, center, number, local_date, counter, at, repeat, language, ended_at FROM calls ";
constexpr std::string_view select_help = "SELECT id, center, device, kind, state, language, asked_at, done_at, done_by FROM help_requests ";

domain::Visit read_visit(Statement& row)
{
    domain::Visit visit;
    read_into(row, visit.id, visit.center, visit.local_date, visit.state, visit.started_at, visit.ended_at);
    return visit;
}

domain::Call read_call(Statement& row)
{
    domain::Call call;
    read_into(row, call.id, call.ticket, call.center, call.number, call.local_date, call.counter, call.at, call.repeat, call.language, call.ended_at);
    return call;
}

domain::HelpRequest read_help(Statement& row)
{
    domain::HelpRequest request;
    read_into(
        row, request.id, request.center, request.device, request.kind, request.state, request.language, request.asked_at, request.done_at, request.done_by);
    return request;
}

} // namespace

Result<std::optional<domain::Visit>> SqliteVisits::find(VisitId const& id) const
{
    return m_database.query_one("SELECT id, center, local_date, state, started_at, ended_at FROM visits WHERE id = ?", read_visit, id);
}

Result<void> SqliteVisits::insert(domain::Visit const& visit)
{
    ZAHIDE_TRY(m_database.run("INSERT INTO visits (id, center, local_date, state, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)", visit.id, visit.center,
        visit.local_date, visit.state, visit.started_at, visit.ended_at));
    return {};
}

Result<void> SqliteVisits::update(domain::Visit const& visit)
{
    ZAHIDE_TRY(m_database.run("UPDATE visits SET state = ?2, ended_at = ?3 WHERE id = ?1", visit.id, visit.state, visit.ended_at));
    return {};
}

Result<void> SqliteVisits::remove_before(CenterId const& center, LocalDate date)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM calls WHERE ticket IN (SELECT id FROM tickets WHERE center = ? AND local_date < ?)", center, date));
    ZAHIDE_TRY(m_database.run("DELETE FROM tickets WHERE center = ? AND local_date < ?", center, date));
    ZAHIDE_TRY(m_database.run("DELETE FROM visits WHERE center = ? AND local_date < ?", center, date));
    return {};
}

Result<std::optional<domain::Call>> SqliteCalls::find(CallId const& id) const
{
    return m_database.query_one(joined(select_call, "WHERE id = ?"), read_call, id);
}

Result<std::optional<domain::Call>> SqliteCalls::newest_of(TicketId const& ticket) const
{
    return m_database.query_one(joined(select_call, "WHERE ticket = ? ORDER BY at DESC, repeat DESC LIMIT 1"), read_call, ticket);
}

Result<std::vector<domain::Call>> SqliteCalls::current(CenterId const& center, LocalDate date, std::size_t count_max) const
{
    return m_database.query(joined(select_call, R"sql(
        WHERE center = ? AND local_date = ? AND ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM calls AS later WHERE later.ticket = calls.ticket AND (later.at, later.repeat) > (calls.at, calls.repeat))
        ORDER BY at DESC, number DESC LIMIT ?)sql"),
        read_call, center, date, static_cast<std::int64_t>(count_max));
}

Result<void> SqliteCalls::insert(domain::Call const& call)
{
    ZAHIDE_TRY(m_database.run(
        "INSERT INTO calls (id, ticket, center, number, local_date, counter, at, repeat, language, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", call.id,
        call.ticket, call.center, call.number, call.local_date, call.counter, call.at, call.repeat, call.language, call.ended_at));
    return {};
}

Result<void> SqliteCalls::end_of(TicketId const& ticket, Instant at)
{
    ZAHIDE_TRY(m_database.run("UPDATE calls SET ended_at = ?2 WHERE ticket = ?1 AND ended_at IS NULL", ticket, at));
    return {};
}

Result<std::optional<domain::HelpRequest>> SqliteHelpRequests::find(HelpRequestId const& id) const
{
    return m_database.query_one(joined(select_help, "WHERE id = ?"), read_help, id);
}

Result<std::vector<domain::HelpRequest>> SqliteHelpRequests::open(CenterId const& center) const
{
    return m_database.query(joined(select_help, "WHERE center = ? AND state = 'open' ORDER BY asked_at, id LIMIT 1000"), read_help, center);
}

Result<void> SqliteHelpRequests::insert(domain::HelpRequest const& request)
{
    ZAHIDE_TRY(
        m_database.run("INSERT INTO help_requests (id, center, device, kind, state, language, asked_at, done_at, done_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            request.id, request.center, request.device, request.kind, request.state, request.language, request.asked_at, request.done_at, request.done_by));
    return {};
}

Result<void> SqliteHelpRequests::update(domain::HelpRequest const& request)
{
    ZAHIDE_TRY(m_database.run(
        "UPDATE help_requests SET state = ?2, done_at = ?3, done_by = ?4 WHERE id = ?1", request.id, request.state, request.done_at, request.done_by));
    return {};
}

Result<void> SqliteHelpRequests::remove_before(CenterId const& center, Instant at)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM help_requests WHERE center = ? AND asked_at < ?", center, at));
    return {};
}

} // namespace zahide::sqlite
