#pragma once

#include "base/ids.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace zahide::unicode {

enum class DigitSet : std::uint8_t {
    latin, ///< 0123456789
    arabic, ///< ٠١٢٣٤٥٦٧٨٩
    eastern_arabic, ///< ۰۱۲۳۴۵۶۷۸۹ (Persian, Dari, Pashto)
};

enum class ReadingOrder : std::uint8_t { left_to_right, right_to_left };

/// A language we may speak: one of the 18 of the house.
struct Language {
    std::string_view tag; ///< our name: "prs", "ku"
    std::string_view endonym; ///< its name in itself, for the language screen
    ReadingOrder order;
    DigitSet digits;
    std::string_view fallback; ///< the next language to look in when a message is missing; empty ends the chain
};

/// All 18, in the order of the language screen.
[[nodiscard]] std::span<Language const> languages();

/// Null when it is not one of ours. The pointer stays valid for the program's life.
[[nodiscard]] Language const* find_language(LanguageTag const& tag);

} // namespace zahide::unicode
