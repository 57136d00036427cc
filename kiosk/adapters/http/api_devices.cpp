#include "api_handlers.h"
#include "api_wire.h"
#include "protocol/device.h"

namespace zahide::http {

Result<Response> lend_numbers(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto const request = ZAHIDE_TRY(body_of<protocol::LeaseRequest>(context));
    return carry_out(context, scheduler::LendNumbers { device, request.local_date, request.machine }, [](domain::NumberLease const& lease) {
        return stored(201, protocol::LentNumbers { lease.id, lease.local_date, lease.numbers.first, lease.numbers.last, lease.expires_at });
    });
}

Result<Response> report_status(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto const report = ZAHIDE_TRY(body_of<protocol::StatusReport>(context));
    domain::DeviceStatus status;
    status.version = report.version;
    status.printer = report.printer_state;
    status.paper = report.printer_paper;
    status.outbox = report.outbox;
    status.screen = report.screen.value_or("");
    status.incident = report.incident.value_or("");
    scheduler::ReportStatus command { device, std::move(status), report.promises, report.clock, {} };
    for (auto const& copy : report.copies)
        command.copies.push_back({ copy.id, copy.end });
    return carry_out(context, std::move(command), [](scheduler::StatusNoted const& noted) {
        protocol::StatusNoted reply { noted.lineage.generation, noted.newest, noted.lineage.backed_up, noted.now, noted.promises_seen, {} };
        for (auto const& copy : noted.copies) {
            auto const wanted = copy.wanted == scheduler::CopyToPrint::Wanted::print ? protocol::CopyWanted::print : protocol::CopyWanted::told;
            reply.copies.push_back({ copy.id, copy.number, copy.local_date, copy.given_at, copy.language, wanted });
        }
        return stored(200, reply);
    });
}

Result<Response> take_back_numbers(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto const back = ZAHIDE_TRY(body_of<protocol::NumberReturn>(context));
    return carry_out(context, scheduler::GiveBackNumbers { device, back.lease, { back.first, back.last } }, [](scheduler::Done const&) {
        return ports::StoredResponse { 204, "" };
    });
}

Result<Response> note_renewal(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto const* const principal = std::get_if<domain::DevicePrincipal>(&context.principal());
    if (principal == nullptr || principal->device != device)
        return fail(ErrorCode::forbidden, "a device reports of itself only", "device", "report as that device");
    auto const renewal = ZAHIDE_TRY(body_of<protocol::Renewal>(context));
    context.api.parts.log.warning("a device spoke from an old image of its disk, or a copy of it did: it has given up what it was lent",
        { { "device", device.value() }, { "promises", std::to_string(renewal.promises) }, { "seen", std::to_string(renewal.promises_seen) } });
    return carry_out(context, scheduler::ReportRenewal { device, renewal.promises_seen }, [](scheduler::Done const&) {
        return ports::StoredResponse { 204, "" };
    });
}

Result<Response> go_on_without(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    context.api.parts.log.warning("staff want to go on without what a device promised since a backup was put back", { { "device", device.value() } });
    return carry_out(context, scheduler::GoOnWithout { device }, [](scheduler::Done const&) { return ports::StoredResponse { 204, "" }; });
}

Result<Response> list_devices(Context& context)
{
    auto const center = domain::center_of(context.principal());
    if (!center)
        return fail(ErrorCode::forbidden, "this is for staff only", {}, "log in at the console");
    protocol::DeviceList list;
    for (auto const& device : ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::DevicesQuery { *center })))
        list.devices.push_back(wire_of(device));
    return json_response(200, protocol::encode(list));
}

} // namespace zahide::http
