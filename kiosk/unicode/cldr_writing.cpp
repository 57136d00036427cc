#include "unicode/cldr_writing.h"

#include "icu_locale.h"

#include <array>
#include <memory>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>

namespace zahide::unicode {

namespace {

UScriptCode script_code(LanguageTag const& language)
{
    std::array<UScriptCode, 8> scripts {};
    UErrorCode status = U_ZERO_ERROR;
    int32_t const count = uscript_getCode(icu_language(language).c_str(), scripts.data(), static_cast<int32_t>(scripts.size()), &status);
    return U_SUCCESS(status) && count > 0 ? scripts[0] : USCRIPT_LATIN;
}

} // namespace

Script script_by_cldr(LanguageTag const& language)
{
    char const* const name = uscript_getShortName(script_code(language));
    return name == nullptr ? Script::from_letters("Latn") : Script::from_letters(name);
}

Direction direction_by_cldr(LanguageTag const& language)
{
    return uscript_isRightToLeft(script_code(language)) != 0 ? Direction::right_to_left : Direction::left_to_right;
}

std::u32string letters_by_cldr(LanguageTag const& language)
{
    std::u32string letters;
    UErrorCode status = U_ZERO_ERROR;
    // As ulocdata_getExemplarSet() does it, which stands in ICU's larger library: text needs nothing else of that.
    using Bundle = std::unique_ptr<UResourceBundle, decltype(&ures_close)>;
    Bundle const bundle(ures_open(nullptr, icu_language(language).c_str(), &status), &ures_close);
    int32_t size = 0;
    UChar const* const pattern = ures_getStringByKey(bundle.get(), "ExemplarCharacters", &size, &status);
    if (U_FAILURE(status))
        return letters;
    USet* const set = uset_openPattern(pattern, size, &status);
    if (U_SUCCESS(status)) {
        int32_t const ranges = uset_getRangeCount(set);
        for (int32_t number = 0; number < ranges; ++number) {
            UChar32 start = 0;
            UChar32 end = 0;
            status = U_ZERO_ERROR;
            if (uset_getItem(set, number, &start, &end, nullptr, 0, &status) != 0)
                continue; // a string of several characters
            for (UChar32 letter = start; letter <= end; ++letter)
                letters += static_cast<char32_t>(letter);
        }
        uset_close(set);
    }
    return letters;
}

} // namespace zahide::unicode
