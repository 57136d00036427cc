#include "corners.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace zahide::painter {

namespace {

// How much of a pixel whose middle is `distance` from the center a disc of this radius covers, to a straight edge's error.
float disc_coverage(float radius, float distance)
{
    return std::clamp(radius - distance + 0.5F, 0.0F, 1.0F);
}

std::vector<std::uint8_t> draw(int radius_px, int edge_px)
{
    int const side = 2 * radius_px;
    auto const radius = static_cast<float>(radius_px);
    std::vector<std::uint8_t> coverage;
    coverage.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            float const distance = std::hypot(static_cast<float>(x) + 0.5F - radius, static_cast<float>(y) + 0.5F - radius);
            float covered = disc_coverage(radius, distance);
            if (edge_px > 0)
                covered -= disc_coverage(radius - static_cast<float>(edge_px), distance);
            coverage.push_back(static_cast<std::uint8_t>(std::lround(covered * 255.0F)));
        }
    }
    return coverage;
}

} // namespace

std::optional<text::AtlasSlot> Corners::shape(text::Atlas& atlas, int radius_px, int edge_px)
{
    auto const known
        = std::find_if(m_shapes.begin(), m_shapes.end(), [&](Shape const& shape) { return shape.radius_px == radius_px && shape.edge_px == edge_px; });
    if (known != m_shapes.end())
        return known->slot;
    if (m_shapes.size() >= shapes_max)
        return std::nullopt;
    auto const slot = atlas.reserve(2 * radius_px, 2 * radius_px);
    if (!slot)
        return std::nullopt;
    atlas.write(*slot, draw(radius_px, edge_px));
    m_shapes.push_back({ radius_px, edge_px, *slot });
    return slot;
}

} // namespace zahide::painter
