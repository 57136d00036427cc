#include "visitor/flow.h"

#include "flow_state.h"

#include <algorithm>

namespace zahide::visitor {

struct Flow::State : FlowState {
    using FlowState::FlowState;

    void at(Ticks time) { now = std::max(now, time); }
};

Flow::Flow(i18n::Catalogue const& messages, Patience patience, Ticks now)
    : m_state(std::make_unique<State>(messages, patience, now))
{
    m_state->compose();
}
Flow::~Flow() = default;
Flow::Flow(Flow&&) noexcept = default;
Flow& Flow::operator=(Flow&&) noexcept = default;

void Flow::set_facts(Facts facts, Ticks now)
{
    m_state->at(now);
    bool const was_ready = m_state->facts.readiness == device::Readiness::ready;
    m_state->facts = std::move(facts);
    if (m_state->is_resting())
        m_state->show(m_state->resting_screen());
    else if (m_state->visit.screen == Screen::refused && !was_ready && m_state->facts.readiness == device::Readiness::ready)
        m_state->go_home(); // what was missing has come
    m_state->compose();
}

std::vector<Effect> Flow::tap(std::string_view element, std::uint64_t serial, Ticks now)
{
    m_state->at(now);
    if (serial != m_state->serial)
        return {};
    Element const* found = m_state->model.find(element);
    if (!found || found->touchable != Touchable::yes)
        return {};
    m_state->last_touch = m_state->now;
    m_state->visit.is_warned = false;
    Element const touched = *found; // the model is made anew while it is acted upon
    std::vector<Effect> effects = m_state->act(touched);
    m_state->compose();
    return m_state->effects_of_step(std::move(effects));
}

void Flow::touched(Ticks now)
{
    m_state->at(now);
    m_state->last_touch = m_state->now;
}

std::vector<Effect> Flow::tick(Ticks now)
{
    m_state->at(now);
    std::vector<Effect> effects = m_state->step();
    m_state->compose();
    return m_state->effects_of_step(std::move(effects));
}

std::optional<Ticks> Flow::next_tick() const
{
    State& state = *m_state;
    std::optional<Ticks> next;
    auto const sooner = [&](Ticks at) { next = next ? std::min(*next, at) : at; };
    if (state.visit.screen == Screen::attract)
        sooner(state.greeting_since + state.patience.greeting);
    if (state.early_end)
        sooner(state.on_screen_since + state.patience.printing_min);
    if (state.is_paper_awaited())
        sooner(state.paper_since + state.patience.printing_max);
    if (auto const booking = state.next_booking_tick())
        sooner(*booking);
    if (state.is_resting())
        return next;
    sooner(state.wipe_at());
    if (!state.is_worth_a_warning())
        return next;
    if (state.visit.is_warned && state.now < state.warn_at())
        sooner(state.last_touch + State::answer_time);
    else if (state.visit.is_warned) // the seconds count down
        sooner(state.wipe_at() + -Seconds(std::max<std::int64_t>(0, state.seconds_left() - 1)));
    else
        sooner(state.warn_at());
    return next;
}

void Flow::ticket_given(device::TicketPromise const& promise, Ticks now)
{
    m_state->at(now);
    if (!m_state->pending)
        return;
    device::TicketWish const wish = *std::exchange(m_state->pending, std::nullopt);
    auto const wait = m_state->facts.waits.find(wish.service);
    m_state->visit.given = Visit::Given { .promise = Personal(promise),
        .service = Personal(wish.service),
        .urgency = wish.urgency,
        .wait = wait == m_state->facts.waits.end() ? std::optional<WaitFacts>() : wait->second,
        .ended = {},
        .was_copied = false };
    m_state->awaited_print = promise.print_job;
    m_state->paper_since = m_state->now;
    m_state->visit.way_back.clear();
    m_state->show(Screen::printing);
    m_state->compose();
}

void Flow::ticket_refused(Ticks now)
{
    m_state->at(now);
    m_state->pending.reset();
    m_state->visit.way_back.clear();
    m_state->show(Screen::refused);
    m_state->compose();
}

void Flow::copy_started(PrintJobId const& job, Ticks now)
{
    m_state->at(now);
    if (!m_state->visit.given)
        return;
    m_state->awaited_print = job;
    m_state->paper_since = m_state->now;
}

void Flow::copy_refused(Ticks now)
{
    m_state->at(now);
    m_state->end_print(domain::PrintJobState::unknown);
    m_state->compose();
}

void Flow::print_ended(PrintJobId const& job, domain::PrintJobState ended, Ticks now)
{
    m_state->at(now);
    if (m_state->awaited_print != job)
        return;
    m_state->awaited_print.reset();
    m_state->end_print(ended);
    m_state->compose();
}

void Flow::help_unreachable(Ticks now)
{
    m_state->at(now);
    m_state->visit.is_help_unreachable = true;
    m_state->compose();
}

std::vector<Effect> Flow::booking_answered(device::BookingAnswer const& answer, Ticks now)
{
    m_state->at(now);
    m_state->answered(answer);
    m_state->compose();
    return m_state->effects_of_step({});
}

ScreenModel const& Flow::screen() const
{
    return m_state->model;
}
Visit const& Flow::visit() const
{
    return m_state->visit;
}

} // namespace zahide::visitor
