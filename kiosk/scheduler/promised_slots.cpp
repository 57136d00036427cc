#include "domain/slot_lease.h"
#include "restored.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// What devices have promised of the slots that they were lent.

namespace zahide::scheduler {

namespace {

struct PromisedSlot {
    domain::Hold hold;
    Place place = Place::free;
};

/// Of a slot that was lent in a life of this scheduler which no backup holds: with those it was lent with, or, where an earlier
/// release lent it, with whoever is free.
Result<PromisedSlot> lent_anew(ports::Transaction& transaction, domain::Device const& device, CenterNow center, BookLentSlot const& command)
{
    auto const now = center.now;
    auto const* const service = center.catalogue.find_service(command.wish.service.reveal());
    if (service == nullptr || !service->needs)
        return fail(ErrorCode::conflict, "there are no appointments for this service any more", "service", "ask the desk");
    auto const needs = *service->needs;
    domain::Hold hold;
    hold.id = command.lease;
    hold.center = center.id();
    hold.wish = command.wish;
    hold.start = command.start;
    hold.end = command.start + needs.duration;
    hold.expires_at = hold.end;
    hold.lending = domain::Lending { command.device, std::string(), command.code };
    if (command.loan) {
        hold.made_at = command.loan->lent_at;
        hold.assignment = command.loan->assignment;
        auto const needed = domain::occupations_of(hold.assignment, needs, hold.start);
        auto const place = ZAHIDE_TRY(make_room(transaction, device, hold, needed, center));
        ZAHIDE_TRY_VOID(transaction.bookings().insert_hold(hold, place == Place::free ? needed : std::vector<domain::Occupation>()));
        return PromisedSlot { std::move(hold), place };
    }
    center.now = std::min(now, command.booked_at); // judged as when it was promised: it may be near by now, or past
    auto const date = center.zone.local(command.start).date;
    auto const plan = ZAHIDE_TRY(plan_for(transaction, std::move(center), date, date.plus_days(1)));
    hold.assignment = ZAHIDE_TRY(plan.planner().assign(command.wish, command.start));
    hold.made_at = plan.center.now;
    ZAHIDE_TRY_VOID(transaction.bookings().insert_hold(hold, domain::occupations_of(hold.assignment, needs, hold.start)));
    return PromisedSlot { std::move(hold), Place::free };
}

Result<PromisedSlot> promised_slot(ports::Transaction& transaction, domain::Device const& device, BookLentSlot const& command, Instant now)
{
    if (auto hold = ZAHIDE_TRY(transaction.bookings().find_hold(command.lease))) {
        if (hold->lending && hold->lending->device == command.device)
            return PromisedSlot { std::move(*hold), Place::free };
        return fail(ErrorCode::conflict, "the slot is lent to another device", "lease", "ask the desk");
    }
    return lent_anew(transaction, device, ZAHIDE_TRY(center_now(transaction, device.center, now)), command);
}

} // namespace

Result<domain::Appointment> Scheduler::run(Transaction& transaction, Principal const& principal, BookLentSlot const& command) const
{
    auto const device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::book_appointment, device.center));
    if (command.device != device.id)
        return fail(ErrorCode::forbidden, "a device delivers for itself only", "device", "deliver as that device");
    auto const id = domain::appointment_of(command.lease);
    if (auto known = ZAHIDE_TRY(transaction.bookings().find(id))) {
        if (known->device == device.id)
            return std::move(*known);
        return fail(ErrorCode::conflict, "the slot is another's appointment", "lease", "ask the desk");
    }
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto const [hold, place] = ZAHIDE_TRY(promised_slot(transaction, device, command, now));
    domain::Appointment appointment;
    appointment.id = id;
    appointment.center = hold.center;
    appointment.claim = hold.id;
    appointment.code = hold.lending->code;
    appointment.wish = command.wish;
    appointment.start = hold.start;
    appointment.end = hold.end;
    appointment.assignment = hold.assignment;
    appointment.channel = domain::Channel::kiosk;
    appointment.device = device.id;
    appointment.booked_at = std::min(command.booked_at, now);
    appointment.lent_at = hold.made_at;
    if (place == Place::passed_on)
        appointment = ZAHIDE_TRY(domain::apply(std::move(appointment), domain::AppointmentEvent::cancel, now));
    ZAHIDE_TRY_VOID(transaction.bookings().book(appointment));
    ZAHIDE_TRY_VOID(announce_appointment(transaction, appointment, now));
    return appointment;
}

} // namespace zahide::scheduler
