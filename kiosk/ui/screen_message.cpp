#include "arranger.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

// The sign on a disc, the words under it.
Block sign_and_title(Arranger& arranger, Element const& title, float width_px)
{
    Theme const& theme = arranger.theme();
    painter::Color const tone = title.tone == visitor::Tone::neutral ? tone_color(theme, visitor::Tone::teal) : tone_color(theme, title.tone);
    float const disc = arranger.px(arranger.metrics().is_portrait() ? 240 : 150);
    TextLook const large { .size = 68, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = theme.ink };
    float const title_height = arranger.height_of(title, title.label, large, width_px);
    float const head = disc + arranger.px(36) + title_height;
    return { head, head, [&arranger, &theme, &title, tone, large, disc, title_height](Rect const& rect) {
                PlacedElement& placed = arranger.add(title, rect);
                Rect const circle { std::round(rect.center().x - disc / 2), rect.top, disc, disc };
                painter::Rounded look { .radius_px = disc / 2, .fill = tone };
                if (!theme.has_fills)
                    look = { .radius_px = disc / 2, .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = tone };
                arranger.panel(placed, circle, look);
                arranger.icon(placed, title.icon, circle.inset(std::round(disc * 0.25F)), theme.has_fills ? theme.on_fill : tone);
                arranger.words(placed, title.label, large, { rect.left, rect.bottom() - title_height, rect.width, title_height });
            } };
}

} // namespace

// One thing to know, large, and at most one thing to do: closed, no number, somebody is coming.
bool arrange_message(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 1)
        return false;
    visitor::ScreenModel const& model = arranger.model();
    TextLook const plain { .size = 46, .weight = text::Weight::regular, .alignment = text::Alignment::center, .color = arranger.theme().ink };
    // Where there is little height, the sign stands beside its words.
    Element const& title = *model.title;
    std::vector<Block> blocks { attempt == 0 ? sign_and_title(arranger, title, area.width) : arranger.centered_heading(title, area.width) };
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
