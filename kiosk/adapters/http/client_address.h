#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace zahide::http {

enum class Scheme : std::uint8_t { plain, tls };

/// A server's address taken apart.
struct ClientAddress {
    Scheme scheme = Scheme::plain;
    std::string host; ///< without the brackets of an IPv6 literal
    std::string port;
    std::string authority; ///< as the Host header has it
};

[[nodiscard]] Result<ClientAddress> parse_address(std::string const& address);

} // namespace zahide::http
