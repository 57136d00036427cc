#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zahide::visitor {

/// What a thing on the screen is, to the eye and to a reader.
enum class Role : std::uint8_t {
    heading, ///< the one question of the screen
    text,
    number, ///< a ticket's number
    card, ///< a choice: pictogram, word, second line
    button,
};

/// One color a kind of thing, always with its pictogram and word.
enum class Tone : std::uint8_t { neutral, teal, indigo, plum, green, amber, slate, brick };

/// Whether it can be touched, now or ever.
enum class Touchable : std::uint8_t { no, disabled, yes };

enum class Emphasis : std::uint8_t { normal, primary };

/// Whether a pictogram is mirrored where one reads from the right, as arrows are.
enum class IconFlow : std::uint8_t { fixed, follows_reading };

/// What a touch on an element means. The visitor's Flow alone knows what follows from it.
enum class Intent : std::uint8_t {
    none,
    start, ///< somebody has come
    choose_language, ///< subject: its tag
    open_languages,
    take_number,
    choose_service, ///< subject: its id
    choose_unsure, ///< "I don't know / a person, please"
    next_page,
    finish, ///< wipe everything now
    print_again,
    back,
    start_over,
    toggle_text_size,
    toggle_contrast,
    toggle_reach,
    open_easier, ///< what makes the screen easier: text, contrast, reach, hiding
    hide,
    unhide,
    open_help,
    help_come,
    help_private,
    talk_to_woman,
    talk_to_man,
    talk_to_anyone,
    go_on, ///< "yes, I am still here"
    try_again,
    book, ///< an appointment
    have_appointment,
    choose_booked_service, ///< subject: its id
    choose_who, ///< subject: a domain::GenderPreference
    choose_day, ///< subject: its date
    choose_start, ///< subject: an offer's instant
    next_choices, ///< more of the same: services, days or times to book
    choose_again, ///< asks for the free times anew
    with_anybody, ///< the same with a woman or a man
    confirm_time,
    type_digit, ///< subject: it
    erase_digit,
    find_code,
    check_in,
    move_appointment,
    cancel_appointment,
    cancel_for_sure,
};

/// One thing on the screen: everything that a person may see, hear or touch of it, and nothing about where it stands.
struct Element {
    std::string id; ///< unique on its screen: "service:legal"
    Role role = Role::text;
    std::string label;
    std::string figure; ///< between label and detail, largest of the three: a day of the month, a time; or empty
    std::string detail; ///< a lighter second line, or empty
    std::string spoken; ///< said instead of label, figure and detail
    std::string qr; ///< what a QR code beside the words holds, or empty
    std::string icon; ///< a name of assets/icons.txt, or empty
    IconFlow icon_flow = IconFlow::fixed;
    Tone tone = Tone::neutral;
    Touchable touchable = Touchable::no;
    Emphasis emphasis = Emphasis::normal;
    LanguageTag language; ///< of label and detail
    Intent intent = Intent::none;
    std::string subject;

    friend bool operator==(Element const&, Element const&) = default;
};

} // namespace zahide::visitor
