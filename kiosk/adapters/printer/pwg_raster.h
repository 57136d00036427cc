#pragma once

#include "ports/printer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace zahide::printer {

/// Our pictures are laid out at this; a printer of another resolution gets them enlarged.
inline constexpr int picture_dpi = 203;

enum class RasterKind : std::uint8_t {
    black_1, ///< one bit a dot, 1 = black
    gray_8, ///< a byte a dot, 0 = black
};

/// What a printer takes.
struct RasterFormat {
    int dpi = picture_dpi;
    RasterKind kind = RasterKind::black_1;
};

/// Dots of the printer for one dot of ours: whole where that changes the size by less than three parts in a hundred, so that
/// strokes stay even.
[[nodiscard]] double raster_scale(int dpi);

/// The best of the resolutions: ours, else the one whose raster_scale() keeps the size best; the finer of two alike.
[[nodiscard]] std::optional<int> choose_dpi(std::vector<int> const& supported_dpi);

/// The picture as a one-page PWG raster document (PWG 5102.4).
[[nodiscard]] Result<std::vector<std::uint8_t>> encode_pwg_raster(ports::PrintPicture const& picture, RasterFormat const& format);

/// Hundredths of a millimetre, as IPP counts a sheet.
struct SheetSize {
    int width = 0;
    int length = 0;
};
[[nodiscard]] SheetSize sheet_size(ports::PrintPicture const& picture);

} // namespace zahide::printer
