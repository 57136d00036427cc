#pragma once

#include "base/ids.h"
#include "unicode/language.h"
#include "visitor/element.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zahide::visitor {

enum class Screen : std::uint8_t {
    attract, ///< nobody is here: greets in every language in turn
    language,
    home,
    service,
    printing, ///< the number is given, the paper on its way
    done,
    refused, ///< no number could be given
    help,
    help_who, ///< in private: with a woman, a man, no matter
    help_coming,
    easier, ///< bigger text, contrast, reach, hiding: what does not fit the bar
    hidden,
    closed,
    out_of_order, ///< no catalogue, or no numbers: the desk helps
    book_service,
    book_who, ///< with a woman, a man, no matter
    book_day,
    book_time,
    book_next, ///< the days ahead are full: the next free times
    taken, ///< somebody was quicker, or the visitor decided too long: what is free now
    book_confirm,
    book_trouble, ///< no appointment from here, why not, and what can be done
    moment, ///< while the scheduler is asked
    booked_printing, ///< booked or moved, the paper on its way
    booked,
    code, ///< the digits of the paper's code
    appointment,
    cancel_sure,
    cancelled,
};
inline constexpr std::array all_screens { Screen::attract, Screen::language, Screen::home, Screen::service, Screen::printing, Screen::done, Screen::refused,
    Screen::help, Screen::help_who, Screen::help_coming, Screen::easier, Screen::hidden, Screen::closed, Screen::out_of_order, Screen::book_service,
    Screen::book_who, Screen::book_day, Screen::book_time, Screen::book_next, Screen::taken, Screen::book_confirm, Screen::book_trouble, Screen::moment,
    Screen::booked_printing, Screen::booked, Screen::code, Screen::appointment, Screen::cancel_sure, Screen::cancelled };

/// As the inspector and the status report name them.
[[nodiscard]] std::string_view to_string(Screen screen);

enum class TextSize : std::uint8_t { normal, bigger }; ///< bigger is 1.5 ×
enum class Theme : std::uint8_t { normal, high_contrast };
enum class Reach : std::uint8_t { whole, low }; ///< low: what can be touched stands in the lower part of the screen

/// How this visitor wants to see it; back to normal after each.
struct ViewSettings {
    TextSize text_size = TextSize::normal;
    Theme theme = Theme::normal;
    Reach reach = Reach::whole;
    friend bool operator==(ViewSettings const&, ViewSettings const&) = default;
};

/// "Are you still there?", over the screen. While it stands, nothing under it can be touched.
struct IdleWarning {
    Element title;
    Element detail;
    Element anywhere; ///< a touch beside the two answers: go on
    Element go_on;
    Element finish;
    friend bool operator==(IdleWarning const&, IdleWarning const&) = default;
};

/// All that is on the screen, in reading order, and nothing about where.
struct ScreenModel {
    Screen screen = Screen::attract;
    /// Another one each time a visitor comes to a screen: a finger that came down on the one before means nothing here.
    std::uint64_t serial = 0;
    LanguageTag language;
    unicode::ReadingOrder order = unicode::ReadingOrder::left_to_right;
    ViewSettings view;
    std::optional<Element> brand; ///< where am I
    std::optional<Element> clock;
    std::optional<Element> language_button;
    std::optional<Element> title;
    std::vector<Element> content;
    std::vector<Element> bar; ///< in order; `easier` holds what is left out where the bar is too narrow
    std::optional<IdleWarning> warning;

    /// Null if nothing visible has that name.
    [[nodiscard]] Element const* find(std::string_view id) const;
    /// Everything that can be seen, in reading order; with a warning, only that.
    [[nodiscard]] std::vector<Element const*> visible() const;

    friend bool operator==(ScreenModel const&, ScreenModel const&) = default;
};

} // namespace zahide::visitor
