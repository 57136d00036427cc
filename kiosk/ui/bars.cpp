#include "arranger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

constexpr float side = 56;
constexpr float top_bar = 148;
constexpr float bottom_bar_upright = 204;
constexpr float bottom_bar_lying = 176;
constexpr float bar_label_size = 28;
constexpr float button_padding = 2;
constexpr float factor_step = 0.05F;
constexpr float factor_min = 0.6F;
constexpr float top_factor_max = 1.2F;

/// What the bar leaves out first where it is too narrow; the screen behind "more" has it all.
constexpr std::array<std::string_view, 3> left_out { "contrast", "bigger-text", "hide" };

TextLook bar_label(painter::Color color)
{
    return { .size = bar_label_size, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = color };
}

std::vector<Element const*> without(std::vector<Element> const& bar, std::size_t dropped)
{
    std::vector<Element const*> kept;
    for (Element const& element : bar) {
        auto const end = left_out.begin() + static_cast<std::ptrdiff_t>(dropped);
        if (std::find(left_out.begin(), end, element.id) == end)
            kept.push_back(&element);
    }
    return kept;
}

/// Measures bar labels with a factor of their own.
class BarFit {
public:
    BarFit(Arranger& arranger, float width_px)
        : m_arranger(arranger)
        , m_width_px(width_px)
    {
    }

    [[nodiscard]] float cell_px(std::size_t count) const { return std::floor(m_width_px / static_cast<float>(count)); }
    [[nodiscard]] float between_px() const { return m_arranger.metrics().gap_px(12); }
    [[nodiscard]] float text_px(std::size_t count) const { return cell_px(count) - between_px() - 2 * m_arranger.px(button_padding); }

    [[nodiscard]] bool fits(std::vector<Element const*> const& elements, TextLook const& look, float height_px)
    {
        float const width = text_px(elements.size());
        return std::all_of(elements.begin(), elements.end(), [&](Element const* element) {
            return m_arranger.longest_word_px(*element, element->label, look) <= width
                && m_arranger.set(*element, element->label, look, width).height_px <= height_px;
        });
    }

private:
    Arranger& m_arranger;
    float m_width_px;
};

void place_button(Arranger& arranger, Element const& element, Rect const& rect, TextLook look, float words_height)
{
    Theme const& theme = arranger.theme();
    PlacedElement& placed = arranger.add(element, rect);
    bool const is_help = element.emphasis == visitor::Emphasis::primary;
    bool const is_off = element.touchable != visitor::Touchable::yes;
    look.color = is_off ? theme.faint : theme.ink;
    painter::Rounded face { .radius_px = arranger.px(32), .fill = theme.bar };
    if (is_help && !is_off) {
        painter::Color const tone = tone_color(theme, element.tone);
        face = theme.has_fills ? painter::Rounded { .radius_px = arranger.px(32), .fill = tone }
                               : painter::Rounded { .radius_px = arranger.px(32), .fill = theme.bar, .edge_px = arranger.px(theme.edge_px), .edge = tone };
        look.color = theme.has_fills ? theme.on_fill : tone;
    }
    arranger.panel(placed, rect, face);
    float const icon_px = arranger.px(60);
    float const gap = arranger.px(8);
    float const text_width = rect.width - 2 * arranger.px(button_padding);
    float const height = arranger.set(element, element.label, look, text_width).height_px;
    // All pictograms stand on one height, whichever labels take two lines.
    float const top = std::round(rect.top + (rect.height - icon_px - gap - words_height) / 2);
    arranger.icon(placed, element.icon, { rect.left + (rect.width - icon_px) / 2, top, icon_px, icon_px }, look.color);
    arranger.words(placed, element.label, look, { rect.left + arranger.px(button_padding), top + icon_px + gap, text_width, std::ceil(height) });
}

void bottom_bar(Arranger& arranger, Rect const& rect)
{
    Theme const& theme = arranger.theme();
    arranger.backdrop(rect, { .fill = theme.bar });
    arranger.backdrop({ rect.left, rect.top, rect.width, arranger.px(3) }, { .fill = theme.line });
    float const margin = arranger.px(16);
    Rect const inner { rect.left + margin, rect.top + arranger.px(14), rect.width - 2 * margin, rect.height - arranger.px(26) };
    BarFit fit(arranger, inner.width);
    float const label_room = inner.height - arranger.px(60 + 8 + 16);
    for (float factor = arranger.factor(); factor >= factor_min; factor -= factor_step) {
        for (std::size_t dropped = 0; dropped <= left_out.size(); ++dropped) {
            auto const elements = without(arranger.model().bar, dropped);
            TextLook look = bar_label(theme.ink);
            look.factor = factor;
            if (!fit.fits(elements, look, label_room))
                continue;
            float const cell = fit.cell_px(elements.size());
            float left = inner.left;
            float words_height = 0;
            for (Element const* element : elements)
                words_height = std::max(words_height, arranger.set(*element, element->label, look, fit.text_px(elements.size())).height_px);
            float const between = fit.between_px();
            for (Element const* element : elements) {
                place_button(arranger, *element, { left + between / 2, inner.top, cell - between, inner.height }, look, words_height);
                left += cell;
            }
            return;
        }
    }
    arranger.lacks_room();
}

// Words in the top bar: as large as wanted, smaller where the bar ends. They grow less than the content does.
TextLook shrunk(Arranger& arranger, Element const& element, TextLook look, float width_px, float height_px)
{
    for (look.factor = std::min(arranger.factor(), top_factor_max); look.factor > factor_min; look.factor -= factor_step) {
        bool const fits
            = arranger.longest_word_px(element, element.label, look) <= width_px && arranger.set(element, element.label, look, width_px).height_px <= height_px;
        if (fits)
            break;
    }
    return look;
}

// Returns where the pill begins.
float language_pill(Arranger& arranger, Element const& element, Rect const& bar)
{
    Theme const& theme = arranger.theme();
    painter::Color const tone = tone_color(theme, element.tone);
    TextLook const look { .size = 38, .weight = text::Weight::bold, .alignment = text::Alignment::center, .color = tone };
    float const height = arranger.metrics().touch_px(92);
    float const icon_px = arranger.px(48);
    TextLook const fitted = shrunk(arranger, element, look, bar.width * 0.4F, height);
    float const inked = std::ceil(arranger.set(element, element.label, fitted, 0).width_px) + 1;
    float const width = arranger.px(36) + icon_px + arranger.px(20) + inked + arranger.px(40);
    Rect const rect { bar.right() - arranger.px(side) - width, std::round(bar.top + (bar.height - height) / 2), width, height };
    PlacedElement& placed = arranger.add(element, rect);
    arranger.panel(placed, rect, { .radius_px = height / 2, .fill = theme.bar, .edge_px = arranger.px(theme.edge_px), .edge = tone });
    arranger.icon(placed, element.icon, { rect.left + arranger.px(36), rect.top + (height - icon_px) / 2, icon_px, icon_px }, tone);
    arranger.words(placed, element.label, fitted, { rect.left + arranger.px(36) + icon_px + arranger.px(20), rect.top, inked, height });
    return rect.left;
}

void brand(Arranger& arranger, Element const& element, Rect const& bar, float right)
{
    Theme const& theme = arranger.theme();
    float const tile = arranger.px(84);
    float const left = bar.left + arranger.px(side);
    Rect const tile_rect { left, std::round(bar.top + (bar.height - tile) / 2), tile, tile };
    TextLook const look { .size = 34, .weight = text::Weight::bold, .alignment = text::Alignment::start, .color = theme.ink };
    Rect const text { tile_rect.right() + arranger.px(20), bar.top + arranger.px(8), right - tile_rect.right() - arranger.px(20),
        bar.height - arranger.px(16) };
    TextLook fitted = shrunk(arranger, element, look, text.width, text.height);
    // Two short lines read better beside the sign than a long one.
    float const inked = arranger.set(element, element.label, fitted, 0).width_px;
    float const wanted_width
        = inked > arranger.px(420) ? std::min(text.width, std::max(inked * 0.62F, arranger.longest_word_px(element, element.label, fitted) + 2)) : text.width;
    float width = std::ceil(wanted_width);
    if (arranger.set(element, element.label, fitted, width).height_px > text.height)
        width = text.width;
    PlacedElement& placed = arranger.add(element, { left, tile_rect.top, tile_rect.width + arranger.px(20) + width, tile });
    placed.rect.top = std::min(placed.rect.top, text.top);
    placed.rect.height = std::max(tile, text.height);
    arranger.panel(placed, tile_rect, { .radius_px = arranger.px(22), .fill = theme.has_fills ? theme.brand : theme.sun });
    arranger.icon(placed, element.icon, tile_rect.inset(arranger.px(14)), theme.has_fills ? theme.on_brand : theme.on_sun);
    arranger.words(placed, element.label, fitted, { text.left, text.top, width, text.height });
}

void top_bar_elements(Arranger& arranger, Rect const& bar)
{
    auto const& model = arranger.model();
    Theme const& theme = arranger.theme();
    arranger.backdrop(bar, { .fill = theme.bar });
    arranger.backdrop({ bar.left, bar.bottom() - arranger.px(3), bar.width, arranger.px(3) }, { .fill = theme.line });
    float right = bar.right() - arranger.px(side);
    if (model.language_button)
        right = language_pill(arranger, *model.language_button, bar) - arranger.px(32);
    if (model.clock) {
        TextLook const wanted { .size = 38, .weight = text::Weight::bold, .alignment = text::Alignment::end, .color = theme.soft };
        TextLook const look = shrunk(arranger, *model.clock, wanted, bar.width, bar.height);
        float const wide = std::ceil(arranger.set(*model.clock, model.clock->label, look, 0).width_px) + 2;
        // Where the bar is short of room the clock goes first: it tells nothing that somebody has come for.
        if (right - wide > bar.left + bar.width * 0.42F) {
            float const height = std::ceil(arranger.set(*model.clock, model.clock->label, look, wide).height_px);
            Rect const rect { right - wide, bar.top + (bar.height - height) / 2, wide, height };
            arranger.words(arranger.add(*model.clock, rect), model.clock->label, look, rect);
            right = rect.left - arranger.px(32);
        }
    }
    if (model.brand)
        brand(arranger, *model.brand, bar, right);
}

} // namespace

Rect arrange_bars(Arranger& arranger)
{
    painter::Size const size = arranger.metrics().size_px();
    if (arranger.model().bar.empty())
        return { 0, 0, size.width, size.height };
    float const touch = arranger.metrics().touch_px(0);
    float const top = std::max(arranger.px(top_bar), touch + arranger.px(32));
    float const wanted = arranger.px(arranger.metrics().is_portrait() ? bottom_bar_upright : bottom_bar_lying);
    // With larger letters the bar's words need more room.
    float const bottom = wanted + std::round((arranger.factor() - 1) * arranger.px(60))
        + std::max(0.0F, arranger.metrics().text_px(bar_label_size) - arranger.px(bar_label_size)) * 2;
    top_bar_elements(arranger, { 0, 0, size.width, top });
    bottom_bar(arranger, { 0, size.height - bottom, size.width, bottom });
    float const margin = arranger.px(side);
    float const above = arranger.px(arranger.metrics().is_portrait() ? 44 : 28);
    float const below = arranger.px(arranger.metrics().is_portrait() ? 36 : 24);
    return { margin, top + above, size.width - 2 * margin, size.height - top - bottom - above - below };
}

} // namespace zahide::ui
