#include "bookings.h"
#include "protocol/booking.h"

namespace zahide::device {

// What an answer of success means for each question, and what has to be on the disk before the visitor hears of it.

void Bookings::succeeded(Answer const& answer)
{
    auto taken = std::visit([&](auto const& asked) { return take(asked, answer); }, m_asked->question);
    if (taken)
        return answer_with(std::move(*taken));
    if (taken.error().code != ErrorCode::unavailable) // a disk's trouble is told already
        m_context.trouble(taken.error());
    // What was done at the scheduler can't be handed out here.
    leave_behind();
    answer_with(BookingFailed { BookingFailure::failed, {} });
}

Result<BookingAnswer> Bookings::take(AskTimes const& /*asked*/, Answer const& answer)
{
    auto reply = ZAHIDE_TRY(protocol::decode<protocol::AvailabilityReply>(answer.body));
    return Times { std::move(reply.starts), std::move(reply.next) };
}

Result<BookingAnswer> Bookings::take(HoldTime const& /*asked*/, Answer const& answer)
{
    auto hold = ZAHIDE_TRY(protocol::decode<protocol::HoldView>(answer.body));
    m_held = Held { hold.id, hold.expires_at };
    return TimeHeld { std::move(hold) };
}

Result<BookingAnswer> Bookings::take(ReleaseTime const& /*asked*/, Answer const& /*answer*/)
{
    m_held.reset();
    return Released {};
}

Result<BookingAnswer> Bookings::take(BookTime const& asked, Answer const& answer)
{
    return take_made(answer, { ports::DropBooking { asked.hold } });
}

Result<BookingAnswer> Bookings::take(MoveAppointment const& /*asked*/, Answer const& answer)
{
    return take_made(answer, {});
}

Result<BookingAnswer> Bookings::take_made(Answer const& answer, ports::DeviceBatch batch)
{
    auto appointment = ZAHIDE_TRY(protocol::decode<protocol::AppointmentReply>(answer.body)).appointment;
    if (!appointment.code)
        return fail(ErrorCode::invalid, "the scheduler made an appointment and did not tell its code", "appointment.code", "install the same version on both");
    auto const job = ZAHIDE_TRY(journal_paper(appointment.id, std::move(batch)));
    m_asked->booking.reset();
    m_held.reset();
    return AppointmentMade { std::move(appointment), job };
}

Result<BookingAnswer> Bookings::take(FindAppointment const& /*asked*/, Answer const& answer)
{
    return AppointmentFound { ZAHIDE_TRY(protocol::decode<protocol::AppointmentReply>(answer.body)).appointment };
}

Result<BookingAnswer> Bookings::take(CheckIn const& /*asked*/, Answer const& answer)
{
    auto reply = ZAHIDE_TRY(protocol::decode<protocol::CheckInReply>(answer.body));
    auto const& ticket = reply.ticket;
    auto const job = ZAHIDE_TRY(journal_paper(ticket.id, {}));
    TicketPromise const promise { ticket.id, ticket.visit, ticket.number, ticket.local_date, ticket.given_at, job };
    return CheckedIn { std::move(reply.appointment), promise };
}

Result<BookingAnswer> Bookings::take(CancelAppointment const& /*asked*/, Answer const& answer)
{
    return AppointmentCancelled { ZAHIDE_TRY(protocol::decode<protocol::AppointmentReply>(answer.body)).appointment };
}

Result<PrintJobId> Bookings::journal_paper(PrintJournal::Subject const& subject, ports::DeviceBatch batch)
{
    auto const job = m_journal.draft(std::nullopt, domain::PrintMark::original);
    batch.emplace_back(ports::AddPrintJob { job });
    ZAHIDE_TRY_VOID(m_context.transact(batch));
    m_journal.added(job, subject);
    m_journal.show(subject);
    return job.id;
}

} // namespace zahide::device
