#pragma once

#include "arb.h"
#include "unicode/message_format.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace zahide::i18n {

using CheckedFile = std::map<std::string, unicode::MessageFormat, std::less<>>;

struct FileCheck {
    CheckedFile formats; ///< the well-formed ones by key
    std::vector<Error> problems;
};

/// Parses every message of one file and compares it with English, where `english` is given. What is missing is not said here.
[[nodiscard]] FileCheck check_file(ArbFile const& file, CheckedFile const* english);

} // namespace zahide::i18n
