#include "unicode/writing.h"

#include "unicode/cldr_writing.h"
#include "unicode/language.h"

#include <algorithm>
#include <array>

namespace zahide::unicode {

namespace {

/// What CLDR says of the house's languages, here because every program asks for all of it when it starts. A test compares it
/// with ICU's. "a-z" stands for the letters from a to z.
struct Writing {
    std::string_view language;
    std::string_view script;
    std::u32string_view letters;
};

constexpr auto writings = std::to_array<Writing>({
    { "ar", "Arab", U"ء-غف-\u0652\u0670" },
    { "tr", "Latn", U"a-pr-vyzçöüğİış" },
    { "fa", "Arab", U"ء-ؤئ-غفقل-و\u064B-\u064D\u0651\u0654پچژکگی" },
    { "prs", "Arab", U"ء-ؤئ-غفقل-و\u064B-\u064D\u0651\u0654پچژکگی" },
    { "ps", "Arab", U"ء-ؤئ-غفقل-وي-\u0652\u0654\u0670ټپځڅچډړږژښکګگڼیۍې" },
    { "ku", "Latn", U"a-zçêîûş" },
    { "ckb", "Arab", U"ئ-بتج-در-شعغفقل-نوپچڕژڤکگڵھۆیێە" },
    { "ug", "Arab", U"ابتجخدر-شغف-نو-يپچژڭگھۆ-ۈۋېە" },
    { "uz", "Latn", U"abd-vx-zʼ" },
    { "tk", "Latn", U"abd-pr-uwyzäçöüýňşž" },
    { "ur", "Arab", U"ءابت-غفقل-نوٹپچڈڑژکگھہیے" },
    { "ru", "Cyrl", U"а-яё" },
    { "uk", "Cyrl", U"ʼа-щьюяєіїґ" },
    { "so", "Latn", U"b-df-hj-nq-tw-y" },
    { "fr", "Latn", U"a-zàâæ-ëîïôùûüÿœ" },
    { "en", "Latn", U"a-z" },
    { "am", "Ethi", U"ሀ-ሆለ-ቆቈቊ-ቍበ-ኆኈኊ-ኍነ-ኮኰኲ-ኵኸ-ኾወ-ዎዐ-ዖዘ-ዮደ-ዷጀ-ጎጐጒ-ጕጠ-ፆፈ-ፗ" },
    { "ti", "Ethi", U"ሀ-ሆለ-ቆቈቊ-ቍቐ-ቖቘቚ-ቝበ-ኆኈኊ-ኍነ-ኮኰኲ-ኵኸ-ኾዀዂ-ዅወ-ዎዐ-ዖዘ-ዮደ-ዷጀ-ጎጐጒ-ጕጠ-ፗ\u135F" },
});

Writing const* find_writing(LanguageTag const& language)
{
    auto const* found = std::ranges::find(writings, language.value(), &Writing::language);
    return found == writings.end() ? nullptr : found;
}

std::u32string spelled_out(std::u32string_view ranges)
{
    std::u32string letters;
    for (std::size_t index = 0; index < ranges.size(); ++index) {
        if (ranges[index] != U'-') {
            letters += ranges[index];
            continue;
        }
        ++index;
        for (char32_t letter = letters.back() + 1; letter <= ranges[index]; ++letter)
            letters += letter;
    }
    return letters;
}

} // namespace

Script script_of(LanguageTag const& language)
{
    Writing const* const writing = find_writing(language);
    return writing != nullptr ? Script::from_letters(writing->script) : script_by_cldr(language);
}

Direction direction_of(LanguageTag const& language)
{
    Language const* const ours = find_language(language);
    if (ours == nullptr)
        return direction_by_cldr(language);
    return ours->order == ReadingOrder::right_to_left ? Direction::right_to_left : Direction::left_to_right;
}

std::u32string letters_of(LanguageTag const& language)
{
    Writing const* const writing = find_writing(language);
    return writing != nullptr ? spelled_out(writing->letters) : letters_by_cldr(language);
}

} // namespace zahide::unicode
