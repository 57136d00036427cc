#pragma once

#include "base/result.h"
#include "protocol/booking.h"
#include "protocol/codec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zahide::protocol {

/// RFC 9457 problem details. `code` is the word a program decides by: the error's Reason where it has one ("slot_taken"),
/// else its ErrorCode ("conflict"). A receiver that does not know a code goes by the status.
struct Problem {
    std::string type; ///< urn:zahide:problem:<code>
    std::string title;
    std::int32_t status = 0;
    std::string detail; ///< what
    std::string code; ///< as in type
    std::optional<std::string> field; ///< where, if it is a member of the request
    std::optional<std::string> mend;
    std::optional<SlotTaken> slot_taken = std::nullopt; ///< its member `next_starts` stands beside these; with code slot_taken
    friend bool operator==(Problem const&, Problem const&) = default;
};

/// The status an error is answered with.
[[nodiscard]] std::int32_t http_status_of(ErrorCode code);
[[nodiscard]] Problem problem_of(Error const& error);
/// The other way, for whoever receives one: with its code and reason again.
[[nodiscard]] Error error_of(Problem const& problem);

} // namespace zahide::protocol
