#include "http/api.h"

#include "api_handlers.h"
#include "response_text.h"

#include <algorithm>
#include <array>

namespace zahide::http {

namespace {

enum class Access : std::uint8_t {
    all, ///< nobody need be logged in
    session, ///< staff or a device; what they may do is the use case's decision
};

struct Route {
    Method method;
    std::string_view pattern; ///< "{name}" stands for one segment, "*" at the end for any number
    Access access;
    Result<Response> (*handler)(Context&);
    std::ptrdiff_t segments = std::ranges::count(pattern, '/');
    std::string_view last = pattern.substr(pattern.rfind('/') + 1);

    /// Whether a path is worth comparing: by its length and its end most patterns are told from it.
    [[nodiscard]] bool may_fit(std::vector<std::string> const& path) const
    {
        return last == "*" || (segments == std::ssize(path) && (last.starts_with('{') || last == path.back()));
    }
};

constexpr std::array routes_table {
    Route { Method::get, "/", Access::all, lead_to_console },
    Route { Method::get, "/healthz", Access::all, show_health },
    Route { Method::get, "/metrics", Access::all, show_metrics },
    Route { Method::get, "/openapi.json", Access::all, show_openapi },
    Route { Method::get, "/console", Access::all, lead_to_console },
    Route { Method::get, "/console/*", Access::all, show_console },
    Route { Method::get, "/locales/{file}", Access::all, show_locale },
    Route { Method::get, "/t/{token}", Access::all, show_ticket_page },
    Route { Method::post, "/v1/staff-sessions", Access::all, open_staff_session },
    Route { Method::get, "/v1/staff-sessions/current", Access::session, show_staff_session },
    Route { Method::erase, "/v1/staff-sessions/current", Access::session, end_staff_session },
    Route { Method::post, "/v1/device-challenges", Access::all, make_device_challenge },
    Route { Method::post, "/v1/device-sessions", Access::all, open_device_session },
    Route { Method::get, "/v1/centers/{center}/catalogue", Access::session, show_catalogue },
    Route { Method::get, "/v1/centers/{center}/services", Access::session, show_services },
    Route { Method::get, "/v1/centers/{center}/queue", Access::session, show_queue },
    Route { Method::get, "/v1/centers/{center}/calls", Access::session, show_calls },
    Route { Method::post, "/v1/centers/{center}/tickets", Access::session, add_ticket },
    Route { Method::post, "/v1/centers/{center}/tickets/served", Access::session, mark_served },
    Route { Method::get, "/v1/centers/{center}/availability", Access::session, show_availability },
    Route { Method::post, "/v1/centers/{center}/holds", Access::session, hold_slot },
    Route { Method::get, "/v1/centers/{center}/appointments", Access::session, list_appointments },
    Route { Method::post, "/v1/centers/{center}/appointments/lookup", Access::session, look_up_appointment },
    Route { Method::get, "/v1/centers/{center}/roster", Access::session, show_roster },
    Route { Method::post, "/v1/centers/{center}/help-requests", Access::session, ask_help },
    Route { Method::post, "/v1/help-requests/{id}/done", Access::session, settle_help },
    Route { Method::post, "/v1/counters/{counter}/call-next", Access::session, call_next },
    Route { Method::post, "/v1/counters/{counter}/call", Access::session, call_ticket },
    Route { Method::post, "/v1/tickets/{id}/recall", Access::session, recall_ticket },
    Route { Method::post, "/v1/tickets/{id}/start", Access::session, start_ticket },
    Route { Method::post, "/v1/tickets/{id}/finish", Access::session, finish_ticket },
    Route { Method::post, "/v1/tickets/{id}/no-show", Access::session, miss_ticket },
    Route { Method::post, "/v1/tickets/{id}/park", Access::session, park_ticket },
    Route { Method::post, "/v1/tickets/{id}/resume", Access::session, resume_ticket },
    Route { Method::post, "/v1/tickets/{id}/cancel", Access::session, cancel_ticket },
    Route { Method::post, "/v1/tickets/{id}/copies", Access::session, order_copy },
    Route { Method::post, "/v1/tickets/{id}/transfer", Access::session, transfer_ticket },
    Route { Method::post, "/v1/holds/{id}/extend", Access::session, extend_hold },
    Route { Method::post, "/v1/holds/{id}/release", Access::session, release_hold },
    Route { Method::post, "/v1/appointments", Access::session, book_appointment },
    Route { Method::post, "/v1/appointments/{id}/check-in", Access::session, check_in_appointment },
    Route { Method::post, "/v1/appointments/{id}/reschedule", Access::session, move_appointment },
    Route { Method::post, "/v1/appointments/{id}/cancel", Access::session, cancel_appointment },
    Route { Method::post, "/v1/appointments/{id}/no-show", Access::session, miss_appointment },
    Route { Method::get, "/v1/devices", Access::session, list_devices },
    Route { Method::post, "/v1/devices/{device}/number-leases", Access::session, lend_numbers },
    Route { Method::post, "/v1/devices/{device}/deliveries", Access::session, take_deliveries },
    Route { Method::post, "/v1/devices/{device}/number-returns", Access::session, take_back_numbers },
    Route { Method::post, "/v1/devices/{device}/renewals", Access::session, note_renewal },
    Route { Method::post, "/v1/devices/{device}/slot-leases", Access::session, lend_slots },
    Route { Method::post, "/v1/devices/{device}/slot-leases/{id}/book", Access::session, book_lent_slot },
    Route { Method::post, "/v1/devices/{device}/go-on-without", Access::session, go_on_without },
    Route { Method::post, "/v1/devices/{device}/status", Access::session, report_status },
    Route { Method::get, "/v1/events", Access::session, listen_to_events },
};

constexpr std::string_view bearer_prefix = "Bearer ";

/// What a path leads to: a route, or the methods it would take.
struct Match {
    Route const* route = nullptr;
    PathParameters parameters;
    std::string allowed;
};

Match find_route(Request const& request)
{
    Match match;
    // RFC 9110 §9.3.2: HEAD is GET without the content, which the server leaves out.
    auto const method = request.method == Method::head ? Method::get : request.method;
    for (auto const& route : routes_table) {
        PathParameters parameters;
        if (!route.may_fit(request.segments) || !fits(route.pattern, request.segments, parameters))
            continue;
        if (route.method == method) {
            match.route = &route;
            match.parameters = std::move(parameters);
            return match;
        }
        match.allowed.append(match.allowed.empty() ? "" : ", ").append(to_string(route.method));
    }
    return match;
}

Response no_such_route(std::string const& allowed)
{
    if (allowed.empty())
        return problem_response({ ErrorCode::not_found, "there is no such address", {}, "see /openapi.json", Retry::no });
    Response response = plain_problem(405, "method_not_allowed", "this address takes another method", "see /openapi.json");
    response.headers.add("allow", allowed);
    return response;
}

/// The token of a request, by header or cookie. A page of another site that makes a browser send the cookie is refused.
Result<Secret> token_of(Request const& request)
{
    auto const* header = request.headers.find("authorization");
    if (header != nullptr && header->starts_with(bearer_prefix))
        return Secret(header->substr(bearer_prefix.size()));
    auto cookie = request.cookie("zahide_session");
    if (!cookie || cookie->empty())
        return fail(ErrorCode::unauthorized, "nobody is logged in", {}, "log in first");
    ZAHIDE_TRY_VOID(refuse_other_sites(request));
    return *std::move(cookie);
}

Result<Response> run_route(Route const& route, Context& context)
{
    if (route.access == Access::session) {
        context.token = ZAHIDE_TRY(token_of(context.request));
        context.who = ZAHIDE_TRY(context.scheduler().authenticate(*context.token));
    }
    return route.handler(context);
}

} // namespace

struct Api::Parts {
    Parts(ApiParts parts, ApiOptions options)
        : state(parts, std::move(options))
    {
    }
    ApiState state;
};

Api::Api(ApiParts parts, ApiOptions options)
    : m_parts(std::make_unique<Parts>(parts, std::move(options)))
{
}

Api::~Api() = default;

Response Api::handle(Request const& request)
{
    auto& state = m_parts->state;
    auto match = find_route(request);
    Response response;
    if (match.route == nullptr) {
        response = no_such_route(match.allowed);
        response.route = "none";
    } else {
        Context context { state, request, std::move(match.parameters), std::nullopt, std::nullopt, nullptr };
        auto answered = run_route(*match.route, context);
        if (!answered && (answered.error().code == ErrorCode::internal || answered.error().code == ErrorCode::corrupt))
            state.parts.log.error("a request failed", { { "route", std::string(match.route->pattern) }, { "what", answered.error().line() } });
        response = answered ? std::move(*answered) : problem_response(answered.error());
        response.route = std::string(match.route->pattern);
    }
    state.metrics.count_request(std::string(to_string(request.method)) + " " + response.route, response.status);
    return response;
}

void Api::count_server(std::function<ServerCounts()> counts)
{
    std::lock_guard const lock(m_parts->state.server_counts_mutex);
    m_parts->state.server_counts = std::move(counts);
}

std::vector<RouteInfo> Api::routes()
{
    std::vector<RouteInfo> routes;
    routes.reserve(routes_table.size());
    for (auto const& route : routes_table)
        routes.push_back({ route.method, route.pattern });
    return routes;
}

} // namespace zahide::http
