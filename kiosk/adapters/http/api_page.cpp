#include "api_handlers.h"
#include "http/ticket_page.h"

namespace zahide::http {

namespace {

constexpr std::size_t token_bytes_max = 128;

Response page_response(int status, std::string html)
{
    Response response;
    response.status = status;
    response.headers.add("content-type", "text/html; charset=utf-8");
    // No script, no picture, nothing from elsewhere; who is sent on from here is told nothing of the address.
    response.headers.add(
        "content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.body = std::move(html);
    return response;
}

} // namespace

Result<Response> show_ticket_page(Context& context)
{
    auto const& messages = context.api.options.messages;
    auto const& token = context.parameters.find("token")->second;
    if (!messages)
        return fail(ErrorCode::not_found, "there are no pages for visitors here", {}, "name the folder of the locales");
    if (token.size() > token_bytes_max)
        return page_response(404, unknown_ticket_page(*messages));
    auto const page = context.scheduler().ticket_page(Secret(token));
    if (page)
        return page_response(200, ticket_page(*page, *messages));
    if (page.error().code != ErrorCode::not_found)
        return fail(page.error());
    return page_response(404, unknown_ticket_page(*messages));
}

} // namespace zahide::http
