#include "context.h"

// An appointment follows its ticket.

namespace zahide::scheduler {

namespace {

std::optional<domain::AppointmentEvent> appointment_event_of(domain::Ticket const& ticket, domain::AppointmentState state)
{
    switch (ticket.state) {
    case domain::TicketState::done:
        return domain::AppointmentEvent::fulfil;
    case domain::TicketState::noshow:
        return domain::AppointmentEvent::no_show;
    case domain::TicketState::cancelled:
        return domain::AppointmentEvent::cancel;
    case domain::TicketState::waiting:
    case domain::TicketState::called:
    case domain::TicketState::serving:
    case domain::TicketState::parked: // whoever was missed has come back
        return state == domain::AppointmentState::noshow ? std::optional(domain::AppointmentEvent::check_in) : std::nullopt;
    case domain::TicketState::transferred: // its successor stands for it
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Result<void> announce_appointment(ports::Transaction& transaction, domain::Appointment const& appointment, Instant at)
{
    return announce(transaction, appointment.center, ports::FeedKind::appointment, appointment.id.value().text(), at);
}

Result<std::optional<TicketNumber>> ticket_number_of(ports::Transaction const& snapshot, domain::Appointment const& appointment)
{
    if (!appointment.ticket)
        return std::optional<TicketNumber>();
    auto const ticket = ZAHIDE_TRY(snapshot.tickets().find(*appointment.ticket));
    return ticket ? std::optional(ticket->number) : std::nullopt;
}

Result<void> follow_appointment(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at)
{
    if (!ticket.appointment)
        return {};
    auto appointment = ZAHIDE_TRY(transaction.bookings().find(*ticket.appointment));
    if (!appointment || appointment->ticket != ticket.id)
        return {};
    auto const event = appointment_event_of(ticket, appointment->state);
    if (!event || !domain::next_state(appointment->state, *event))
        return {};
    auto const followed = ZAHIDE_TRY(domain::apply(std::move(*appointment), *event, at));
    ZAHIDE_TRY_VOID(transaction.bookings().update(followed));
    return announce_appointment(transaction, followed, at);
}

} // namespace zahide::scheduler
