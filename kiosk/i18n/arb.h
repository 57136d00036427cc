#pragma once

#include "i18n/messages.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::i18n {

/// A message as it stands in a file.
struct ArbEntry {
    std::string text;
    int line = 0;
};

/// A locale file taken apart, its messages not yet looked at.
struct ArbFile {
    std::string name;
    LocaleInfo info;
    std::map<std::string, ArbEntry, std::less<>> entries;
};

/// One file of at most 1 MiB. Fails with `invalid` and the line for what is not flat JSON of texts, for a key that stands
/// there twice and for wrong or missing @@ properties.
[[nodiscard]] Result<ArbFile> parse_arb(LocaleFile const& file);

} // namespace zahide::i18n
