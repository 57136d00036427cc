#pragma once

#include "i18n/messages.h"
#include "unicode/date_format.h"
#include "visitor/flow.h"

#include <map>
#include <string>
#include <string_view>

namespace zahide::visitor {

/// What a screen is made of.
struct Scene {
    Visit const& visit;
    Facts const& facts;
    std::size_t greeting = 0; ///< whose turn it is on the attract screen
    std::int64_t seconds_left = 0; ///< until the wipe; only told once somebody is warned
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
    void done(Scene const& scene, ScreenModel& model) const;
    void refused(Scene const& scene, ScreenModel& model);
    void number(Scene const& scene, ScreenModel& model) const;
    void waiting(Scene const& scene, ScreenModel& model) const;
    void paper(Scene const& scene, ScreenModel& model) const;

    // The frame: compose.cpp
    void top_bar(Scene const& scene, ScreenModel& model) const;
    void bottom_bar(Scene const& scene, ScreenModel& model) const;
    void warn(Scene const& scene, ScreenModel& model) const;
    [[nodiscard]] Element bar_button(std::string id, i18n::Key label, std::string icon, Intent intent) const;

    [[nodiscard]] Element words(std::string id, Role role, std::string label) const;
    [[nodiscard]] Element words(std::string id, Role role, i18n::Key label) const;
    [[nodiscard]] Element heading(i18n::Key label, i18n::Key spoken) const;
    [[nodiscard]] Element private_talk() const;
    [[nodiscard]] Element way_to_the_desk() const;
    [[nodiscard]] Element card(std::string id, i18n::Key label, std::string icon, Tone tone, Intent intent) const;
    [[nodiscard]] unicode::DateFormat const& dates();

    i18n::Catalogue const& m_catalogue;
    i18n::Messages const* m_messages = nullptr; ///< of the screen that is being made
    std::map<LanguageTag, unicode::DateFormat> m_dates;
};

} // namespace zahide::visitor
