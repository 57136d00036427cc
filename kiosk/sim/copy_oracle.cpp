#include "copy_oracle.h"

#include "domain/limits.h"
#include "oracle.h"
#include "protocol/ticket.h"

#include <algorithm>

namespace zahide::sim {

namespace {

constexpr Milliseconds order_lives = Minutes(domain::limits::copy_order_minutes);
/// Of the scheduler's answer on its way to the kiosk.
constexpr Milliseconds way_max { 30'000 };
/// So long a kiosk that is online is asked how one came out, less what a clock may be off.
constexpr Milliseconds surely_told = Minutes(domain::limits::copy_orders_kept_minutes - 5);

std::string copy_text(LocalDate date, TicketNumber number)
{
    return "the copy of number " + std::to_string(number.value()) + " of " + date.text();
}

} // namespace

void CopyOracle::asked(std::string const& key, domain::Ticket const& ticket)
{
    m_asked.emplace(key, Asked { ticket.id, ticket.local_date, ticket.number });
}

void CopyOracle::ordered(std::string const& key, std::string const& body, Instant now)
{
    auto const reply = protocol::decode<protocol::TicketReply>(body);
    auto const found = m_asked.find(key);
    if (!reply || !reply->ticket || !reply->ticket->copy || found == m_asked.end())
        return m_oracle.fail_promise(0, "the answer to an order of a copy tells no order");
    auto const& [ticket, date, number] = found->second;
    if (reply->ticket->id != ticket || reply->ticket->local_date != date || reply->ticket->number != number)
        return m_oracle.fail_promise(8, copy_text(date, number) + " was ordered, and that of another ticket is answered");
    auto const& copy = *reply->ticket->copy;
    m_orders.try_emplace(copy.id, Order { found->second, copy.device, now, m_oracle.next_moment() });
    m_oracle.note(copy_text(date, number) + " is ordered at " + copy.device.value());
}

void CopyOracle::begun(std::string const& kiosk, device::CopyWanted const& copy, Instant now)
{
    auto const text = copy_text(copy.local_date, copy.number);
    m_oracle.note(kiosk + " prints " + text);
    auto const is_meant = [&](auto const& one) { return one.second.number == copy.number && one.second.date == copy.local_date; };
    if (std::ranges::none_of(m_asked, is_meant))
        return m_oracle.fail_promise(8, text + " is printed and nobody asked for one");
    auto const [place, is_new] = m_begun.try_emplace(copy.print_job, Begun { kiosk, copy.local_date, copy.number });
    auto& begun = place->second;
    if (!is_new && !m_oracle.is_forgotten(kiosk, begun.moment, 0))
        return m_oracle.fail_promise(7, text + " is begun a second time for one order");
    ++begun.times;
    begun.moment = m_oracle.next_moment();
    auto const order = m_orders.find(copy.print_job);
    if (order == m_orders.end())
        return; // its answer got lost with the power: perhaps asked for again
    auto const& asked = order->second.asked;
    if (order->second.device.value() != kiosk || asked.number != copy.number || asked.date != copy.local_date)
        return m_oracle.fail_promise(8, text + " is not what was ordered at " + order->second.device.value());
    if (now > order->second.at + order_lives + way_max + m_clock_error)
        m_oracle.fail_promise(7, text + " is begun when nobody waits for it any more");
}

void CopyOracle::paper_came(PrintJobId const& job, LocalDate date, TicketNumber number, domain::PrintMark mark)
{
    auto const found = m_begun.find(job);
    if (found == m_begun.end())
        return; // a visitor's
    auto& begun = found->second;
    if (mark != domain::PrintMark::copy)
        return m_oracle.fail_promise(7, copy_text(date, number) + " doesn't bear the mark");
    if (begun.date != date || begun.number != number)
        return m_oracle.fail_promise(8, copy_text(begun.date, begun.number) + " bears another number");
    if (++begun.papers > begun.times)
        m_oracle.fail_promise(7, copy_text(date, number) + " came out more often than it was ordered");
}

void CopyOracle::put_back(std::uint64_t moment)
{
    for (auto& [job, order] : m_orders)
        order.may_be_lost = order.may_be_lost || order.moment > moment;
}

/// How it came out, as the kiosk has told.
void CopyOracle::check_end(PrintJobId const& job, domain::CopyEnd end)
{
    auto const found = m_begun.find(job);
    auto const papers = found == m_begun.end() ? 0 : found->second.papers;
    if (end == domain::CopyEnd::printed && papers == 0)
        m_oracle.fail_promise(7, "a copy is told to be printed and lies nowhere");
    if (end == domain::CopyEnd::not_printed && papers > 0 && !m_oracle.is_forgotten(found->second.kiosk, found->second.moment, 0))
        m_oracle.fail_promise(7, copy_text(found->second.date, found->second.number) + " is told not to be printed and lies there");
}

void CopyOracle::check_order(PrintJobId const& job, Order const& order, ports::Transaction const& snapshot, Instant now)
{
    auto const text = copy_text(order.asked.date, order.asked.number);
    auto const found = snapshot.tickets().find(order.asked.ticket);
    if (!found)
        return m_oracle.fail_promise(0, "the scheduler's file can't be read: " + found.error().line());
    auto const& ticket = *found;
    if (!ticket)
        return; // see Oracle::check_scheduler()
    if (!ticket->copy && !order.may_be_lost)
        return m_oracle.fail_promise(4, text + " was ordered, and the scheduler knows of none");
    if (!ticket->copy || ticket->copy->id != job)
        return; // another was ordered since
    if (ticket->copy->end)
        return check_end(job, *ticket->copy->end);
    auto const age = now - ticket->copy->asked_at;
    if (age > order_lives + Minutes(2) && age < surely_told)
        m_oracle.fail_promise(7, text + " was ordered, and in calm weather nobody says how it came out");
}

void CopyOracle::check_calm(ports::Transaction const& snapshot, Instant now)
{
    for (auto const& [job, order] : m_orders)
        check_order(job, order, snapshot, now);
}

} // namespace zahide::sim
