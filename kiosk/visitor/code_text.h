#pragma once

#include "base/ids.h"

#include <string>
#include <string_view>

/// An appointment's code as it is shown: in groups of three, from the left in every language, as it is printed.
namespace zahide::visitor {

enum class CodeDigits : std::uint8_t { of_language, latin };

/// Groups of the nine ASCII digits. In languages read from the right, marks keep the groups in their order (UAX #9: spaces
/// between Arabic digits would turn them round).
[[nodiscard]] std::string code_text(std::string_view digits, LanguageTag const& language, CodeDigits kind = CodeDigits::of_language);
/// One digit after the other.
[[nodiscard]] std::string code_spoken(std::string_view digits);

} // namespace zahide::visitor
