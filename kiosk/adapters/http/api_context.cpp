#include "api_context.h"

#include <charconv>

namespace zahide::http {

namespace {

template<class Id>
Result<Id> slug_parameter(Context const& context, std::string_view name)
{
    auto const& text = context.parameters.find(name)->second;
    if (!is_slug(text))
        return fail(ErrorCode::invalid, "it is not a short name of a-z, 0-9 and '-'", std::string(name), "check the address");
    return Id(text);
}

} // namespace

bool fits(std::string_view pattern, std::vector<std::string> const& segments, PathParameters& parameters)
{
    parameters.clear();
    pattern.remove_prefix(1);
    for (std::size_t at = 0;; ++at) {
        auto const end = pattern.find('/');
        auto const part = pattern.substr(0, end);
        if (part == "*")
            return at < segments.size();
        if (at >= segments.size())
            return false;
        if (part.starts_with('{')) {
            if (segments[at].empty())
                return false;
            parameters.emplace(part.substr(1, part.size() - 2), segments[at]);
        } else if (part != segments[at]) {
            return false;
        }
        if (end == std::string_view::npos)
            return at + 1 == segments.size();
        pattern.remove_prefix(end + 1);
    }
}

Result<CenterId> center_parameter(Context const& context)
{
    return slug_parameter<CenterId>(context, "center");
}

Result<DeviceId> device_parameter(Context const& context)
{
    return slug_parameter<DeviceId>(context, "device");
}

Result<CounterNumber> counter_parameter(Context const& context)
{
    auto const& text = context.parameters.find("counter")->second;
    std::int32_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > 999)
        return fail(ErrorCode::invalid, "it is not the number of a counter", "counter", "check the address");
    return CounterNumber(number);
}

Result<Uuid> uuid_parameter(Context const& context)
{
    auto const id = Uuid::parse(context.parameters.find("id")->second);
    if (!id)
        return fail(ErrorCode::invalid, "it is not a UUID", "id", "check the address");
    return *id;
}

Result<void> refuse_other_sites(Request const& request)
{
    auto const refuse = [] { return fail(ErrorCode::forbidden, "the request comes from another site", {}, "use the console at this scheduler's own address"); };
    // https://www.w3.org/TR/fetch-metadata/: browsers send it over TLS and to this machine itself.
    if (auto const* site = request.headers.find("sec-fetch-site")) {
        if (*site != "same-origin" && *site != "none")
            return refuse();
        return {};
    }
    // RFC 6454 §7: over plain HTTP a browser tells at least where what changes something comes from; a port of its own is
    // another origin, though not another site to SameSite.
    auto const* origin = request.headers.find("origin");
    if (origin == nullptr)
        return {};
    auto const* host = request.headers.find("host");
    auto const scheme_end = origin->find("://");
    if (host == nullptr || scheme_end == std::string::npos || origin->substr(scheme_end + 3) != *host)
        return refuse();
    return {};
}

Response json_response(int status, std::string body)
{
    Response response;
    response.status = status;
    response.headers.add("content-type", "application/json");
    response.body = std::move(body);
    return response;
}

Response problem_response(Error const& error)
{
    auto problem = protocol::problem_of(error);
    bool const reused_key = error.code == ErrorCode::invalid && error.where == "Idempotency-Key";
    if (reused_key && error.what.find("missing") == std::string::npos) {
        // draft-ietf-httpapi-idempotency-key-header §2.7
        problem.status = 422;
        problem.code = "idempotency_key_reused";
        problem.type = "urn:zahide:problem:" + problem.code;
    }
    return problem_response(problem);
}

Response problem_response(protocol::Problem const& problem)
{
    Response response = json_response(problem.status, protocol::encode(problem));
    response.headers.set("content-type", "application/problem+json");
    if (problem.status == 401)
        response.headers.add("www-authenticate", "Bearer");
    if (problem.status == 429 || problem.status == 503)
        response.headers.add("retry-after", problem.status == 429 ? "60" : "2");
    return response;
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Result<scheduler::Once> once_of(Context const& context)
{
    auto const* header = context.request.headers.find("Idempotency-Key");
    auto const key = header == nullptr ? Result<Uuid>(fail(ErrorCode::invalid, "")) : Uuid::parse(*header);
    if (!key)
        return fail(ErrorCode::invalid, "the header Idempotency-Key is missing or not a UUID", "Idempotency-Key", "send a new UUID with each request");
    std::string const text = std::string(to_string(context.request.method)) + "\n" + context.request.path + "\n" + context.request.body;
    return scheduler::Once { IdempotencyKey(*key), context.api.parts.cryptography.digest(text) };
}

} // namespace zahide::http
