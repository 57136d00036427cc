#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/limits.h"

#include <optional>
#include <string>

namespace zahide::domain {

/// Consecutive ticket numbers, both ends included.
struct NumberRange {
    TicketNumber first;
    TicketNumber last;

    [[nodiscard]] bool contains(TicketNumber number) const { return first <= number && number <= last; }
    [[nodiscard]] std::int32_t count() const { return last.value() - first.value() + 1; }
    friend bool operator==(NumberRange const&, NumberRange const&) = default;
};

/// The range that starts at `next`, of `count` numbers or as many as the day still has.
/// Fails with `limit` when the day has no number left: numbers never wrap and are never reused that day.
[[nodiscard]] Result<NumberRange> take_numbers(TicketNumber next, std::int32_t count);

/// Ticket numbers of one day lent to one device on one machine. What it gave out of it stays good for ever; it gives
/// nothing more after `expires_at`.
struct NumberLease {
    LeaseId id;
    CenterId center;
    DeviceId device;
    std::string machine;
    LocalDate local_date;
    NumberRange numbers;
    Instant lent_at;
    Instant expires_at;
    friend bool operator==(NumberLease const&, NumberLease const&) = default;
};

} // namespace zahide::domain
