#include "icu_locale.h"

#include "unicode/language.h"

namespace zahide::unicode {

namespace {

struct IcuName {
    std::string_view ours;
    char const* icu;
};

// Arabic is Syrian Arabic: its months are the ones our visitors know (تشرين الثاني, not نوفمبر). English
// dates put the day first, as all others here do.
constexpr IcuName different_names[] = { { "prs", "fa_AF" }, { "ar", "ar_SY" }, { "ku", "ku_TR" }, { "kmr", "ku_TR" }, { "en", "en_GB" } };

} // namespace

std::string icu_language(LanguageTag const& language)
{
    for (IcuName const& name : different_names) {
        if (name.ours == language.value())
            return name.icu;
    }
    return language.value();
}

Result<icu::Locale> icu_locale(LanguageTag const& language)
{
    if (find_language(language) == nullptr)
        return fail(ErrorCode::invalid, "'" + language.value() + "' is not one of the house's languages", {},
            "use one of tr en ar fa prs ps ku ckb ug uz tk ur ru uk so fr am ti");
    return icu::Locale(icu_language(language).c_str());
}

std::string utf8(icu::UnicodeString const& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString utf16(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

} // namespace zahide::unicode
