#pragma once

#include "base/ids.h"

#include <map>
#include <string>
#include <string_view>

namespace zahide::domain {

/// A name or an explanation, once per language, as the center's staff wrote it (so not a message of `locales/`).
struct LocalizedText {
    std::map<LanguageTag, std::string> by_language;

    /// The text in that language, else in English, else in Turkish, else whichever there is; empty only if there is none.
    [[nodiscard]] std::string_view in(LanguageTag const& language) const;

    friend bool operator==(LocalizedText const&, LocalizedText const&) = default;
};

} // namespace zahide::domain
