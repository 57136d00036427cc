#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

constexpr float time_size = 62;
constexpr float time_latin_size = 34;
constexpr float half_size = 44;
constexpr float time_padding = 14;
constexpr float time_height_max = 220;

/// Half a day: its picture, and its times.
struct Half {
    Element const* name = nullptr;
    std::vector<Element const*> times;
};

std::vector<Half> halves_of(visitor::ScreenModel const& model)
{
    std::vector<Half> halves;
    for (Element const& element : model.content) {
        if (element.role == visitor::Role::text)
            halves.push_back({ &element, {} });
        else if (element.role == visitor::Role::card && !halves.empty())
            halves.back().times.push_back(&element);
    }
    return halves;
}

Block half_name(Arranger& arranger, Element const& element, float width_px)
{
    // The tone is the pictogram's: as words on the ground it would fall short of 7:1.
    TextLook const look { .size = half_size, .weight = text::Weight::bold, .alignment = text::Alignment::start, .color = arranger.theme().ink };
    float const icon_px = arranger.px(76);
    float const lead = icon_px + arranger.px(24);
    float const height = std::max(icon_px, arranger.height_of(element, element.label, look, width_px - lead));
    return { height, height, [&arranger, &element, look, icon_px, lead](Rect const& rect) {
                PlacedElement& placed = arranger.add(element, rect);
                arranger.icon(
                    placed, element.icon, { rect.left, rect.top + (rect.height - icon_px) / 2, icon_px, icon_px }, tone_color(arranger.theme(), element.tone));
                arranger.words(placed, element.label, look, { rect.left + lead, rect.top, rect.width - lead, rect.height });
            } };
}

TextLook time_look(Arranger const& arranger)
{
    return { .size = time_size, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = arranger.theme().ink };
}
TextLook latin_look(Arranger const& arranger)
{
    return { .size = time_latin_size, .weight = text::Weight::regular, .alignment = text::Alignment::center, .color = arranger.theme().soft };
}

void place_time(Arranger& arranger, Element const& element, Rect const& rect)
{
    Theme const& theme = arranger.theme();
    PlacedElement& placed = arranger.add(element, rect);
    arranger.panel(placed, rect, { .radius_px = arranger.px(36), .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = theme.edge });
    float const left = rect.left + arranger.px(time_padding);
    float const width = rect.width - 2 * arranger.px(time_padding);
    float const label = arranger.height_of(element, element.label, time_look(arranger), width);
    float const detail = arranger.height_of(element, element.detail, latin_look(arranger), width);
    float const top = std::round(rect.top + (rect.height - label - detail) / 2);
    arranger.words(placed, element.label, time_look(arranger), { left, top, width, label });
    arranger.words(placed, element.detail, latin_look(arranger), { left, top + label, width, detail });
}

Block times(Arranger& arranger, std::vector<Element const*> const& all, float width_px, int columns)
{
    float const gap = arranger.metrics().gap_px(24);
    float const column_px = std::floor((width_px - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float const text_width = column_px - 2 * arranger.px(time_padding);
    auto const rows = static_cast<float>(grid_rows(all.size(), columns));
    float row_px = arranger.metrics().primary_px(110);
    for (Element const* one : all)
        row_px = std::max(row_px,
            arranger.height_of(*one, one->label, time_look(arranger), text_width) + arranger.height_of(*one, one->detail, latin_look(arranger), text_width)
                + 2 * arranger.px(time_padding));
    float const least = rows * row_px + (rows - 1) * gap;
    float const most = std::max(least, rows * arranger.px(time_height_max) + (rows - 1) * gap);
    return { least, most, [&arranger, all, columns, column_px, gap, rows](Rect const& rect) {
                float const height = std::floor((rect.height - (rows - 1) * gap) / rows);
                for (std::size_t index = 0; index < all.size(); ++index) {
                    auto const [row, column] = grid_place(index, columns);
                    place_time(arranger, *all[index], { rect.left + column * (column_px + gap), rect.top + row * (height + gap), column_px, height });
                }
            } };
}

std::vector<Block> half_blocks(Arranger& arranger, Half const& half, float width_px, int columns)
{
    Block name = half_name(arranger, *half.name, width_px);
    Block grid = times(arranger, half.times, width_px, columns);
    grid.gap_before = 16;
    return { std::move(name), std::move(grid) };
}

} // namespace

// The times of a day under the pictures of its halves; lying, the halves stand beside each other.
bool arrange_times(Arranger& arranger, Rect const& area, int attempt)
{
    visitor::ScreenModel const& model = arranger.model();
    auto const halves = halves_of(model);
    bool const is_portrait = arranger.metrics().is_portrait();
    bool const is_beside = !is_portrait && halves.size() > 1;
    constexpr std::array<int, 3> narrow { 3, 4, 2 };
    constexpr std::array<int, 4> beside { 2, 3, 4, 1 };
    constexpr std::array<int, 3> wide { 4, 8, 6 };
    auto const shapes = static_cast<int>(is_portrait ? narrow.size() : is_beside ? beside.size() : wide.size());
    if (attempt >= shapes)
        return false;
    auto const shape = static_cast<std::size_t>(attempt);
    int columns = is_portrait ? narrow[shape] : is_beside ? beside[shape] : wide[shape];
    if (halves.size() == 1) { // rows of one length, where there is nothing to line up with
        auto const count = std::max(1, static_cast<int>(halves.front().times.size()));
        int const rows = (count + columns - 1) / columns;
        columns = std::clamp((count + rows - 1) / rows, 2, columns);
    }
    float const gap = arranger.metrics().gap_px(is_portrait ? 36 : 24);
    std::vector<Block> blocks { arranger.heading(*model.title, area.width) };
    if (is_beside) {
        float const between = arranger.px(64);
        float const width = std::floor((area.width - between) / 2);
        std::vector<std::vector<Block>> sides;
        float least = 0;
        float most = 0;
        for (Half const& half : halves) {
            sides.push_back(half_blocks(arranger, half, width, columns));
            float const fixed = sides.back().front().height_min + arranger.px(16);
            least = std::max(least, fixed + sides.back().back().height_min);
            most = std::max(most, fixed + sides.back().back().height_max);
        }
        blocks.push_back({ least, most, [&arranger, sides, width, between, gap](Rect const& rect) {
                              float left = rect.left;
                              for (auto const& side : sides) {
                                  arranger.column(side, { left, rect.top, width, rect.height }, gap);
                                  left += width + between;
                              }
                          } });
    } else {
        for (Half const& half : halves) {
            for (Block& block : half_blocks(arranger, half, area.width, columns))
                blocks.push_back(std::move(block));
        }
    }
    for (Element const& element : model.content) {
        if (element.role == visitor::Role::button)
            blocks.push_back(arranger.button(element, area.width));
    }
    arranger.column(blocks, area, gap);
    return true;
}

} // namespace zahide::ui
