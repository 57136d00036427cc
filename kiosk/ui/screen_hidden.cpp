#include "arranger.h"

#include <cmath>

namespace zahide::ui {

using painter::Rect;

// Nothing of the visitor's, until somebody touches it.
bool arrange_hidden(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 0)
        return false;
    visitor::Element const* show = arranger.content("show");
    visitor::Element const& title = *arranger.model().title;
    Theme const& theme = arranger.theme();
    arranger.scene().ground = theme.brand;
    TextLook const large { .size = 68, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = theme.on_brand };
    TextLook const plain { .size = 46, .weight = text::Weight::regular, .alignment = text::Alignment::center, .color = theme.on_brand };
    float const margin = arranger.px(80);
    float const width = area.width - 2 * margin;
    float const icon_px = arranger.px(200);
    float const title_height = arranger.height_of(title, title.label, large, width);
    float const show_height = arranger.height_of(*show, show->label, plain, width);
    float const total = icon_px + arranger.px(56) + title_height + arranger.px(32) + show_height;
    float const top = std::round(area.top + (area.height - total) * 0.42F);
    // A touch anywhere brings it back.
    PlacedElement& button = arranger.add(*show, area);
    float const show_top = top + total - show_height;
    arranger.words(button, show->label, plain, { area.left + margin, show_top, width, show_height });
    float const head = icon_px + arranger.px(56) + title_height;
    PlacedElement& placed = arranger.add(title, { area.left + margin, top, width, head });
    arranger.icon(placed, title.icon, { std::round(area.center().x - icon_px / 2), top, icon_px, icon_px }, theme.on_brand);
    arranger.words(placed, title.label, large, { area.left + margin, top + icon_px + arranger.px(56), width, title_height });
    return true;
}

} // namespace zahide::ui
