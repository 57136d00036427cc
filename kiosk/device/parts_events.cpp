#include "parts.h"

namespace zahide::device {

void Device::Parts::on(TimerFired const& /*event*/)
{
    m_timer.reset();
}

void Device::Parts::on(Replied const& event)
{
    answered(event.id, { event.status, event.body });
}

void Device::Parts::on(ReplyLost const& event)
{
    if (!m_link.failing() && m_pending.contains(event.id))
        context.trouble(event.error);
    answered(event.id, {});
}

void Device::Parts::answered(RequestId id, Answer const& answer)
{
    auto const found = m_pending.find(id);
    if (found == m_pending.end())
        return; // of a request that was given up
    auto const pending = found->second;
    m_pending.erase(found);
    auto const verdict = verdict_of(answer);
    if (verdict == Verdict::lost)
        link_lost();
    else
        m_link.succeeded();
    if (verdict == Verdict::session_over && pending.purpose != Purpose::session)
        end_session(pending.session_generation);
    if (verdict == Verdict::done && pending.purpose != Purpose::session)
        session.proved();
    route(pending.purpose, id, answer);
}

void Device::Parts::route(Purpose purpose, RequestId id, Answer const& answer)
{
    switch (purpose) {
    case Purpose::session:
        session.answered(now(), answer);
        if (session.active())
            heartbeat.soon(); // its answer tells which life of the scheduler this is
        return;
    case Purpose::outbox:
        outbox.answered(now(), answer);
        return;
    case Purpose::lease:
        leases.answered(now(), answer);
        return;
    case Purpose::catalogue:
        cache.answered(now(), answer);
        return;
    case Purpose::calls:
        calls.answered(now(), answer);
        return;
    case Purpose::heartbeat:
        status_noted(answer);
        return;
    case Purpose::booking:
        bookings.answered(now(), id, answer);
        return;
    case Purpose::loose_end:
        loose_ends.answered(now(), answer);
        return;
    case Purpose::slots:
        slots.answered(now(), answer);
        return;
    }
}

void Device::Parts::status_noted(Answer const& answer)
{
    heartbeat.answered(now(), answer);
    auto const verdict = verdict_of(answer);
    if (verdict == Verdict::refused || verdict == Verdict::never)
        contact.heard_nothing();
    if (verdict != Verdict::done)
        return;
    auto const noted = protocol::decode<protocol::StatusNoted>(answer.body);
    if (!noted)
        return contact.heard_nothing(); // an earlier release says nothing
    contact.heard(now(), *noted);
    desk_copies.heard(noted->copies);
    if (safekeeping.noted(*noted) == Safekeeping::Outbox::refilled) {
        reload_outbox();
        slots.doubt();
    }
}

void Device::Parts::link_lost()
{
    m_link.failed(now(), context.limits(), context.random);
}

void Device::Parts::end_session(std::uint64_t generation)
{
    session.end(now(), generation);
    if (!session.active())
        feed.close(); // opened again with the next token, from its place
}

void Device::Parts::on(StreamOpened const& event)
{
    if (feed.is(event.id))
        feed.opened();
}

void Device::Parts::on(StreamBrought const& event)
{
    if (feed.is(event.id))
        hear(feed.brought(event), event);
}

void Device::Parts::hear(Heard const& heard, StreamBrought const& event)
{
    switch (heard.what) {
    case Heard::What::nothing:
        return;
    case Heard::What::start_anew:
        cache.doubt();
        if (!is_kiosk())
            calls.doubt();
        return;
    case Heard::What::catalogue:
        if (auto const notice = protocol::decode<protocol::RevisionNotice>(event.data))
            cache.heard_of(notice->revision);
        else
            cache.doubt();
        return;
    case Heard::What::copies:
        heartbeat.soon();
        return;
    case Heard::What::waits:
        take_waits(event.data);
        return;
    case Heard::What::call:
        calls.heard_call(heard.revision, event.data);
        return;
    case Heard::What::call_end:
        calls.heard_end(heard.revision, event.data);
        return;
    }
}

void Device::Parts::take_waits(std::string const& data)
{
    auto waits = protocol::decode<protocol::WaitEvent>(data);
    if (!waits) {
        context.trouble(waits.error());
        return;
    }
    m_waits_heard = now();
    if (m_waits == *waits)
        return;
    m_waits = std::move(*waits);
    context.effects.emplace_back(WaitsChanged {});
}

void Device::Parts::on(StreamLost const& event)
{
    if (!feed.is(event.id))
        return;
    auto const generation = session.generation();
    switch (feed.lost(now(), event)) {
    case Verdict::session_over:
        end_session(generation);
        return;
    case Verdict::lost:
    case Verdict::done:
        heartbeat.soon(); // finds out whether only the stream is gone
        return;
    case Verdict::again:
    case Verdict::refused:
    case Verdict::never:
        return;
    }
}

} // namespace zahide::device
