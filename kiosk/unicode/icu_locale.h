#pragma once

#include "base/ids.h"

#include <string>

namespace zahide::unicode {

/// ICU's name for a language: ICU 72 knows neither prs nor kmr.
[[nodiscard]] inline std::string icu_language(LanguageTag const& language)
{
    if (language.value() == "prs")
        return "fa_AF";
    return language.value() == "kmr" ? "ku" : language.value();
}

} // namespace zahide::unicode
