#pragma once

#include "painter/color.h"
#include "visitor/element.h"
#include "visitor/screen.h"

namespace zahide::ui {

/// The colors of the house. Text on its ground has at least 7:1, edges and pictograms at least 3:1 (theme_test).
struct Theme {
    painter::Color ink; ///< text
    painter::Color soft; ///< a second line
    painter::Color ground; ///< behind everything
    painter::Color bar; ///< the two bars
    painter::Color card;
    painter::Color edge; ///< of what can be touched
    painter::Color line; ///< between the bars and the ground
    painter::Color tint; ///< of a note
    painter::Color on_fill; ///< text and pictograms on a tone or on the primary button
    painter::Color faint; ///< what cannot be touched now
    painter::Color brand; ///< the attract screen's ground
    painter::Color on_brand;
    painter::Color sun;
    painter::Color on_sun;
    painter::Color press; ///< what a pressed thing is mixed with
    float edge_px = 3; ///< a design length
    bool has_fills = true; ///< false: tones are borders, not fills
};

[[nodiscard]] Theme const& theme_of(visitor::Theme theme);
[[nodiscard]] painter::Color tone_color(Theme const& theme, visitor::Tone tone);
/// The fill of something while a finger is down on it.
[[nodiscard]] painter::Color pressed_fill(Theme const& theme, painter::Color fill);

} // namespace zahide::ui
