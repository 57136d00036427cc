#include "arranger.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using painter::Rounded;
using visitor::Element;
using visitor::Emphasis;

namespace {

constexpr float heading_size = 64;
constexpr float note_size = 36;
constexpr float button_size = 46;
/// A number's box that is lower than this has no room for two lines of large digits.
constexpr float low_number = 400;

TextLook bold(float size, painter::Color color, text::Alignment alignment)
{
    return { .size = size, .weight = text::Weight::bold, .alignment = alignment, .color = color };
}
TextLook regular(float size, painter::Color color, text::Alignment alignment)
{
    return { .size = size, .weight = text::Weight::regular, .alignment = alignment, .color = color };
}

} // namespace

Block Arranger::heading(Element const& element, float width_px)
{
    TextLook const look = bold(heading_size, m_theme.ink, text::Alignment::start);
    float const height = height_of(element, element.label, look, width_px);
    return { height, height, [this, &element, look](Rect const& rect) { words(add(element, rect), element.label, look, rect); } };
}

// A pictogram and a sentence beside it, both in the middle.
Block Arranger::centered_heading(Element const& element, float width_px)
{
    // The tone is the pictogram's: as words on the ground it would fall short of 7:1.
    painter::Color const color = element.tone == visitor::Tone::neutral ? m_theme.ink : tone_color(m_theme, element.tone);
    TextLook const look = bold(heading_size - 4, m_theme.ink, text::Alignment::start);
    float const icon_px = element.icon.empty() ? 0.0F : px(88);
    float const gap = icon_px > 0 ? px(32) : 0.0F;
    float const text_width = width_px - icon_px - gap;
    float const height = std::max(icon_px, height_of(element, element.label, look, text_width));
    return { height, height, [this, &element, look, color, icon_px, gap, text_width](Rect const& rect) {
                PlacedElement& placed = add(element, rect);
                float const inked = set(element, element.label, look, text_width).width_px;
                float const left = rect.left + (rect.width - icon_px - gap - inked) / 2;
                icon(placed, element.icon, { left, rect.top + (rect.height - icon_px) / 2, icon_px, icon_px }, color);
                words(placed, element.label, look, { left + icon_px + gap, rect.top, std::ceil(inked) + 1, rect.height });
            } };
}

// Something to know, on a tinted ground: never to be touched, so without an edge.
Block Arranger::note(Element const& element, float width_px)
{
    bool const has_detail = !element.detail.empty();
    TextLook const first = has_detail ? bold(note_size + 2, m_theme.ink, text::Alignment::start) : regular(note_size, m_theme.ink, text::Alignment::start);
    TextLook const second = regular(note_size - 2, m_theme.ink, text::Alignment::start);
    float const padding = px(36);
    float const icon_px = px(76);
    float const gap = px(32);
    float const text_width = width_px - 2 * padding - icon_px - gap;
    float const first_height = height_of(element, element.label, first, text_width);
    float const second_height = has_detail ? height_of(element, element.detail, second, text_width) + px(4) : 0;
    float const height = std::max(icon_px, first_height + second_height) + 2 * px(28);
    return { height, height, [=, this, &element](Rect const& rect) {
                PlacedElement& placed = add(element, rect);
                Rounded ground { .radius_px = px(36), .fill = m_theme.tint };
                if (!m_theme.has_fills)
                    ground = { .radius_px = px(36), .fill = m_theme.card, .edge_px = px(2), .edge = m_theme.ink };
                panel(placed, rect, ground);
                painter::Color const ink = element.tone == visitor::Tone::neutral ? m_theme.ink : tone_color(m_theme, element.tone);
                icon(placed, element.icon, { rect.left + padding, rect.top + (rect.height - icon_px) / 2, icon_px, icon_px }, ink);
                float const top = rect.top + (rect.height - first_height - second_height) / 2;
                float const left = rect.left + padding + icon_px + gap;
                words(placed, element.label, first, { left, top, text_width, first_height });
                words(placed, element.detail, second, { left, top + first_height + (has_detail ? px(4) : 0), text_width, second_height });
            } };
}

Block Arranger::button(Element const& element, float width_px)
{
    bool const is_primary = element.emphasis == Emphasis::primary;
    painter::Color const tone = tone_color(m_theme, element.tone);
    painter::Color const ink = is_primary ? m_theme.on_fill : m_theme.ink;
    TextLook const look = bold(button_size, ink, text::Alignment::start);
    TextLook const countdown = regular(button_size - 6, ink, text::Alignment::start);
    float const icon_px = element.icon.empty() ? 0.0F : px(72);
    float const gap = px(28);
    // Room for the countdown is kept even while it is not there, so that nothing moves when it comes.
    float const detail_px = element.detail.empty() ? 0.0F : std::ceil(set(element, element.detail, countdown, 0).width_px) + gap;
    float const text_width = width_px - 2 * px(48) - (icon_px > 0 ? icon_px + gap : 0) - detail_px;
    float const least = is_primary ? m_metrics.primary_px(150) : m_metrics.touch_px(124);
    float const height = std::max(least, height_of(element, element.label, look, text_width) + 2 * px(24));
    return { height, height, [=, this, &element](Rect const& rect) {
                PlacedElement& placed = add(element, rect);
                Rounded face { .radius_px = px(40), .fill = m_theme.card, .edge_px = px(m_theme.edge_px), .edge = m_theme.edge };
                if (is_primary)
                    face = { .radius_px = px(40), .fill = tone };
                panel(placed, rect, face);
                float const inked = std::ceil(set(element, element.label, look, text_width).width_px) + 1;
                float const lead = icon_px > 0 ? icon_px + gap : 0;
                float const left = std::round(rect.left + (rect.width - lead - inked - detail_px) / 2);
                icon(placed, element.icon, { left, rect.top + (rect.height - icon_px) / 2, icon_px, icon_px }, ink);
                words(placed, element.label, look, { left + lead, rect.top, inked, rect.height });
                if (detail_px > 0)
                    words(placed, element.detail, countdown, { left + lead + inked + gap, rect.top, detail_px - gap + 1, rect.height });
            } };
}

Block Arranger::pair(Element const& first, Element const& second, float width_px)
{
    float const gap = m_metrics.gap_px(32);
    float const width = std::floor((width_px - gap) / 2);
    Block const one = button(first, width);
    Block const other = button(second, width);
    float const height = std::max(one.height_min, other.height_min);
    return { height, height, [=](Rect const& rect) {
                one.place({ rect.left, rect.top, width, rect.height });
                other.place({ rect.left + width + gap, rect.top, width, rect.height });
            } };
}

// The hero of its screen: as large as the room allows, the Latin digits below.
Block Arranger::number(Element const& element, float width_px)
{
    bool const has_latin = !element.detail.empty();
    // Next to larger letters the number is large all the same: it may stand beside its Latin digits then.
    float const height_min = px(has_latin && m_factor <= 1 ? 300.0F : 230.0F);
    float const height_max = px(has_latin ? 560 : 480);
    return { height_min, height_max, [=, this, &element](Rect const& rect) {
                PlacedElement& placed = add(element, rect);
                painter::Color const tone = tone_color(m_theme, visitor::Tone::teal);
                panel(placed, rect, { .radius_px = px(52), .fill = m_theme.card, .edge_px = px(4), .edge = tone });
                float const factor_back = 1 / m_factor;
                auto const fit = [&](std::string const& digits, painter::Color color, Rect const& box) {
                    TextLook look = bold(1, color, text::Alignment::center);
                    float const design = m_metrics.px(1000) / 1000;
                    look.size = box.height / design * factor_back;
                    // Measured unbroken; by the ink and not the line, since digits have neither marks above nor tails below.
                    text::Layout const measured = set(element, digits, look, 0);
                    float const by_height = box.height / std::max(1.0F, measured.ink_bottom - measured.ink_top);
                    float const by_width = 0.98F * box.width / std::max(1.0F, measured.width_px);
                    look.size *= std::min({ by_height, by_width, 460 / (look.size * m_factor) });
                    text::Layout layout = set(element, digits, look, box.width);
                    float const top = box.top + (box.height - (layout.ink_bottom - layout.ink_top)) / 2 - layout.ink_top;
                    placed.texts.push_back({ std::move(layout), std::floor(box.width), { box.left, std::round(top) }, color });
                };
                bool const is_low = rect.height < px(low_number);
                Rect box = rect.inset(px(is_low ? 30 : 44));
                box.width = width_px - 2 * (box.left - rect.left);
                if (!has_latin) {
                    fit(element.label, tone, box);
                } else if (is_low && width_px > px(700)) {
                    // No height to give away: the Latin digits stand where the number ends, and a line keeps the two apart.
                    float const own = std::floor(box.width * 0.62F);
                    float const other = box.left + own + px(56);
                    panel(placed, { box.left + own + px(26), box.top + box.height * 0.15F, px(4), box.height * 0.7F }, { .fill = m_theme.edge });
                    fit(element.label, tone, { box.left, box.top, own, box.height });
                    fit(element.detail, m_theme.soft, { other, box.top + box.height * 0.3F, box.right() - other, box.height * 0.4F });
                } else {
                    float const latin_height = std::round(rect.height * 0.18F);
                    fit(element.label, tone, { box.left, box.top, box.width, box.height - latin_height - px(36) });
                    fit(element.detail, m_theme.soft, { box.left, box.bottom() - latin_height, box.width, latin_height });
                }
            } };
}

// Two facts beside each other, or one alone: pictogram, words, second line.
Block Arranger::info(std::vector<Element const*> const& elements, float width_px)
{
    float const gap = m_metrics.gap_px(32);
    auto const count = static_cast<float>(elements.size());
    float const width = (width_px - gap * (count - 1)) / count;
    bool const is_wide = elements.size() == 1;
    float const pad = px(28);
    float const icon_px = px(84);
    float const text_width = width - 2 * pad - (is_wide ? icon_px + px(32) : 0);
    TextLook const first = bold(40, m_theme.ink, is_wide ? text::Alignment::start : text::Alignment::center);
    TextLook const second = regular(36, m_theme.soft, first.alignment);
    float words_height = 0;
    for (Element const* element : elements) {
        float const detail = element->detail.empty() ? 0 : height_of(*element, element->detail, second, text_width) + px(6);
        words_height = std::max(words_height, height_of(*element, element->label, first, text_width) + detail);
    }
    float const height_min = is_wide ? std::max(icon_px, words_height) + 2 * pad : icon_px + px(18) + words_height + 2 * pad;
    float const height_max = height_min + (is_wide ? px(24) : px(60));
    return { height_min, height_max, [=, this, all = elements](Rect const& rect) {
                float left = rect.left;
                for (Element const* element : all) {
                    Rect const box { left, rect.top, width, rect.height };
                    left += width + gap;
                    PlacedElement& placed = add(*element, box);
                    panel(placed, box, { .radius_px = px(36), .fill = m_theme.card, .edge_px = px(2), .edge = m_theme.line });
                    painter::Color const tone = tone_color(m_theme, element->tone);
                    float const detail = element->detail.empty() ? 0 : height_of(*element, element->detail, second, text_width) + px(6);
                    float const label = height_of(*element, element->label, first, text_width);
                    float text_left = box.left + pad;
                    float top = box.top + (box.height - label - detail) / 2;
                    if (is_wide) {
                        icon(placed, element->icon, { box.left + pad, box.top + (box.height - icon_px) / 2, icon_px, icon_px }, tone);
                        text_left += icon_px + px(32);
                    } else {
                        float const free = (box.height - icon_px - px(18) - words_height) / 2;
                        icon(placed, element->icon, { box.left + (width - icon_px) / 2, box.top + free, icon_px, icon_px }, tone);
                        top = box.top + free + icon_px + px(18) + (words_height - label - detail) / 2;
                    }
                    words(placed, element->label, first, { text_left, top, text_width, label });
                    words(placed, element->detail, second, { text_left, top + label + px(6), text_width, std::max(0.0F, detail - px(6)) });
                }
            } };
}

// Cards

struct Arranger::CardPlan {
    float words_height = 0;
    float height_min = 0;
};

namespace {

/// Design lengths of a card.
struct CardSizes {
    float label = 46;
    float detail = 34;
    float tile_min = 104;
    float tile_max = 196;
    float padding = 32;
    float tile_gap = 24;
    float radius = 44;
};
constexpr CardSizes usual_card;
/// The only answer of a screen is its hero.
constexpr CardSizes hero_card { .label = 68, .detail = 44, .tile_min = 150, .tile_max = 420, .padding = 56, .tile_gap = 44, .radius = 56 };
constexpr float line_gap = 4;

CardSizes const& sizes_of(Element const& element)
{
    return element.emphasis == Emphasis::primary ? hero_card : usual_card;
}

} // namespace

painter::Rounded Arranger::tile_style(Element const& element) const
{
    painter::Color const tone = element.touchable == visitor::Touchable::disabled ? m_theme.faint : tone_color(m_theme, element.tone);
    if (!m_theme.has_fills)
        return { .radius_px = 0, .fill = m_theme.card, .edge_px = px(m_theme.edge_px), .edge = tone };
    return { .radius_px = 0, .fill = tone };
}

Arranger::CardPlan Arranger::plan_card(Element const& element, float width_px, CardStyle style)
{
    bool const is_upright = style == CardStyle::upright;
    text::Alignment const alignment = is_upright ? text::Alignment::center : text::Alignment::start;
    CardSizes const& sizes = sizes_of(element);
    float const pad = px(sizes.padding);
    float const text_width = is_upright ? width_px - 2 * px(20) : width_px - 3 * pad - px(sizes.tile_min);
    CardPlan plan;
    plan.words_height = height_of(element, element.label, bold(sizes.label, m_theme.ink, alignment), text_width);
    if (!element.detail.empty())
        plan.words_height += px(line_gap) + height_of(element, element.detail, regular(sizes.detail, m_theme.soft, alignment), text_width);
    plan.height_min
        = is_upright ? 2 * pad + px(sizes.tile_min) + px(sizes.tile_gap) + plan.words_height : 2 * px(24) + std::max(px(sizes.tile_min), plan.words_height);
    plan.height_min = std::max(plan.height_min, m_metrics.primary_px(0));
    return plan;
}

void Arranger::place_card(Element const& element, Rect const& rect, CardStyle style, float words_height_px)
{
    bool const is_upright = style == CardStyle::upright;
    text::Alignment const alignment = is_upright ? text::Alignment::center : text::Alignment::start;
    CardSizes const& sizes = sizes_of(element);
    bool const is_off = element.touchable == visitor::Touchable::disabled;
    TextLook const first = bold(sizes.label, is_off ? m_theme.faint : m_theme.ink, alignment);
    TextLook const second = regular(sizes.detail, is_off ? m_theme.faint : m_theme.soft, alignment);
    float const pad = px(sizes.padding);
    PlacedElement& placed = add(element, rect);
    panel(placed, rect, { .radius_px = px(sizes.radius), .fill = m_theme.card, .edge_px = px(m_theme.edge_px), .edge = is_off ? m_theme.line : m_theme.edge });

    float const room = is_upright ? rect.height - 2 * pad - px(sizes.tile_gap) - words_height_px : rect.height - 2 * px(24);
    float tile = std::floor(std::clamp(room, px(sizes.tile_min), px(sizes.tile_max)));
    auto const words_height = [&](float width) {
        return height_of(element, element.label, first, width)
            + (element.detail.empty() ? 0 : px(line_gap) + height_of(element, element.detail, second, width));
    };
    // Lying, a large pictogram must not make the words break into more lines than there is room for.
    if (!is_upright && words_height(rect.width - 3 * pad - tile) > room)
        tile = px(sizes.tile_min);
    if (!is_upright && words_height(rect.width - 3 * pad - tile) > rect.height - px(16))
        lacks_room();
    float const free = is_upright ? (room - tile) / 2 : 0;
    Rect const tile_rect = is_upright ? Rect { std::round(rect.left + (rect.width - tile) / 2), std::round(rect.top + pad + free), tile, tile }
                                      : Rect { rect.left + pad, std::round(rect.top + (rect.height - tile) / 2), tile, tile };
    Rounded tile_look = tile_style(element);
    tile_look.radius_px = std::round(tile * 0.26F);
    panel(placed, tile_rect, tile_look);
    painter::Color const sign = m_theme.has_fills ? m_theme.on_fill : tile_look.edge;
    icon(placed, element.icon, tile_rect.inset(std::round(tile * 0.16F)), sign);

    float const left = is_upright ? rect.left + px(20) : tile_rect.right() + pad;
    float const text_width = is_upright ? rect.width - 2 * px(20) : rect.right() - pad - left;
    float const label = height_of(element, element.label, first, text_width);
    float const detail = element.detail.empty() ? 0 : height_of(element, element.detail, second, text_width);
    // Upright, all first lines of a row stand on one height; lying, the words stand in the middle.
    float const top = is_upright ? tile_rect.bottom() + px(sizes.tile_gap) : rect.top + (rect.height - label - detail - (detail > 0 ? px(line_gap) : 0)) / 2;
    words(placed, element.label, first, { left, top, text_width, label });
    words(placed, element.detail, second, { left, top + label + px(line_gap), text_width, detail });
}

Block Arranger::cards(std::vector<Element const*> const& elements, float width_px, int columns, CardStyle style)
{
    float const gap = m_metrics.gap_px(32);
    float const column_px = std::floor((width_px - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    int const count = static_cast<int>(elements.size());
    int const rows = (count + columns - 1) / columns;
    // The last card takes what its row has left, lying down.
    int const spare = rows * columns - count;
    float const last_px = column_px + static_cast<float>(spare) * (column_px + gap);
    CardStyle const last_style = spare > 0 ? CardStyle::lying : style;
    float words_height = 0;
    float row_min = 0;
    float last_row_min = 0;
    for (int index = 0; index < count; ++index) {
        bool const is_last = index == count - 1;
        CardPlan const plan = plan_card(*elements[static_cast<std::size_t>(index)], is_last ? last_px : column_px, is_last ? last_style : style);
        if (!is_last || spare == 0)
            words_height = std::max(words_height, plan.words_height);
        float& row = index / columns == rows - 1 ? last_row_min : row_min;
        row = std::max(row, plan.height_min);
    }
    // A last row that lies down may be lower than the others; one like them is as high.
    bool const is_last_alone = spare == columns - 1 && rows > 1 && style == CardStyle::upright;
    float const row_height = is_last_alone ? row_min : std::max(row_min, last_row_min);
    float const last_height = is_last_alone ? last_row_min : row_height;
    auto const row_count = static_cast<float>(rows - 1);
    float const minimum = row_count * (row_height + gap) + last_height;
    bool const is_hero = elements.front()->emphasis == Emphasis::primary;
    float const grown = is_hero ? px(1080.0F) : style == CardStyle::upright ? px(440.0F) : px(count <= 2 ? 440.0F : count == 3 ? 360.0F : 300.0F);
    float const maximum = std::max(minimum, row_count * (std::max(row_height, grown) + gap) + std::max(last_height, is_last_alone ? px(250) : grown));
    return { minimum, maximum, [=, this, all = elements](Rect const& rect) {
                float const extra = (rect.height - minimum) / static_cast<float>(rows);
                float top = rect.top;
                for (int index = 0; index < count; ++index) {
                    bool const is_last = index == count - 1;
                    bool const is_last_row = index / columns == rows - 1;
                    float const height = std::floor((is_last_row ? last_height : row_height) + extra);
                    float const left = rect.left + static_cast<float>(index % columns) * (column_px + gap);
                    place_card(*all[static_cast<std::size_t>(index)], { left, top, is_last ? last_px : column_px, height }, is_last ? last_style : style,
                        words_height);
                    if (index % columns == columns - 1)
                        top += height + gap;
                }
            } };
}

} // namespace zahide::ui
