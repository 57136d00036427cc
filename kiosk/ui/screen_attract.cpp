#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

/// Quieter than the greeting whose turn it is, and still 7:1 on teal.
constexpr painter::Color quiet = painter::rgb(0xEAF1F2);

// The greeting whose turn it is, large; under it the others, each a little smaller.
void greetings(Arranger& arranger, Rect const& area, std::vector<Element const*> const& all)
{
    Theme const& theme = arranger.theme();
    constexpr std::array<float, 4> sizes { 132, 92, 80, 70 };
    std::vector<Block> blocks;
    for (std::size_t index = 0; index < all.size(); ++index) {
        Element const& element = *all[index];
        // A greeting stands where its own language begins to read.
        TextLook const look { .size = sizes[std::min(index, sizes.size() - 1)],
            .weight = index == 0 ? text::Weight::bold : text::Weight::regular,
            .alignment = text::Alignment::start,
            .color = index == 0 ? theme.on_brand : quiet };
        float const height = arranger.height_of(element, element.label, look, area.width);
        blocks.push_back(
            { height, height, [&arranger, &element, look](Rect const& rect) { arranger.words(arranger.add(element, rect), element.label, look, rect); },
                index == 0       ? 0.0F
                    : index == 1 ? 44.0F
                                 : 20.0F });
    }
    float needed = 0;
    std::size_t shown = 0;
    for (; shown < blocks.size(); ++shown) {
        float const more = blocks[shown].height_min + arranger.px(std::max(0.0F, blocks[shown].gap_before));
        if (needed + more > area.height)
            break; // the others have their turn
        needed += more;
    }
    blocks.resize(shown);
    float const top = area.top + std::max(0.0F, (area.height - needed) / 2);
    arranger.column(blocks, { area.left, top, area.width, std::max(needed, 1.0F) }, 0);
}

void invitation(Arranger& arranger, Rect const& sheet, Element const& start, Element const& greeting, std::vector<Element const*> const& signs)
{
    Element const* warning = arranger.content("no-paper");
    Theme const& theme = arranger.theme();
    painter::Color const sign_color = tone_color(theme, visitor::Tone::teal);
    // What to expect stands where the signs of the house's offers stand else.
    float const disc = arranger.px(warning ? 240 : 320);
    TextLook const look { .size = 46, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = theme.ink };
    Element hint = greeting;
    hint.id = "hint";
    hint.role = visitor::Role::text;
    hint.label = greeting.detail;
    hint.spoken = greeting.detail;
    float const width = sheet.width - 2 * arranger.px(56);
    float const hint_height = arranger.height_of(hint, hint.label, look, width);
    float const icon_px = arranger.px(80);
    std::optional<Block> const note = warning ? std::optional(arranger.note(*warning, width)) : std::nullopt;
    float const below = note ? arranger.px(36) + note->height_min : signs.empty() ? 0 : arranger.px(48) + icon_px;
    float const total = disc + arranger.px(36) + hint_height + below;
    if (total > sheet.height)
        arranger.lacks_room();
    float top = std::round(sheet.top + (sheet.height - total) / 2);
    Rect const circle { std::round(sheet.center().x - disc / 2), top, disc, disc };
    // The whole screen is the button; the disc shows where a finger would feel invited.
    painter::Size const size = arranger.metrics().size_px();
    PlacedElement& placed = arranger.add(start, { 0, 0, size.width, size.height });
    arranger.panel(placed, circle, { .radius_px = disc / 2, .fill = theme.sun });
    arranger.icon(placed, start.icon, circle.inset(arranger.px(76)), theme.on_sun);
    top += disc + arranger.px(36);
    Rect const line { sheet.left + arranger.px(56), top, width, hint_height };
    arranger.words(arranger.add(hint, line), hint.label, look, line);
    top += hint_height;
    if (note)
        return note->place({ line.left, top + arranger.px(36), width, note->height_min });
    top += arranger.px(48);
    if (signs.empty())
        return;
    float const pitch = std::min(arranger.px(164), width / static_cast<float>(signs.size()));
    float left = sheet.center().x - pitch * static_cast<float>(signs.size()) / 2;
    for (Element const* sign : signs) {
        Rect const rect { std::round(left + (pitch - icon_px) / 2), top, icon_px, icon_px };
        arranger.icon(arranger.add(*sign, rect), sign->icon, rect, sign_color);
        left += pitch;
    }
}

} // namespace

bool arrange_attract(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 0)
        return false;
    Theme const& theme = arranger.theme();
    arranger.scene().ground = theme.brand;
    std::vector<Element const*> all;
    std::vector<Element const*> signs;
    for (Element const& element : arranger.model().content) {
        if (element.role == visitor::Role::heading)
            all.push_back(&element);
        else if (element.id.starts_with("sign:"))
            signs.push_back(&element);
    }
    Element const* start = arranger.content("start");
    if (!start || all.empty())
        return false;
    float const radius = arranger.px(80);
    bool const is_portrait = arranger.metrics().is_portrait();
    float const split = std::round(is_portrait ? area.height * 0.63F : area.width * 0.56F);
    Rect const sheet = is_portrait ? Rect { 0, split, area.width, area.height - split } : Rect { split, 0, area.width - split, area.height };
    // Round corners on the inner side only: the sheet reaches beyond the screen's edge.
    Rect const drawn
        = is_portrait ? Rect { sheet.left, sheet.top, sheet.width, sheet.height + radius } : Rect { sheet.left, 0, sheet.width + radius, sheet.height };
    arranger.backdrop(drawn, { .radius_px = radius, .fill = theme.ground });
    float const margin = arranger.px(84);
    Rect const upper = is_portrait ? Rect { margin, margin, area.width - 2 * margin, split - 2 * margin }
                                   : Rect { margin, margin, split - 2 * margin, area.height - 2 * margin };
    invitation(arranger, sheet, *start, *all.front(), signs);
    greetings(arranger, upper, all);
    return true;
}

} // namespace zahide::ui
