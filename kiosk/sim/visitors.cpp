#include "visitors.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zahide::sim {

namespace {

constexpr int steps_max = 40;
constexpr int waits_max = 15;

struct Likely {
    visitor::Intent intent;
    std::uint64_t weight;
};

using enum visitor::Intent;
constexpr std::array likely { Likely { none, 0 }, Likely { start, 100 }, Likely { choose_language, 100 }, Likely { take_number, 100 },
    Likely { choose_service, 60 }, Likely { go_on, 60 }, Likely { finish, 60 }, Likely { try_again, 20 }, Likely { choose_unsure, 20 },
    Likely { help_come, 20 }, Likely { help_private, 20 }, Likely { talk_to_woman, 20 }, Likely { talk_to_man, 20 }, Likely { talk_to_anyone, 20 },
    Likely { print_again, 8 }, Likely { unhide, 8 }, Likely { choose_booked_service, 60 }, Likely { choose_who, 60 }, Likely { choose_day, 60 },
    Likely { choose_start, 60 }, Likely { next_choices, 10 }, Likely { choose_again, 30 }, Likely { with_anybody, 20 }, Likely { confirm_time, 200 },
    Likely { find_code, 200 }, Likely { check_in, 100 }, Likely { move_appointment, 10 }, Likely { cancel_appointment, 8 }, Likely { cancel_for_sure, 60 } };

constexpr std::uint64_t wanted = 300;
constexpr std::uint64_t mistyped_percent = 3;

} // namespace

Visitors::Visitors(
    Timeline& timeline, std::vector<std::unique_ptr<KioskNode>>& kiosks, Oracle& oracle, Counts& counts, std::set<Fault> const& faults, std::size_t count)
    : m_timeline(timeline)
    , m_kiosks(kiosks)
    , m_oracle(oracle)
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
    decide(*walk);
    step(walk);
}

/// What somebody comes for; with a paper whose time is near, they come to check in.
void Visitors::decide(Walk& walk)
{
    auto& dice = walk.dice;
    auto const* const device = m_kiosks[walk.kiosk]->device();
    bool const is_alone = device != nullptr && device->connectivity().link == device::Link::offline;
    if (dice.percent(is_alone ? 70 : 15)) // what is lent is tried more than in life
        walk.goal = Goal::booking;
    auto const lent = is_alone && walk.goal == Goal::booking ? device->lent_slots() : std::vector<domain::SlotLease>();
    if (!lent.empty()) {
        auto const& slot = dice.one_of(lent);
        walk.language = dice.one_of(slot.languages).value();
        walk.service = slot.service.value();
    }
    auto const paper = dice.percent(20) ? paper_in_hand(dice) : std::nullopt;
    if (!paper)
        return;
    walk.goal = Goal::code;
    walk.code = paper->code.text();
}

std::optional<AppointmentPaper> Visitors::paper_in_hand(Dice& dice) const
{
    auto const& papers = m_oracle.appointments().papers();
    if (papers.empty())
        return std::nullopt;
    auto const now = m_timeline.instant();
    auto const soon = std::ranges::find_if(papers, [&](AppointmentPaper const& one) { return one.start > now - Minutes(15) && one.start < now + Minutes(35); });
    return soon != papers.end() && dice.percent(70) ? *soon : dice.one_of(papers);
}

void Visitors::leave(WalkPointer const& walk)
{
    m_timeline.after(walk->dice.pause(500, 3'000), [this, walk] { m_taken[walk->kiosk] = false; });
}

/// How likely it is to be touched; whatever else there is, is tried now and then.
std::uint64_t Visitors::weight_of(visitor::Element const& element, Walk const& walk)
{
    if (element.touchable == visitor::Touchable::no)
        return 0;
    if ((element.intent == book && walk.goal == Goal::booking) || (element.intent == have_appointment && walk.goal == Goal::code))
        return wanted;
    if ((element.intent == choose_language && element.subject == walk.language) || (element.intent == choose_booked_service && element.subject == walk.service))
        return wanted * 4;
    if (element.intent == choose_who && !walk.service.empty() && element.subject == name_of(domain::GenderPreference::any))
        return wanted;
    if (element.intent == type_digit && walk.typed < walk.code.size())
        return element.subject == walk.code.substr(walk.typed, 1) ? wanted : mistyped_percent;
    auto const* const found = std::ranges::find(likely, element.intent, &Likely::intent);
    return found == likely.end() ? 1 : found->weight;
}

visitor::Element const* Visitors::choose(visitor::ScreenModel const& screen, Walk& walk)
{
    std::uint64_t sum = 0;
    auto const visible = screen.visible();
    for (auto const* const element : visible)
        sum += weight_of(*element, walk);
    if (sum == 0)
        return nullptr;
    auto at = walk.dice.next() % sum;
    for (auto const* const element : visible) {
        if (at < weight_of(*element, walk))
            return element;
        at -= weight_of(*element, walk);
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
    bool const is_printing = screen->screen == visitor::Screen::printing || screen->screen == visitor::Screen::booked_printing;
    walk->has_number = walk->has_number || is_printing;
    if (walk->has_number && screen->screen == visitor::Screen::attract)
        return leave(walk);
    if ((is_printing || screen->screen == visitor::Screen::moment) && !dice.percent(10))
        return again(1'000, 4'000);
    auto const* const element = choose(*screen, *walk);
    if (element == nullptr)
        return leave(walk);
    walk->typed += element->intent == visitor::Intent::type_digit ? 1 : 0;
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
