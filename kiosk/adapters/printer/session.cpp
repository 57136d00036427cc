#include "printer/session.h"

#include "base/verify.h"

#include <algorithm>

namespace zahide::printer {

using domain::PrintJobState;
using domain::PrintTrouble;

Session::Session(Task task, SessionContext const& context, Ticks deadline)
    : m_task(task)
    , m_context(context)
    , m_deadline(deadline)
{
    if (context.policy != AnswerPolicy::expect)
        return;
    m_context.known.of(StatusKind::printer) = Answers::yes;
    if (m_context.known.confirmation() == Answers::no)
        m_context.known.fence = m_context.known.queued = Answers::unasked;
}

Session Session::print(SessionContext const& context, EncodedPaper paper, Ticks now, Ticks deadline)
{
    Session session(Task::print, context, deadline);
    session.m_paper = std::move(paper);
    if (context.policy == AnswerPolicy::never) {
        session.begin_sending(now);
    } else if (session.m_context.known.of(StatusKind::printer) == Answers::no) {
        // It may have learned to answer since; the question costs three bytes and no wait.
        session.append(encode_status_request(StatusKind::printer));
        session.begin_sending(now);
    } else {
        session.ask(Purpose::before, std::array { StatusKind::printer }, now);
    }
    return session;
}

Session Session::survey(SessionContext const& context, SurveyDepth depth, Ticks now)
{
    // Every wait of a survey is limited by itself; its deadline only bounds their sum.
    Session session(Task::survey, context, now + context.times.answer * 4 + context.times.recovery + context.times.survey_fence);
    session.m_depth = depth;
    session.ask(Purpose::survey, all_status_kinds, now);
    return session;
}

std::span<std::uint8_t const> Session::pending() const
{
    if (m_phase == Phase::finished)
        return {};
    return std::span(m_output).subspan(m_sent);
}

void Session::sent(std::size_t count, Ticks now)
{
    m_sent += count;
    if (count > 0)
        m_last_taken = now;
    ZAHIDE_VERIFY(m_sent <= m_output.size());
    if (m_phase == Phase::sending && m_sent == m_output.size())
        begin_awaiting(now);
}

void Session::begin_sending(Ticks now)
{
    m_phase = Phase::sending;
    m_last_taken = now;
    m_picture_begin = m_output.size();
    append_recovery();
    m_picture_end = m_output.size() + m_paper.picture_end;
    append(m_paper.bytes);
    m_paper.bytes = {};
    if (m_context.policy != AnswerPolicy::never)
        append(encode_fence(m_context.fence));
}

void Session::begin_awaiting(Ticks now)
{
    bool const can_not_confirm = m_context.policy == AnswerPolicy::never || m_context.known.confirmation() == Answers::no;
    if (m_task == Task::print && can_not_confirm) {
        m_phase = Phase::draining;
        return;
    }
    m_phase = Phase::awaiting;
    m_last_heard = now;
    m_next_watch = now + m_context.times.watch;
    m_awaiting_end = now + (m_task == Task::survey ? m_context.times.survey_fence : m_context.times.unknown_fence);
}

void Session::drained(Ticks now)
{
    if (m_phase != Phase::draining)
        return;
    if (m_context.policy == AnswerPolicy::never || m_context.known.of(StatusKind::printer) != Answers::yes)
        finish(PrintJobState::sent, PrintTrouble::none);
    else
        ask(Purpose::after, all_status_kinds, now);
}

void Session::received(std::span<std::uint8_t const> bytes, Ticks now)
{
    for (std::uint8_t const byte : bytes) {
        if (finished())
            return;
        if (auto const reply = m_parser.feed(byte)) {
            m_heard = true;
            m_last_heard = now;
            handle(*reply, now);
        }
    }
}

void Session::handle(Reply const& reply, Ticks now)
{
    if (auto const* real_time = std::get_if<RealTimeReply>(&reply)) {
        answer(real_time->byte, now);
    } else if (auto const* automatic = std::get_if<AutomaticReply>(&reply)) {
        handle_automatic(*automatic);
    } else if (auto const* fence = std::get_if<FenceReply>(&reply)) {
        // Another id belongs to an earlier paper whose answer came late.
        if (fence->id == m_context.fence) {
            m_context.known.fence = Answers::yes;
            confirmed(now);
        }
    } else if (m_phase == Phase::awaiting && !m_confirmed) {
        // The fence was asked first: a printer that knew it would have answered it by now, or does so when the paper is out.
        if (m_context.known.fence == Answers::yes)
            m_queued_heard = m_queued_heard.value_or(now);
        else
            confirmed_by_queue(now);
    }
}

void Session::confirmed_by_queue(Ticks now)
{
    m_context.known.fence = Answers::no;
    m_context.known.queued = Answers::yes;
    confirmed(now);
}

void Session::handle_automatic(AutomaticReply const& reply)
{
    m_condition.learn(reply);
    bool const under_way = m_task == Task::print && (m_phase == Phase::sending || m_phase == Phase::awaiting) && !m_confirmed;
    // A bare "offline" passes by itself while somebody presses the feed key.
    if (under_way && has_trouble() && m_condition.trouble() != PrintTrouble::offline)
        finish(state_on_trouble(), m_condition.trouble());
}

void Session::confirmed(Ticks now)
{
    if (m_phase != Phase::awaiting || m_confirmed)
        return;
    m_confirmed = true;
    if (m_task == Task::survey)
        finish(PrintJobState::sent, m_condition.trouble());
    else if (m_kinds.empty())
        ask(Purpose::after, all_status_kinds, now);
}

PrintJobState Session::state_on_trouble() const
{
    // A printer that confirms would have done so before it stopped; one that can't may have printed all.
    bool const may_be_whole = picture_is_out() && (m_confirmed || m_context.known.confirmation() != Answers::yes);
    return may_be_whole ? PrintJobState::unknown : PrintJobState::not_printed;
}

void Session::link_lost()
{
    if (!finished())
        finish(picture_is_out() ? PrintJobState::unknown : PrintJobState::not_printed, PrintTrouble::link_lost);
}

void Session::time_passed(Ticks now)
{
    if (finished())
        return;
    if (now >= m_deadline) {
        finish(picture_is_out() ? PrintJobState::unknown : PrintJobState::not_printed, PrintTrouble::timed_out);
        return;
    }
    if (!m_kinds.empty() && now >= m_answer_deadline)
        no_answer(now);
    else if (m_phase == Phase::sending && now - m_last_taken >= m_context.times.stall)
        finish(state_on_trouble(), has_trouble() ? m_condition.trouble() : PrintTrouble::no_answer);
    else if (m_phase == Phase::awaiting && m_kinds.empty())
        awaiting_passed(now);
}

void Session::awaiting_passed(Ticks now)
{
    if (m_queued_heard && !m_confirmed && now >= *m_queued_heard + m_context.times.unknown_fence)
        return confirmed_by_queue(now); // another printer, which knows no fence, has taken the place of the one that did
    bool const answers_status = m_context.known.of(StatusKind::printer) == Answers::yes;
    if (m_context.known.confirmation() != Answers::yes && now >= m_awaiting_end && (m_task == Task::survey || !answers_status)) {
        m_context.known.fence = Answers::no;
        m_context.known.queued = Answers::no;
        finish(PrintJobState::sent, PrintTrouble::none);
    } else if (m_task == Task::survey) {
        if (now >= m_awaiting_end)
            finish(PrintJobState::unknown, PrintTrouble::no_answer);
    } else if (answers_status && now - m_last_heard >= m_context.times.silence) {
        finish(PrintJobState::unknown, PrintTrouble::no_answer);
    } else if (answers_status && now >= m_next_watch) {
        ask(Purpose::watch, std::array { StatusKind::printer }, now);
    }
}

Ticks Session::next_deadline() const
{
    Ticks next = m_deadline;
    if (!m_kinds.empty())
        return std::min(next, m_answer_deadline);
    if (m_phase == Phase::sending)
        next = std::min(next, m_last_taken + m_context.times.stall);
    if (m_phase == Phase::awaiting) {
        if (m_task == Task::survey || m_context.known.confirmation() != Answers::yes)
            next = std::min(next, m_awaiting_end);
        if (m_task == Task::print && m_context.known.of(StatusKind::printer) == Answers::yes)
            next = std::min(next, m_next_watch);
        if (m_queued_heard && !m_confirmed)
            next = std::min(next, *m_queued_heard + m_context.times.unknown_fence);
    }
    return next;
}

domain::PrintOutcome Session::outcome() const
{
    ZAHIDE_VERIFY(finished());
    return m_outcome;
}

bool Session::wants_clear() const
{
    bool const paper_left = m_task == Task::print && m_sent > m_picture_begin;
    return finished() && paper_left && (m_outcome.state == PrintJobState::not_printed || m_outcome.state == PrintJobState::unknown);
}

std::optional<ports::PrinterStatus> Session::status() const
{
    if (!m_heard)
        return std::nullopt;
    return m_condition.status();
}

void Session::finish(PrintJobState state, PrintTrouble trouble)
{
    m_phase = Phase::finished;
    m_kinds.clear();
    m_outcome = { state, trouble };
}

void Session::append_recovery()
{
    switch (m_context.beginning) {
    case Beginning::clean:
        return;
    case Beginning::unsure:
        append(encode_recovery(Remains::leave));
        return;
    case Beginning::after_failure:
        append(encode_recovery(m_task == Task::print ? Remains::cut_off : Remains::leave));
        return;
    }
}

void Session::append(std::span<std::uint8_t const> bytes)
{
    m_output.insert(m_output.end(), bytes.begin(), bytes.end());
}

} // namespace zahide::printer
