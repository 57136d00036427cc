#include "response_text.h"

#include "asio.h"

#include <boost/beast/http/status.hpp>

namespace zahide::http {

namespace {

struct DefaultHeader {
    std::string_view name;
    std::string_view value;
};

// OWASP's set for an API; the console's files bring a wider content-security-policy of their own.
constexpr DefaultHeader security_headers[] = {
    { "x-content-type-options", "nosniff" },
    { "referrer-policy", "no-referrer" },
    { "content-security-policy", "default-src 'none'; frame-ancestors 'none'" },
    { "cross-origin-resource-policy", "same-origin" },
    { "cache-control", "no-store" },
};

bool is_safe_value(std::string_view value)
{
    return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void append_field(std::string& head, std::string_view name, std::string_view value)
{
    // RFC 9110 §5.5: a line break in a value would begin another header.
    if (is_safe_value(name) && is_safe_value(value))
        head.append(name).append(": ").append(value).append("\r\n");
}

std::string common_head(Response const& response)
{
    auto const reason = beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(response.status)));
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason.data(), reason.size()) + "\r\n";
    for (auto const& [name, value] : response.headers.all())
        append_field(head, name, value);
    for (auto const& [name, value] : security_headers) {
        if (response.headers.find(name) == nullptr)
            append_field(head, name, value);
    }
    return head;
}

} // namespace

std::string response_head(Response const& response, Connection connection)
{
    std::string head = common_head(response);
    // RFC 9110 §8.6: none with 204 and 304.
    if (response.status != 204 && response.status != 304)
        append_field(head, "content-length", std::to_string(response.body.size()));
    append_field(head, "connection", connection == Connection::close ? "close" : "keep-alive");
    return head + "\r\n";
}

std::string stream_head(Response const& response)
{
    std::string head = common_head(response);
    append_field(head, "content-type", "text/event-stream");
    append_field(head, "connection", "close");
    return head + "\r\n";
}

Response plain_problem(int status, std::string_view code, std::string_view what, std::string_view mend)
{
    Response response;
    response.status = status;
    response.route = "none";
    response.headers.add("content-type", "application/problem+json");
    response.body = R"({"type":"urn:zahide:problem:)" + std::string(code) + R"(","title":")" + std::string(what) + R"(","status":)" + std::to_string(status)
        + R"(,"detail":")" + std::string(what) + R"(","mend":")" + std::string(mend) + R"(","code":")" + std::string(code) + R"("})";
    return response;
}

} // namespace zahide::http
