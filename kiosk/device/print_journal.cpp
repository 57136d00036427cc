#include "print_journal.h"

#include <algorithm>

namespace zahide::device {

Result<void> PrintJournal::load()
{
    ports::DeviceBatch batch;
    for (auto const& job : ZAHIDE_TRY(m_context.store.open_print_jobs())) {
        auto const state = ZAHIDE_TRY(domain::next_state(job.state, domain::PrintJobEvent::restarted));
        batch.emplace_back(ports::EndPrintJob { job.id, { state, job.trouble }, m_context.now() });
    }
    if (batch.empty())
        return {};
    return m_context.transact(batch);
}

ports::StoredPrintJob PrintJournal::draft(std::optional<TicketId> const& ticket, domain::PrintMark mark)
{
    return { PrintJobId(Uuid::generate(m_context.random)), ticket, mark, domain::PrintJobState::journalled, domain::PrintTrouble::none, m_context.now(),
        std::nullopt };
}

Result<PrintJobId> PrintJournal::add_copy(Subject const& subject)
{
    if (std::ranges::any_of(m_open, [&subject](auto const& open) { return open.second == subject; }))
        return fail(ErrorCode::conflict, "this paper is being printed", {}, "wait for the printer");
    auto const job = draft(ZAHIDE_TRY(stored_ticket_of(subject)), domain::PrintMark::copy);
    ZAHIDE_TRY_VOID(m_context.transact({ ports::AddPrintJob { job } }));
    added(job, subject);
    return job.id;
}

/// The ticket a copy is journalled with; none for a paper that was not promised here.
Result<std::optional<TicketId>> PrintJournal::stored_ticket_of(Subject const& subject) const
{
    if (m_shown == subject)
        return std::nullopt;
    auto const* const ticket = std::get_if<TicketId>(&subject);
    if (ticket == nullptr)
        return fail(ErrorCode::not_found, "this appointment's paper is not kept here");
    if (!ZAHIDE_TRY(m_context.store.find_ticket(*ticket)))
        return fail(ErrorCode::not_found, "this ticket was not given here, or long ago");
    return *ticket;
}

Result<void> PrintJournal::finish(PrintJobId const& job, domain::PrintOutcome const& outcome)
{
    if (!domain::is_final(outcome.state))
        return fail(ErrorCode::invalid, "a print job can't end in the state " + std::string(to_string(outcome.state)));
    if (m_open.erase(job) == 0)
        return fail(ErrorCode::not_found, "the print journal has no such open job");
    ports::EndPrintJob const end { job, outcome, m_context.now() };
    auto written = m_context.transact({ end });
    if (!written)
        m_unwritten.emplace(job, end);
    return written;
}

void PrintJournal::retry()
{
    while (!m_unwritten.empty()) {
        auto const written = m_context.transact({ m_unwritten.begin()->second });
        if (!written && written.error().code == ErrorCode::unavailable)
            return;
        m_unwritten.erase(m_unwritten.begin());
    }
}

} // namespace zahide::device
