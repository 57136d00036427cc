#include "shelves.h"

namespace zahide::text {

namespace {

constexpr int gap_px = 1;
/// A picture may stand on a shelf up to this much higher than itself, in quarters of its own height.
constexpr int shelf_waste_quarters = 5;

} // namespace

std::optional<AtlasRect> Shelves::place(int width, int height)
{
    if (width + gap_px > atlas_page_px || height + gap_px > atlas_page_px)
        return std::nullopt;
    Shelf* best = nullptr;
    for (Shelf& shelf : m_shelves) {
        bool const fits = shelf.height >= height && shelf.height * 4 <= height * shelf_waste_quarters + 16 && shelf.x_next + width + gap_px <= atlas_page_px;
        if (fits && (best == nullptr || shelf.height < best->height))
            best = &shelf;
    }
    if (best == nullptr) {
        if (m_y_next + height + gap_px > atlas_page_px)
            return std::nullopt;
        m_shelves.push_back({ m_y_next, height, 0 });
        m_y_next += height + gap_px;
        best = &m_shelves.back();
    }
    AtlasRect const rect { best->x_next, best->y, width, height };
    best->x_next += width + gap_px;
    return rect;
}

void Shelves::clear()
{
    m_shelves.clear();
    m_y_next = 0;
}

} // namespace zahide::text
