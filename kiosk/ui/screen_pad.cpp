#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

constexpr int places = 9;
constexpr int group = 3;
constexpr int groups = places / group;
constexpr float digit_size = 64;
constexpr float key_latin_size = 32;
constexpr float word_size = 30;
constexpr std::array<char const*, 12> keys { "digit:1", "digit:2", "digit:3", "digit:4", "digit:5", "digit:6", "digit:7", "digit:8", "digit:9", "erase",
    "digit:0", "find-code" };

/// Digits are large already: they grow less than the words do.
constexpr float digit_factor_max = 1.2F;

TextLook centered(float size, text::Weight weight, painter::Color color)
{
    return { .size = size, .weight = weight, .alignment = text::Alignment::center, .color = color };
}

TextLook digits(Arranger const& arranger, float size, text::Weight weight, painter::Color color)
{
    TextLook look = centered(size, weight, color);
    look.factor = std::min(arranger.factor(), arranger.metrics().is_portrait() ? digit_factor_max : 1.0F);
    return look;
}

/// Digits go from the left in every language: where all else will be turned round, this is turned beforehand.
Rect unturned(Arranger const& arranger, Rect const& rect, Rect const& within)
{
    if (arranger.model().order == unicode::ReadingOrder::left_to_right)
        return rect;
    return { within.left + within.right() - rect.right(), rect.top, rect.width, rect.height };
}

Block boxes(Arranger& arranger, float width_px)
{
    float const gap = arranger.px(10);
    float const group_gap = arranger.px(34);
    float const box_px = std::floor((width_px - gap * (places - group) - group_gap * (groups - 1)) / places);
    TextLook const look = digits(arranger, digit_size, text::Weight::bold, arranger.theme().ink);
    Element const* first = arranger.content("place:1");
    float const line = first ? arranger.height_of(*first, "8", look, box_px) : 0;
    float const height = std::max(arranger.px(120), line + arranger.px(12));
    return { height, height, [&arranger, gap, group_gap, box_px, look](Rect const& rect) {
                Theme const& theme = arranger.theme();
                float left = rect.left;
                for (int place = 0; place < places; ++place) {
                    if (place > 0)
                        left += box_px + (place % group == 0 ? group_gap : gap);
                    Element const* element = arranger.content("place:" + std::to_string(place + 1));
                    if (!element)
                        continue;
                    Rect const box = unturned(arranger, { left, rect.top, box_px, rect.height }, rect);
                    PlacedElement& placed = arranger.add(*element, box);
                    bool const is_next = element->emphasis == visitor::Emphasis::primary;
                    bool const is_marked = is_next || element->tone == visitor::Tone::amber;
                    arranger.panel(placed, box,
                        { .radius_px = arranger.px(24),
                            .fill = theme.card,
                            .edge_px = arranger.px(is_marked ? theme.edge_px + 3 : 2),
                            .edge = is_marked ? tone_color(theme, element->tone) : theme.line });
                    arranger.words(placed, element->label, look, box);
                }
            } };
}

struct KeyColors {
    painter::Color ink;
    painter::Color soft;
};

void place_key(Arranger& arranger, Element const& element, Rect const& rect)
{
    Theme const& theme = arranger.theme();
    bool const is_off = element.touchable != visitor::Touchable::yes;
    bool const is_filled = element.emphasis == visitor::Emphasis::primary && !is_off;
    KeyColors const colors = is_off ? KeyColors { theme.faint, theme.faint }
        : is_filled                 ? KeyColors { theme.on_fill, theme.on_fill }
                                    : KeyColors { theme.ink, theme.soft };
    PlacedElement& placed = arranger.add(element, rect);
    painter::Rounded face { .radius_px = arranger.px(40), .fill = theme.card, .edge_px = arranger.px(theme.edge_px), .edge = is_off ? theme.line : theme.edge };
    if (is_filled)
        face = { .radius_px = arranger.px(40), .fill = tone_color(theme, element.tone) };
    arranger.panel(placed, rect, face);
    bool const has_icon = !element.icon.empty();
    TextLook const first = has_icon ? centered(word_size, text::Weight::bold, colors.ink) : digits(arranger, digit_size, text::Weight::bold, colors.ink);
    TextLook const second = digits(arranger, key_latin_size, text::Weight::regular, colors.soft);
    float const pad = arranger.px(10);
    float const width = rect.width - 2 * pad;
    float const icon_px = has_icon ? arranger.px(64) : 0;
    float const label = arranger.height_of(element, element.label, first, width);
    float const detail = arranger.height_of(element, element.detail, second, width);
    float top = std::round(rect.top + (rect.height - icon_px - label - detail) / 2);
    if (top < rect.top)
        arranger.lacks_room();
    arranger.icon(placed, element.icon, { std::round(rect.center().x - icon_px / 2), top, icon_px, icon_px }, colors.ink);
    top += icon_px;
    arranger.words(placed, element.label, first, { rect.left + pad, top, width, label });
    arranger.words(placed, element.detail, second, { rect.left + pad, top + label, width, detail });
}

Block pad(Arranger& arranger, float width_px, int columns)
{
    constexpr float key_width_max = 300;
    float const gap = arranger.metrics().gap_px(24);
    auto const count = static_cast<float>(columns);
    float const rows = std::ceil(static_cast<float>(keys.size()) / count);
    float const key_px = std::floor(std::min((width_px - gap * (count - 1)) / count, arranger.px(key_width_max)));
    float least = arranger.metrics().primary_px(110);
    for (char const* id : keys) {
        Element const* key = arranger.content(id);
        if (!key)
            continue;
        float const inner = key_px - 2 * arranger.px(10);
        bool const has_icon = !key->icon.empty();
        float const label = arranger.height_of(
            *key, key->label, has_icon ? centered(word_size, text::Weight::bold, {}) : digits(arranger, digit_size, text::Weight::bold, {}), inner);
        float const detail = arranger.height_of(*key, key->detail, digits(arranger, key_latin_size, text::Weight::regular, {}), inner);
        least = std::max(least, label + detail + (has_icon ? arranger.px(64) : 0) + arranger.px(8));
    }
    float const height_min = rows * least + (rows - 1) * gap;
    float const height_max = std::max(height_min, rows * arranger.px(200) + (rows - 1) * gap);
    return { height_min, height_max, [&arranger, columns, gap, key_px, rows, count](Rect const& rect) {
                float const height = std::floor((rect.height - (rows - 1) * gap) / rows);
                float const inner = count * key_px + (count - 1) * gap;
                Rect const all { std::round(rect.left + (rect.width - inner) / 2), rect.top, inner, rect.height };
                for (std::size_t index = 0; index < keys.size(); ++index) {
                    Element const* key = arranger.content(keys[index]);
                    if (!key)
                        continue;
                    auto const [row, column] = grid_place(index, columns);
                    Rect const place { all.left + column * (key_px + gap), all.top + row * (height + gap), key_px, height };
                    place_key(arranger, *key, unturned(arranger, place, all));
                }
            } };
}

} // namespace

// Places for a code's digits, and the keys. Lying, the keys stand beside the question.
bool arrange_pad(Arranger& arranger, Rect const& area, int attempt)
{
    visitor::ScreenModel const& model = arranger.model();
    Element const* note = arranger.content("code-note");
    bool const is_portrait = arranger.metrics().is_portrait();
    // In reach mode there is no height for four rows of keys, and the order goes before their shape.
    constexpr std::array<int, 3> columns { 3, 4, 6 };
    int const attempts = is_portrait && model.view.reach == visitor::Reach::low ? static_cast<int>(columns.size()) : 1;
    if (!note || attempt >= attempts)
        return false;
    float const gap = arranger.metrics().gap_px(is_portrait && arranger.factor() <= 1.2F ? 32 : 20);
    if (is_portrait) {
        arranger.column({ arranger.heading(*model.title, area.width), arranger.note(*note, area.width), boxes(arranger, area.width),
                            pad(arranger, area.width, columns[static_cast<std::size_t>(attempt)]) },
            area, gap);
        return true;
    }
    float const between = arranger.px(56);
    float const first = std::round((area.width - between) * 0.52F);
    Rect const start { area.left, area.top, first, area.height };
    Rect const end { area.left + first + between, area.top, area.width - first - between, area.height };
    arranger.column({ arranger.heading(*model.title, start.width), boxes(arranger, start.width), arranger.note(*note, start.width) }, start, gap);
    arranger.column({ pad(arranger, end.width, columns.front()) }, end, gap);
    return true;
}

} // namespace zahide::ui
