#include "http/event_hub.h"

#include "api_wire.h"

#include <utility>

namespace zahide::http {

namespace {

/// Between two looks at a listener's session: of one who is told something, and of one for whom there is nothing.
constexpr Milliseconds session_check_interval { 20'000 };
constexpr Milliseconds idle_session_check_interval { 300'000 };
/// The longest the hub sleeps.
constexpr Milliseconds sleep_max { 20'000 };

bool is_kiosk(domain::Principal const& principal)
{
    return domain::kind_of(principal) == domain::PrincipalKind::kiosk;
}

} // namespace

Listeners::Listeners(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log)
    : m_scheduler(scheduler)
    , m_clock(clock)
    , m_log(log)
{
}

void Listeners::add(Listening listening)
{
    Client client { std::move(listening), Revision(), m_clock.ticks() };
    if (greet(client) == Verdict::keep)
        m_clients.push_back(std::move(client));
    else
        client.listening.sink->close();
}

void Listeners::serve()
{
    if (m_clients.empty())
        return;
    auto const newest = m_scheduler.newest_revision();
    std::optional<Shared> shared;
    std::erase_if(m_clients, [&](Client& client) {
        if (client.listening.sink->state() == SinkState::closed)
            return true;
        bool const is_up_to_date = newest && client.reached == *newest;
        auto const checked = check_session(client, is_up_to_date ? idle_session_check_interval : session_check_interval);
        if (checked == Verdict::keep && (is_up_to_date || tell(client, shared) == Verdict::keep))
            return false;
        client.listening.sink->close();
        return true;
    });
}

void Listeners::close()
{
    for (auto const& client : m_clients)
        client.listening.sink->close();
    m_clients.clear();
}

Listeners::Verdict Listeners::greet(Client& client) const
{
    if (client.listening.after) {
        client.reached = *client.listening.after;
        return Verdict::keep;
    }
    auto const newest = m_scheduler.newest_revision();
    if (!newest)
        return Verdict::drop;
    client.reached = *newest;
    client.listening.sink->send(notice(protocol::EventKind::hello, *newest));
    tell_waits(client);
    return Verdict::keep;
}

void Listeners::tell_waits(Client const& client) const
{
    // How many wait is a state, not a change: a kiosk that begins to listen gets it at once.
    auto const center = domain::center_of(client.listening.principal);
    if (!is_kiosk(client.listening.principal) || !center)
        return;
    auto const waits = m_scheduler.ask(client.listening.principal, scheduler::WaitsQuery { *center });
    if (waits)
        client.listening.sink->send(wire_of(scheduler::Event { client.reached, scheduler::WaitsChanged { *waits } }));
}

Listeners::Verdict Listeners::check_session(Client& client, Milliseconds interval) const
{
    if (m_clock.ticks() - client.checked < interval)
        return Verdict::keep;
    client.checked = m_clock.ticks();
    auto const who = m_scheduler.authenticate(client.listening.token);
    // A disk that refuses ends nobody's session.
    return who || who.error().code != ErrorCode::unauthorized ? Verdict::keep : Verdict::drop;
}

Result<Listeners::Shared> Listeners::read_news(Client const& client, std::optional<Shared>& shared) const
{
    auto const center = domain::center_of(client.listening.principal).value_or(CenterId());
    bool const is_alike = is_kiosk(client.listening.principal);
    if (is_alike && shared && shared->center == center && shared->after == client.reached)
        return *shared;
    Shared read { center, client.reached, ZAHIDE_TRY(m_scheduler.ask(client.listening.principal, scheduler::EventsQuery { client.reached })), {} };
    for (auto const& event : read.view.events)
        read.events.push_back(wire_of(event));
    read.view.events.clear();
    if (is_alike)
        shared = read;
    return read;
}

Listeners::Verdict Listeners::tell(Client& client, std::optional<Shared>& shared) const
{
    while (true) {
        auto const news = read_news(client, shared);
        if (!news) {
            m_log.error("the change feed can't be told", { { "what", news.error().line() } });
            return Verdict::drop;
        }
        client.reached = news->view.reached;
        if (news->view.resumption == scheduler::Resumption::starts_anew) {
            client.listening.sink->send(notice(protocol::EventKind::reset, client.reached));
            tell_waits(client);
        }
        for (auto const& event : news->events) {
            if (client.listening.sink->send(event) == SinkState::closed)
                return Verdict::drop;
        }
        if (!news->view.more)
            return Verdict::keep;
    }
}

ThreadedEventHub::ThreadedEventHub(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log)
    : m_listeners(scheduler, clock, log)
    , m_thread([this] { run(); })
{
}

ThreadedEventHub::~ThreadedEventHub()
{
    stop();
}

void ThreadedEventHub::add(Listening listening)
{
    std::lock_guard const lock(m_mutex);
    m_arrivals.push_back(std::move(listening));
    m_changed.notify_one();
}

void ThreadedEventHub::notify()
{
    std::lock_guard const lock(m_mutex);
    m_notified = true;
    m_changed.notify_one();
}

void ThreadedEventHub::stop()
{
    {
        std::lock_guard const lock(m_mutex);
        m_course = Course::stopping;
        m_changed.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void ThreadedEventHub::run()
{
    while (true) {
        std::vector<Listening> arrivals;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, sleep_max, [this] { return m_notified || !m_arrivals.empty() || m_course == Course::stopping; });
            if (m_course == Course::stopping)
                break;
            m_notified = false;
            arrivals = std::exchange(m_arrivals, {});
        }
        for (auto& arrival : arrivals)
            m_listeners.add(std::move(arrival));
        m_listeners.serve();
    }
    m_listeners.close();
}

InlineEventHub::InlineEventHub(scheduler::Scheduler const& scheduler, Clock const& clock, ports::Log& log)
    : m_listeners(scheduler, clock, log)
{
}

void InlineEventHub::add(Listening listening)
{
    m_listeners.add(std::move(listening));
    m_has_news = true;
}

void InlineEventHub::pump()
{
    if (std::exchange(m_has_news, false))
        m_listeners.serve();
}

void InlineEventHub::look_around()
{
    m_has_news = false;
    m_listeners.serve();
}

} // namespace zahide::http
