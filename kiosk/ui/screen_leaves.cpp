#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

/// Design lengths of a leaf of the calendar.
constexpr float leaf_label_size = 40;
constexpr float figure_size = 92;
constexpr float leaf_detail_size = 34;
constexpr float leaf_padding = 24;
constexpr float sign = 76;
constexpr float between = 6;
/// What is large already grows less than the words around it.
constexpr float figure_factor_max = 1.15F;
constexpr float leaf_height_max = 400;

struct Looks {
    TextLook label;
    TextLook figure;
    TextLook detail;
};

Looks looks_of(Arranger const& arranger)
{
    Theme const& theme = arranger.theme();
    auto const centered = [](float size, text::Weight weight, painter::Color color) {
        return TextLook { .size = size, .weight = weight, .alignment = text::Alignment::center, .color = color };
    };
    Looks looks { centered(leaf_label_size, text::Weight::bold, theme.ink), centered(figure_size, text::Weight::bold, tone_color(theme, visitor::Tone::teal)),
        centered(leaf_detail_size, text::Weight::regular, theme.soft) };
    looks.figure.factor = std::min(arranger.factor(), figure_factor_max);
    return looks;
}

/// The parts of a leaf under each other, as high as they are in this width.
struct Parts {
    float label = 0;
    float figure = 0; ///< or the pictogram that stands in its place
    float detail = 0;
    [[nodiscard]] float height(float gap) const { return label + gap + figure + (detail > 0 ? gap + detail : 0); }
};

Parts parts_of(Arranger& arranger, Element const& element, float width_px)
{
    Looks const looks = looks_of(arranger);
    float const text_width = width_px - 2 * arranger.px(leaf_padding);
    Parts parts;
    parts.label = arranger.height_of(element, element.label, looks.label, text_width);
    parts.figure = element.figure.empty() ? arranger.px(sign) * 1.3F : arranger.height_of(element, element.figure, looks.figure, text_width);
    parts.detail = arranger.height_of(element, element.detail, looks.detail, text_width);
    return parts;
}

void place_leaf(Arranger& arranger, Element const& element, Rect const& rect)
{
    Theme const& theme = arranger.theme();
    Looks const looks = looks_of(arranger);
    painter::Color const tone = tone_color(theme, element.tone);
    PlacedElement& placed = arranger.add(element, rect);
    arranger.panel(placed, rect, { .radius_px = arranger.px(44), .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = theme.edge });
    float const gap = arranger.px(between);
    Parts const parts = parts_of(arranger, element, rect.width);
    float const left = rect.left + arranger.px(leaf_padding);
    float const width = rect.width - 2 * arranger.px(leaf_padding);
    float top = std::round(rect.top + (rect.height - parts.height(gap)) / 2);
    float const icon_px = arranger.px(sign);
    if (element.figure.empty()) { // other days: a sign where the others have their figure
        arranger.icon(placed, element.icon, { std::round(rect.center().x - icon_px / 2), top, icon_px, icon_px }, tone);
        top += parts.figure + gap;
        arranger.words(placed, element.label, looks.label, { left, top, width, parts.label });
        return;
    }
    arranger.words(placed, element.label, looks.label, { left, top, width, parts.label });
    top += parts.label + gap;
    float const inked = std::ceil(arranger.set(element, element.figure, looks.figure, width).width_px) + 1;
    float const lead = element.icon.empty() ? 0 : icon_px + arranger.px(20);
    float const start = std::round(left + std::max(0.0F, width - inked - lead) / 2);
    if (lead > 0)
        arranger.icon(
            placed, element.icon, { start, std::round(top + (parts.figure - icon_px) / 2), icon_px, icon_px }, tone_color(theme, visitor::Tone::amber));
    if (lead + inked > width + 1)
        arranger.lacks_room();
    arranger.words(placed, element.figure, looks.figure, { start + lead, top, inked, parts.figure });
    top += parts.figure + gap;
    arranger.words(placed, element.detail, looks.detail, { left, top, width, parts.detail });
}

Block leaves(Arranger& arranger, std::vector<Element const*> const& cards, float width_px, int columns)
{
    float const gap = arranger.metrics().gap_px(28);
    float const column_px = std::floor((width_px - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    auto const rows = static_cast<float>(grid_rows(cards.size(), columns));
    float row_px = arranger.metrics().primary_px(0);
    for (Element const* card : cards)
        row_px = std::max(row_px, parts_of(arranger, *card, column_px).height(arranger.px(between)) + 2 * arranger.px(leaf_padding));
    float const least = rows * row_px + (rows - 1) * gap;
    float const most = std::max(least, rows * arranger.px(leaf_height_max) + (rows - 1) * gap);
    return { least, most, [&arranger, cards, columns, column_px, gap, rows](Rect const& rect) {
                float const height = std::floor((rect.height - (rows - 1) * gap) / rows);
                for (std::size_t index = 0; index < cards.size(); ++index) {
                    auto const [row, column] = grid_place(index, columns);
                    float const left = rect.left + column * (column_px + gap);
                    // The last one takes what its row has left.
                    float const width = index + 1 == cards.size() ? rect.right() - left : column_px;
                    place_leaf(arranger, *cards[index], { left, rect.top + row * (height + gap), width, height });
                }
            } };
}

} // namespace

// Days, or days with times, as leaves of a calendar.
bool arrange_leaves(Arranger& arranger, Rect const& area, int attempt)
{
    visitor::ScreenModel const& model = arranger.model();
    std::vector<Element const*> cards;
    for (Element const& element : model.content) {
        if (element.role == visitor::Role::card)
            cards.push_back(&element);
    }
    if (cards.empty())
        return arrange_message(arranger, area, attempt);
    constexpr std::array<int, 3> upright { 2, 3, 1 };
    constexpr std::array<int, 4> lying { 3, 4, 6, 2 };
    bool const is_portrait = arranger.metrics().is_portrait();
    if (attempt >= static_cast<int>(is_portrait ? upright.size() : lying.size()))
        return false;
    auto const shape = static_cast<std::size_t>(attempt);
    int const columns = std::min(is_portrait ? upright[shape] : lying[shape], static_cast<int>(cards.size()));
    Element const& title = *model.title;
    std::vector<Block> blocks { title.icon.empty() ? arranger.heading(title, area.width) : arranger.centered_heading(title, area.width) };
    blocks.push_back(leaves(arranger, cards, area.width, columns));
    arranger.column(blocks, area, arranger.metrics().gap_px(is_portrait ? 36 : 24));
    return true;
}

} // namespace zahide::ui
