#pragma once

#include "base/ids.h"
#include "unicode/direction.h"
#include "unicode/script.h"

#include <string>

namespace zahide::unicode {

/// The script a language is written in by default (CLDR's likely subtags); Latn where nothing is known.
[[nodiscard]] Script script_of(LanguageTag const& language);
/// The direction of that script.
[[nodiscard]] Direction direction_of(LanguageTag const& language);
/// The letters a language needs (CLDR's standard exemplars, single characters only); empty where CLDR has none.
[[nodiscard]] std::u32string letters_of(LanguageTag const& language);

} // namespace zahide::unicode
