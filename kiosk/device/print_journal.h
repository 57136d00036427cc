#pragma once

#include "context.h"
#include "domain/print_job.h"

#include <map>
#include <optional>
#include <utility>
#include <variant>

namespace zahide::device {

/// The journal of what was handed to the printer. It is written before the first byte and at the end; a job found without
/// an end after a restart is unknown (PRINTING.md), and nothing is ever printed again by itself.
class PrintJournal {
public:
    explicit PrintJournal(Context& context)
        : m_context(context)
    {
    }
    /// Ends what a former run left open.
    [[nodiscard]] Result<void> load();

    /// Whose paper it is. A copy that the desk asked for is known by its job alone.
    using Subject = std::variant<TicketId, AppointmentId, PrintJobId>;

    /// None: of a paper that was not promised here.
    [[nodiscard]] ports::StoredPrintJob draft(std::optional<TicketId> const& ticket, domain::PrintMark mark);
    /// After the batch that added it.
    void added(ports::StoredPrintJob const& job, Subject const& subject) { m_open.emplace(job.id, subject); }
    /// The subject's paper was not promised here; for as long as the visitor stands there a copy of it can be made.
    void show(std::optional<Subject> const& subject) { m_shown = subject; }
    [[nodiscard]] Result<PrintJobId> add_copy(Subject const& subject);
    [[nodiscard]] Result<void> finish(PrintJobId const& job, domain::PrintOutcome const& outcome);
    /// Writes the ends that the disk did not take.
    void retry();

private:
    [[nodiscard]] Result<std::optional<TicketId>> stored_ticket_of(Subject const& subject) const;

    Context& m_context;
    std::map<PrintJobId, Subject> m_open;
    std::optional<Subject> m_shown;
    std::map<PrintJobId, ports::EndPrintJob> m_unwritten;
};

} // namespace zahide::device
