#pragma once

#include "context.h"
#include "print_journal.h"
#include "protocol/device.h"

#include <vector>

namespace zahide::device {

/// Copies of tickets' papers that the desk asks this kiosk for. Each comes with every answer to a status report until the report
/// has said how it came out; that is read from the print journal, so that nothing has to be kept but the job itself, whose
/// id is the order's.
class DeskCopies {
public:
    DeskCopies(Context& context, PrintJournal& journal)
        : m_context(context)
        , m_journal(journal)
    {
    }
    /// A report leaves: adds how those came out that were asked for.
    void complete(protocol::StatusReport& report) const;
    /// Journals what is to be printed and is not in the journal yet, and has it printed.
    void heard(std::vector<protocol::CopyToPrint> copies);
    /// Whether the scheduler waits for word of that job.
    [[nodiscard]] bool is_asked_for(PrintJobId const& job) const;

private:
    void print(protocol::CopyToPrint const& copy);

    Context& m_context;
    PrintJournal& m_journal;
    std::vector<protocol::CopyToPrint> m_asked;
};

} // namespace zahide::device
