#include "arranger.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

constexpr float language_label_size = 54;

void place_choice(Arranger& arranger, Element const& element, Rect const& rect)
{
    Theme const& theme = arranger.theme();
    bool const is_chosen = element.emphasis == visitor::Emphasis::primary;
    painter::Color const teal = tone_color(theme, visitor::Tone::teal);
    PlacedElement& placed = arranger.add(element, rect);
    painter::Rounded face { .radius_px = arranger.px(44), .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = theme.edge };
    if (is_chosen)
        face = { .radius_px = arranger.px(44), .fill = teal };
    arranger.panel(placed, rect, face);
    TextLook const look {
        .size = language_label_size, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = is_chosen ? theme.on_fill : theme.ink
    };
    Rect box = rect.inset(arranger.px(20));
    // Scripts fill their lines differently; what has to stand in the middle is the ink.
    text::Layout const layout = arranger.set(element, element.label, look, box.width);
    box.top += std::round((layout.height_px - layout.ink_top - layout.ink_bottom) / 2);
    arranger.words(placed, element.label, look, box);
}

} // namespace

// All languages on one screen, each in its own name and letters, no flags. Few of them are large, eighteen stand in two columns.
bool arrange_language(Arranger& arranger, Rect const& area, int attempt)
{
    auto const& choices = arranger.model().content;
    int const count = static_cast<int>(choices.size());
    int const columns = (arranger.metrics().is_portrait() ? (count <= 6 ? 1 : 2) : (count <= 6 ? 2 : 4)) + attempt;
    if (attempt > 2)
        return false;
    Element const& title = *arranger.model().title;
    // Two pictograms ask the question of those who can't read it: languages, and a finger.
    float const icon_px = arranger.px(96);
    TextLook const look { .size = 48, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = arranger.theme().ink };
    float const words_height = arranger.height_of(title, title.label, look, area.width);
    bool const has_words = count <= 8;
    float const head = icon_px + (has_words ? arranger.px(12) + words_height : 0);
    int const rows = (count + columns - 1) / columns;
    float const gap = arranger.metrics().gap_px(count <= 6 ? 32 : 20);
    float const width = std::floor((area.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float const least
        = std::max(arranger.metrics().touch_px(104), std::ceil(arranger.set(choices.front(), choices.front().label, look, 0).height_px) + arranger.px(20));
    float const room = area.height - head - arranger.px(40) - gap * static_cast<float>(rows - 1);
    float const height = std::floor(std::min(room / static_cast<float>(rows), arranger.px(230)));
    if (height < least)
        arranger.lacks_room();
    for (Element const& choice : choices) {
        TextLook label = look;
        label.size = language_label_size;
        if (arranger.longest_word_px(choice, choice.label, label) > width - arranger.px(40))
            arranger.lacks_room();
    }
    PlacedElement& placed = arranger.add(title, { area.left, area.top, area.width, head });
    painter::Color const teal = tone_color(arranger.theme(), visitor::Tone::teal);
    float const middle = area.center().x;
    arranger.icon(placed, "language", { middle - icon_px - arranger.px(28), area.top, icon_px, icon_px }, teal);
    arranger.icon(placed, "hand-finger", { middle + arranger.px(28), area.top, icon_px, icon_px }, teal);
    if (has_words)
        arranger.words(placed, title.label, look, { area.left, area.top + icon_px + arranger.px(12), area.width, words_height });
    for (int index = 0; index < count; ++index) {
        int const row = index / columns;
        float const left = area.left + static_cast<float>(index % columns) * (width + gap);
        float const top = area.top + head + arranger.px(40) + static_cast<float>(row) * (height + gap);
        place_choice(arranger, choices[static_cast<std::size_t>(index)], { left, top, width, height });
    }
    return true;
}

} // namespace zahide::ui
