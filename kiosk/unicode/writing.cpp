#include "unicode/writing.h"

#include "icu_locale.h"

#include <array>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
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

Script script_of(LanguageTag const& language)
{
    char const* const name = uscript_getShortName(script_code(language));
    return name == nullptr ? Script::from_letters("Latn") : Script::from_letters(name);
}

Direction direction_of(LanguageTag const& language)
{
    return uscript_isRightToLeft(script_code(language)) != 0 ? Direction::right_to_left : Direction::left_to_right;
}

std::u32string letters_of(LanguageTag const& language)
{
    std::u32string letters;
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData* const data = ulocdata_open(icu_language(language).c_str(), &status);
    if (U_FAILURE(status))
        return letters;
    USet* const set = ulocdata_getExemplarSet(data, nullptr, 0, ULOCDATA_ES_STANDARD, &status);
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
    ulocdata_close(data);
    return letters;
}

} // namespace zahide::unicode
