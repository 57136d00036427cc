#include "client_address.h"

#include <algorithm>
#include <string_view>

namespace zahide::http {

Result<ClientAddress> parse_address(std::string const& address)
{
    auto const refuse = [&address] {
        return fail(ErrorCode::invalid, "this is not the address of a scheduler", address, "write it as http://host:port or https://host:port, without a path");
    };
    ClientAddress parsed;
    std::string_view rest = address;
    if (rest.starts_with("https://"))
        parsed.scheme = Scheme::tls;
    else if (!rest.starts_with("http://"))
        return refuse();
    rest.remove_prefix(parsed.scheme == Scheme::tls ? 8 : 7);
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    parsed.authority = std::string(rest);
    parsed.port = parsed.scheme == Scheme::tls ? "443" : "80";
    // RFC 3986 §3.2.2: an IPv6 literal stands in brackets.
    auto const bracket = rest.starts_with('[') ? rest.find(']') : 0;
    if (bracket == std::string_view::npos)
        return refuse();
    auto const colon = rest.find(':', bracket);
    if (colon != std::string_view::npos) {
        parsed.port = std::string(rest.substr(colon + 1));
        rest = rest.substr(0, colon);
    }
    if (rest.starts_with('['))
        rest = rest.substr(1, rest.size() - 2);
    parsed.host = std::string(rest);
    bool const digits = !parsed.port.empty() && parsed.port.size() <= 5
        && std::all_of(parsed.port.begin(), parsed.port.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
    if (parsed.host.empty() || !digits || parsed.host.find_first_of("/?#@ \r\n") != std::string::npos)
        return refuse();
    return parsed;
}

} // namespace zahide::http
