#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "protocol/codec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a device has promised while it was alone, many at a time.
namespace zahide::protocol {

/// In one batch; its bytes are limited as every request's are.
inline constexpr std::size_t deliveries_max = 100;

/// A request as it would be sent alone. Its digest is the same either way, so that it may be sent again alone, or in another
/// batch, with the same key.
struct Delivery {
    IdempotencyKey key;
    std::string target; ///< of a POST: "/v1/centers/zahide-nine/tickets"
    Personal<std::string> body;
    friend bool operator==(Delivery const&, Delivery const&) = default;
};

/// POST /v1/devices/{d}/deliveries. Decided in their order, each for itself: one that is refused doesn't stop those after it.
struct DeliveryBatch {
    std::vector<Delivery> entries;
    /// How many promises the device ever made, by its disk, as in StatusReport: known before any of the entries is.
    std::optional<std::int32_t> promises = std::nullopt;
    friend bool operator==(DeliveryBatch const&, DeliveryBatch const&) = default;
};

struct DeliveryAnswer {
    IdempotencyKey key;
    std::int32_t status = 0; ///< as the answer to it alone would have
    std::optional<std::string> code; ///< of the problem, when it was refused
    friend bool operator==(DeliveryAnswer const&, DeliveryAnswer const&) = default;
};

/// The answer to the above: one for each entry, durable.
struct DeliveryAnswers {
    std::vector<DeliveryAnswer> answers;
    friend bool operator==(DeliveryAnswers const&, DeliveryAnswers const&) = default;
};

} // namespace zahide::protocol
