#include "painter/color.h"

#include <algorithm>
#include <cmath>

namespace zahide::painter {

namespace {

// WCAG 2.2, "relative luminance".
double luminance(Color color)
{
    auto const linear = [](std::uint8_t channel) {
        double const value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

} // namespace

double contrast(Color one, Color other)
{
    double const lighter = std::max(luminance(one), luminance(other));
    double const darker = std::min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace zahide::painter
