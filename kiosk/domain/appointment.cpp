#include "domain/appointment.h"

#include <string>

namespace zahide::domain {

namespace {

using From = AppointmentState;
using Event = AppointmentEvent;

struct Transition {
    AppointmentState from;
    AppointmentEvent event;
    AppointmentState to;
};

/// The whole life of an appointment; what is not here is forbidden.
constexpr std::array<Transition, 15> transitions { {
    { From::pending, Event::confirm, AppointmentState::booked },
    { From::pending, Event::move, AppointmentState::pending },
    { From::pending, Event::cancel, AppointmentState::cancelled },
    { From::pending, Event::queue, AppointmentState::waitlist },
    { From::booked, Event::move, AppointmentState::booked },
    { From::booked, Event::check_in, AppointmentState::arrived },
    { From::booked, Event::cancel, AppointmentState::cancelled },
    { From::booked, Event::no_show, AppointmentState::noshow },
    { From::arrived, Event::fulfil, AppointmentState::fulfilled },
    { From::arrived, Event::cancel, AppointmentState::cancelled },
    { From::arrived, Event::no_show, AppointmentState::noshow },
    { From::noshow, Event::check_in, AppointmentState::arrived },
    { From::noshow, Event::cancel, AppointmentState::cancelled },
    { From::waitlist, Event::confirm, AppointmentState::booked },
    { From::waitlist, Event::cancel, AppointmentState::cancelled },
} };

void note(Appointment& appointment, AppointmentEvent event, Instant at)
{
    switch (event) {
    case Event::confirm:
    case Event::queue:
        break;
    case Event::move:
        ++appointment.moves;
        break;
    case Event::check_in:
        if (!appointment.arrived_at)
            appointment.arrived_at = at;
        appointment.ended_at.reset();
        break;
    case Event::fulfil:
    case Event::cancel:
    case Event::no_show:
        appointment.ended_at = at;
        break;
    }
}

} // namespace

std::optional<AppointmentState> next_state(AppointmentState state, AppointmentEvent event)
{
    for (auto const& transition : transitions) {
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
