#include "booking_context.h"

namespace zahide::scheduler {

Result<Plan> plan_for(ports::Transaction const& snapshot, CenterNow center, LocalDate from, LocalDate to)
{
    auto roster = ZAHIDE_TRY(snapshot.rosters().find(center.id()));
    // A day more at each end: gaps and nights reach over midnight.
    auto const first = center.zone.start_of_day(from.plus_days(-1));
    auto const last = center.zone.start_of_day(to.plus_days(1));
    auto taken = ZAHIDE_TRY(snapshot.bookings().taken(center.id(), first, last, center.now));
    return Plan { std::move(center), std::move(roster), std::move(taken) };
}

LocalDate bookable_end(CenterNow const& center, ServiceId const& service)
{
    auto const* found = center.catalogue.find_service(service);
    std::int32_t const days = found != nullptr && found->needs ? found->needs->days_ahead + 1 : 0;
    return center.local.date.plus_days(days);
}

Result<domain::Hold> own_hold(ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, HoldId const& id, Instant now)
{
    auto const own = domain::center_of(principal).value_or(CenterId());
    ZAHIDE_TRY_VOID(domain::permit(principal, action, own));
    auto hold = ZAHIDE_TRY(snapshot.bookings().find_hold(id));
    if (!hold || hold->center != own || hold->owner != domain::name_of_principal(principal) || hold->expires_at <= now)
        return fail(Reason::hold_gone, "this time is no longer held for you", "hold", "hold a time again");
    return std::move(*hold);
}

Result<domain::Appointment> permitted_appointment(
    ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, AppointmentId const& id)
{
    auto appointment = ZAHIDE_TRY(snapshot.bookings().find(id));
    // As with tickets: another center's is answered as one that does not exist.
    auto const own = domain::center_of(principal);
    if (!appointment || (own && appointment->center != *own))
        return fail(ErrorCode::not_found, "there is no such appointment", "appointment", "look it up again");
    ZAHIDE_TRY_VOID(domain::permit(principal, action, appointment->center));
    return std::move(*appointment);
}

Result<domain::Appointment> change_appointment(ports::Transaction& transaction, domain::Appointment appointment, domain::AppointmentEvent event, Instant at)
{
    appointment = ZAHIDE_TRY(domain::apply(std::move(appointment), event, at));
    ZAHIDE_TRY_VOID(transaction.bookings().update(appointment));
    ZAHIDE_TRY_VOID(announce_appointment(transaction, appointment, at));
    return appointment;
}

} // namespace zahide::scheduler
