#include "backend.h"
#include "link.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>

namespace zahide::printer {

namespace {

using domain::PrintJobState;
using domain::PrintTrouble;

/// How often a line is asked whether its last byte has left; it doesn't tell by itself.
constexpr Milliseconds drain_interval { 20 };

ports::PrinterStatus status_of(PrintTrouble trouble)
{
    if (trouble == PrintTrouble::not_allowed)
        return { ports::PrinterState::not_allowed, ports::PaperState::unknown };
    return { ports::PrinterState::not_there, ports::PaperState::unknown };
}

/// Printable characters that follow from the job, so that a late answer to another job is recognised.
FenceId fence_of(std::span<std::uint8_t const> bytes)
{
    FenceId id {};
    for (std::size_t index = 0; index < id.size(); ++index)
        id[index] = static_cast<std::uint8_t>(0x20 + bytes[bytes.size() - 1 - index] % 95);
    return id;
}

class LinkBackend final : public Backend {
public:
    LinkBackend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop)
        : m_options(std::move(options))
        , m_clock(clock)
        , m_log(log)
        , m_stop(stop)
    {
    }

    domain::PrintOutcome print(ports::PrintJob const& job, Ticks deadline, std::function<void()> const& started) override
    {
        auto const automatic = m_options.answers == AnswerPolicy::never ? AutomaticStatus::off : AutomaticStatus::on;
        EncodedPaper paper = encode_paper(job.picture, job.cut, automatic);
        auto link = open(deadline);
        if (!link)
            return { PrintJobState::not_printed, link.error().trouble };
        auto session = Session::print(context(fence_of(job.id.value().bytes())), std::move(paper), m_clock.ticks(), deadline);
        ports::PrinterStatus const before = m_status;
        started();
        converse(**link, session);
        return with_known_cause(session.outcome(), before);
    }

    void look() override
    {
        auto link = open(m_clock.ticks() + m_options.connect_time);
        if (!link || m_options.answers == AnswerPolicy::never)
            return;
        bool const is_known = m_known.of(StatusKind::printer) == Answers::yes && m_known.confirmation() != Answers::unasked;
        // What a failed paper left behind is cleared away by the next paper, which also cuts it off.
        bool const everything = !is_known && m_beginning != Beginning::after_failure;
        ++m_survey_count;
        std::array<std::uint8_t, 4> const count { 'P', 'R', static_cast<std::uint8_t>(m_survey_count >> 8), static_cast<std::uint8_t>(m_survey_count) };
        auto session = Session::survey(context(fence_of(count)), everything ? SurveyDepth::everything : SurveyDepth::status, m_clock.ticks());
        converse(**link, session);
        if (everything && session.is_all_sent())
            m_beginning = Beginning::clean;
    }

    ports::PrinterStatus status() const override { return m_status; }

    Milliseconds look_interval() const override
    {
        if (m_status.state == ports::PrinterState::ready)
            return m_options.look_interval;
        // Looking at one that says nothing costs a second, and every paper asks it anyway.
        return m_status.state == ports::PrinterState::unknown ? m_options.mute_interval : m_options.retry_interval;
    }

private:
    SessionContext context(FenceId const& fence) const { return { fence, m_known, m_options.answers, m_options.times, m_beginning }; }

    /// A printer stopped with a full buffer can't take the question why; what it said before it fell silent still holds.
    domain::PrintOutcome with_known_cause(domain::PrintOutcome outcome, ports::PrinterStatus const& before)
    {
        if (outcome.trouble != PrintTrouble::no_answer)
            return outcome;
        if (before.state == ports::PrinterState::paper_out)
            outcome.trouble = PrintTrouble::paper_out;
        else if (before.state == ports::PrinterState::cover_open)
            outcome.trouble = PrintTrouble::cover_open;
        else
            return outcome;
        m_status = before;
        return outcome;
    }

    LinkResult<std::unique_ptr<Link>> open(Ticks deadline)
    {
        auto link = open_target(deadline);
        std::string const line = link ? std::string() : link.error().error.line();
        if (!link) {
            m_status = status_of(link.error().trouble);
            if (line != m_last_failure)
                m_log.warning("the printer can't be used",
                    { { "where", link.error().error.where }, { "what", link.error().error.what }, { "mend", link.error().error.mend } });
        } else if (!m_last_failure.empty()) {
            m_status = {};
            // It may be another one.
            m_known = {};
            if (m_beginning == Beginning::clean)
                m_beginning = Beginning::unsure;
            m_log.info("the printer can be used again");
        }
        m_last_failure = line;
        return link;
    }

    LinkResult<std::unique_ptr<Link>> open_target(Ticks deadline)
    {
        if (auto const* device = std::get_if<DeviceTarget>(&m_options.target))
            return open_device_link(*device);
        return open_network_link(std::get<NetworkTarget>(m_options.target), m_clock, std::min(deadline, m_clock.ticks() + m_options.connect_time), m_stop);
    }

    void converse(Link& link, Session& session)
    {
        while (!session.finished()) {
            if (auto const pending = session.pending(); !pending.empty()) {
                auto const count = link.write(pending);
                if (!count)
                    // What the printer said before it hung up still counts.
                    receive(link, session);
                if (!count && !session.finished())
                    session.link_lost();
                else if (count)
                    session.sent(*count, m_clock.ticks());
                if (session.finished())
                    break;
            }
            wait(link, session);
        }
        m_known = session.knowledge();
        if (session.wants_clear()) {
            link.abandon(encode_clear());
            m_beginning = Beginning::after_failure;
        } else if (session.is_in_step() || session.outcome().state == PrintJobState::sent) {
            m_beginning = Beginning::clean;
        }
        m_status = heard_status(session);
    }

    void wait(Link& link, Session& session)
    {
        bool const wants_write = !session.pending().empty();
        std::array<pollfd, 2> waiting { pollfd { link.descriptor(), static_cast<short>(POLLIN | POLLRDHUP | (wants_write ? POLLOUT : 0)), 0 },
            pollfd { m_stop, POLLIN, 0 } };
        Ticks const now = m_clock.ticks();
        Ticks deadline = session.next_deadline();
        if (session.wants_drained())
            deadline = std::min(deadline, now + drain_interval);
        int const ready = ::poll(waiting.data(), waiting.size(), poll_time_ms(now, deadline));
        bool const program_ends = waiting[1].revents != 0;
        if (program_ends || (ready < 0 && errno != EINTR))
            session.link_lost();
        else if ((waiting[0].revents & ~POLLOUT) != 0)
            receive(link, session);
        if (session.wants_drained() && link.drained())
            session.drained(m_clock.ticks());
        session.time_passed(m_clock.ticks());
    }

    void receive(Link& link, Session& session)
    {
        std::array<std::uint8_t, 256> bytes {};
        while (!session.finished()) {
            auto const count = link.read(bytes);
            if (!count) {
                session.link_lost();
                return;
            }
            if (*count == 0)
                return;
            session.received(std::span(bytes).first(*count), m_clock.ticks());
        }
    }

    ports::PrinterStatus heard_status(Session const& session) const
    {
        if (auto const status = session.status())
            return *status;
        PrintTrouble const trouble = session.outcome().trouble;
        if (trouble == PrintTrouble::link_lost)
            return { ports::PrinterState::not_there, ports::PaperState::unknown };
        if (trouble == PrintTrouble::no_answer && session.knowledge().of(StatusKind::printer) == Answers::yes)
            return { ports::PrinterState::offline, ports::PaperState::unknown };
        return {};
    }

    PrinterOptions m_options;
    Clock const& m_clock;
    ports::Log& m_log;
    int m_stop;
    Knowledge m_known;
    Beginning m_beginning = Beginning::unsure;
    ports::PrinterStatus m_status;
    std::string m_last_failure;
    std::uint32_t m_survey_count = 0;
};

} // namespace

std::unique_ptr<Backend> make_link_backend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop)
{
    return std::make_unique<LinkBackend>(std::move(options), clock, log, stop);
}

} // namespace zahide::printer
