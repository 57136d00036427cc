#pragma once

#include "base/time.h"
#include "device/ticket.h"
#include "domain/catalogue.h"
#include "domain/opening.h"
#include "domain/wait.h"

#include <cstdint>
#include <map>
#include <optional>

namespace zahide::visitor {

/// How long one waits for a service, as far as that is known.
struct WaitFacts {
    std::optional<std::int32_t> people_ahead;
    std::optional<domain::WaitRange> range;
    friend bool operator==(WaitFacts const&, WaitFacts const&) = default;
};

/// Whether a paper can be expected to come out.
enum class Paper : std::uint8_t { expected, none };

/// What the world is like now, as the device knows it. A value; the flow keeps a copy.
struct Facts {
    std::optional<domain::Catalogue> catalogue; ///< none: the scheduler was never reached yet
    domain::OpeningState opening;
    LocalDateTime now; ///< at the center
    device::Readiness readiness = device::Readiness::no_catalogue;
    device::Link link = device::Link::starting;
    std::map<ServiceId, WaitFacts> waits;
    Paper paper = Paper::expected;
    friend bool operator==(Facts const&, Facts const&) = default;
};

} // namespace zahide::visitor
