#include "booking_context.h"
#include "scheduler/scheduler.h"

// Somebody who has an appointment has come.

namespace zahide::scheduler {

namespace {

std::string clock_text(CenterNow const& center, Instant at)
{
    auto const local = center.zone.local(at);
    return local.date.text() + " " + local.time.text();
}

Result<void> refuse_early(CenterNow const& center, domain::Appointment const& appointment)
{
    return fail(
        Reason::too_early, "one can check in from " + clock_text(center, appointment.start - center.catalogue.rules.check_in_before), "time", "come back then");
}

Result<void> refuse_late(CenterNow const& center, domain::Appointment const& appointment)
{
    return fail(
        Reason::too_late, "one could check in until " + clock_text(center, appointment.start + center.catalogue.rules.check_in_after), "time", "ask the desk");
}

/// That day for staff, who decide; between the rules' times for a device.
Result<void> check_time(CenterNow const& center, domain::Appointment const& appointment, domain::Principal const& principal)
{
    auto const date = center.zone.local(appointment.start).date;
    if (date > center.local.date)
        return refuse_early(center, appointment);
    if (date < center.local.date)
        return refuse_late(center, appointment);
    if (!std::holds_alternative<domain::DevicePrincipal>(principal))
        return {};
    switch (domain::check_in_time(appointment, center.catalogue.rules, center.now)) {
    case domain::CheckInTime::too_early:
        return refuse_early(center, appointment);
    case domain::CheckInTime::now:
        return {};
    case domain::CheckInTime::too_late:
        return refuse_late(center, appointment);
    }
    return {};
}

/// The logins of the professionals it was made with. Somebody without one, or who has left, is called for by the desk.
Result<std::vector<StaffUserId>> logins_of(ports::Transaction const& snapshot, domain::Appointment const& appointment)
{
    auto const roster = ZAHIDE_TRY(snapshot.rosters().find(appointment.center));
    std::vector<StaffUserId> logins;
    for (auto const& id : appointment.assignment.professionals) {
        auto const* professional = roster.find_professional(id);
        if (professional == nullptr || !professional->staff)
            continue;
        auto const user = ZAHIDE_TRY(snapshot.staff().find(*professional->staff));
        if (user && user->center == appointment.center && user->standing == domain::Standing::active)
            logins.push_back(user->id);
    }
    return logins;
}

Result<domain::Ticket> ticket_for(ports::Transaction& transaction, CenterNow const& center, domain::Appointment const& appointment, Random& random)
{
    auto const& wish = appointment.wish;
    TicketWish const wanted { wish.service, wish.language, Personal(domain::Priority::none), wish.gender, Personal(domain::Urgency::ordinary) };
    auto ticket = ZAHIDE_TRY(number_at_desk(transaction, center, wanted, random));
    ZAHIDE_TRY_VOID(replace_what_is_gone(ticket, center.catalogue));
    ticket.due_at = appointment.start;
    ticket.appointment = appointment.id;
    ticket.meant_for = ZAHIDE_TRY(logins_of(transaction, appointment));
    ZAHIDE_TRY_VOID(join_visit(transaction, ticket));
    ZAHIDE_TRY_VOID(insert_ticket(transaction, ticket, center.now));
    return ticket;
}

} // namespace

Result<CheckedIn> Scheduler::run(Transaction& transaction, Principal const& principal, CheckIn const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto appointment = ZAHIDE_TRY(permitted_appointment(transaction, principal, domain::Action::check_in_appointment, command.appointment));
    auto const center = ZAHIDE_TRY(center_now(transaction, appointment.center, now));
    auto known = appointment.ticket ? ZAHIDE_TRY(transaction.tickets().find(*appointment.ticket)) : std::nullopt;
    bool const came_before = appointment.state == domain::AppointmentState::arrived || appointment.state == domain::AppointmentState::fulfilled;
    if (known && came_before)
        return CheckedIn { std::move(appointment), std::move(*known) };
    ZAHIDE_TRY_VOID(check_time(center, appointment, principal));
    appointment = ZAHIDE_TRY(domain::apply(std::move(appointment), domain::AppointmentEvent::check_in, now));
    if (known && domain::next_state(known->state, domain::TicketEvent::come_back)) {
        known = ZAHIDE_TRY(move_ticket(transaction, std::move(*known), { .event = domain::TicketEvent::come_back, .at = now }));
    } else {
        known = ZAHIDE_TRY(ticket_for(transaction, center, appointment, m_parts.random));
        appointment.ticket = known->id;
    }
    ZAHIDE_TRY_VOID(transaction.bookings().update(appointment));
    ZAHIDE_TRY_VOID(announce_appointment(transaction, appointment, now));
    return CheckedIn { std::move(appointment), std::move(*known) };
}

} // namespace zahide::scheduler
