#include "memory_repositories.h"

#include <algorithm>

namespace zahide::support {

namespace {

using domain::Ticket;

bool by_number(Ticket const& left, Ticket const& right)
{
    return std::tie(left.local_date, left.number) < std::tie(right.local_date, right.number);
}

std::vector<Ticket> sorted(std::vector<Ticket> tickets)
{
    std::ranges::sort(tickets, by_number);
    return tickets;
}

bool is_earlier(domain::Call const& left, domain::Call const& right)
{
    return std::tie(left.at, left.repeat) < std::tie(right.at, right.repeat);
}

} // namespace

Result<std::optional<Ticket>> MemoryTickets::find(TicketId const& id) const
{
    return found(m_state.tickets, id);
}

Result<std::optional<Ticket>> MemoryTickets::find_by_number(CenterId const& center, LocalDate date, TicketNumber number) const
{
    auto const tickets
        = selected(m_state.tickets, [&](Ticket const& ticket) { return ticket.center == center && ticket.local_date == date && ticket.number == number; });
    return tickets.empty() ? std::nullopt : std::optional(tickets.front());
}

Result<std::vector<Ticket>> MemoryTickets::open_of_day(CenterId const& center, LocalDate date) const
{
    return sorted(
        selected(m_state.tickets, [&](Ticket const& ticket) { return ticket.center == center && ticket.local_date == date && domain::is_open(ticket.state); }));
}

Result<std::vector<Ticket>> MemoryTickets::queue_of_day(CenterId const& center, LocalDate date) const
{
    auto tickets = ZAHIDE_TRY(open_of_day(center, date));
    std::erase_if(tickets, [](Ticket const& ticket) { return ticket.state != domain::TicketState::waiting; });
    return tickets;
}

Result<std::map<ServiceId, std::int32_t>> MemoryTickets::waiting_of_day(CenterId const& center, LocalDate date) const
{
    std::map<ServiceId, std::int32_t> waiting;
    for (auto const& ticket : ZAHIDE_TRY(queue_of_day(center, date)))
        ++waiting[ticket.service.reveal()];
    return waiting;
}

Result<std::vector<Ticket>> MemoryTickets::open_before(CenterId const& center, LocalDate date) const
{
    return sorted(
        selected(m_state.tickets, [&](Ticket const& ticket) { return ticket.center == center && ticket.local_date < date && domain::is_open(ticket.state); }));
}

Result<std::vector<Ticket>> MemoryTickets::of_visit(VisitId const& visit) const
{
    auto tickets = selected(m_state.tickets, [&](Ticket const& ticket) { return ticket.visit == visit; });
    std::ranges::sort(
        tickets, [](Ticket const& left, Ticket const& right) { return std::tie(left.given_at, left.number) < std::tie(right.given_at, right.number); });
    return tickets;
}

Result<bool> MemoryTickets::is_any_open(VisitId const& visit) const
{
    return std::ranges::any_of(m_state.tickets, [&](auto const& each) { return each.second.visit == visit && domain::is_open(each.second.state); });
}

Result<std::optional<Ticket>> MemoryTickets::at_counter(CenterId const& center, CounterNumber counter) const
{
    auto const tickets = selected(
        m_state.tickets, [&](Ticket const& ticket) { return ticket.center == center && ticket.counter == counter && domain::is_at_counter(ticket.state); });
    return tickets.empty() ? std::nullopt : std::optional(tickets.front());
}

Result<std::vector<domain::WaitSample>> MemoryTickets::wait_samples(CenterId const& center, ServiceId const& service, std::size_t count_max) const
{
    auto tickets = selected(m_state.tickets, [&](Ticket const& ticket) {
        return ticket.center == center && ticket.service.reveal() == service && ticket.first_called_at && !ticket.due_at && !ticket.transferred_from
            && ticket.urgency.reveal() == domain::Urgency::ordinary && ticket.priority.reveal() == domain::Priority::none
            && std::ranges::find(ticket.notes, domain::TicketNote::clock_doubtful) == ticket.notes.end();
    });
    std::ranges::sort(tickets, [](Ticket const& left, Ticket const& right) { return left.first_called_at < right.first_called_at; });
    std::vector<domain::WaitSample> samples;
    for (std::size_t index = tickets.size() - std::min(tickets.size(), count_max); index < tickets.size(); ++index) {
        auto const waited = std::max(*tickets[index].first_called_at - tickets[index].given_at, Milliseconds(0));
        samples.push_back({ tickets[index].ahead, std::chrono::duration_cast<Seconds>(waited) });
    }
    return samples;
}

Result<void> MemoryTickets::check_counter(Ticket const& ticket) const
{
    if (!domain::is_at_counter(ticket.state))
        return {};
    for (auto const& [id, other] : m_state.tickets) {
        if (id != ticket.id && other.center == ticket.center && other.counter == ticket.counter && domain::is_at_counter(other.state))
            return twice("two tickets at a counter");
    }
    return {};
}

Result<void> MemoryTickets::insert(Ticket const& ticket)
{
    auto const& blocks = m_state.blocks[{ ticket.center, ticket.local_date }];
    bool const handed_out
        = std::ranges::any_of(blocks, [&](MemoryState::Block const& block) { return block.numbers.contains(ticket.number) && block.lease == ticket.lease; });
    if (!handed_out)
        return fail(ErrorCode::invalid, "the number was not handed out to whoever gave it");
    if (ticket.lease && m_state.given_back.contains(*ticket.lease) && m_state.given_back.at(*ticket.lease).contains(ticket.number))
        return fail(ErrorCode::conflict, "the number was given back");
    auto const holder = ZAHIDE_TRY(find_by_number(ticket.center, ticket.local_date, ticket.number));
    if (holder || m_state.tickets.contains(ticket.id))
        return twice("ticket");
    if (!m_state.visits.contains(ticket.visit))
        return twice("no such visit");
    ZAHIDE_TRY_VOID(check_counter(ticket));
    m_state.tickets.emplace(ticket.id, ticket);
    return {};
}

Result<void> MemoryTickets::update(Ticket const& ticket)
{
    ZAHIDE_TRY_VOID(check_counter(ticket));
    m_state.tickets.at(ticket.id) = ticket;
    return {};
}

Result<std::vector<Ticket>> MemoryTickets::with_open_copies(DeviceId const& device, Instant since) const
{
    auto found = selected(m_state.tickets,
        [&](Ticket const& ticket) { return ticket.copy && ticket.copy->device == device && !ticket.copy->end && ticket.copy->asked_at >= since; });
    std::ranges::sort(found, {}, [](Ticket const& ticket) { return std::pair(ticket.copy->asked_at, ticket.number); });
    return found;
}

Result<void> MemoryTickets::count_overtaken(std::span<TicketId const> tickets)
{
    for (auto const& id : tickets)
        ++m_state.tickets.at(id).overtaken;
    return {};
}

Result<void> MemoryTickets::add_page(TicketId const& ticket, std::string_view token_digest)
{
    if (!m_state.ticket_pages.emplace(std::string(token_digest), ticket).second)
        return twice("page");
    return {};
}

Result<std::optional<Ticket>> MemoryTickets::find_by_page(std::string_view token_digest) const
{
    auto const page = m_state.ticket_pages.find(std::string(token_digest));
    return page == m_state.ticket_pages.end() ? Result<std::optional<Ticket>>(std::nullopt) : find(page->second);
}

Result<std::optional<domain::Visit>> MemoryVisits::find(VisitId const& id) const
{
    return found(m_state.visits, id);
}

Result<void> MemoryVisits::insert(domain::Visit const& visit)
{
    if (!m_state.visits.emplace(visit.id, visit).second)
        return twice("visit");
    return {};
}

Result<void> MemoryVisits::update(domain::Visit const& visit)
{
    m_state.visits.at(visit.id) = visit;
    return {};
}

Result<void> MemoryVisits::remove_before(CenterId const& center, LocalDate date)
{
    auto const is_old = [&](auto const& entry) { return entry.second.center == center && entry.second.local_date < date; };
    std::erase_if(m_state.calls, is_old);
    std::erase_if(m_state.tickets, is_old);
    std::erase_if(m_state.visits, is_old);
    return {};
}

Result<std::optional<domain::Call>> MemoryCalls::find(CallId const& id) const
{
    return found(m_state.calls, id);
}

Result<std::optional<domain::Call>> MemoryCalls::newest_of(TicketId const& ticket) const
{
    auto calls = selected(m_state.calls, [&](domain::Call const& call) { return call.ticket == ticket; });
    std::ranges::sort(calls, is_earlier);
    return calls.empty() ? std::nullopt : std::optional(calls.back());
}

Result<std::vector<domain::Call>> MemoryCalls::current(CenterId const& center, LocalDate date, std::size_t count_max) const
{
    auto calls = selected(m_state.calls, [&](domain::Call const& call) { return call.center == center && call.local_date == date && !call.ended_at; });
    std::erase_if(calls, [this](domain::Call const& call) { return newest_of(call.ticket).value()->id != call.id; });
    std::ranges::sort(
        calls, [](domain::Call const& left, domain::Call const& right) { return std::tie(left.at, left.number) > std::tie(right.at, right.number); });
    calls.resize(std::min(calls.size(), count_max));
    return calls;
}

Result<void> MemoryCalls::insert(domain::Call const& call)
{
    if (!m_state.calls.emplace(call.id, call).second)
        return twice("call");
    return {};
}

Result<void> MemoryCalls::end_of(TicketId const& ticket, Instant at)
{
    for (auto& [id, call] : m_state.calls) {
        if (call.ticket == ticket && !call.ended_at)
            call.ended_at = at;
    }
    return {};
}

Result<domain::NumberRange> MemoryNumbers::take(CenterId const& center, LocalDate date, std::int32_t count, std::optional<LeaseId> lease)
{
    auto& blocks = m_state.blocks[{ center, date }];
    TicketNumber const next(blocks.empty() ? 1 : blocks.back().numbers.last.value() + 1);
    auto const numbers = ZAHIDE_TRY(domain::take_numbers(next, count));
    blocks.push_back({ numbers, lease });
    return numbers;
}

Result<domain::NumberRange> MemoryNumbers::take_for_desk(CenterId const& center, LocalDate date, std::int32_t count)
{
    return take(center, date, count, std::nullopt);
}

Result<domain::NumberLease> MemoryNumbers::lend(domain::NumberLease lease, std::int32_t count)
{
    if (m_state.leases.contains(lease.id))
        return twice("lease");
    lease.numbers = ZAHIDE_TRY(take(lease.center, lease.local_date, count, lease.id));
    m_state.leases.emplace(lease.id, lease);
    return lease;
}

Result<void> MemoryNumbers::adopt(domain::NumberLease const& /*lease*/)
{
    return fail(ErrorCode::conflict, "nothing was restored"); // a memory has no backups
}

Result<std::optional<domain::NumberLease>> MemoryNumbers::find_lease(LeaseId const& id) const
{
    return found(m_state.leases, id);
}

Result<std::vector<domain::NumberLease>> MemoryNumbers::leases_of(DeviceId const& device, LocalDate date) const
{
    auto leases = selected(m_state.leases, [&](domain::NumberLease const& lease) { return lease.device == device && lease.local_date == date; });
    std::ranges::sort(leases, {}, [](domain::NumberLease const& lease) { return lease.numbers.first; });
    return leases;
}

Result<void> MemoryNumbers::give_back(LeaseId const& lease, domain::NumberRange const& numbers, Instant /*at*/)
{
    bool const is_given
        = std::ranges::any_of(m_state.tickets, [&](auto const& ticket) { return ticket.second.lease == lease && numbers.contains(ticket.second.number); });
    if (is_given || !m_state.given_back.emplace(lease, numbers).second)
        return twice("return of numbers");
    return {};
}

Result<std::optional<domain::NumberRange>> MemoryNumbers::given_back(LeaseId const& lease) const
{
    return found(m_state.given_back, lease);
}

Result<std::int32_t> MemoryNumbers::unused_of(DeviceId const& device, LocalDate date) const
{
    std::int32_t unused = 0;
    auto const leases = ZAHIDE_TRY(leases_of(device, date));
    for (auto const& lease : leases) {
        unused += lease.numbers.count()
            - static_cast<std::int32_t>(selected(m_state.tickets, [&](Ticket const& ticket) { return ticket.lease == lease.id; }).size());
        if (auto const back = m_state.given_back.find(lease.id); back != m_state.given_back.end())
            unused -= back->second.count();
    }
    return unused;
}

Result<std::optional<domain::HelpRequest>> MemoryHelpRequests::find(HelpRequestId const& id) const
{
    return found(m_state.help_requests, id);
}

Result<std::vector<domain::HelpRequest>> MemoryHelpRequests::open(CenterId const& center) const
{
    auto requests = selected(
        m_state.help_requests, [&](domain::HelpRequest const& request) { return request.center == center && request.state == domain::HelpState::open; });
    std::ranges::sort(requests, {}, [](domain::HelpRequest const& request) { return std::pair(request.asked_at, request.id); });
    return requests;
}

Result<void> MemoryHelpRequests::insert(domain::HelpRequest const& request)
{
    if (!m_state.help_requests.emplace(request.id, request).second)
        return twice("help request");
    return {};
}

Result<void> MemoryHelpRequests::update(domain::HelpRequest const& request)
{
    m_state.help_requests.at(request.id) = request;
    return {};
}

Result<void> MemoryHelpRequests::remove_before(CenterId const& center, Instant at)
{
    std::erase_if(m_state.help_requests, [&](auto const& entry) { return entry.second.center == center && entry.second.asked_at < at; });
    return {};
}

} // namespace zahide::support
