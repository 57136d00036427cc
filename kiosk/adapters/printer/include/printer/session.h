#pragma once

#include "base/time.h"
#include "printer/knowledge.h"
#include "printer/replies.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace zahide::printer {

enum class AnswerPolicy : std::uint8_t {
    probe, ///< find out what the printer answers
    expect, ///< it can answer: silence is a failure from the first paper on, never "sent"
    never, ///< it can't answer (a one-way cable): ask nothing, every paper ends as sent
};

/// How long a session waits for what.
struct SessionTimes {
    /// For the first answer ever of a printer, before a paper goes out unheard.
    Milliseconds first_answer { 300 };
    /// For an answer of a printer known to answer.
    Milliseconds answer { 1'000 };
    /// Between two questions while the paper is being printed.
    Milliseconds watch { 500 };
    /// Silence after which a printer known to answer counts as hung.
    Milliseconds silence { 3'000 };
    /// In which a printer takes not one byte of a paper, before it counts as hung.
    Milliseconds stall { 5'000 };
    /// For a survey to send what brings a printer back in step, on a slow line.
    Milliseconds recovery { 4'000 };
    /// For the first fence ever, when a survey asks for it.
    Milliseconds survey_fence { 1'000 };
    /// For the first fence ever, after a paper that was printed without a survey before it.
    Milliseconds unknown_fence { 5'000 };
};

/// What the printer may still hold of an earlier paper. Bytes that came after half a raster command would be taken for
/// its dots, and "printed" would be said of a paper that lacks its number.
enum class Beginning : std::uint8_t {
    clean,
    unsure, ///< the first conversation since the program started
    after_failure, ///< the paper before did not end well
};

/// What a session begins with.
struct SessionContext {
    FenceId fence {};
    Knowledge known;
    AnswerPolicy policy = AnswerPolicy::probe;
    SessionTimes times;
    Beginning beginning = Beginning::clean;
};

enum class SurveyDepth : std::uint8_t { status, everything };

/// One conversation with a printer, without input and output: bytes and the time go in, bytes and the next time to call
/// come out. Either prints one paper or asks how the printer is. Not thread-safe.
///
/// A paper: ask `10 04 01` (the very first bytes, so that a printer without paper gets none of the picture) → picture →
/// cut → fence and queued status → when one of them answers, all four real-time statuses → printed if they are clean.
class Session {
public:
    /// For a paper. `deadline` is when it ends as unknown or not printed.
    [[nodiscard]] static Session print(SessionContext const& context, EncodedPaper paper, Ticks now, Ticks deadline);
    [[nodiscard]] static Session survey(SessionContext const& context, SurveyDepth depth, Ticks now);

    /// What is to be sent now; call sent() with as much of it as was taken.
    [[nodiscard]] std::span<std::uint8_t const> pending() const;
    void sent(std::size_t count, Ticks now);
    void received(std::span<std::uint8_t const> bytes, Ticks now);
    void link_lost();
    void time_passed(Ticks now);
    /// True while the outcome waits for the last byte to leave the machine; then drained() is to be called.
    [[nodiscard]] bool wants_drained() const { return m_phase == Phase::draining; }
    void drained(Ticks now);

    /// When to call time_passed(), even if nothing else happens.
    [[nodiscard]] Ticks next_deadline() const;
    [[nodiscard]] bool finished() const { return m_phase == Phase::finished; }
    /// A paper's end; of a survey, its trouble. Only when finished.
    [[nodiscard]] domain::PrintOutcome outcome() const;
    /// True when the printer may hold bytes that are not to be printed any more.
    [[nodiscard]] bool wants_clear() const;
    /// True when the printer answered a fence or queued status of this session: it has worked off all it was sent.
    [[nodiscard]] bool is_in_step() const { return m_confirmed; }
    /// True when the printer has taken every byte the session had for it.
    [[nodiscard]] bool is_all_sent() const { return m_sent == m_output.size(); }
    [[nodiscard]] Knowledge const& knowledge() const { return m_context.known; }
    /// What the printer said of itself, if it said anything.
    [[nodiscard]] std::optional<ports::PrinterStatus> status() const;

private:
    enum class Task : std::uint8_t { print, survey };
    enum class Phase : std::uint8_t { asking, sending, draining, awaiting, finished };
    /// Why the printer is being asked.
    enum class Purpose : std::uint8_t { before, watch, cause, after, survey };

    Session(Task task, SessionContext const& context, Ticks deadline);

    void ask(Purpose purpose, std::span<StatusKind const> kinds, Ticks now);
    void ask_next(Ticks now);
    void answer(std::uint8_t byte, Ticks now);
    void no_answer(Ticks now);
    void conclude(Ticks now);
    void conclude_cause();
    void conclude_after();
    void conclude_survey(Ticks now);
    void begin_sending(Ticks now);
    void begin_awaiting(Ticks now);
    void confirmed(Ticks now);
    void confirmed_by_queue(Ticks now);
    void handle(Reply const& reply, Ticks now);
    void handle_automatic(AutomaticReply const& reply);
    void awaiting_passed(Ticks now);
    void finish(domain::PrintJobState state, domain::PrintTrouble trouble);
    /// How a paper ends when the printer names its trouble before it confirmed.
    [[nodiscard]] domain::PrintJobState state_on_trouble() const;
    [[nodiscard]] bool picture_is_out() const { return m_sent >= m_picture_end; }
    [[nodiscard]] bool has_trouble() const { return m_condition.trouble() != domain::PrintTrouble::none; }
    void append_recovery();
    void append(std::span<std::uint8_t const> bytes);

    Task m_task;
    Phase m_phase = Phase::asking;
    SessionContext m_context;
    Ticks m_deadline;
    SurveyDepth m_depth = SurveyDepth::status;
    EncodedPaper m_paper;

    std::vector<std::uint8_t> m_output; ///< all bytes of the session, in order
    std::size_t m_sent = 0;
    std::size_t m_picture_begin = SIZE_MAX; ///< places of the picture in m_output, once it is there
    std::size_t m_picture_end = SIZE_MAX;

    ReplyParser m_parser;
    Condition m_condition;
    bool m_heard = false;
    bool m_confirmed = false;
    std::optional<Ticks> m_queued_heard; ///< without the fence that is known to come
    Ticks m_last_heard;
    Ticks m_last_taken; ///< when the printer took bytes last

    Purpose m_purpose = Purpose::before;
    std::vector<StatusKind> m_kinds; ///< still to be asked, the one under way first; empty when none is
    Ticks m_answer_deadline;
    int m_owed = 0; ///< questions given up on, whose answers may come yet
    bool m_silent = false; ///< a question of this round had no answer
    Ticks m_next_watch;
    Ticks m_awaiting_end; ///< when an unproved printer has had its chance to answer the fence

    domain::PrintOutcome m_outcome;
};

} // namespace zahide::printer
