#pragma once

#include "text/atlas.h"

#include <optional>
#include <vector>

namespace zahide::text {

/// Packs rectangles into a page in shelves: rows as high as their first picture, filled from the left. Good enough for
/// glyphs, which come in few heights.
class Shelves {
public:
    /// A free place, a pixel apart from its neighbors so that filtering never mixes them.
    [[nodiscard]] std::optional<AtlasRect> place(int width, int height);
    void clear();

private:
    struct Shelf {
        int y = 0;
        int height = 0;
        int x_next = 0;
    };
    std::vector<Shelf> m_shelves;
    int m_y_next = 0;
};

} // namespace zahide::text
