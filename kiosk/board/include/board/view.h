#pragma once

#include "base/ids.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::board {

/// Whether the scheduler is heard.
enum class Link : std::uint8_t { silent, heard };

/// A text to be drawn, in its language. Inserted values are isolated.
struct BoardText {
    LanguageTag language;
    std::string text;
    friend bool operator==(BoardText const&, BoardText const&) = default;
};

/// The call that stands large.
struct LargeCall {
    CallId id;
    std::string number; ///< Latin digits
    std::optional<BoardText> own_number; ///< the digits of the call's own language, where they are others
    std::string counter; ///< Latin digits
    std::vector<BoardText> sentences; ///< the call's own language first, then the house's
    std::int32_t repeat = 0;
    friend bool operator==(LargeCall const&, LargeCall const&) = default;
};

struct EarlierCall {
    std::string number;
    std::string counter;
    friend bool operator==(EarlierCall const&, EarlierCall const&) = default;
};

/// All that stands on the screen but the clock and the center's name.
struct BoardView {
    std::optional<LargeCall> large;
    std::vector<EarlierCall> earlier; ///< newest first
    std::vector<BoardText> welcome; ///< while there is no large call: a line a language
    std::optional<Instant> not_current_since; ///< calls may be missing since then
    std::vector<BoardText> not_current; ///< the same in words
    friend bool operator==(BoardView const&, BoardView const&) = default;
};

} // namespace zahide::board
