#include "booking_wire.h"

namespace zahide::http {

namespace {

domain::WithInterpreter interpreter_of(domain::Assignment const& assignment)
{
    return assignment.interpreter ? domain::WithInterpreter::yes : domain::WithInterpreter::no;
}

std::optional<protocol::TakenView> taken_by(domain::Assignment const& assignment, Audience audience)
{
    if (audience != Audience::staff)
        return std::nullopt;
    return protocol::TakenView { assignment.professionals, assignment.interpreter, assignment.room };
}

} // namespace

Audience audience_of(domain::Principal const& principal)
{
    return std::holds_alternative<domain::StaffPrincipal>(principal) ? Audience::staff : Audience::device;
}

protocol::HoldView wire_of(domain::Hold const& hold, Audience audience)
{
    return { hold.id, hold.start, hold.end, hold.expires_at, interpreter_of(hold.assignment), taken_by(hold.assignment, audience) };
}

protocol::AppointmentView wire_of(domain::Appointment const& appointment, Showing const& showing, WithCode with_code)
{
    protocol::AppointmentView view;
    view.id = appointment.id;
    view.center = appointment.center;
    if (with_code == WithCode::yes || showing.audience == Audience::staff)
        view.code = appointment.code;
    view.state = appointment.state;
    view.wish = appointment.wish;
    view.start = appointment.start;
    view.end = appointment.end;
    view.interpreter = interpreter_of(appointment.assignment);
    view.check_in = domain::check_in_time(appointment, showing.rules, showing.now);
    view.check_in_from = appointment.start - showing.rules.check_in_before;
    view.check_in_until = appointment.start + showing.rules.check_in_after;
    view.channel = appointment.channel;
    view.booked_at = appointment.booked_at;
    view.moves = appointment.moves;
    view.arrived_at = appointment.arrived_at;
    view.ended_at = appointment.ended_at;
    view.ticket = appointment.ticket;
    view.taken = taken_by(appointment.assignment, showing.audience);
    return view;
}

protocol::AppointmentList wire_of(scheduler::AppointmentsView const& view, domain::Rules const& rules)
{
    protocol::AppointmentList list { view.revision, view.now, view.date, {} };
    list.appointments.reserve(view.appointments.size());
    for (auto const& entry : view.appointments) {
        auto& shown = list.appointments.emplace_back(wire_of(entry.appointment, Showing { Audience::staff, rules, view.now }));
        shown.ticket_number = entry.ticket_number;
    }
    return list;
}

} // namespace zahide::http
