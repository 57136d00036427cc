#pragma once

#include "compose.h"
#include "visitor/flow.h"

#include <optional>
#include <vector>

namespace zahide::visitor {

/// Whoever looks at such a screen comes back to where they were.
[[nodiscard]] bool is_aside(Screen screen);

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
    bool is_abandoned = false; ///< what was held or asked is let go; told with the effects of this step
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
        std::optional<domain::PrintJobState> const ended = visit.given ? visit.given->ended : visit.booking.made ? visit.booking.made->ended : std::nullopt;
        return ended == unknown || ended == not_printed;
    }
    [[nodiscard]] Ticks warn_at() const { return last_touch + (is_unprinted() ? patience.warn_unprinted_after : patience.warn_after); }
    [[nodiscard]] Ticks wipe_at() const { return last_touch + (is_unprinted() ? patience.wipe_unprinted_after : patience.wipe_after); }
    /// Somebody who has chosen nothing yet has nothing to lose: the language screen goes without a question.
    /// Where the end of the present visitor's paper is kept; null while there is none.
    [[nodiscard]] std::optional<domain::PrintJobState>* paper_end();
    [[nodiscard]] bool is_paper_awaited() { return paper_end() && !*paper_end() && !early_end; }
    [[nodiscard]] bool is_worth_a_warning() const { return visit.language.has_value() || visit.given.has_value(); }

    [[nodiscard]] std::int64_t seconds_left() const;
    /// For how long the present hold is kept at most.
    [[nodiscard]] std::int64_t minutes_held() const;

    void compose()
    {
        model = composer.compose(
            { .visit = visit, .facts = facts, .greeting = greeting, .seconds_left = seconds_left(), .minutes_held = minutes_held(), .serial = serial });
    }

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
    [[nodiscard]] std::vector<Effect> choose_language(LanguageTag const& language);
    /// What an element's touch means. Exhaustive over Intent.
    [[nodiscard]] std::vector<Effect> act(Element const& element);
    /// What the time that has passed means.
    [[nodiscard]] std::vector<Effect> step();
    /// The effects of a step; what it let go comes first.
    [[nodiscard]] std::vector<Effect> effects_of_step(std::vector<Effect> effects);

    // Appointments: flow_booking.cpp, and what the scheduler answers: flow_answers.cpp
    [[nodiscard]] std::vector<Effect> act_on_booking(Element const& element);
    [[nodiscard]] std::vector<Effect> start_booking(Element const& element);
    [[nodiscard]] std::vector<Effect> choose_booked_service(Element const& element);
    [[nodiscard]] std::vector<Effect> choose_who(Element const& element);
    [[nodiscard]] std::vector<Effect> choose_day(Element const& element);
    [[nodiscard]] std::vector<Effect> choose_start(Element const& element);
    [[nodiscard]] std::vector<Effect> choose_again(Element const& element);
    [[nodiscard]] std::vector<Effect> next_choices(Element const& element);
    [[nodiscard]] std::vector<Effect> confirm_time(Element const& element);
    [[nodiscard]] std::vector<Effect> type_digit(Element const& element);
    [[nodiscard]] std::vector<Effect> erase_digit(Element const& element);
    [[nodiscard]] std::vector<Effect> find_code(Element const& element);
    [[nodiscard]] std::vector<Effect> act_on_appointment(Element const& element);
    [[nodiscard]] std::vector<Effect> ask_times();
    [[nodiscard]] std::vector<Effect> ask(device::BookingQuestion question);
    /// Nothing is held or asked any more.
    void let_go();
    /// Offers made in another language may need another interpreter: they are asked for anew.
    [[nodiscard]] std::vector<Effect> follow_language(LanguageTag const& language);
    /// Whether what the screen tells is still known.
    [[nodiscard]] bool can_show(Screen screen) const;
    /// The time that has passed, for what is asked and held.
    void step_booking();
    [[nodiscard]] std::optional<Ticks> next_booking_tick() const;

    void answered(device::BookingAnswer const& answer);
    /// Comes to a screen from where the question was asked, also if the visitor looks at help or languages meanwhile.
    void arrive(Screen screen);
    void arrive_at_paper(Screen screen, PrintJobId const& job);
    void take_answer(device::Times const& times);
    void take_answer(device::TimeHeld const& held);
    void take_answer(device::AppointmentMade const& made);
    void take_answer(device::AppointmentFound const& found);
    void take_answer(device::CheckedIn const& checked_in);
    void take_answer(device::AppointmentCancelled const& cancelled);
    void take_answer(device::Released const& released);
    void take_answer(device::BookingFailed const& failed);
    Booking::Asked taken_question; ///< the question whose answer is being taken
};

} // namespace zahide::visitor
