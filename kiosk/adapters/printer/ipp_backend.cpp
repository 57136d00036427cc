#include "backend.h"
#include "ipp_condition.h"
#include "ipp_connection.h"
#include "pwg_raster.h"

#include <algorithm>
#include <optional>
#include <poll.h>

namespace zahide::printer {

namespace {

using domain::PrintJobState;
using domain::PrintOutcome;
using domain::PrintTrouble;

/// Between two questions how far a paper is. IPP printers tell it only when asked.
constexpr Milliseconds job_interval { 250 };
/// For the last question and the cancelling of a job whose time is over.
constexpr Milliseconds cancel_time { 1'000 };

/// What was asked of a printer before a paper.
struct IppPrinter {
    IppCondition condition;
    RasterFormat format;
    enum class Kind : std::uint8_t { printer, queue } kind = Kind::printer; ///< a queue's "completed" means that all was handed on
    enum class Sheets : std::uint8_t { listed, any } sheets = Sheets::listed; ///< whether it takes a size of our own
    enum class Takes : std::uint8_t { pwg_raster, nothing_of_ours } takes = Takes::pwg_raster;
};

bool names(std::vector<std::string> const& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

IppPrinter printer_of(IppReply const& reply)
{
    IppPrinter printer;
    auto const states = reply.numbers("printer-state");
    printer.condition.state = states.empty() ? 0 : states.front();
    printer.condition.reasons = reply.words("printer-state-reasons");
    auto const accepting = reply.numbers("printer-is-accepting-jobs");
    if (!accepting.empty() && accepting.front() == 0)
        printer.condition.jobs = IppCondition::Jobs::refused;
    if (reply.has("printer-type")) // CUPS' own attribute
        printer.kind = IppPrinter::Kind::queue;
    auto const media = reply.words("media-supported");
    if (std::ranges::any_of(media, [](std::string const& name) { return name.starts_with("custom_"); }))
        printer.sheets = IppPrinter::Sheets::any;
    auto const formats = reply.words("document-format-supported");
    if (!formats.empty() && !names(formats, "image/pwg-raster"))
        printer.takes = IppPrinter::Takes::nothing_of_ours;
    auto const kinds = reply.words("pwg-raster-document-type-supported");
    printer.format.kind = kinds.empty() || names(kinds, "black_1") ? RasterKind::black_1 : RasterKind::gray_8;
    if (!kinds.empty() && !names(kinds, "black_1") && !names(kinds, "sgray_8"))
        printer.takes = IppPrinter::Takes::nothing_of_ours;
    printer.format.dpi = choose_dpi(reply.resolutions("pwg-raster-document-resolution-supported")).value_or(picture_dpi);
    return printer;
}

/// Where a job stands (RFC 8011, job-state).
struct IppJob {
    static constexpr int canceled = 7;
    static constexpr int completed = 9;

    int state = 0;
    int impressions = 0; ///< sheets that came out

    [[nodiscard]] bool is_over() const { return state >= canceled; }
};

class IppBackend final : public Backend {
public:
    IppBackend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop)
        : m_options(std::move(options))
        , m_clock(clock)
        , m_log(log)
        , m_stop(stop)
    {
    }

    PrintOutcome print(ports::PrintJob const& job, Ticks deadline, std::function<void()> const& started) override
    {
        auto connection = open(deadline);
        if (!connection)
            return not_printed(connection.error());
        auto const printer = ask_printer(**connection);
        if (!printer)
            return not_printed(printer.error());
        if (printer->takes == IppPrinter::Takes::nothing_of_ours)
            return { PrintJobState::not_printed, PrintTrouble::refused };
        // A paper that waits in there would come out when nobody wants it any more.
        if (printer->condition.trouble() != PrintTrouble::none)
            return { PrintJobState::not_printed, printer->condition.trouble() };
        auto const document = encode_pwg_raster(job.picture, printer->format);
        if (!document)
            return { PrintJobState::not_printed, PrintTrouble::refused };
        started();
        auto const accepted = (*connection)->send(print_request(**connection, job, printer->sheets), *document);
        if (!accepted) {
            note(accepted.error());
            return { PrintJobState::unknown, accepted.error().trouble };
        }
        auto const number = accepted->numbers("job-id");
        if (!accepted->is_ok() || number.empty())
            return { PrintJobState::not_printed, PrintTrouble::refused };
        return follow(std::move(*connection), number.front(), printer->kind, deadline);
    }

    void look() override
    {
        auto connection = open(m_clock.ticks() + m_options.connect_time);
        if (connection)
            (void)ask_printer(**connection); // its answer is kept in m_status
    }

    ports::PrinterStatus status() const override { return m_status; }

    Milliseconds look_interval() const override { return m_status.state == ports::PrinterState::ready ? m_options.look_interval : m_options.retry_interval; }

private:
    LinkResult<std::unique_ptr<IppConnection>> open(Ticks deadline)
    {
        Ticks const connected_by = std::min(deadline, m_clock.ticks() + m_options.connect_time);
        auto connection = IppConnection::open(std::get<IppTarget>(m_options.target), m_clock, connected_by, deadline, m_stop);
        if (!connection)
            note(connection.error());
        return connection;
    }

    /// A failure is told to the operator once.
    void note(LinkFailure const& failure)
    {
        m_status
            = { failure.trouble == PrintTrouble::not_allowed ? ports::PrinterState::not_allowed : ports::PrinterState::not_there, ports::PaperState::unknown };
        if (std::exchange(m_last_failure, failure.error.line()) != failure.error.line())
            m_log.warning("the printer can't be used", { { "where", failure.error.where }, { "what", failure.error.what }, { "mend", failure.error.mend } });
    }

    static PrintOutcome not_printed(LinkFailure const& failure) { return { PrintJobState::not_printed, failure.trouble }; }

    LinkResult<IppPrinter> ask_printer(IppConnection& connection)
    {
        auto const reply = connection.send(connection.request(IPP_OP_GET_PRINTER_ATTRIBUTES));
        if (!reply) {
            note(reply.error());
            return tl::unexpected(reply.error());
        }
        if (!reply->is_ok()) {
            auto failure = link_failure(
                PrintTrouble::not_there, "there is no such printer or queue", to_string(m_options.target), "check the path in the printer's address");
            note(failure);
            return tl::unexpected(std::move(failure));
        }
        auto printer = printer_of(*reply);
        m_status = printer.condition.status();
        if (!std::exchange(m_last_failure, {}).empty())
            m_log.info("the printer can be used again");
        if (printer.takes == IppPrinter::Takes::nothing_of_ours) {
            auto const failure
                = link_failure(PrintTrouble::refused, "the printer takes no PWG raster", to_string(m_options.target), "print over tcp: or a CUPS queue");
            m_last_failure = failure.error.line();
            m_log.warning("the printer can't be used", { { "where", failure.error.where }, { "what", failure.error.what }, { "mend", failure.error.mend } });
        }
        return printer;
    }

    static IppMessage print_request(IppConnection const& connection, ports::PrintJob const& job, IppPrinter::Sheets sheets)
    {
        auto request = connection.request(IPP_OP_PRINT_JOB);
        ::ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, job.label.c_str());
        ::ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "image/pwg-raster");
        ::ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "none");
        if (sheets == IppPrinter::Sheets::listed)
            return request;
        auto const sheet = sheet_size(job.picture);
        IppMessage const size(::ippNew());
        ::ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", sheet.width);
        ::ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", sheet.length);
        IppMessage const media(::ippNew());
        ::ippAddCollection(media.get(), IPP_TAG_ZERO, "media-size", size.get());
        for (char const* const margin : { "media-top-margin", "media-bottom-margin", "media-left-margin", "media-right-margin" })
            ::ippAddInteger(media.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, margin, 0);
        ::ippAddCollection(request.get(), IPP_TAG_JOB, "media-col", media.get());
        return request;
    }

    LinkResult<IppJob> ask_job(IppConnection& connection, int number)
    {
        auto request = connection.request(IPP_OP_GET_JOB_ATTRIBUTES);
        ::ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number);
        auto const reply = connection.send(request);
        if (!reply)
            return tl::unexpected(reply.error());
        auto const states = reply->numbers("job-state");
        auto const impressions = reply->numbers("job-impressions-completed");
        return IppJob { states.empty() ? 0 : states.front(), impressions.empty() ? 0 : impressions.front() };
    }

    /// Waits for the end of an accepted job.
    PrintOutcome follow(std::unique_ptr<IppConnection> connection, int number, IppPrinter::Kind kind, Ticks deadline)
    {
        while (true) {
            auto const job = connection ? ask_job(*connection, number) : tl::unexpected(LinkFailure {});
            if (job && job->is_over())
                return outcome_of(*job, kind);
            if (!job)
                connection.reset(); // asked again over a new one
            else
                (void)ask_printer(*connection);
            if (is_stopped(job_interval))
                return { PrintJobState::unknown, PrintTrouble::timed_out };
            if (m_clock.ticks() + cancel_time >= deadline)
                return give_up(std::move(connection), number, kind, deadline);
            if (!connection) {
                if (auto again = open(deadline))
                    connection = std::move(*again);
            }
        }
    }

    PrintOutcome outcome_of(IppJob const& job, IppPrinter::Kind kind) const
    {
        if (job.state == IppJob::completed) {
            bool const is_known = m_options.answers == AnswerPolicy::expect || (m_options.answers == AnswerPolicy::probe && kind == IppPrinter::Kind::printer);
            return { is_known ? PrintJobState::printed : PrintJobState::sent, PrintTrouble::none };
        }
        return { job.impressions > 0 ? PrintJobState::unknown : PrintJobState::not_printed, PrintTrouble::mechanical };
    }

    /// The time is over: what has not begun is taken back, so that it doesn't come out later.
    PrintOutcome give_up(std::unique_ptr<IppConnection> connection, int number, IppPrinter::Kind kind, Ticks deadline)
    {
        if (!connection) {
            auto again = open(deadline);
            if (!again)
                return { PrintJobState::unknown, PrintTrouble::link_lost };
            connection = std::move(*again);
        }
        PrintTrouble const cause = m_status.state == ports::PrinterState::ready ? PrintTrouble::timed_out : trouble_of(m_status.state);
        auto request = connection->request(IPP_OP_CANCEL_JOB);
        ::ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number);
        auto const cancelled = connection->send(request);
        auto const job = cancelled ? ask_job(*connection, number) : tl::unexpected(LinkFailure {});
        if (!job || !job->is_over())
            return { PrintJobState::unknown, cause };
        if (job->state == IppJob::completed)
            return outcome_of(*job, kind);
        return { job->impressions > 0 ? PrintJobState::unknown : PrintJobState::not_printed, cause };
    }

    static PrintTrouble trouble_of(ports::PrinterState state)
    {
        switch (state) {
        case ports::PrinterState::paper_out:
            return PrintTrouble::paper_out;
        case ports::PrinterState::cover_open:
            return PrintTrouble::cover_open;
        case ports::PrinterState::error:
            return PrintTrouble::mechanical;
        case ports::PrinterState::not_there:
            return PrintTrouble::link_lost;
        case ports::PrinterState::unknown:
        case ports::PrinterState::ready:
        case ports::PrinterState::offline:
        case ports::PrinterState::not_allowed:
            break;
        }
        return PrintTrouble::offline;
    }

    /// Waits, but not for a program that ends.
    bool is_stopped(Milliseconds time) const
    {
        pollfd waiting { m_stop, POLLIN, 0 };
        return ::poll(&waiting, 1, static_cast<int>(time.count())) > 0;
    }

    PrinterOptions m_options;
    Clock const& m_clock;
    ports::Log& m_log;
    int m_stop;
    ports::PrinterStatus m_status;
    std::string m_last_failure;
};

} // namespace

std::unique_ptr<Backend> make_ipp_backend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop)
{
    return std::make_unique<IppBackend>(std::move(options), clock, log, stop);
}

} // namespace zahide::printer
