#include "domain/numbers.h"

#include "base/verify.h"

#include <algorithm>

namespace zahide::domain {

Result<NumberRange> take_numbers(TicketNumber next, std::int32_t count)
{
    ZAHIDE_VERIFY(next.value() >= 1 && count >= 1);
    if (next.value() > limits::ticket_number_max)
        return fail(ErrorCode::limit, "the day has no ticket number left", "number", "numbers are never reused: go on tomorrow");
    auto const last = std::min(next.value() + count - 1, limits::ticket_number_max);
    return NumberRange { next, TicketNumber(last) };
}

} // namespace zahide::domain
