#include "bookings.h"

#include "booking_messages.h"

#include <algorithm>
#include <utility>

namespace zahide::device {

namespace {

bool wants_paper(BookingQuestion const& question)
{
    return std::holds_alternative<BookTime>(question) || std::holds_alternative<MoveAppointment>(question) || std::holds_alternative<CheckIn>(question);
}

bool uses_up_a_hold(BookingQuestion const& question)
{
    return std::holds_alternative<BookTime>(question) || std::holds_alternative<MoveAppointment>(question);
}

} // namespace

Result<BookingQuestionId> Bookings::ask(Ticks now, BookingQuestion question, Patience patience)
{
    if (m_asked)
        return fail(ErrorCode::conflict, "a question about an appointment is under way");
    if (wants_paper(question) && !m_context.storage_works)
        return fail(ErrorCode::unavailable, "nothing can be promised while the disk takes no writes", {}, "look after this device's disk", Retry::later);

    Asked asked { BookingQuestionId(++m_last_id), std::move(question), IdempotencyKey(Uuid::generate(m_context.random)),
        now + m_context.limits().booking_deadline, patience, std::nullopt, std::nullopt, std::nullopt, false };
    auto alone = m_lent.go_on(asked.question);
    auto const* const book = alone ? nullptr : std::get_if<BookTime>(&asked.question);
    bool const is_undone = book != nullptr && m_loose_ends.undoes(book->hold);
    if (book != nullptr && !is_undone && patience != Patience::none) {
        asked.booking = ports::StoredBooking { book->hold, asked.key, std::nullopt, m_context.now() };
        ZAHIDE_TRY_VOID(m_context.transact({ ports::KeepBooking { *asked.booking } }));
    }
    m_asked = std::move(asked);
    if (std::exchange(m_is_abandoned, false) && !gives_back_first())
        give_back();
    auto const id = m_asked->id;
    if (alone)
        answer_with(std::move(*alone));
    else if (is_undone)
        answer_with(BookingFailed { BookingFailure::hold_gone, {} });
    else if (patience == Patience::none)
        end_in_doubt();
    return id;
}

void Bookings::abandon()
{
    if (m_asked)
        leave_behind();
    m_asked.reset();
    m_lent.end();
    m_is_abandoned = true; // whoever asks for another time at once gets it after the held one is free
    m_journal.show(std::nullopt);
}

void Bookings::keep_time(Ticks now)
{
    if (m_asked && now >= m_asked->deadline)
        end_in_doubt();
    if (std::exchange(m_is_abandoned, false))
        give_back();
}

/// Another time is looked for: the one held before must not stand in its way.
bool Bookings::gives_back_first() const
{
    return m_held && (std::holds_alternative<HoldTime>(m_asked->question) || std::holds_alternative<AskTimes>(m_asked->question));
}

std::optional<Draft> Bookings::next(Ticks now) const
{
    if (!m_asked || m_asked->on_its_way || (m_asked->not_before && now < *m_asked->not_before))
        return std::nullopt;
    auto draft = gives_back_first() ? release_draft(m_held->hold, IdempotencyKey(Uuid::generate(m_context.random)))
                                    : draft_of(m_asked->question, m_context.options.center, m_asked->key);
    auto const left = std::chrono::ceil<Milliseconds>(m_asked->deadline - now);
    draft.deadline = std::clamp(left, Milliseconds(1), m_context.limits().booking_try);
    return draft;
}

void Bookings::sent(RequestId id)
{
    m_asked->on_its_way = id;
}

void Bookings::answered(Ticks now, RequestId id, Answer const& answer)
{
    if (m_orphans.erase(id) > 0)
        return orphan_answered(answer);
    if (!m_asked || m_asked->on_its_way != id)
        return; // its visitor has left; what it may have done is undone by the LooseEnds
    m_asked->on_its_way.reset();
    if (gives_back_first())
        return given_back(now, answer);
    switch (verdict_of(answer)) {
    case Verdict::done:
        return succeeded(answer);
    case Verdict::again:
        if (answer.status == 429) // RFC 6585 §4: later, which is too late for who stands there
            return refused(answer);
        if (is_for_later(answer) && (std::holds_alternative<AskTimes>(m_asked->question) || std::holds_alternative<HoldTime>(m_asked->question)))
            return end_in_doubt();
        return lost(now);
    case Verdict::lost:
        return lost(now);
    case Verdict::session_over:
        return; // sent again with the next session
    case Verdict::refused:
    case Verdict::never:
        return refused(answer);
    }
}

void Bookings::given_back(Ticks now, Answer const& answer)
{
    switch (verdict_of(answer)) {
    case Verdict::lost:
    case Verdict::again:
        return lost(now);
    case Verdict::session_over:
        return;
    case Verdict::done:
    case Verdict::refused:
    case Verdict::never:
        m_held.reset();
        return;
    }
}

/// A time was held for a visitor who has left meanwhile.
void Bookings::orphan_answered(Answer const& answer)
{
    if (verdict_of(answer) != Verdict::done)
        return;
    if (auto const hold = protocol::decode<protocol::HoldView>(answer.body))
        m_loose_ends.release(hold->id, hold->expires_at);
}

void Bookings::lost(Ticks now)
{
    m_asked->is_in_doubt = true;
    if (m_asked->patience == Patience::once)
        return end_in_doubt();
    m_asked->not_before = now + m_context.limits().booking_retry;
}

void Bookings::refused(Answer const& answer)
{
    auto failed = failure_of(m_asked->question, answer);
    if (failed.why == BookingFailure::failed)
        m_context.trouble(refusal_error("a question about an appointment", answer));
    if (std::holds_alternative<ReleaseTime>(m_asked->question)) {
        m_held.reset();
        return answer_with(Released {});
    }
    if (m_asked->booking && !m_asked->is_in_doubt) {
        // Not taken by the disk, it is asked about after a restart, which changes nothing.
        static_cast<void>(m_context.transact({ ports::DropBooking { m_asked->booking->hold } }));
        m_asked->booking.reset();
    }
    if (failed.why == BookingFailure::hold_gone)
        m_held.reset();
    if (uses_up_a_hold(m_asked->question))
        leave_behind();
    answer_with(std::move(failed));
}

/// The visitor hears that nobody answered. What was asked may have been done or may still be.
void Bookings::end_in_doubt()
{
    leave_behind();
    if (std::holds_alternative<ReleaseTime>(m_asked->question))
        return answer_with(Released {});
    if (auto alone = m_lent.stand_in(m_asked->question))
        return answer_with(std::move(*alone));
    answer_with(BookingFailed { BookingFailure::unreachable, {} });
}

void Bookings::leave_behind()
{
    auto const& question = m_asked->question;
    if (m_asked->booking) {
        m_loose_ends.undo(*m_asked->booking);
        m_asked->booking.reset();
        m_held.reset(); // released with it
    } else if (std::holds_alternative<HoldTime>(question)) {
        if (m_asked->on_its_way && !gives_back_first())
            m_orphans.insert(*m_asked->on_its_way);
    } else if (uses_up_a_hold(question) || std::holds_alternative<ReleaseTime>(question)) {
        give_back();
    }
}

void Bookings::give_back()
{
    if (m_held)
        m_loose_ends.release(m_held->hold, m_held->expires_at);
    m_held.reset();
}

void Bookings::answer_with(BookingAnswer answer)
{
    m_context.effects.emplace_back(BookingAnswered { m_asked->id, std::move(answer) });
    m_asked.reset();
}

std::optional<Ticks> Bookings::wake(Ticks now) const
{
    if (!m_asked)
        return std::nullopt;
    bool const waits = !m_asked->on_its_way && m_asked->not_before && *m_asked->not_before > now;
    return waits ? std::min(*m_asked->not_before, m_asked->deadline) : m_asked->deadline;
}

} // namespace zahide::device
