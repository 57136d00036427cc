#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace zahide::painter {

/// A pictogram's shape: one byte of coverage a pixel, rows from the top, no padding.
struct IconImage {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> coverage;
};

/// Where pictograms come from; the shipped one reads PNG files of the share folder. Called on the painter's thread, once
/// a name and size.
class IconSource {
public:
    virtual ~IconSource() = default;
    [[nodiscard]] virtual Result<IconImage> load(std::string_view name) = 0;
};

/// The picture in another size, each new pixel the mean of the old ones under it. Meant for making it smaller.
[[nodiscard]] IconImage resampled(IconImage const& image, int width_px, int height_px);
/// As in a mirror that stands beside it.
[[nodiscard]] IconImage mirrored(IconImage image);

} // namespace zahide::painter
