#include "unicode/number.h"

#include "unicode/language.h"

namespace zahide::unicode {

namespace {

void append_digit(std::string& out, char latin, DigitSet digits)
{
    auto const value = static_cast<unsigned>(latin - '0');
    switch (digits) {
    case DigitSet::latin:
        out += latin;
        return;
    case DigitSet::arabic: // U+0660 + value
        out += static_cast<char>(0xD9);
        out += static_cast<char>(0xA0U + value);
        return;
    case DigitSet::eastern_arabic: // U+06F0 + value
        out += static_cast<char>(0xDB);
        out += static_cast<char>(0xB0U + value);
        return;
    }
}

} // namespace

std::string with_digits(std::string_view latin, LanguageTag const& language)
{
    Language const* known = find_language(language);
    DigitSet const digits = known == nullptr ? DigitSet::latin : known->digits;
    std::string out;
    out.reserve(latin.size() * 2);
    for (char const character : latin) {
        if (character >= '0' && character <= '9')
            append_digit(out, character, digits);
        else
            out += character;
    }
    return out;
}

std::string number_text(std::int64_t value, LanguageTag const& language)
{
    return with_digits(std::to_string(value), language);
}

} // namespace zahide::unicode
