#include "unicode/language.h"

#include <algorithm>
#include <array>

namespace zahide::unicode {

namespace {

constexpr auto left = ReadingOrder::left_to_right;
constexpr auto right = ReadingOrder::right_to_left;

// Digits as CLDR's default numbering systems have them, but Arabic-Indic for Arabic everywhere (CLDR's ar_MA has Latin).
constexpr auto table = std::to_array<Language>({
    { "ar", "العربية", right, DigitSet::arabic, "en" },
    { "tr", "Türkçe", left, DigitSet::latin, "en" },
    { "fa", "فارسی", right, DigitSet::eastern_arabic, "en" },
    { "prs", "دری", right, DigitSet::eastern_arabic, "fa" },
    { "ps", "پښتو", right, DigitSet::eastern_arabic, "en" },
    { "ku", "Kurdî", left, DigitSet::latin, "tr" },
    { "ckb", "کوردی", right, DigitSet::arabic, "en" },
    { "ug", "ئۇيغۇرچە", right, DigitSet::latin, "en" },
    { "uz", "O‘zbekcha", left, DigitSet::latin, "en" },
    { "tk", "Türkmençe", left, DigitSet::latin, "en" },
    { "ur", "اردو", right, DigitSet::latin, "en" },
    { "ru", "Русский", left, DigitSet::latin, "en" },
    { "uk", "Українська", left, DigitSet::latin, "en" },
    { "so", "Soomaali", left, DigitSet::latin, "en" },
    { "fr", "Français", left, DigitSet::latin, "en" },
    { "en", "English", left, DigitSet::latin, "" },
    { "am", "አማርኛ", left, DigitSet::latin, "en" },
    { "ti", "ትግርኛ", left, DigitSet::latin, "en" },
});

} // namespace

std::span<Language const> languages()
{
    return table;
}

Language const* find_language(LanguageTag const& tag)
{
    auto const* found = std::find_if(table.begin(), table.end(), [&](Language const& language) { return language.tag == tag.value(); });
    return found == table.end() ? nullptr : found;
}

} // namespace zahide::unicode
