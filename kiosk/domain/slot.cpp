#include "domain/slot.h"

namespace zahide::domain {

namespace {

using From = SlotState;
using Event = SlotEvent;

struct Transition {
    SlotState from;
    SlotEvent event;
    SlotState to;
};

/// What is not here is forbidden: above all, nothing that is taken can be taken again.
constexpr std::array<Transition, 8> transitions { {
    { From::free, Event::hold, SlotState::busy_tentative },
    { From::free, Event::close, SlotState::busy_unavailable },
    { From::busy_tentative, Event::book, SlotState::busy },
    { From::busy_tentative, Event::release, SlotState::free },
    { From::busy_tentative, Event::expire, SlotState::free },
    { From::busy, Event::hold, SlotState::busy_tentative }, // cancelled, and kept closed for a while against trading
    { From::busy, Event::release, SlotState::free },
    { From::busy_unavailable, Event::reopen, SlotState::free },
} };

} // namespace

std::optional<SlotState> next_state(SlotState state, SlotEvent event)
{
    for (auto const& transition : transitions) {
        if (transition.from == state && transition.event == event)
            return transition.to;
    }
    return std::nullopt;
}

} // namespace zahide::domain
