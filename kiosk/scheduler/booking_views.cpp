#include "booking_context.h"
#include "domain/limits.h"
#include "restored.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// What is free and what is booked.

namespace zahide::scheduler {

namespace {

Result<std::vector<domain::Offer>> next_free(ports::Transaction const& snapshot, CenterNow const& center, domain::BookingWish const& wish, Instant from)
{
    from = std::max(from, center.now);
    auto const first = center.zone.local(from).date;
    auto const end = bookable_end(center, wish.service.reveal());
    auto const plan = ZAHIDE_TRY(plan_for(snapshot, center, first, std::max(first, end)));
    return plan.planner().next_offers(wish, from, offers_shown_max);
}

} // namespace

Result<AvailabilityView> Scheduler::run(Transaction const& snapshot, Principal const& principal, AvailabilityQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_availability, query.center));
    if (query.days < 1 || query.days > domain::limits::availability_days_max)
        return fail(ErrorCode::invalid, "not a number of days that can be asked for at once", "days",
            "ask for 1 to " + std::to_string(domain::limits::availability_days_max));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    ZAHIDE_TRY_VOID(check_all_heard(snapshot, query.center));
    auto const from = query.from.value_or(center.local.date);
    auto const end = from.plus_days(query.days);
    auto const plan = ZAHIDE_TRY(plan_for(snapshot, center, from, end));
    ZAHIDE_TRY_VOID(plan.planner().check_servable(query.wish));
    AvailabilityView view;
    view.offers = ZAHIDE_TRY(plan.planner().offers(query.wish, from, query.days));
    if (view.offers.empty())
        view.next = ZAHIDE_TRY(next_free(snapshot, center, query.wish, center.zone.start_of_day(end)));
    return view;
}

Result<std::vector<domain::Offer>> Scheduler::run(Transaction const& snapshot, Principal const& principal, NextOffersQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_availability, query.center));
    return next_free(snapshot, ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now())), query.wish, query.from);
}

Result<domain::Appointment> Scheduler::run(Transaction const& snapshot, Principal const& principal, AppointmentByCodeQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::find_appointment, query.center));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    auto appointment = ZAHIDE_TRY(snapshot.bookings().find_by_code(query.center, query.code.reveal()));
    if (!appointment || center.zone.local(appointment->start).date < center.local.date)
        return fail(Reason::unknown_code, "no appointment of today or later has this code", "code", "look at the paper again, or ask the desk");
    return std::move(*appointment);
}

Result<domain::Appointment> Scheduler::run(Transaction const& snapshot, Principal const& principal, AppointmentQuery const& query) const
{
    return permitted_appointment(snapshot, principal, domain::Action::find_appointment, query.appointment);
}

Result<AppointmentsView> Scheduler::run(Transaction const& snapshot, Principal const& principal, AppointmentsQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_appointments, query.center));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    AppointmentsView view;
    view.revision = ZAHIDE_TRY(snapshot.feed().newest());
    view.now = center.now;
    view.date = query.date.value_or(center.local.date);
    auto const from = center.zone.start_of_day(view.date);
    auto const to = center.zone.start_of_day(view.date.plus_days(1));
    for (auto& appointment : ZAHIDE_TRY(snapshot.bookings().starting(query.center, from, to))) {
        auto const number = ZAHIDE_TRY(ticket_number_of(snapshot, appointment));
        view.appointments.push_back({ std::move(appointment), number });
    }
    return view;
}

Result<domain::Roster> Scheduler::run(Transaction const& snapshot, Principal const& principal, RosterQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_roster, query.center));
    return snapshot.rosters().find(query.center);
}

} // namespace zahide::scheduler
