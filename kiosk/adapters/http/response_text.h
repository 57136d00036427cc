#pragma once

#include "http/message.h"

#include <cstdint>
#include <string>

namespace zahide::http {

enum class Connection : std::uint8_t { keep_alive, close };

/// The status line and header fields (RFC 9112), the security headers that every response bears unless the handler set
/// its own, and the empty line.
[[nodiscard]] std::string response_head(Response const& response, Connection connection);
/// The same for an event stream, which ends with the connection.
[[nodiscard]] std::string stream_head(Response const& response);
/// A problem document for what never reaches the handler.
[[nodiscard]] Response plain_problem(int status, std::string_view code, std::string_view what, std::string_view mend);

} // namespace zahide::http
