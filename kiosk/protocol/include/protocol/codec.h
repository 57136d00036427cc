#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

/// What goes over the wire between scheduler, devices and console: plain structs, and their JSON (RFC 8259, UTF-8).
/// Unknown members are passed over, so that either side may be newer; a missing or wrong one is an Error with the member's
/// place in `where` ("tickets[3].number") and nothing of its value in `what`.
namespace zahide::protocol {

/// A request's body may be so large, and a reply's.
inline constexpr std::size_t request_bytes_max = 64 * 1024;
inline constexpr std::size_t reply_bytes_max = 4 * 1024 * 1024;
/// One string of a message, one array of it.
inline constexpr std::size_t string_bytes_max = 2000;
inline constexpr std::size_t array_items_max = 5000;

/// A message as compact JSON on one line. Defined for every message of this module; the others don't link.
template<class Message>
[[nodiscard]] std::string encode(Message const& message);

/// The message in `json`. Fails with ErrorCode::invalid, or ErrorCode::limit when it is too large.
template<class Message>
[[nodiscard]] Result<Message> decode(std::string_view json);

} // namespace zahide::protocol
