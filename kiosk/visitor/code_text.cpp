#include "code_text.h"

#include "unicode/language.h"
#include "unicode/number.h"

namespace zahide::visitor {

namespace {

constexpr std::size_t group = 3;
constexpr std::string_view isolate_left_to_right = "\u2066";
constexpr std::string_view end_of_isolate = "\u2069";
constexpr std::string_view left_to_right_mark = "\u200E";

} // namespace

std::string code_text(std::string_view digits, LanguageTag const& language, CodeDigits kind)
{
    unicode::Language const* known = unicode::find_language(language);
    bool const is_turned = known && known->order == unicode::ReadingOrder::right_to_left;
    std::string text(is_turned ? isolate_left_to_right : std::string_view());
    for (std::size_t at = 0; at < digits.size(); at += group) {
        if (at > 0) {
            text += is_turned ? left_to_right_mark : std::string_view();
            text += "\u00A0"; // a code is not torn
            text += is_turned ? left_to_right_mark : std::string_view();
        }
        std::string_view const part = digits.substr(at, group);
        text += kind == CodeDigits::latin ? std::string(part) : unicode::with_digits(part, language);
    }
    text += is_turned ? end_of_isolate : std::string_view();
    return text;
}

std::string code_spoken(std::string_view digits)
{
    std::string text;
    for (char const digit : digits) {
        if (!text.empty())
            text += ' ';
        text += digit;
    }
    return text;
}

} // namespace zahide::visitor
