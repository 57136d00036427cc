#pragma once

#include "text/atlas.h"

#include <optional>
#include <vector>

namespace zahide::painter {

/// Pictures of round corners in the atlas: a disc for fills, a ring for edges, drawn once a radius. Their quarters are
/// the corners of a nine-slice.
class Corners {
public:
    /// Radii and edges in use at once; a screen needs about ten.
    static constexpr std::size_t shapes_max = 64;

    /// A picture of 2 × radius_px on a side; edge_px 0 is a full disc. Nothing if the atlas has no room.
    [[nodiscard]] std::optional<text::AtlasSlot> shape(text::Atlas& atlas, int radius_px, int edge_px);

private:
    struct Shape {
        int radius_px;
        int edge_px;
        text::AtlasSlot slot;
    };
    std::vector<Shape> m_shapes;
};

} // namespace zahide::painter
