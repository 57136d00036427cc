#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace zahide::unicode {

/// ICU's name for a language: ICU 72 has no data for prs, and calls Kurmanji ku.
[[nodiscard]] std::string icu_language(LanguageTag const& language);

/// The same as a locale; fails with `invalid` for a language that is not ours.
[[nodiscard]] Result<icu::Locale> icu_locale(LanguageTag const& language);

[[nodiscard]] std::string utf8(icu::UnicodeString const& text);
[[nodiscard]] icu::UnicodeString utf16(std::string_view text);

} // namespace zahide::unicode
