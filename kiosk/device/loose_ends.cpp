#include "loose_ends.h"

#include "base/verify.h"
#include "booking_messages.h"
#include "protocol/booking.h"

#include <algorithm>

namespace zahide::device {

Result<void> LooseEnds::load()
{
    for (auto const& booking : ZAHIDE_TRY(m_context.store.bookings()))
        undo(booking);
    return {};
}

void LooseEnds::release(HoldId const& hold, Instant expires_at)
{
    add({ hold, std::nullopt, expires_at, Step::release, new_key() });
}

void LooseEnds::undo(ports::StoredBooking const& booking)
{
    add({ booking.hold, booking, std::nullopt, booking.appointment ? Step::cancel : Step::release, new_key() });
}

bool LooseEnds::undoes(HoldId const& hold) const
{
    return std::ranges::any_of(m_ends, [&hold](End const& end) { return end.hold == hold && end.booking; });
}

void LooseEnds::add(End const& end)
{
    if (m_ends.size() >= ends_max) {
        // Not the first one: it may be on its way.
        auto const oldest = std::find_if(m_ends.begin() + 1, m_ends.end(), [](End const& one) { return !one.booking; });
        if (oldest != m_ends.end())
            m_ends.erase(oldest);
    }
    m_ends.push_back(end);
}

std::optional<Draft> LooseEnds::next(Ticks now)
{
    if (m_is_sending || !m_retry.may_try(now))
        return std::nullopt;
    drop_expired();
    if (m_ends.empty())
        return std::nullopt;
    auto const& end = m_ends.front();
    m_is_sending = true;
    switch (end.step) {
    case Step::release:
        return release_draft(end.hold, end.key);
    case Step::ask:
        return book_draft(end.hold, end.key);
    case Step::cancel:
        break;
    }
    return cancel_draft(*end.booking->appointment, end.key);
}

void LooseEnds::drop_expired()
{
    auto const present = m_context.now();
    std::erase_if(m_ends, [present](End const& end) { return end.expires_at && *end.expires_at <= present; });
}

void LooseEnds::answered(Ticks now, Answer const& answer)
{
    ZAHIDE_VERIFY(m_is_sending && !m_ends.empty());
    m_is_sending = false;
    auto verdict = verdict_of(answer);
    if (answer.status == 404)
        verdict = Verdict::never; // the hold or the appointment is gone, which is as good
    switch (verdict) {
    case Verdict::done:
    case Verdict::never:
        m_is_refused = false;
        m_retry.succeeded();
        step_done(answer);
        return;
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    case Verdict::refused:
        if (!m_is_refused)
            m_context.trouble(refusal_error("to undo a booking", answer));
        m_is_refused = true;
        m_retry.refused(now, m_context.limits(), m_context.random);
        return;
    case Verdict::lost:
    case Verdict::session_over:
        return; // sent again when there is a link or a session again
    }
}

void LooseEnds::step_done(Answer const& answer)
{
    auto& end = m_ends.front();
    switch (end.step) {
    case Step::release:
        if (!end.booking)
            return finish();
        end.step = Step::ask;
        end.key = end.booking->key;
        return;
    case Step::ask:
        return verdict_of(answer) == Verdict::done ? learn(answer) : finish();
    case Step::cancel:
        return finish();
    }
}

/// The booking was made: whose it is has no paper.
void LooseEnds::learn(Answer const& answer)
{
    auto const reply = protocol::decode<protocol::AppointmentReply>(answer.body);
    if (!reply) {
        m_context.trouble(reply.error());
        return finish();
    }
    auto& end = m_ends.front();
    end.booking->appointment = reply->appointment.id;
    end.step = Step::cancel;
    end.key = new_key();
    // Not taken by the disk, it is found out once more after a restart.
    static_cast<void>(m_context.transact({ ports::KeepBooking { *end.booking } }));
}

void LooseEnds::finish()
{
    // Not taken by the disk, it is undone once more after a restart, which changes nothing.
    if (m_ends.front().booking)
        static_cast<void>(m_context.transact({ ports::DropBooking { m_ends.front().hold } }));
    m_ends.pop_front();
}

} // namespace zahide::device
