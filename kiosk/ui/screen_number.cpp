#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

/// How the parts beside the number stand.
struct NumberShape {
    bool has_facts_beside; ///< where and how long, beside each other
    bool has_buttons_beside;
    bool has_paper_with_number; ///< lying screens only
    float number_share; ///< lying screens only
};

std::vector<Block> facts(Arranger& arranger, float width_px, bool is_beside)
{
    std::vector<Element const*> all;
    for (auto const* id : { "day", "where", "wait" }) {
        if (Element const* fact = arranger.content(id))
            all.push_back(fact);
    }
    if (all.empty())
        return {};
    if (is_beside)
        return { arranger.info(all, width_px) };
    std::vector<Block> blocks;
    blocks.reserve(all.size());
    for (Element const* fact : all)
        blocks.push_back(arranger.info({ fact }, width_px));
    return blocks;
}

void append(std::vector<Block>& to, std::vector<Block> more)
{
    for (Block& block : more)
        to.push_back(std::move(block));
}

// The digits that open an appointment again: to be read and written down, so nearly as large as the number.
std::vector<Block> code(Arranger& arranger, float width_px)
{
    Element const* element = arranger.content("code");
    if (!element)
        return {};
    Theme const& theme = arranger.theme();
    constexpr float digits_factor_max = 1.15F; // large already: they grow less than the words do
    TextLook digits { .size = 72, .weight = text::Weight::bold, .alignment = text::Alignment::start, .color = theme.ink };
    TextLook const second { .size = 38, .weight = text::Weight::regular, .alignment = text::Alignment::start, .color = theme.soft };
    digits.factor = std::min(arranger.factor(), digits_factor_max);
    float const pad = arranger.px(32);
    float const icon_px = arranger.px(arranger.factor() > 1 ? 76 : 100);
    float const text_width = width_px - 3 * pad - icon_px;
    float const first_height = arranger.height_of(*element, element->label, digits, text_width);
    float const second_height = arranger.height_of(*element, element->detail, second, text_width);
    if (arranger.set(*element, element->label, digits, 0).width_px > text_width)
        arranger.lacks_room(); // a code is not torn
    float const height = std::max(icon_px, first_height + second_height) + 2 * arranger.px(12);
    return { { height, height + arranger.px(32), [=, &arranger, &theme](Rect const& rect) {
                  PlacedElement& placed = arranger.add(*element, rect);
                  arranger.panel(
                      placed, rect, { .radius_px = arranger.px(36), .fill = theme.card, .edge_px = arranger.px(4), .edge = tone_color(theme, element->tone) });
                  arranger.icon(placed, element->icon, { rect.left + pad, std::round(rect.top + (rect.height - icon_px) / 2), icon_px, icon_px },
                      tone_color(theme, element->tone));
                  float const left = rect.left + 2 * pad + icon_px;
                  float const top = std::round(rect.top + (rect.height - first_height - second_height) / 2);
                  arranger.words(placed, element->label, digits, { left, top, text_width, first_height });
                  arranger.words(placed, element->detail, second, { left, top + first_height, text_width, second_height });
              } } };
}

// What became of the paper, and what can be done: words, and a QR code where they name one.
Block paper_note(Arranger& arranger, Element const& element, float width_px)
{
    if (element.qr.empty())
        return arranger.note(element, width_px);
    auto const code = paper::make_qr(element.qr);
    if (!code) {
        arranger.lacks_room(); // no code is that large: the config's texts are limited
        return arranger.note(element, width_px);
    }
    Theme const& theme = arranger.theme();
    TextLook const first { .size = 40, .weight = text::Weight::bold, .alignment = text::Alignment::start, .color = theme.ink };
    TextLook const second { .size = 36, .weight = text::Weight::regular, .alignment = text::Alignment::start, .color = theme.ink };
    constexpr float module_px_min = 2;
    // Still 25 mm on the smallest screen where there is only its lower part, or where letters need the room.
    bool const is_tight = arranger.model().view.reach == visitor::Reach::low || arranger.factor() > 1;
    float const side = is_tight ? 120 : 250;
    auto const modules = static_cast<float>(code->modules + 2 * paper::qr_quiet_modules);
    float const code_px = modules * std::max(module_px_min, std::floor(arranger.px(side) / modules));
    float const pad = arranger.px(24);
    float const icon_px = arranger.px(arranger.factor() > 1.2F ? 0 : 76); // large letters need its room
    float const lead = icon_px > 0 ? icon_px + pad : 0;
    float const text_width = width_px - 3 * pad - lead - code_px;
    float const first_height = arranger.height_of(element, element.label, first, text_width);
    float const second_height = arranger.height_of(element, element.detail, second, text_width);
    float const height = std::max(code_px, first_height + second_height) + 2 * arranger.px(16);
    return { height, height,
        [=, &arranger, &theme, &element, qr = *code](Rect const& rect) {
            PlacedElement& placed = arranger.add(element, rect);
            painter::Rounded ground { .radius_px = arranger.px(36), .fill = theme.tint };
            if (!theme.has_fills)
                ground = { .radius_px = arranger.px(36), .fill = theme.card, .edge_px = arranger.px(2), .edge = theme.ink };
            arranger.panel(placed, rect, ground);
            if (icon_px > 0)
                arranger.icon(placed, element.icon, { rect.left + pad, std::round(rect.top + (rect.height - icon_px) / 2), icon_px, icon_px },
                    tone_color(theme, element.tone));
            float const left = rect.left + pad + lead;
            float const top = std::round(rect.top + (rect.height - first_height - second_height) / 2);
            arranger.words(placed, element.label, first, { left, top, text_width, first_height });
            arranger.words(placed, element.detail, second, { left, top + first_height, text_width, second_height });
            placed.codes.push_back({ { std::round(rect.right() - pad - code_px), std::round(rect.top + (rect.height - code_px) / 2), code_px, code_px }, qr });
        } };
}

std::vector<Block> buttons(Arranger& arranger, float width_px, bool is_beside)
{
    Element const* again = arranger.content("print-again");
    Element const* finish = arranger.content("finish");
    if (again && finish && is_beside)
        return { arranger.pair(*finish, *again, width_px) };
    std::vector<Block> blocks;
    for (Element const* button : { again, finish }) {
        if (button)
            blocks.push_back(arranger.button(*button, width_px));
    }
    return blocks;
}

void arrange_upright(Arranger& arranger, Rect const& area, Element const& number, NumberShape const& shape)
{
    std::vector<Block> blocks { arranger.centered_heading(*arranger.model().title, area.width), arranger.number(number, area.width) };
    append(blocks, code(arranger, area.width));
    append(blocks, facts(arranger, area.width, shape.has_facts_beside));
    if (Element const* paper = arranger.content("paper"))
        blocks.push_back(paper_note(arranger, *paper, area.width));
    append(blocks, buttons(arranger, area.width, shape.has_buttons_beside));
    // Where a code stands too, large letters leave less between.
    float const gap = arranger.factor() <= 1.2F ? 32.0F : arranger.content("code") ? 12.0F : 20.0F;
    arranger.column(blocks, area, arranger.metrics().gap_px(gap));
}

// The number on the side where reading starts.
void arrange_lying(Arranger& arranger, Rect const& area, Element const& number, NumberShape const& shape)
{
    float const between = arranger.px(48);
    float const first = std::round((area.width - between) * shape.number_share);
    Rect const start { area.left, area.top, first, area.height };
    Rect const end { area.left + first + between, area.top, area.width - first - between, area.height };
    Element const* paper = arranger.content("paper");
    std::vector<Block> hero { arranger.centered_heading(*arranger.model().title, start.width), arranger.number(number, start.width) };
    std::vector<Block> rest = code(arranger, end.width);
    append(rest, facts(arranger, end.width, shape.has_facts_beside));
    if (paper) {
        bool const is_with_number = shape.has_paper_with_number;
        (is_with_number ? hero : rest).push_back(paper_note(arranger, *paper, is_with_number ? start.width : end.width));
    }
    append(rest, buttons(arranger, end.width, shape.has_buttons_beside));
    float const gap = arranger.metrics().gap_px(24);
    arranger.column(hero, start, gap);
    arranger.column(rest, end, gap);
}

} // namespace

// The number is the hero of its screen.
bool arrange_number(Arranger& arranger, Rect const& area, int attempt)
{
    constexpr std::array<NumberShape, 3> upright { { { true, false, false, 0 }, { true, true, false, 0 }, { false, true, false, 0 } } };
    constexpr std::array<NumberShape, 6> lying { { { false, false, false, 0.5F }, { false, false, true, 0.5F }, { false, true, true, 0.5F },
        { true, true, true, 0.46F }, { false, false, false, 0.42F }, { false, true, false, 0.42F } } };
    // In reach mode an upright screen is about as wide as it is high, and can take a lying one's shapes.
    bool const is_portrait = arranger.metrics().is_portrait();
    int const first_lying = is_portrait ? static_cast<int>(upright.size()) : 0;
    Element const* number = arranger.content("number");
    bool const can_lie = !is_portrait || arranger.model().view.reach == visitor::Reach::low;
    if (!number || attempt >= first_lying + (can_lie ? static_cast<int>(lying.size()) : 0))
        return false;
    if (attempt < first_lying)
        arrange_upright(arranger, area, *number, upright[static_cast<std::size_t>(attempt)]);
    else
        arrange_lying(arranger, area, *number, lying[static_cast<std::size_t>(attempt - first_lying)]);
    return true;
}

} // namespace zahide::ui
