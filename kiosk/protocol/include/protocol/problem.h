#pragma once

#include "base/result.h"
#include "protocol/codec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zahide::protocol {

/// RFC 9457 problem details.
struct Problem {
    std::string type; ///< urn:zahide:problem:<code>
    std::string title;
    std::int32_t status = 0;
    std::string detail; ///< what
    std::string code; ///< as in type
    std::optional<std::string> field; ///< where, if it is a member of the request
    std::optional<std::string> mend;
    friend bool operator==(Problem const&, Problem const&) = default;
};

/// The status an error is answered with.
[[nodiscard]] std::int32_t http_status_of(ErrorCode code);
[[nodiscard]] Problem problem_of(Error const& error);
/// The other way, for whoever receives one.
[[nodiscard]] Error error_of(Problem const& problem);

} // namespace zahide::protocol
