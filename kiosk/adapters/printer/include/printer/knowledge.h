#pragma once

#include "printer/escpos.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace zahide::printer {

enum class Answers : std::uint8_t { unasked, no, yes };

/// What a printer is known to answer. Learned by asking, never from its model's name; once heard, unlearned only where another printer may
/// stand in its place: it was gone for a while, or answers what comes after the fence and not the fence.
struct Knowledge {
    std::array<Answers, 4> status {}; ///< by StatusKind
    Answers queued = Answers::unasked;
    Answers fence = Answers::unasked;

    [[nodiscard]] Answers& of(StatusKind kind) { return status[static_cast<std::size_t>(kind) - 1]; }
    [[nodiscard]] Answers of(StatusKind kind) const { return status[static_cast<std::size_t>(kind) - 1]; }

    /// Whether it can say that a paper is done.
    [[nodiscard]] Answers confirmation() const
    {
        if (fence == Answers::yes || queued == Answers::yes)
            return Answers::yes;
        return fence == Answers::no && queued == Answers::no ? Answers::no : Answers::unasked;
    }
};

} // namespace zahide::printer
