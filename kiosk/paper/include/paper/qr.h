#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zahide::paper {

/// The blank border that readers need, in modules (ISO/IEC 18004 §9.1).
inline constexpr int qr_quiet_modules = 4;

struct QrCode {
    int modules = 0; ///< a side, without the border
    std::vector<std::uint8_t> dark; ///< row by row, 1 = dark

    [[nodiscard]] bool is_dark(int x, int y) const
    {
        return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(modules) + static_cast<std::size_t>(x)] != 0;
    }
};

/// ISO/IEC 18004, error correction M (15 %). Fails with `limit` where the text is too long for a code.
[[nodiscard]] Result<QrCode> make_qr(std::string const& text);

} // namespace zahide::paper
