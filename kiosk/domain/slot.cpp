#include "domain/slot.h"

namespace zahide::domain {

namespace {

struct SlotTransition {
    SlotState from;
    SlotEvent event;
    SlotState to;
};

/// What is not here is forbidden: above all, nothing that is taken can be taken again.
constexpr std::array<SlotTransition, 8> slot_transitions { {
    { SlotState::free, SlotEvent::hold, SlotState::busy_tentative },
    { SlotState::free, SlotEvent::close, SlotState::busy_unavailable },
    { SlotState::busy_tentative, SlotEvent::book, SlotState::busy },
    { SlotState::busy_tentative, SlotEvent::release, SlotState::free },
    { SlotState::busy_tentative, SlotEvent::expire, SlotState::free },
    { SlotState::busy, SlotEvent::hold, SlotState::busy_tentative }, // cancelled, and kept closed for a while against trading
    { SlotState::busy, SlotEvent::release, SlotState::free },
    { SlotState::busy_unavailable, SlotEvent::reopen, SlotState::free },
} };

} // namespace

std::optional<SlotState> next_state(SlotState state, SlotEvent event)
{
    for (auto const& transition : slot_transitions) {
        if (transition.from == state && transition.event == event)
            return transition.to;
    }
    return std::nullopt;
}

} // namespace zahide::domain
