#pragma once

#include "text/atlas.h"

#include <optional>
#include <vector>

namespace zahide::text {

/// Places rectangles on one page, each as high up as it goes, then where it loses least room (the skyline of Jylänki, "A
/// Thousand Ways to Pack the Bin"). Letters of many scripts fill four fifths of a page and more, with shelves of equal heights two
/// thirds; putting the loss first fills less. A pixel is left between neighbors, so that sampling between pixels doesn't bleed.
class Skyline {
public:
    Skyline() { clear(); }
    [[nodiscard]] std::optional<AtlasRect> place(int width, int height);
    void clear();

private:
    /// A level stretch of the upper edge of what is placed; y grows downwards, so that free room is below it.
    struct Step {
        int x = 0;
        int y = 0;
        int width = 0;
    };
    struct Fit {
        int y = 0;
        int wasted_px = 0;
    };
    /// Where something this wide would stand with its left edge at a step's; nothing if the page is too narrow there.
    [[nodiscard]] std::optional<Fit> fit(std::size_t step, int width) const;
    void raise(std::size_t step, int width, int y);

    std::vector<Step> m_steps;
};

} // namespace zahide::text
