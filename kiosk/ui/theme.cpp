#include "ui/theme.h"

namespace zahide::ui {

using painter::rgb;

namespace {

constexpr Theme normal_theme {
    .ink = rgb(0x17262E),
    .soft = rgb(0x3F4F57),
    .ground = rgb(0xF7F2E9),
    .bar = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .edge = rgb(0x857A66),
    .line = rgb(0xD9CFBE),
    .tint = rgb(0xDCEBEC),
    .on_fill = rgb(0xFFFFFF),
    .faint = rgb(0xA9A294),
    .brand = rgb(0x0B5563),
    .on_brand = rgb(0xFFFFFF),
    .sun = rgb(0xF2B441),
    .on_sun = rgb(0x17262E),
    .press = rgb(0x0B5563),
    .edge_px = 3,
    .has_fills = true,
};

constexpr Theme contrast_theme {
    .ink = rgb(0xFFFFFF),
    .soft = rgb(0xFFFFFF),
    .ground = rgb(0x000000),
    .bar = rgb(0x000000),
    .card = rgb(0x000000),
    .edge = rgb(0xFFFFFF),
    .line = rgb(0xFFFFFF),
    .tint = rgb(0x000000),
    .on_fill = rgb(0x000000),
    .faint = rgb(0x6E6E6E),
    .brand = rgb(0x000000),
    .on_brand = rgb(0xFFFFFF),
    .sun = rgb(0xFFD400),
    .on_sun = rgb(0x000000),
    .press = rgb(0xFFD400),
    .edge_px = 5,
    .has_fills = false,
};

} // namespace

Theme const& theme_of(visitor::Theme theme)
{
    switch (theme) {
    case visitor::Theme::normal:
        return normal_theme;
    case visitor::Theme::high_contrast:
        return contrast_theme;
    }
    return normal_theme;
}

painter::Color tone_color(Theme const& theme, visitor::Tone tone)
{
    if (!theme.has_fills)
        return tone == visitor::Tone::neutral ? theme.ink : theme.sun;
    switch (tone) {
    case visitor::Tone::neutral:
        return theme.ink;
    case visitor::Tone::teal:
        return theme.brand;
    case visitor::Tone::indigo:
        return rgb(0x34408F);
    case visitor::Tone::plum:
        return rgb(0x7A2E5D);
    case visitor::Tone::green:
        return rgb(0x1F6044);
    case visitor::Tone::amber:
        return rgb(0x7A4700);
    case visitor::Tone::slate:
        return rgb(0x4A5A62);
    case visitor::Tone::brick:
        return rgb(0x9C2F22);
    }
    return theme.ink;
}

painter::Color pressed_fill(Theme const& theme, painter::Color fill)
{
    // Towards the press color; towards black where that would change little: dark things on paper, light ones on black.
    constexpr float light_part = 0.2F;
    constexpr float dark_part = 0.28F;
    constexpr int middle = 384;
    bool const is_dark = fill.red + fill.green + fill.blue < middle;
    if (is_dark == theme.has_fills)
        return painter::mixed(fill, rgb(0x000000), dark_part);
    return painter::mixed(fill, theme.press, theme.has_fills ? light_part : dark_part);
}

} // namespace zahide::ui
