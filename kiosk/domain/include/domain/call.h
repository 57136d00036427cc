#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"

#include <optional>

namespace zahide::domain {

/// One announcement of a number: a recall is a call of its own. Never tells a service.
struct Call {
    CallId id;
    TicketId ticket;
    CenterId center;
    TicketNumber number;
    LocalDate local_date;
    CounterNumber counter;
    Instant at;
    std::int32_t repeat = 0; ///< 0 for the first call, 1 for the first recall
    Personal<LanguageTag> language; ///< of the ticket's holder; handed only to who speaks it
    std::optional<Instant> ended_at; ///< since when it is no longer shown
    friend bool operator==(Call const&, Call const&) = default;
};

} // namespace zahide::domain
