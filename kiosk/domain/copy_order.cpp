#include "domain/copy_order.h"

#include "domain/limits.h"

namespace zahide::domain {

CopyState state_of(CopyOrder const& order, Instant now)
{
    if (!order.end)
        return is_wanted(order, now) ? CopyState::asked : CopyState::expired;
    switch (*order.end) {
    case CopyEnd::printed:
        return CopyState::printed;
    case CopyEnd::sent:
        return CopyState::sent;
    case CopyEnd::not_printed:
        return CopyState::not_printed;
    case CopyEnd::unknown:
        return CopyState::unknown;
    }
    return CopyState::unknown;
}

bool is_wanted(CopyOrder const& order, Instant now)
{
    return !order.end && now < order.asked_at + Minutes(limits::copy_order_minutes);
}

} // namespace zahide::domain
