#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

constexpr float fact_label_size = 44;
constexpr float fact_detail_size = 34;
constexpr float tile = 100;
constexpr float small_tile = 72;
constexpr float row_height_max = 190;

/// How a screen of facts stands.
struct FactsShape {
    int columns; ///< of rows
    bool is_beside; ///< the answers beside the facts
    bool has_small_tiles;
    CardStyle style; ///< of the answers
    int card_columns;
    bool has_strip = false; ///< note and buttons in one row
};

struct FactsContent {
    std::vector<Element const*> rows;
    std::vector<Element const*> notes;
    std::vector<Element const*> buttons;
    std::vector<Element const*> cards;
};

FactsContent facts_content_of(visitor::ScreenModel const& model)
{
    FactsContent content;
    for (Element const& element : model.content) {
        if (element.role == visitor::Role::button)
            content.buttons.push_back(&element);
        else if (element.role == visitor::Role::card)
            content.cards.push_back(&element);
        else
            (element.id == "kept" || element.id == "state" ? content.notes : content.rows).push_back(&element);
    }
    return content;
}

TextLook label_look(Arranger const& arranger)
{
    return { .size = fact_label_size, .weight = text::Weight::bold, .alignment = text::Alignment::start, .color = arranger.theme().ink };
}
TextLook detail_look(Arranger const& arranger)
{
    return { .size = fact_detail_size, .weight = text::Weight::regular, .alignment = text::Alignment::start, .color = arranger.theme().soft };
}

void place_row(Arranger& arranger, Element const& element, Rect const& rect, float tile_px)
{
    Theme const& theme = arranger.theme();
    PlacedElement& placed = arranger.add(element, rect);
    float const pad = arranger.px(32);
    Rect const sign { rect.left + pad, std::round(rect.top + (rect.height - tile_px) / 2), tile_px, tile_px };
    arranger.panel(placed, sign, { .radius_px = std::round(tile_px * 0.26F), .fill = theme.tint });
    arranger.icon(placed, element.icon, sign.inset(std::round(tile_px * 0.18F)), tone_color(theme, element.tone));
    float const left = sign.right() + pad;
    float const width = rect.right() - pad - left;
    float const label = arranger.height_of(element, element.label, label_look(arranger), width);
    float const detail = arranger.height_of(element, element.detail, detail_look(arranger), width);
    float const top = std::round(rect.top + (rect.height - label - detail) / 2);
    arranger.words(placed, element.label, label_look(arranger), { left, top, width, label });
    arranger.words(placed, element.detail, detail_look(arranger), { left, top + label, width, detail });
}

// Facts under each other on one sheet, with a line between two.
Block rows(Arranger& arranger, std::vector<Element const*> const& all, float width_px, FactsShape const& shape)
{
    float const tile_px = arranger.px(shape.has_small_tiles ? small_tile : tile);
    auto const columns = static_cast<float>(shape.columns);
    float const column_px = std::floor(width_px / columns);
    float const text_width = column_px - 3 * arranger.px(32) - tile_px;
    float const count = std::ceil(static_cast<float>(all.size()) / columns);
    float const pad = arranger.px(shape.has_small_tiles ? 8 : 20);
    float row_px = tile_px + 2 * pad;
    for (Element const* row : all)
        row_px = std::max(row_px,
            arranger.height_of(*row, row->label, label_look(arranger), text_width) + arranger.height_of(*row, row->detail, detail_look(arranger), text_width)
                + 2 * pad);
    float const least = count * row_px;
    return { least, std::max(least, count * arranger.px(row_height_max)), [&arranger, all, shape, column_px, count, tile_px](Rect const& rect) {
                Theme const& theme = arranger.theme();
                arranger.backdrop(rect, { .radius_px = arranger.px(44), .fill = theme.card, .edge_px = arranger.px(2), .edge = theme.line });
                float const height = std::floor(rect.height / count);
                for (std::size_t index = 0; index < all.size(); ++index) {
                    auto const [row, column] = grid_place(index, shape.columns);
                    Rect const place { rect.left + column * column_px, rect.top + row * height, column_px, height };
                    if (row > 0 && column < 1)
                        arranger.backdrop({ rect.left + arranger.px(2), place.top, rect.width - 2 * arranger.px(2), arranger.px(2) }, { .fill = theme.line });
                    place_row(arranger, *all[index], place, tile_px);
                }
            } };
}

// What has to be known and the two answers in one row.
Block strip(Arranger& arranger, FactsContent const& content, float width_px)
{
    float const gap = arranger.metrics().gap_px(32);
    float const note_px = std::floor(width_px * 0.36F);
    Block const note = arranger.note(*content.notes.front(), note_px);
    Block const pair = arranger.pair(*content.buttons[0], *content.buttons[1], width_px - note_px - gap);
    float const height = std::max(note.height_min, pair.height_min);
    return { height, height, [=](Rect const& rect) {
                note.place({ rect.left, rect.top, note_px, rect.height });
                pair.place({ rect.left + note_px + gap, rect.top, rect.width - note_px - gap, rect.height });
            } };
}

std::vector<Block> answers(Arranger& arranger, FactsContent const& content, float width_px, FactsShape const& shape)
{
    std::vector<Block> blocks;
    bool const is_pair = content.buttons.size() == 2 && !shape.is_beside;
    if (is_pair && shape.has_strip && !content.notes.empty())
        return { strip(arranger, content, width_px) };
    for (Element const* note : content.notes)
        blocks.push_back(arranger.note(*note, width_px));
    if (!content.cards.empty())
        blocks.push_back(arranger.cards(content.cards, width_px, shape.card_columns, shape.style));
    if (is_pair)
        blocks.push_back(arranger.pair(*content.buttons[0], *content.buttons[1], width_px));
    else
        for (Element const* button : content.buttons)
            blocks.push_back(arranger.button(*button, width_px));
    return blocks;
}

} // namespace

// What an appointment is, and what can be done with it.
bool arrange_facts(Arranger& arranger, Rect const& area, int attempt)
{
    constexpr CardStyle lying = CardStyle::lying;
    constexpr std::array<FactsShape, 4> tall { { { 1, false, false, lying, 1 }, { 1, false, true, lying, 1 }, { 1, false, false, CardStyle::upright, 3 },
        { 2, false, true, CardStyle::upright, 3 } } };
    constexpr std::array<FactsShape, 4> flat { { { 1, true, false, lying, 1 }, { 1, true, true, lying, 1 }, { 2, false, true, CardStyle::upright, 3 },
        { 2, false, true, lying, 3, true } } };
    bool const is_portrait = arranger.metrics().is_portrait();
    auto const& shapes = is_portrait ? tall : flat;
    if (attempt >= static_cast<int>(shapes.size()))
        return false;
    FactsShape const shape = shapes[static_cast<std::size_t>(attempt)];
    FactsContent const content = facts_content_of(arranger.model());
    Element const& title = *arranger.model().title;
    float const gap = arranger.metrics().gap_px(arranger.factor() > 1.1F ? 18.0F : is_portrait ? 32.0F : 24.0F);
    if (!shape.is_beside) {
        std::vector<Block> blocks { arranger.heading(title, area.width), rows(arranger, content.rows, area.width, shape) };
        for (Block& block : answers(arranger, content, area.width, shape))
            blocks.push_back(std::move(block));
        arranger.column(blocks, area, gap);
        return true;
    }
    float const between = arranger.px(48);
    float const first = std::round((area.width - between) * 0.55F);
    Rect const start { area.left, area.top, first, area.height };
    Rect const end { area.left + first + between, area.top, area.width - first - between, area.height };
    arranger.column({ arranger.heading(title, start.width), rows(arranger, content.rows, start.width, shape) }, start, gap);
    arranger.column(answers(arranger, content, end.width, shape), end, gap);
    return true;
}

} // namespace zahide::ui
