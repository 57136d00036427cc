#pragma once

#include "i18n/messages.h"
#include "unicode/date_format.h"
#include "unicode/zone.h"
#include "visitor/flow.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace zahide::visitor {

/// What a screen is made of.
struct Scene {
    Visit const& visit;
    Facts const& facts;
    std::size_t greeting = 0; ///< whose turn it is on the attract screen
    std::int64_t seconds_left = 0; ///< until the wipe; only told once somebody is warned
    std::int64_t minutes_held = 0; ///< for how long a time is kept for the visitor at most
    std::uint64_t serial = 0;
};

/// Makes screen models: words and pictograms, no rules of when which screen comes. Keeps date formats, which are slow to make.
/// Signs of what the house offers, on the attract screen.
inline constexpr std::size_t choices_shown_max = 5;

class Composer {
public:
    explicit Composer(i18n::Catalogue const& messages)
        : m_catalogue(messages)
    {
    }
    [[nodiscard]] ScreenModel compose(Scene const& scene);

private:
    /// What stands between the bars. Exhaustive over Screen.
    void content(Scene const& scene, ScreenModel& model);
    // Entry: compose_entry.cpp
    void attract(Scene const& scene, ScreenModel& model) const;
    void language(Scene const& scene, ScreenModel& model) const;
    void closed(Scene const& scene, ScreenModel& model);
    void out_of_order(Scene const& scene, ScreenModel& model) const;
    void hidden(ScreenModel& model) const;
    // Choices: compose_choice.cpp
    void home(Scene const& scene, ScreenModel& model) const;
    void service(Scene const& scene, ScreenModel& model) const;
    void help(Scene const& scene, ScreenModel& model) const;
    void help_who(ScreenModel& model) const;
    void help_coming(Scene const& scene, ScreenModel& model) const;
    void easier(Scene const& scene, ScreenModel& model) const;
    // What comes of it: compose_done.cpp
    void printing(Scene const& scene, ScreenModel& model) const;
    void done(Scene const& scene, ScreenModel& model);
    [[nodiscard]] Element finish_counting_down(Scene const& scene) const;
    void refused(Scene const& scene, ScreenModel& model);
    void number(Scene const& scene, ScreenModel& model) const;
    void waiting(Scene const& scene, ScreenModel& model);
    void paper(Scene const& scene, ScreenModel& model);
    /// What a phone reads from the screen where no paper came out.
    [[nodiscard]] std::string number_for_a_phone(Scene const& scene);
    // Appointments: compose_booking.cpp
    void book_service(Scene const& scene, ScreenModel& model) const;
    void book_who(Scene const& scene, ScreenModel& model) const;
    void book_day(Scene const& scene, ScreenModel& model);
    void book_time(Scene const& scene, ScreenModel& model);
    void book_next(Scene const& scene, ScreenModel& model);
    void taken(Scene const& scene, ScreenModel& model);
    void offers(std::vector<domain::Offer> const& offers, std::size_t count_max, ScreenModel& model);
    [[nodiscard]] Element day_card(LocalDate date);
    [[nodiscard]] Element time_card(domain::Offer const& offer);
    // What becomes of it: compose_confirm.cpp
    void book_confirm(Scene const& scene, ScreenModel& model);
    void book_trouble(Scene const& scene, ScreenModel& model) const;
    void trouble_words(Scene const& scene, ScreenModel& model) const;
    void moment(ScreenModel& model) const;
    void booked(Scene const& scene, ScreenModel& model);
    void booked_paper(Scene const& scene, ScreenModel& model) const;
    [[nodiscard]] Element big_time(LocalDateTime const& when);
    [[nodiscard]] Element day_row(LocalDate date);
    [[nodiscard]] Element time_row(LocalDateTime const& when);
    // An appointment that is there: compose_code.cpp
    void code(Scene const& scene, ScreenModel& model) const;
    void code_word(Scene const& scene, ScreenModel& model) const;
    void appointment(Scene const& scene, ScreenModel& model);
    [[nodiscard]] Element state_note(Scene const& scene, protocol::AppointmentView const& appointment);
    void cancel_sure(Scene const& scene, ScreenModel& model);
    void cancelled(Scene const& scene, ScreenModel& model) const;
    /// Wall-clock time at the center.
    [[nodiscard]] LocalDateTime local(Scene const& scene, Instant instant);

    // The frame: compose.cpp
    void top_bar(Scene const& scene, ScreenModel& model) const;
    void bottom_bar(Scene const& scene, ScreenModel& model) const;
    void warn(Scene const& scene, ScreenModel& model) const;
    [[nodiscard]] Element bar_button(std::string id, i18n::Key label, std::string icon, Intent intent) const;

    [[nodiscard]] Element words(std::string id, Role role, std::string label) const;
    [[nodiscard]] Element words(std::string id, Role role, i18n::Key label) const;
    [[nodiscard]] Element heading(i18n::Key label, i18n::Key spoken) const;
    /// A service as a choice; what a touch means is the caller's.
    [[nodiscard]] Element service_card(domain::Service const& service) const;
    [[nodiscard]] Element unsure_card() const;
    [[nodiscard]] Element finish_button() const;
    [[nodiscard]] Element button(std::string id, i18n::Key label, std::string icon, Intent intent) const;
    [[nodiscard]] Element primary_button(std::string id, i18n::Key label, std::string icon, Intent intent) const;
    [[nodiscard]] Element private_talk() const;
    [[nodiscard]] Element way_to_the_desk() const;
    /// Said before somebody starts: no paper will come.
    [[nodiscard]] Element no_paper(i18n::Messages const& messages) const;
    [[nodiscard]] Element card(std::string id, i18n::Key label, std::string icon, Tone tone, Intent intent) const;
    [[nodiscard]] unicode::DateFormat const& dates();

    i18n::Catalogue const& m_catalogue;
    i18n::Messages const* m_messages = nullptr; ///< of the screen that is being made
    std::map<LanguageTag, unicode::DateFormat> m_dates;
    std::optional<unicode::Zone> m_zone; ///< the center's, kept since it is slow to make
};

} // namespace zahide::visitor
