#include "desk_screen.h"

#include "protocol/event.h"
#include "protocol/queue.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace zahide::sim {

namespace {

constexpr Milliseconds again { 3'000 };

} // namespace

DeskScreen::DeskScreen(Timeline& timeline, Network& network, Oracle& oracle, CenterId center, std::size_t line)
    : m_timeline(timeline)
    , m_network(network)
    , m_oracle(oracle)
    , m_center(std::move(center))
    , m_line(line)
{
}

void DeskScreen::open(Secret const& bearer)
{
    ++m_sitting;
    if (auto const stream = std::exchange(m_stream, nullptr))
        stream->drop();
    m_bearer = bearer;
    m_last = Revision();
    m_read.reset();
    m_heard.clear();
    listen();
}

void DeskScreen::listen()
{
    Letter letter;
    letter.target = "/v1/events";
    letter.bearer = m_bearer;
    letter.after = m_last;
    StreamListener listener;
    listener.opened = [] {};
    listener.brought = [this](http::Event const& event) { heard(event); };
    listener.lost = [this, sitting = m_sitting](int status) {
        if (sitting == m_sitting)
            lost(status);
    };
    m_stream = m_network.open_stream(m_line, letter, std::move(listener));
}

void DeskScreen::lost(int status)
{
    m_stream.reset();
    if (status == 401) // until somebody logs in again
        return;
    m_timeline.after(again, [this, sitting = m_sitting] {
        if (sitting == m_sitting)
            listen();
    });
}

void DeskScreen::heard(http::Event const& event)
{
    std::int64_t id = 0;
    std::from_chars(event.id.data(), event.id.data() + event.id.size(), id);
    if (id < m_last.value())
        m_oracle.fail_promise(0, "the desk's event stream goes back");
    m_last = Revision(id);
    if (event.kind == "hello" || event.kind == "reset")
        return read_queue();
    if (event.kind != "ticket")
        return;
    auto const told = protocol::decode<protocol::TicketEvent>(event.data);
    if (!told)
        return m_oracle.fail_promise(0, "the desk can't read an event: " + told.error().line());
    if (m_read && m_last <= *m_read)
        return;
    m_heard.emplace_back(m_last, told->ticket);
    show(told->ticket);
}

void DeskScreen::show(domain::Ticket const& ticket)
{
    if (domain::is_open(ticket.state))
        m_tickets.insert_or_assign(ticket.id, ticket);
    else
        m_tickets.erase(ticket.id);
}

void DeskScreen::show(protocol::QueueView const& queue)
{
    if (m_read && queue.revision < *m_read)
        return;
    m_read = queue.revision;
    m_tickets.clear();
    for (auto const& ticket : queue.tickets)
        m_tickets.emplace(ticket.id, ticket);
    std::erase_if(m_heard, [&](auto const& one) { return one.first <= queue.revision; });
    for (auto const& [revision, ticket] : m_heard)
        show(ticket);
}

void DeskScreen::read_queue()
{
    Letter letter;
    letter.target = "/v1/centers/" + m_center.value() + "/queue";
    letter.bearer = m_bearer;
    m_network.send(m_line, letter, [this, sitting = m_sitting](Result<http::Response> const& response) {
        if (sitting != m_sitting)
            return;
        auto const queue = response && response->status == 200 ? protocol::decode<protocol::QueueView>(response->body)
                                                               : Result<protocol::QueueView>(fail(ErrorCode::unavailable, "no"));
        if (!queue) {
            if (!response || response->status != 401)
                m_timeline.after(again, [this, sitting] {
                    if (sitting == m_sitting)
                        read_queue();
                });
            return;
        }
        show(*queue);
    });
}

void DeskScreen::check(std::vector<domain::Ticket> const& queue) const
{
    if (!m_stream || !m_read)
        return; // nobody is logged in
    for (auto const& ticket : queue) {
        auto const shown = m_tickets.find(ticket.id);
        if (shown == m_tickets.end() || shown->second.state != ticket.state)
            return m_oracle.fail_promise(0, "the desk's screen shows ticket " + std::to_string(ticket.number.value()) + " otherwise than it is");
    }
    auto const today = std::ranges::count_if(m_tickets, [&](auto const& one) { return !queue.empty() && one.second.local_date == queue.front().local_date; });
    if (std::cmp_greater(today, queue.size()))
        m_oracle.fail_promise(0, "the desk's screen shows tickets that are closed");
}

} // namespace zahide::sim
