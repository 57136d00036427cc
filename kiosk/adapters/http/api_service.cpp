#include "api_handlers.h"
#include "domain/permission.h"
#include "http/files.h"

#include <array>
#include <charconv>

namespace zahide::http {

namespace {

/// The segments behind the route's fixed part.
std::vector<std::string> segments_behind(Request const& request, std::size_t fixed)
{
    return { request.segments.begin() + static_cast<std::ptrdiff_t>(fixed), request.segments.end() };
}

Result<std::optional<Revision>> resume_after(Request const& request)
{
    auto const* text = request.headers.find("Last-Event-ID");
    if (text == nullptr)
        text = request.query_value("after");
    if (text == nullptr || text->empty())
        return std::optional<Revision>();
    std::int64_t revision = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), revision);
    if (error != std::errc() || end != text->data() + text->size() || revision < 0)
        return fail(ErrorCode::invalid, "it is not a revision", "Last-Event-ID", "send the id of the last event");
    return std::optional(Revision(revision));
}

ServerCounts count_server(ApiState& api)
{
    std::lock_guard const lock(api.server_counts_mutex);
    return api.server_counts ? api.server_counts() : ServerCounts {};
}

using StateCounts = std::array<std::uint64_t, domain::ticket_state_count>;

Result<StateCounts> count_states(Context const& context, CenterId const& center)
{
    StateCounts counts {};
    auto const queue = ZAHIDE_TRY(context.scheduler().ask(domain::SystemPrincipal {}, scheduler::QueueQuery { center }));
    for (auto const& ticket : queue.tickets)
        ++counts[static_cast<std::size_t>(ticket.state)];
    return counts;
}

void append_queues(Context const& context, std::string& text)
{
    append_metric_head(text, "zahide_queue_tickets", "gauge", "Today's open tickets, by center and state.");
    for (auto const& center : context.api.options.centers) {
        auto const counts = count_states(context, center);
        if (!counts)
            continue;
        for (auto const state : { domain::TicketState::waiting, domain::TicketState::called, domain::TicketState::serving, domain::TicketState::parked })
            append_metric(text, "zahide_queue_tickets", "{center=\"" + center.value() + "\",state=\"" + std::string(name_of(state)) + "\"}",
                (*counts)[static_cast<std::size_t>(state)]);
    }
}

} // namespace

Result<Response> show_health(Context& context)
{
    // Reads the storage once: a scheduler that can't is not well.
    (void)ZAHIDE_TRY(context.scheduler().newest_revision());
    return json_response(200, R"({"status":"ok"})");
}

Result<Response> show_metrics(Context& context)
{
    Response response;
    response.headers.add("content-type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = context.api.metrics.text(count_server(context.api));
    append_queues(context, response.body);
    return response;
}

Result<Response> show_openapi(Context&)
{
    return json_response(200, std::string(openapi_document()));
}

Result<Response> listen_to_events(Context& context)
{
    ZAHIDE_TRY_VOID(domain::permit(context.principal(), domain::Action::listen, domain::center_of(context.principal()).value_or(CenterId())));
    auto const after = ZAHIDE_TRY(resume_after(context.request));
    Response response;
    response.open_stream = [&hub = context.api.parts.hub, principal = context.principal(), token = *context.token, after](std::shared_ptr<EventSink> sink) {
        hub.add({ principal, token, after, std::move(sink) });
    };
    return response;
}

Result<Response> show_console(Context& context)
{
    FileTree const tree { context.api.options.console_directory, Fallback::index_html,
        { "html", "js", "css", "json", "arb", "svg", "png", "ico", "woff2", "webmanifest", "txt" } };
    return serve_file(tree, segments_behind(context.request, 1), context.request);
}

Result<Response> show_locale(Context& context)
{
    return serve_file({ context.api.options.locales_directory, Fallback::not_found, { "arb" } }, segments_behind(context.request, 1), context.request);
}

Result<Response> lead_to_console(Context&)
{
    Response response;
    response.status = 302;
    response.headers.add("location", "/console/");
    return response;
}

} // namespace zahide::http
