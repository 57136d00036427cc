#include "ports/storage.h"

namespace zahide::ports {

Result<void> transact_one(Storage& storage, Unit const& unit)
{
    return std::move(storage.transact(std::span(&unit, 1)).front());
}

Audience audience_of(FeedKind kind)
{
    using enum Audience::Hears;
    switch (kind) {
    case FeedKind::ticket:
    case FeedKind::help:
    case FeedKind::device:
    case FeedKind::appointment:
        return { .staff = yes };
    case FeedKind::call:
        return { .staff = yes, .board = yes };
    case FeedKind::call_end:
        return { .board = yes };
    case FeedKind::catalogue:
        return { .staff = yes, .board = yes, .kiosk = yes };
    case FeedKind::wait:
    case FeedKind::copies:
        return { .kiosk = yes };
    }
    return {};
}

} // namespace zahide::ports
