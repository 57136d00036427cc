#include "desk_copies.h"

#include <algorithm>

namespace zahide::device {

namespace {

domain::CopyEnd end_of(domain::PrintJobState state)
{
    switch (state) {
    case domain::PrintJobState::printed:
        return domain::CopyEnd::printed;
    case domain::PrintJobState::sent:
        return domain::CopyEnd::sent;
    case domain::PrintJobState::not_printed:
        return domain::CopyEnd::not_printed;
    case domain::PrintJobState::journalled:
    case domain::PrintJobState::sending:
    case domain::PrintJobState::unknown:
        break;
    }
    return domain::CopyEnd::unknown;
}

} // namespace

void DeskCopies::complete(protocol::StatusReport& report) const
{
    for (auto const& copy : m_asked) {
        auto const job = m_context.store.find_print_job(copy.id);
        if (!job)
            return; // the disk has a bad moment: the next report tells
        if (*job && domain::is_final((*job)->state))
            report.copies.push_back({ copy.id, end_of((*job)->state) });
        else if (!*job && copy.wanted == protocol::CopyWanted::told)
            report.copies.push_back({ copy.id, domain::CopyEnd::not_printed });
    }
}

void DeskCopies::heard(std::vector<protocol::CopyToPrint> copies)
{
    m_asked = std::move(copies);
    for (auto const& copy : m_asked) {
        if (copy.wanted == protocol::CopyWanted::print)
            print(copy);
    }
}

void DeskCopies::print(protocol::CopyToPrint const& copy)
{
    auto const known = m_context.store.find_print_job(copy.id);
    if (!known || *known)
        return;
    auto job = m_journal.draft(std::nullopt, domain::PrintMark::copy);
    job.id = copy.id;
    if (!m_context.transact({ ports::AddPrintJob { job } }))
        return; // asked for again with the next answer
    m_journal.added(job, copy.id);
    m_context.effects.emplace_back(CopyWanted { copy.id, copy.number, copy.local_date, copy.given_at, copy.language });
}

bool DeskCopies::is_asked_for(PrintJobId const& job) const
{
    return std::ranges::find(m_asked, job, &protocol::CopyToPrint::id) != m_asked.end();
}

} // namespace zahide::device
