#include "parts.h"

#include <algorithm>

namespace zahide::device {

namespace {

/// How soon a disk that took no write is tried again.
constexpr Milliseconds storage_probe_interval { 5'000 };
/// How soon it is tried again to forget what is old.
constexpr Milliseconds purge_look_interval { 60'000 };

} // namespace

Device::Parts::Parts(Context shared, ports::DeviceKey const& key)
    : context(std::move(shared))
    , session(context, key)
    , outbox(context)
    , safekeeping(context)
    , leases(context)
    , cache(context)
    , calls(context)
    , heartbeat(context)
    , feed(context)
    , journal(context)
    , desk_copies(context, journal)
    , loose_ends(context)
    , slots(context, cache)
    , contact(context, leases, slots, outbox)
    , lent_bookings(context, cache, slots, outbox, journal)
    , bookings(context, journal, loose_ends, lent_bookings)
{
}

Result<void> Device::Parts::load()
{
    ZAHIDE_TRY_VOID(contact.load());
    ZAHIDE_TRY_VOID(cache.load());
    ZAHIDE_TRY_VOID(leases.load());
    ZAHIDE_TRY_VOID(outbox.load());
    ZAHIDE_TRY_VOID(safekeeping.load());
    ZAHIDE_TRY_VOID(loose_ends.load());
    ZAHIDE_TRY_VOID(slots.load());
    return journal.load();
}

std::vector<Effect> Device::Parts::handle(Event const& event)
{
    if (contact.clock_was_set())
        heartbeat.soon();
    std::visit([this](auto const& one) { on(one); }, event);
    bookings.keep_time(now());
    keep_house();
    pump_booking();
    pump();
    tell_connectivity();
    set_timer();
    return std::exchange(context.effects, {});
}

/// What is due whether there is a link or not.
void Device::Parts::keep_house()
{
    if (!context.storage_works && (!m_storage_probe_due || now() >= *m_storage_probe_due)) {
        m_storage_probe_due = now() + storage_probe_interval;
        cache.probe_storage();
    }
    if (context.storage_works) {
        m_storage_probe_due.reset();
        journal.retry();
        contact.retry();
    }
    auto const today = cache.today();
    if (!today || (m_purge_due && now() < *m_purge_due))
        return;
    // A clock that nobody has confirmed may be years ahead, and what it takes for old is what was lent for today.
    if (!contact.is_fresh(now())) {
        m_purge_due = now() + purge_look_interval;
        return;
    }
    m_purge_due = now() + context.limits().purge_interval;
    std::chrono::hours const kept { context.limits().kept_days * 24 };
    auto const purged = context.transact({ ports::PurgeOld { today->plus_days(-context.limits().kept_days), context.now() - kept }, safekeeping.purge() });
    if (!purged)
        return;
    if (auto const loaded = leases.load(); !loaded)
        context.trouble(loaded.error());
    if (auto const loaded = slots.load(); !loaded)
        context.trouble(loaded.error());
    reload_outbox();
}

void Device::Parts::reload_outbox()
{
    if (auto const loaded = outbox.load(); !loaded)
        context.trouble(loaded.error());
}

/// Whatever the link's back-off says: somebody stands there and waits.
void Device::Parts::pump_booking()
{
    if (!session.active())
        return;
    if (auto draft = bookings.next(now())) {
        send(Purpose::booking, std::move(draft));
        bookings.sent(RequestId(m_last_id));
    }
}

void Device::Parts::pump()
{
    if (!m_link.may_try(now()))
        return;
    if (!session.active()) {
        send(Purpose::session, session.next(now()));
        return;
    }
    if (is_kiosk())
        pump_kiosk();
    else
        send(Purpose::calls, calls.next(now()));
    send(Purpose::catalogue, cache.next(now()));
    pump_heartbeat();
    if (feed.open(now(), RequestId(m_last_id + 1), *session.token()) == Feed::Opened::yes)
        ++m_last_id;
}

void Device::Parts::pump_kiosk()
{
    auto const today = cache.today();
    if (today && contact.is_fresh(now()))
        outbox.added(leases.give_back_past(*today));
    if (contact.was_heard())
        send(Purpose::outbox, outbox.next(now()));
    send(Purpose::loose_end, loose_ends.next(now()));
    // What an old image of a disk asked for may have come, and been given, before it was put back.
    if (contact.was_heard())
        send(Purpose::lease, leases.next(now(), today));
    if (contact.was_heard() && outbox.size() == 0) // a scheduler that was put back, or doesn't know yet what was promised, would lend it anew
        send(Purpose::slots, slots.next(now()));
}

void Device::Parts::pump_heartbeat()
{
    if (!heartbeat.is_due(now()))
        return;
    auto const screen = cache.catalogue() == nullptr ? Heartbeat::ScreenTold::no : Heartbeat::ScreenTold::yes;
    auto const interval = cache.is_center_closed() ? context.limits().heartbeat_closed : context.limits().heartbeat;
    auto report = heartbeat.next(now(), interval, outbox.size() + outbox.parked(), screen);
    safekeeping.reported(outbox.arrived());
    contact.complete(now(), report);
    desk_copies.complete(report);
    send(Purpose::heartbeat, heartbeat.draft_of(report));
}

void Device::Parts::send(Purpose purpose, std::optional<Draft> draft)
{
    if (!draft)
        return;
    RequestId const id(++m_last_id);
    m_pending.emplace(id, Pending { purpose, session.generation() });
    auto bearer = purpose == Purpose::session ? std::nullopt : session.token();
    auto const deadline = draft->deadline.value_or(context.limits().request_deadline);
    context.effects.emplace_back(Send { id, draft->method, std::move(draft->target), std::move(draft->body), std::move(bearer), draft->key, deadline });
}

Link Device::Parts::link() const
{
    if (m_link.failing())
        return Link::offline;
    if (session.refused() || outbox.refused())
        return Link::refused;
    return session.active() ? Link::online : Link::starting;
}

Connectivity Device::Parts::connectivity() const
{
    Connectivity connectivity { link(), outbox.size() + outbox.parked(), outbox.parked(), 0, slots.count() };
    if (auto const today = cache.today())
        connectivity.numbers_left = leases.left(*today);
    return connectivity;
}

Readiness Device::Parts::readiness() const
{
    auto const today = cache.today();
    if (!today)
        return Readiness::no_catalogue;
    if (!context.storage_works)
        return Readiness::storage_fails;
    if (outbox.size() >= context.limits().outbox_entries_max)
        return Readiness::outbox_full;
    return leases.pick(*today) != nullptr ? Readiness::ready : Readiness::no_numbers;
}

void Device::Parts::tell_connectivity()
{
    ReadinessTold const present { readiness(), connectivity() };
    if (m_told == present)
        return;
    m_told = present;
    context.effects.emplace_back(ConnectivityChanged {});
}

void Device::Parts::set_timer()
{
    auto const present = now();
    auto wake = network_wake();
    auto const sooner = [&wake](std::optional<Ticks> other) {
        if (other && (!wake || *other < *wake))
            wake = other;
    };
    sooner(m_purge_due);
    sooner(m_storage_probe_due);
    sooner(bookings.wake(present));
    if (!wake || wake == m_timer)
        return;
    m_timer = std::max(*wake, present);
    context.effects.emplace_back(SetTimer { *m_timer });
}

/// When the network is worth a try again: not before the link's back-off is over, whatever else is due.
std::optional<Ticks> Device::Parts::network_wake() const
{
    auto const present = now();
    if (auto const link = m_link.wake(present))
        return link;
    if (!session.active())
        return session.wake(present);
    std::optional<Ticks> earliest;
    for (auto const& wake :
        { outbox.wake(present), loose_ends.wake(present), leases.wake(present), is_kiosk() && outbox.size() == 0 ? slots.wake(present) : std::nullopt,
            cache.wake(present), calls.wake(present), heartbeat.wake(present), feed.wake(present) }) {
        if (wake && (!earliest || *wake < *earliest))
            earliest = wake;
    }
    return earliest;
}

std::optional<protocol::ServiceWait> Device::Parts::wait_of(ServiceId const& service) const
{
    if (!m_waits || now() - m_waits_heard > context.limits().waits_age_max)
        return std::nullopt;
    auto const found = m_waits->services.find(service);
    return found == m_waits->services.end() ? std::nullopt : std::optional(found->second);
}

} // namespace zahide::device
