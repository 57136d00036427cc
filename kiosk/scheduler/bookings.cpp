#include "booking_context.h"
#include "scheduler/scheduler.h"

// From a hold to an appointment, and what becomes of it before anybody has come.

namespace zahide::scheduler {

namespace {

/// What ended with the appointment's cancellation is kept from everybody for a while, against trading.
Result<void> keep_closed(ports::Transaction& transaction, domain::Appointment const& cancelled, domain::Rules const& rules, HoldId const& id)
{
    auto const now = *cancelled.ended_at;
    if (rules.cancelled_closed == Minutes(0) || cancelled.end <= now)
        return {};
    domain::Hold hold;
    hold.id = id;
    hold.center = cancelled.center;
    hold.wish = cancelled.wish;
    hold.start = cancelled.start;
    hold.end = cancelled.end;
    hold.assignment = cancelled.assignment;
    hold.made_at = now;
    hold.expires_at = now + rules.cancelled_closed;
    // Without the gaps, whatever they were when it was booked: with its middle taken the slot is nobody's.
    std::vector<domain::Occupation> occupations;
    for (auto& resource : hold.assignment.resources())
        occupations.push_back({ std::move(resource), hold.start, hold.end });
    return transaction.bookings().insert_hold(hold, occupations);
}

/// The ticket of who has checked in, while it still stands in the queue.
Result<std::optional<domain::Ticket>> open_ticket(ports::Transaction const& snapshot, domain::Appointment const& appointment)
{
    if (!appointment.ticket)
        return std::optional<domain::Ticket>();
    auto ticket = ZAHIDE_TRY(snapshot.tickets().find(*appointment.ticket));
    return ticket && domain::is_open(ticket->state) ? std::move(ticket) : std::nullopt;
}

/// Ends the appointment: with its ticket, which it then follows, if there is one in the queue.
Result<domain::Appointment> end_appointment(
    ports::Transaction& transaction, domain::Appointment appointment, domain::AppointmentEvent event, domain::TicketEvent ticket_event, Instant at)
{
    auto ticket = ZAHIDE_TRY(open_ticket(transaction, appointment));
    if (!ticket)
        return change_appointment(transaction, std::move(appointment), event, at);
    auto const id = appointment.id;
    ZAHIDE_TRY(move_ticket(transaction, std::move(*ticket), { .event = ticket_event, .at = at }));
    auto ended = ZAHIDE_TRY(transaction.bookings().find(id));
    if (!ended)
        return fail(ErrorCode::corrupt, "an appointment has gone", {}, "restore a backup");
    return std::move(*ended);
}

} // namespace

Result<domain::Appointment> Scheduler::run(Transaction& transaction, Principal const& principal, BookAppointment const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto const hold = ZAHIDE_TRY(own_hold(transaction, principal, domain::Action::book_appointment, command.hold, now));
    domain::Appointment appointment;
    appointment.id = AppointmentId(Uuid::generate(m_parts.random));
    appointment.center = hold.center;
    appointment.claim = hold.id;
    appointment.code = Personal(ZAHIDE_TRY(unused_code(transaction, hold.center, m_parts.random)));
    appointment.wish = hold.wish;
    appointment.start = hold.start;
    appointment.end = hold.end;
    appointment.assignment = hold.assignment;
    if (auto const* device = std::get_if<domain::DevicePrincipal>(&principal)) {
        appointment.channel = domain::Channel::kiosk;
        appointment.device = device->device;
    }
    appointment.booked_at = now;
    ZAHIDE_TRY_VOID(transaction.bookings().book(appointment));
    ZAHIDE_TRY_VOID(announce_appointment(transaction, appointment, now));
    return appointment;
}

Result<domain::Appointment> Scheduler::run(Transaction& transaction, Principal const& principal, MoveAppointment const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto appointment = ZAHIDE_TRY(permitted_appointment(transaction, principal, domain::Action::move_appointment, command.appointment));
    auto const hold = ZAHIDE_TRY(own_hold(transaction, principal, domain::Action::move_appointment, command.hold, now));
    if (hold.center != appointment.center)
        return fail(ErrorCode::conflict, "the time held is another center's", "hold", "hold a time of the appointment's center");
    appointment = ZAHIDE_TRY(domain::apply(std::move(appointment), domain::AppointmentEvent::move, now));
    auto const former_claim = std::exchange(appointment.claim, hold.id);
    appointment.lent_at.reset();
    appointment.wish = hold.wish;
    appointment.start = hold.start;
    appointment.end = hold.end;
    appointment.assignment = hold.assignment;
    ZAHIDE_TRY_VOID(transaction.bookings().move(appointment, former_claim));
    ZAHIDE_TRY_VOID(announce_appointment(transaction, appointment, now));
    return appointment;
}

Result<domain::Appointment> Scheduler::run(Transaction& transaction, Principal const& principal, CancelAppointment const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto appointment = ZAHIDE_TRY(permitted_appointment(transaction, principal, domain::Action::cancel_appointment, command.appointment));
    auto const center = ZAHIDE_TRY(center_now(transaction, appointment.center, now));
    appointment = ZAHIDE_TRY(end_appointment(transaction, std::move(appointment), domain::AppointmentEvent::cancel, domain::TicketEvent::cancel, now));
    ZAHIDE_TRY_VOID(keep_closed(transaction, appointment, center.catalogue.rules, HoldId(Uuid::generate(m_parts.random))));
    return appointment;
}

Result<domain::Appointment> Scheduler::run(Transaction& transaction, Principal const& principal, MissAppointment const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto appointment = ZAHIDE_TRY(permitted_appointment(transaction, principal, domain::Action::miss_appointment, command.appointment));
    if (now < appointment.start)
        return fail(ErrorCode::conflict, "the appointment's time has not come", "time", "wait, or cancel it");
    return end_appointment(transaction, std::move(appointment), domain::AppointmentEvent::no_show, domain::TicketEvent::no_show, now);
}

} // namespace zahide::scheduler
