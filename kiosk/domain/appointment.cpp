#include "domain/appointment.h"

#include <string>

namespace zahide::domain {

namespace {

struct AppointmentTransition {
    AppointmentState from;
    AppointmentEvent event;
    AppointmentState to;
};

/// The whole life of an appointment; what is not here is forbidden.
constexpr std::array<AppointmentTransition, 15> appointment_transitions { {
    { AppointmentState::pending, AppointmentEvent::confirm, AppointmentState::booked },
    { AppointmentState::pending, AppointmentEvent::move, AppointmentState::pending },
    { AppointmentState::pending, AppointmentEvent::cancel, AppointmentState::cancelled },
    { AppointmentState::pending, AppointmentEvent::queue, AppointmentState::waitlist },
    { AppointmentState::booked, AppointmentEvent::move, AppointmentState::booked },
    { AppointmentState::booked, AppointmentEvent::check_in, AppointmentState::arrived },
    { AppointmentState::booked, AppointmentEvent::cancel, AppointmentState::cancelled },
    { AppointmentState::booked, AppointmentEvent::no_show, AppointmentState::noshow },
    { AppointmentState::arrived, AppointmentEvent::fulfil, AppointmentState::fulfilled },
    { AppointmentState::arrived, AppointmentEvent::cancel, AppointmentState::cancelled },
    { AppointmentState::arrived, AppointmentEvent::no_show, AppointmentState::noshow },
    { AppointmentState::noshow, AppointmentEvent::check_in, AppointmentState::arrived },
    { AppointmentState::noshow, AppointmentEvent::cancel, AppointmentState::cancelled },
    { AppointmentState::waitlist, AppointmentEvent::confirm, AppointmentState::booked },
    { AppointmentState::waitlist, AppointmentEvent::cancel, AppointmentState::cancelled },
} };

void note(Appointment& appointment, AppointmentEvent event, Instant at)
{
    switch (event) {
    case AppointmentEvent::confirm:
    case AppointmentEvent::queue:
        break;
    case AppointmentEvent::move:
        ++appointment.moves;
        break;
    case AppointmentEvent::check_in:
        if (!appointment.arrived_at)
            appointment.arrived_at = at;
        appointment.ended_at.reset();
        break;
    case AppointmentEvent::fulfil:
    case AppointmentEvent::cancel:
    case AppointmentEvent::no_show:
        appointment.ended_at = at;
        break;
    }
}

} // namespace

std::optional<AppointmentState> next_state(AppointmentState state, AppointmentEvent event)
{
    for (auto const& transition : appointment_transitions) {
        if (transition.from == state && transition.event == event)
            return transition.to;
    }
    return std::nullopt;
}

bool takes_time(AppointmentState state)
{
    switch (state) {
    case AppointmentState::pending:
    case AppointmentState::booked:
    case AppointmentState::arrived:
    case AppointmentState::fulfilled:
    case AppointmentState::noshow:
        return true;
    case AppointmentState::cancelled:
    case AppointmentState::waitlist:
        return false;
    }
    return false;
}

Result<Appointment> apply(Appointment appointment, AppointmentEvent event, Instant at)
{
    auto const next = next_state(appointment.state, event);
    if (!next)
        return fail(ErrorCode::conflict, "an appointment that is " + std::string(name_of(appointment.state)) + " takes no " + std::string(name_of(event)),
            "state", "look at the appointments again: somebody was quicker");
    note(appointment, event, at);
    appointment.state = *next;
    return appointment;
}

CheckInTime check_in_time(Appointment const& appointment, Rules const& rules, Instant now)
{
    if (now < appointment.start - rules.check_in_before)
        return CheckInTime::too_early;
    return now > appointment.start + rules.check_in_after ? CheckInTime::too_late : CheckInTime::now;
}

} // namespace zahide::domain
