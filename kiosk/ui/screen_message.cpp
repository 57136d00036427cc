#include "arranger.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

// One thing to know, large, and at most one thing to do: closed, no number, somebody is coming.
bool arrange_message(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 0)
        return false;
    visitor::ScreenModel const& model = arranger.model();
    Theme const& theme = arranger.theme();
    Element const& title = *model.title;
    painter::Color const tone = title.tone == visitor::Tone::neutral ? tone_color(theme, visitor::Tone::teal) : tone_color(theme, title.tone);
    float const disc = arranger.px(arranger.metrics().is_portrait() ? 240 : 150);
    TextLook const large { .size = 68, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = theme.ink };
    TextLook const plain { .size = 46, .weight = text::Weight::regular, .alignment = text::Alignment::center, .color = theme.ink };
    std::vector<Block> blocks;
    float const title_height = arranger.height_of(title, title.label, large, area.width);
    float const head = disc + arranger.px(36) + title_height;
    blocks.push_back({ head, head, [&, disc, title_height](Rect const& rect) {
                          PlacedElement& placed = arranger.add(title, rect);
                          Rect const circle { std::round(rect.center().x - disc / 2), rect.top, disc, disc };
                          painter::Rounded look { .radius_px = disc / 2, .fill = tone };
                          if (!theme.has_fills)
                              look = { .radius_px = disc / 2, .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = tone };
                          arranger.panel(placed, circle, look);
                          arranger.icon(placed, title.icon, circle.inset(std::round(disc * 0.25F)), theme.has_fills ? theme.on_fill : tone);
                          arranger.words(placed, title.label, large, { rect.left, rect.bottom() - title_height, rect.width, title_height });
                      } });
    for (Element const& element : model.content) {
        if (element.role == visitor::Role::button) {
            blocks.push_back(arranger.button(element, area.width));
        } else if (!element.icon.empty()) {
            blocks.push_back(arranger.note(element, area.width));
        } else {
            float const height = arranger.height_of(element, element.label, plain, area.width);
            blocks.push_back({ height, height,
                [&arranger, &element, plain](Rect const& rect) { arranger.words(arranger.add(element, rect), element.label, plain, rect); } });
        }
    }
    float const gap = arranger.metrics().gap_px(arranger.metrics().is_portrait() ? 44 : 28);
    float needed = gap * static_cast<float>(blocks.size() - 1);
    for (Block const& block : blocks)
        needed += block.height_min;
    // Above the middle, where eyes rest.
    float const above = std::max(0.0F, (area.height - needed) * 0.38F);
    arranger.column(blocks, { area.left, area.top + above, area.width, area.height - above }, gap);
    return true;
}

} // namespace zahide::ui
