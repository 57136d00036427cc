#include "api_handlers.h"
#include "booking_wire.h"
#include "protocol/slot_lease.h"

namespace zahide::http {

Result<Response> lend_slots(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto request = ZAHIDE_TRY(body_of<protocol::SlotLeaseRequest>(context));
    return carry_out(context, scheduler::LendSlots { device, std::move(request.machine), std::move(request.kept) },
        [](std::vector<domain::SlotLease> const& leases) { return stored(200, protocol::SlotLeases { leases }); });
}

Result<Response> book_lent_slot(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    HoldId const lease(ZAHIDE_TRY(uuid_parameter(context)));
    auto const booking = ZAHIDE_TRY(body_of<protocol::LentBooking>(context));
    auto const center = domain::center_of(context.principal()).value_or(CenterId());
    auto const catalogue = ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CatalogueQuery { center }));
    Showing const showing { audience_of(context.principal()), catalogue.rules, context.api.parts.clock.now() };
    scheduler::BookLentSlot const command { device, lease, booking.wish, booking.start, booking.code, booking.booked_at, booking.loan };
    return carry_out(context, command,
        [showing](domain::Appointment const& made) { return stored(201, protocol::AppointmentReply { wire_of(made, showing, WithCode::yes) }); });
}

} // namespace zahide::http
