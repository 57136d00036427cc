#include "api_handlers.h"
#include "api_wire.h"
#include "protocol/catalogue.h"

namespace zahide::http {

Result<Response> show_catalogue(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    return json_response(200, protocol::encode(ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CatalogueQuery { center }))));
}

Result<Response> show_services(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto catalogue = ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CatalogueQuery { center }));
    return json_response(200, protocol::encode(protocol::ServiceList { std::move(catalogue.services) }));
}

Result<Response> show_queue(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    return json_response(200, protocol::encode(wire_of(ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::QueueQuery { center })))));
}

Result<Response> show_calls(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    return json_response(200, protocol::encode(wire_of(ZAHIDE_TRY(context.scheduler().ask(context.principal(), scheduler::CallsQuery { center })))));
}

Result<Response> ask_help(Context& context)
{
    auto const center = ZAHIDE_TRY(center_parameter(context));
    auto const wish = ZAHIDE_TRY(body_of<protocol::NewHelpRequest>(context));
    auto const* device = std::get_if<domain::DevicePrincipal>(&context.principal());
    if (device != nullptr && device->device != wish.device)
        return fail(ErrorCode::invalid, "it is not the device that asks", "device", "name the device that is logged in");
    return carry_out(
        context, scheduler::AskHelp { wish.id, center, wish.kind, wish.language }, [](domain::HelpRequest const& request) { return stored(201, request); });
}

Result<Response> settle_help(Context& context)
{
    HelpRequestId const id(ZAHIDE_TRY(uuid_parameter(context)));
    return carry_out(context, scheduler::SettleHelp { id }, [](domain::HelpRequest const& request) { return stored(200, request); });
}

} // namespace zahide::http
