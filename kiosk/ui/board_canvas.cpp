#include "board_canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace zahide::ui {

namespace {

/// Smaller than this nobody in a waiting room reads it.
constexpr float size_px_least = 12;

} // namespace

void BoardCanvas::panel(painter::Rect const& rect, painter::Color fill, float radius_px)
{
    m_scene->panels.push_back({ rect, { radius_px, fill, 0, fill } });
}

void BoardCanvas::icon(std::string_view name, painter::Rect const& rect, painter::Color color)
{
    m_scene->icons.push_back({ std::string(name), rect, color });
}

text::Layout const& BoardCanvas::layout(std::string_view text, BoardTextLook const& look) const
{
    text::ParagraphStyle style;
    style.language = look.language;
    style.weight = look.weight;
    style.size_px = look.size_px;
    return m_engine->layout(text, style);
}

float BoardCanvas::width_of(std::string_view text, BoardTextLook const& look) const
{
    return layout(text, look).width_px;
}

painter::Rect BoardCanvas::line(std::string_view text, BoardTextLook look, painter::Rect const& box, Edge edge)
{
    look.size_px = std::floor(look.size_px);
    text::Layout const* laid_out = &layout(text, look);
    // Widths grow with the size, but not quite evenly: hinting rounds. A few steps find the size that fits.
    while (laid_out->width_px > box.width && look.size_px > size_px_least) {
        look.size_px = std::max(size_px_least, std::floor(std::min(look.size_px - 1, look.size_px * box.width / laid_out->width_px)));
        laid_out = &layout(text, look);
    }
    float left = box.left;
    if (edge == Edge::center)
        left += (box.width - laid_out->width_px) / 2;
    if (edge == Edge::right)
        left += box.width - laid_out->width_px;
    float const ink_height = laid_out->ink_bottom - laid_out->ink_top;
    float const top
        = look.middle == Middle::ink ? box.top + (box.height - ink_height) / 2 - laid_out->ink_top : box.top + (box.height - laid_out->height_px) / 2;
    m_scene->texts.push_back({ *laid_out, { left, top }, look.color });
    return { left, top + laid_out->ink_top, laid_out->width_px, ink_height };
}

void BoardCanvas::element(std::string id, std::string role, std::string label, painter::Rect const& rect)
{
    InspectedElement element;
    element.id = std::move(id);
    element.role = std::move(role);
    element.label = std::move(label);
    element.rect = rect;
    m_scene->elements.push_back(std::move(element));
}

} // namespace zahide::ui
