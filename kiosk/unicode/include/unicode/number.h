#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace zahide::unicode {

/// A whole number in the language's digits, without grouping: ticket numbers, minutes, counters. UTF-8, logical order.
[[nodiscard]] std::string number_text(std::int64_t value, LanguageTag const& language);

/// The same text with its digits 0–9 replaced by the language's: "10:42" becomes "١٠:٤٢".
[[nodiscard]] std::string with_digits(std::string_view latin, LanguageTag const& language);

} // namespace zahide::unicode
