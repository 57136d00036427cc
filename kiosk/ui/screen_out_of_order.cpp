#include "arranger.h"

#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

Block notice(Arranger& arranger, Element const& element, float width_px)
{
    Theme const& theme = arranger.theme();
    TextLook const first { .size = 46, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = theme.ink };
    TextLook const second { .size = 40, .weight = text::Weight::regular, .alignment = text::Alignment::center, .color = theme.soft };
    float const label = arranger.height_of(element, element.label, first, width_px);
    float const detail = arranger.height_of(element, element.detail, second, width_px);
    return { label + detail, label + detail, [&arranger, &element, first, second, label, detail](Rect const& rect) {
                PlacedElement& placed = arranger.add(element, rect);
                arranger.words(placed, element.label, first, { rect.left, rect.top, rect.width, label });
                arranger.words(placed, element.detail, second, { rect.left, rect.top + label, rect.width, detail });
            } };
}

} // namespace

// The same sentence in every language: the desk helps.
bool arrange_out_of_order(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 0)
        return false;
    float const margin = arranger.px(80);
    float const width = area.width - 2 * margin;
    float const disc = arranger.px(arranger.metrics().is_portrait() ? 260 : 150);
    Theme const& theme = arranger.theme();
    std::vector<Block> blocks;
    if (Element const* sign = arranger.content("sign:desk")) {
        blocks.push_back({ disc, disc, [&, sign](Rect const& rect) {
                              Rect const circle { std::round(rect.center().x - disc / 2), rect.top, disc, disc };
                              PlacedElement& placed = arranger.add(*sign, circle);
                              arranger.panel(placed, circle, { .radius_px = disc / 2, .fill = theme.brand });
                              arranger.icon(placed, sign->icon, circle.inset(std::round(disc * 0.25F)), theme.on_brand);
                          } });
    }
    for (Element const& element : arranger.model().content) {
        if (element.id.starts_with("notice:"))
            blocks.push_back(notice(arranger, element, width));
    }
    float const gap = arranger.px(arranger.metrics().is_portrait() ? 64 : 28);
    float needed = gap * static_cast<float>(blocks.size() - 1);
    for (Block const& block : blocks)
        needed += block.height_min;
    float const above = std::max(margin / 2, (area.height - needed) * 0.4F);
    arranger.column(blocks, { area.left + margin, area.top + above, width, area.height - above - margin / 2 }, gap);
    return true;
}

} // namespace zahide::ui
