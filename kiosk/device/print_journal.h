#pragma once

#include "context.h"
#include "domain/print_job.h"

#include <map>
#include <utility>

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

    [[nodiscard]] ports::StoredPrintJob draft(TicketId const& ticket, domain::PrintMark mark);
    /// After the batch that added it.
    void added(ports::StoredPrintJob const& job) { m_open.emplace(job.id, job.ticket); }
    [[nodiscard]] Result<PrintJobId> add_copy(TicketId const& ticket);
    [[nodiscard]] Result<void> finish(PrintJobId const& job, domain::PrintOutcome const& outcome);
    /// Writes the ends that the disk did not take.
    void retry();

private:
    Context& m_context;
    std::map<PrintJobId, TicketId> m_open;
    std::map<PrintJobId, ports::EndPrintJob> m_unwritten;
};

} // namespace zahide::device
