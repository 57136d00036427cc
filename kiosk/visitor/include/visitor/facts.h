#pragma once

#include "base/time.h"
#include "device/ticket.h"
#include "domain/catalogue.h"
#include "domain/opening.h"
#include "domain/slot_lease.h"
#include "domain/wait.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

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
    /// What can be booked while the scheduler is out of reach: slots lent to this kiosk.
    std::vector<domain::SlotLease> lent_slots;

    [[nodiscard]] bool is_alone() const { return link == device::Link::offline || link == device::Link::refused; }
    /// Whether one of these is for that service, where one is named, and in that language.
    [[nodiscard]] bool can_book_alone(std::optional<ServiceId> const& service, LanguageTag const& language) const;
    friend bool operator==(Facts const&, Facts const&) = default;
};

} // namespace zahide::visitor
