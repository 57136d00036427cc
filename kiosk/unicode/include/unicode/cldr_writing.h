#pragma once

#include "base/ids.h"
#include "unicode/direction.h"
#include "unicode/script.h"

#include <string>

namespace zahide::unicode {

// What writing.h tells, asked of ICU each time: it opens the language's file of CLDR for it, which takes 20 to 80 µs.

[[nodiscard]] Script script_by_cldr(LanguageTag const& language);
[[nodiscard]] Direction direction_by_cldr(LanguageTag const& language);
[[nodiscard]] std::u32string letters_by_cldr(LanguageTag const& language);

} // namespace zahide::unicode
