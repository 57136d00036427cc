// The part of a session that asks for the four real-time statuses, one question at a time: the answers don't say which
// question they belong to.
#include "printer/session.h"

namespace zahide::printer {

using domain::PrintJobState;
using domain::PrintTrouble;

void Session::ask(Purpose purpose, std::span<StatusKind const> kinds, Ticks now)
{
    m_purpose = purpose;
    m_silent = false;
    m_kinds.clear();
    for (StatusKind const kind : kinds) {
        // What a survey found unanswered is not waited for again on a visitor's time.
        if (m_task == Task::survey || m_context.known.of(kind) != Answers::no)
            m_kinds.push_back(kind);
    }
    if (purpose == Purpose::before || purpose == Purpose::after)
        m_phase = Phase::asking;
    ask_next(now);
}

void Session::ask_next(Ticks now)
{
    if (m_kinds.empty()) {
        conclude(now);
        return;
    }
    append(encode_status_request(m_kinds.front()));
    bool const known = m_context.known.of(m_kinds.front()) == Answers::yes;
    m_answer_deadline = now + (known ? m_context.times.answer : m_context.times.first_answer);
}

void Session::answer(std::uint8_t byte, Ticks now)
{
    if (m_owed > 0) {
        --m_owed;
        return;
    }
    if (m_kinds.empty()) {
        // Nobody asked, unless it is the question that print() puts before the picture of a printer thought to be mute.
        m_context.known.of(StatusKind::printer) = Answers::yes;
        return;
    }
    StatusKind const kind = m_kinds.front();
    m_context.known.of(kind) = Answers::yes;
    m_condition.learn(kind, byte);
    m_kinds.erase(m_kinds.begin());
    ask_next(now);
}

void Session::no_answer(Ticks now)
{
    StatusKind const kind = m_kinds.front();
    m_silent = true;
    if (m_context.known.of(kind) == Answers::yes)
        ++m_owed;
    // Who doesn't answer the first question is not asked the others.
    std::size_t const given_up = kind == StatusKind::printer ? m_kinds.size() : 1;
    for (std::size_t index = 0; index < given_up; ++index) {
        if (m_task == Task::survey && m_context.known.of(m_kinds[index]) == Answers::unasked)
            m_context.known.of(m_kinds[index]) = Answers::no;
    }
    m_kinds.erase(m_kinds.begin(), m_kinds.begin() + static_cast<std::ptrdiff_t>(given_up));
    ask_next(now);
}

void Session::conclude(Ticks now)
{
    switch (m_purpose) {
    case Purpose::before:
        if (m_silent && m_context.known.of(StatusKind::printer) == Answers::yes)
            finish(PrintJobState::not_printed, PrintTrouble::no_answer);
        else if (m_condition.offline)
            ask(Purpose::cause, std::array { StatusKind::offline_cause, StatusKind::error_cause, StatusKind::paper }, now);
        else
            begin_sending(now);
        return;
    case Purpose::watch:
        m_next_watch = now + m_context.times.watch;
        if (m_confirmed)
            ask(Purpose::after, all_status_kinds, now);
        else if (!m_silent && m_condition.offline)
            ask(Purpose::cause, std::array { StatusKind::offline_cause, StatusKind::error_cause, StatusKind::paper }, now);
        return;
    case Purpose::cause:
        conclude_cause();
        return;
    case Purpose::after:
        conclude_after();
        return;
    case Purpose::survey:
        conclude_survey(now);
        return;
    }
}

void Session::conclude_cause()
{
    finish(state_on_trouble(), has_trouble() ? m_condition.trouble() : PrintTrouble::offline);
}

void Session::conclude_after()
{
    if (m_silent)
        finish(PrintJobState::unknown, PrintTrouble::no_answer);
    else if (has_trouble())
        finish(PrintJobState::unknown, m_condition.trouble());
    else
        finish(m_confirmed ? PrintJobState::printed : PrintJobState::sent, PrintTrouble::none);
}

void Session::conclude_survey(Ticks now)
{
    // A fence is only of use on a printer that is well: another would keep it in its buffer.
    bool const ask_fence = m_depth == SurveyDepth::everything && !has_trouble();
    if (!ask_fence) {
        PrintTrouble const silence = m_silent && !m_heard ? PrintTrouble::no_answer : PrintTrouble::none;
        finish(PrintJobState::unknown, has_trouble() ? m_condition.trouble() : silence);
        return;
    }
    append_recovery();
    append(encode_fence(m_context.fence));
    m_phase = Phase::sending;
    m_last_taken = now;
}

} // namespace zahide::printer
