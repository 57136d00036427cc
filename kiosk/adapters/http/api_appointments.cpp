#include "api_handlers.h"
#include "booking_wire.h"

namespace zahide::http {

namespace {

/// How the principal is shown appointments of their own center.
Result<Showing> showing_to(Context const& context)
{
    auto const center = domain::center_of(context.principal()).value_or(CenterId());
    auto const catalogue = ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CatalogueQuery { center }));
    return Showing { audience_of(context.principal()), catalogue.rules, context.api.parts.clock.now() };
}

/// Carries out a command whose outcome is an appointment.
template<class Command>
Result<Response> change_appointment(Context const& context, Command const& command, int status, WithCode with_code)
{
    auto const showing = ZAHIDE_TRY(showing_to(context));
    return carry_out(context, command, [showing, status, with_code](domain::Appointment const& appointment) {
        return stored(status, protocol::AppointmentReply { wire_of(appointment, showing, with_code) });
    });
}

Result<AppointmentId> appointment_parameter(Context const& context)
{
    return AppointmentId(ZAHIDE_TRY(uuid_parameter(context)));
}

Response too_many_codes(Seconds wait)
{
    auto const failure = fail(Reason::too_many_tries, "too many codes were wrong", {}, "wait, or ask the desk", Retry::later);
    auto response = problem_response(failure.value());
    response.headers.set("retry-after", std::to_string(wait.count()));
    return response;
}

} // namespace

Result<Response> book_appointment(Context& context)
{
    auto const request = ZAHIDE_TRY(body_of<protocol::HoldReference>(context));
    return change_appointment(context, scheduler::BookAppointment { request.hold }, 201, WithCode::yes);
}

Result<Response> look_up_appointment(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto const lookup = ZAHIDE_TRY(body_of<protocol::CodeLookup>(context));
    auto const showing = ZAHIDE_TRY(showing_to(context));
    auto& tries = context.api.code_tries;
    auto const who = domain::name_of_principal(context.principal());
    if (auto const wait = tries.begin(who, { showing.rules.code_tries_max, showing.rules.code_tries_window }))
        return too_many_codes(*wait);
    auto const found = context.scheduler().ask(context.principal(), scheduler::AppointmentByCodeQuery { center, lookup.code });
    if (found) {
        tries.succeeded(who);
        return json_response(200, protocol::encode(protocol::AppointmentReply { wire_of(*found, showing, WithCode::yes) }));
    }
    if (found.error().reason != Reason::unknown_code)
        tries.gave_up(who);
    return fail(found.error());
}

Result<Response> check_in_appointment(Context& context)
{
    auto const appointment = ZAHIDE_TRY(appointment_parameter(context));
    auto const showing = ZAHIDE_TRY(showing_to(context));
    return carry_out(context, scheduler::CheckIn { appointment }, [showing](scheduler::CheckedIn const& checked) {
        protocol::CheckInReply reply { wire_of(checked.appointment, showing), checked.ticket };
        reply.appointment.ticket_number = checked.ticket.number;
        return stored(200, reply);
    });
}

Result<Response> move_appointment(Context& context)
{
    auto const appointment = ZAHIDE_TRY(appointment_parameter(context));
    auto const request = ZAHIDE_TRY(body_of<protocol::HoldReference>(context));
    return change_appointment(context, scheduler::MoveAppointment { appointment, request.hold }, 200, WithCode::yes);
}

Result<Response> cancel_appointment(Context& context)
{
    auto const appointment = ZAHIDE_TRY(appointment_parameter(context));
    return change_appointment(context, scheduler::CancelAppointment { appointment }, 200, WithCode::no);
}

Result<Response> miss_appointment(Context& context)
{
    auto const appointment = ZAHIDE_TRY(appointment_parameter(context));
    return change_appointment(context, scheduler::MissAppointment { appointment }, 200, WithCode::no);
}

} // namespace zahide::http
