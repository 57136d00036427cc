#include "scheduler_columns.h"
#include "scheduler_repositories.h"

#include <algorithm>

namespace zahide::sqlite {

namespace {

constexpr std::string_view select_ticket = R"sql(
    SELECT id, visit, center, number, local_date, state, service, language, priority, gender, urgency, channel, device, lease,
        given_at, received_at, arrival_at, due_at, ahead, overtaken, calls, first_called_at, called_at, started_at, ended_at,
        counter, called_by, transferred_to, transferred_from, notes, appointment, meant_for,
        copy_id, copy_device, copy_asked_by, copy_asked_at, copy_end
    FROM tickets )sql";

constexpr std::string_view update_ticket = R"sql(
    UPDATE tickets SET state = ?2, arrival_at = ?3, overtaken = ?4, calls = ?5, first_called_at = ?6, called_at = ?7, started_at = ?8,
        ended_at = ?9, counter = ?10, called_by = ?11, notes = ?13, copy_id = ?14, copy_device = ?15,
        copy_asked_by = ?16, copy_asked_at = ?17, copy_end = ?18)sql";

/// In the words of the index tickets_open, or it isn't used.
constexpr std::string_view is_open = "(state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'parked')";

std::string tickets_where(std::string_view condition)
{
    return std::string(select_ticket) + std::string(condition);
}

domain::Ticket read_ticket(Statement& row)
{
    domain::Ticket ticket;
    std::optional<PrintJobId> copy;
    std::optional<DeviceId> copy_device;
    std::optional<StaffUserId> copy_asked_by;
    std::optional<Instant> copy_asked_at;
    std::optional<domain::CopyEnd> copy_end;
    read_into(row, ticket.id, ticket.visit, ticket.center, ticket.number, ticket.local_date, ticket.state, ticket.service, ticket.language, ticket.priority,
        ticket.gender, ticket.urgency, ticket.channel, ticket.device, ticket.lease, ticket.given_at, ticket.received_at, ticket.arrival_at, ticket.due_at,
        ticket.ahead, ticket.overtaken, ticket.calls, ticket.first_called_at, ticket.called_at, ticket.started_at, ticket.ended_at, ticket.counter,
        ticket.called_by, ticket.transferred_to, ticket.transferred_from, ticket.notes, ticket.appointment, ticket.meant_for, copy, copy_device, copy_asked_by,
        copy_asked_at, copy_end);
    if (copy && copy_device && copy_asked_by && copy_asked_at)
        ticket.copy = domain::CopyOrder { *copy, *copy_device, *copy_asked_by, *copy_asked_at, copy_end };
    return ticket;
}

template<class Part>
std::optional<Part> part_of(std::optional<domain::CopyOrder> const& order, Part domain::CopyOrder::*part)
{
    return order ? std::optional(*order.*part) : std::nullopt;
}

/// The block out of which the number was handed to that lease, or to the desk.
struct Block {
    TicketNumber first;
    TicketNumber last;
};

Result<std::optional<Block>> find_block(Database& database, domain::Ticket const& ticket)
{
    auto const read_block = [](Statement& row) {
        Block block;
        read_into(row, block.first, block.last);
        return block;
    };
    return database.query_one(R"sql(
        SELECT first_number, last_number FROM number_blocks
        WHERE center = ?1 AND local_date = ?2 AND first_number <= ?3 AND last_number >= ?3 AND lease IS ?4 AND lost = 0
        ORDER BY first_number DESC LIMIT 1)sql",
        read_block, ticket.center, ticket.local_date, ticket.number, ticket.lease);
}

} // namespace

Result<std::optional<domain::Ticket>> SqliteTickets::find(TicketId const& id) const
{
    return m_database.query_one(tickets_where("WHERE id = ?"), read_ticket, id);
}

Result<std::optional<domain::Ticket>> SqliteTickets::find_by_number(CenterId const& center, LocalDate date, TicketNumber number) const
{
    return m_database.query_one(tickets_where("WHERE center = ? AND local_date = ? AND number = ?"), read_ticket, center, date, number);
}

Result<std::vector<domain::Ticket>> SqliteTickets::open_of_day(CenterId const& center, LocalDate date) const
{
    return m_database.query(tickets_where(joined(joined("WHERE center = ? AND local_date = ? AND ", is_open), " ORDER BY number")), read_ticket, center, date);
}

Result<std::vector<domain::Ticket>> SqliteTickets::queue_of_day(CenterId const& center, LocalDate date) const
{
    return m_database.query(tickets_where("WHERE center = ? AND local_date = ? AND state = 'waiting' ORDER BY number"), read_ticket, center, date);
}

Result<std::map<ServiceId, std::int32_t>> SqliteTickets::waiting_of_day(CenterId const& center, LocalDate date) const
{
    auto const read_service = [](Statement& row) { return row.read<ServiceId>(0); };
    std::map<ServiceId, std::int32_t> waiting;
    auto const services
        = ZAHIDE_TRY(m_database.query("SELECT service FROM tickets WHERE center = ? AND local_date = ? AND state = 'waiting'", read_service, center, date));
    for (auto const& service : services)
        ++waiting[service];
    return waiting;
}

Result<std::vector<domain::Ticket>> SqliteTickets::open_before(CenterId const& center, LocalDate date) const
{
    return m_database.query(tickets_where(joined(joined("WHERE center = ? AND local_date < ? AND ", is_open), " ORDER BY local_date, number LIMIT 1000")),
        read_ticket, center, date);
}

Result<std::vector<domain::Ticket>> SqliteTickets::of_visit(VisitId const& visit) const
{
    return m_database.query(tickets_where("WHERE visit = ? ORDER BY given_at, number"), read_ticket, visit);
}

Result<bool> SqliteTickets::is_any_open(VisitId const& visit) const
{
    auto const found = ZAHIDE_TRY(m_database.value<std::int64_t>(joined("SELECT 1 FROM tickets WHERE visit = ? AND ", is_open), visit));
    return found.has_value();
}

Result<std::optional<domain::Ticket>> SqliteTickets::at_counter(CenterId const& center, CounterNumber counter) const
{
    return m_database.query_one(tickets_where("WHERE center = ? AND counter = ? AND state IN ('called', 'serving')"), read_ticket, center, counter);
}

Result<std::vector<domain::WaitSample>> SqliteTickets::wait_samples(CenterId const& center, ServiceId const& service, std::size_t count_max) const
{
    auto const read_sample = [](Statement& row) {
        domain::WaitSample sample;
        std::int64_t waited_ms = 0;
        read_into(row, sample.ahead, waited_ms);
        sample.waited = Seconds(std::max<std::int64_t>(waited_ms, 0) / 1000);
        return sample;
    };
    auto samples = ZAHIDE_TRY(m_database.query(R"sql(
        SELECT ahead, first_called_at - given_at FROM tickets
        WHERE center = ? AND service = ? AND first_called_at IS NOT NULL AND urgency = 'ordinary' AND priority = 'none' AND due_at IS NULL
            AND transferred_from IS NULL AND instr(notes, 'clock_doubtful') = 0
        ORDER BY first_called_at DESC LIMIT ?)sql",
        read_sample, center, service, static_cast<std::int64_t>(count_max)));
    std::ranges::reverse(samples);
    return samples;
}

Result<void> SqliteTickets::insert(domain::Ticket const& ticket)
{
    auto const block = ZAHIDE_TRY(find_block(m_database, ticket));
    if (!block)
        return fail(ErrorCode::invalid, "the number was not handed out to whoever gave it", "number", "give numbers of the lease only");
    ZAHIDE_TRY(m_database.run(R"sql(
        INSERT INTO tickets (id, visit, center, number, local_date, block_first, block_last, state, service, language, priority, gender, urgency,
            channel, device, lease, given_at, received_at, arrival_at, due_at, ahead, overtaken, calls, first_called_at, called_at, started_at,
            ended_at, counter, called_by, transferred_to, transferred_from, notes, appointment, meant_for)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        ticket.id, ticket.visit, ticket.center, ticket.number, ticket.local_date, block->first, block->last, ticket.state, ticket.service, ticket.language,
        ticket.priority, ticket.gender, ticket.urgency, ticket.channel, ticket.device, ticket.lease, ticket.given_at, ticket.received_at, ticket.arrival_at,
        ticket.due_at, ticket.ahead, ticket.overtaken, ticket.calls, ticket.first_called_at, ticket.called_at, ticket.started_at, ticket.ended_at,
        ticket.counter, ticket.called_by, ticket.transferred_to, ticket.transferred_from, ticket.notes, ticket.appointment, ticket.meant_for));
    return {};
}

Result<void> SqliteTickets::update(domain::Ticket const& ticket)
{
    auto const change = [&](std::string_view how) {
        return m_database.run(joined(update_ticket, how), ticket.id, ticket.state, ticket.arrival_at, ticket.overtaken, ticket.calls, ticket.first_called_at,
            ticket.called_at, ticket.started_at, ticket.ended_at, ticket.counter, ticket.called_by, ticket.transferred_to, ticket.notes,
            part_of(ticket.copy, &domain::CopyOrder::id), part_of(ticket.copy, &domain::CopyOrder::device), part_of(ticket.copy, &domain::CopyOrder::asked_by),
            part_of(ticket.copy, &domain::CopyOrder::asked_at), ticket.copy ? ticket.copy->end : std::nullopt);
    };
    // A statement that may set what refers to the table itself writes all of the row's indexes anew: few need it.
    if (ZAHIDE_TRY(change(" WHERE id = ?1 AND transferred_to IS ?12")) == 0)
        ZAHIDE_TRY(change(", transferred_to = ?12 WHERE id = ?1"));
    return {};
}

Result<std::vector<domain::Ticket>> SqliteTickets::with_open_copies(DeviceId const& device, Instant since) const
{
    return m_database.query(
        tickets_where("WHERE copy_device = ? AND copy_id IS NOT NULL AND copy_end IS NULL AND copy_asked_at >= ? ORDER BY copy_asked_at, number"), read_ticket,
        device, since);
}

Result<void> SqliteTickets::count_overtaken(std::span<TicketId const> tickets)
{
    for (auto const& id : tickets)
        ZAHIDE_TRY(m_database.run("UPDATE tickets SET overtaken = overtaken + 1 WHERE id = ?", id));
    return {};
}

Result<void> SqliteTickets::add_page(TicketId const& ticket, std::string_view token_digest)
{
    ZAHIDE_TRY(m_database.run("INSERT INTO ticket_pages (token_digest, ticket) VALUES (?, ?)", token_digest, ticket));
    return {};
}

Result<std::optional<domain::Ticket>> SqliteTickets::find_by_page(std::string_view token_digest) const
{
    return m_database.query_one(tickets_where("WHERE id = (SELECT ticket FROM ticket_pages WHERE token_digest = ?)"), read_ticket, token_digest);
}

} // namespace zahide::sqlite
