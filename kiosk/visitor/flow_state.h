#pragma once

#include "compose.h"
#include "visitor/flow.h"

#include <optional>
#include <vector>

namespace zahide::visitor {

/// The flow's insides: what is kept, and the steps from screen to screen.
struct FlowState {
    /// A finger came down on the warning and has not been lifted yet: so long the warning waits for what it meant.
    static constexpr Milliseconds answer_time { 3'000 };

    Composer composer;
    Patience patience;
    Facts facts;
    Visit visit;
    Ticks last_touch;
    Ticks on_screen_since;
    Ticks paper_since; ///< since when the present paper is on its way
    Ticks now;
    std::size_t greeting = 0;
    Ticks greeting_since;
    std::uint64_t serial = 0;
    std::optional<device::TicketWish> pending; ///< asked for and not yet answered: a second tap asks for nothing
    std::optional<PrintJobId> awaited_print;
    std::optional<domain::PrintJobState> early_end; ///< the paper ended before the printing screen could be read
    ScreenModel model;

    FlowState(i18n::Catalogue const& messages, Patience the_patience, Ticks start)
        : composer(messages)
        , patience(the_patience)
        , last_touch(start)
        , on_screen_since(start)
        , now(start)
        , greeting_since(start)
    {
        visit.screen = resting_screen();
    }

    /// Where the kiosk rests while nobody is here.
    [[nodiscard]] Screen resting_screen() const { return facts.catalogue ? Screen::attract : Screen::out_of_order; }
    [[nodiscard]] bool is_resting() const { return visit.screen == Screen::attract || visit.screen == Screen::out_of_order; }

    [[nodiscard]] bool is_unprinted() const
    {
        using enum domain::PrintJobState;
        return visit.given && visit.given->ended && (*visit.given->ended == unknown || *visit.given->ended == not_printed);
    }
    [[nodiscard]] Ticks warn_at() const { return last_touch + (is_unprinted() ? patience.warn_unprinted_after : patience.warn_after); }
    [[nodiscard]] Ticks wipe_at() const { return last_touch + (is_unprinted() ? patience.wipe_unprinted_after : patience.wipe_after); }
    /// Somebody who has chosen nothing yet has nothing to lose: the language screen goes without a question.
    [[nodiscard]] bool is_worth_a_warning() const { return visit.language.has_value() || visit.given.has_value(); }

    [[nodiscard]] std::int64_t seconds_left() const;

    void compose() { model = composer.compose({ .visit = visit, .facts = facts, .greeting = greeting, .seconds_left = seconds_left(), .serial = serial }); }

    void show(Screen screen)
    {
        if (visit.screen == screen)
            return;
        visit.screen = screen;
        on_screen_since = now;
        ++serial;
    }

    /// Opens a screen from which one comes back to this one.
    void open(Screen screen);

    void back();

    /// Home, or what stands in its place when there is nothing to take.
    void go_home();

    void forget_paper()
    {
        pending.reset();
        awaited_print.reset();
        early_end.reset();
    }

    void wipe();

    std::vector<Effect> take(ServiceId service, domain::GenderPreference gender, domain::Urgency urgency);

    std::vector<Effect> talk_to(domain::GenderPreference gender);

    std::vector<Effect> print_again();
    void end_print(domain::PrintJobState ended);
    void act_on_view(Intent intent);
    void choose_language(LanguageTag const& language);
    /// What an element's touch means. Exhaustive over Intent.
    [[nodiscard]] std::vector<Effect> act(Element const& element);
    /// What the time that has passed means.
    [[nodiscard]] std::vector<Effect> step();
};

} // namespace zahide::visitor
