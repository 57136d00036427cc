#include "visitors.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zahide::sim {

namespace {

constexpr int steps_max = 24;
constexpr int waits_max = 15;

struct Likely {
    visitor::Intent intent;
    std::uint64_t weight;
};

using enum visitor::Intent;
constexpr std::array likely { Likely { none, 0 }, Likely { start, 100 }, Likely { choose_language, 100 }, Likely { take_number, 100 },
    Likely { choose_service, 60 }, Likely { go_on, 60 }, Likely { finish, 60 }, Likely { try_again, 20 }, Likely { choose_unsure, 20 },
    Likely { help_come, 20 }, Likely { help_private, 20 }, Likely { talk_to_woman, 20 }, Likely { talk_to_man, 20 }, Likely { talk_to_anyone, 20 },
    Likely { print_again, 8 }, Likely { unhide, 8 } };

/// How likely a thing on the screen is to be touched; whatever else there is, is tried now and then.
std::uint64_t weight_of(visitor::Intent intent)
{
    auto const* const found = std::ranges::find(likely, intent, &Likely::intent);
    return found == likely.end() ? 1 : found->weight;
}

} // namespace

Visitors::Visitors(Timeline& timeline, std::vector<std::unique_ptr<KioskNode>>& kiosks, Counts& counts, std::set<Fault> const& faults, std::size_t count)
    : m_timeline(timeline)
    , m_kiosks(kiosks)
    , m_counts(counts)
    , m_are_careless(faults.contains(Fault::people))
    , m_taken(count, false)
{
}

void Visitors::comes(std::size_t kiosk, Dice dice)
{
    ++m_counts.visits;
    arrive(std::make_shared<Walk>(Walk { kiosk, std::move(dice) }));
}

void Visitors::arrive(WalkPointer const& walk)
{
    if (m_taken[walk->kiosk]) {
        if (++walk->waited <= waits_max)
            m_timeline.after(walk->dice.pause(5'000, 40'000), [this, walk] { arrive(walk); });
        return;
    }
    m_taken[walk->kiosk] = true;
    step(walk);
}

void Visitors::leave(WalkPointer const& walk)
{
    m_timeline.after(walk->dice.pause(500, 3'000), [this, walk] { m_taken[walk->kiosk] = false; });
}

visitor::Element const* Visitors::choose(visitor::ScreenModel const& screen, Dice& dice) const
{
    std::uint64_t sum = 0;
    auto const visible = screen.visible();
    auto const weight = [](visitor::Element const* element) { return element->touchable == visitor::Touchable::yes ? weight_of(element->intent) : 0; };
    for (auto const* const element : visible)
        sum += weight(element);
    if (sum == 0)
        return nullptr;
    auto at = dice.next() % sum;
    for (auto const* const element : visible) {
        if (at < weight(element))
            return element;
        at -= weight(element);
    }
    return nullptr;
}

void Visitors::step(WalkPointer const& walk)
{
    auto& kiosk = *m_kiosks[walk->kiosk];
    auto& dice = walk->dice;
    auto const* const screen = kiosk.screen();
    if (screen == nullptr || ++walk->steps > steps_max || (m_are_careless && dice.percent(5)))
        return leave(walk);
    auto const again
        = [this, walk](std::int64_t low_ms, std::int64_t high_ms) { m_timeline.after(walk->dice.pause(low_ms, high_ms), [this, walk] { step(walk); }); };
    walk->has_number = walk->has_number || screen->screen == visitor::Screen::printing;
    if (walk->has_number && screen->screen == visitor::Screen::attract)
        return leave(walk);
    if (screen->screen == visitor::Screen::printing && !dice.percent(10))
        return again(1'000, 4'000);
    auto const* const element = choose(*screen, dice);
    if (element == nullptr)
        return leave(walk);
    bool const is_last = element->intent == visitor::Intent::finish || (walk->has_number && dice.percent(25));
    auto const id = element->id;
    auto const serial = screen->serial;
    kiosk.tap(id, serial);
    if (m_are_careless && dice.percent(10))
        m_timeline.after(dice.pause(30, 400), [&kiosk, id, serial] { kiosk.tap(id, serial); });
    if (is_last)
        return leave(walk);
    again(900, m_are_careless && dice.percent(2) ? 90'000 : 4'000);
}

} // namespace zahide::sim
