#pragma once

#include <algorithm>

namespace zahide::painter {

/// A place on the screen, in px from its upper left corner.
struct Point {
    float x = 0;
    float y = 0;
    friend bool operator==(Point const&, Point const&) = default;
};

struct Size {
    float width = 0;
    float height = 0;
    friend bool operator==(Size const&, Size const&) = default;
};

/// A rectangle in px. Right and bottom edges don't belong to it.
struct Rect {
    float left = 0;
    float top = 0;
    float width = 0;
    float height = 0;

    [[nodiscard]] constexpr float right() const { return left + width; }
    [[nodiscard]] constexpr float bottom() const { return top + height; }
    [[nodiscard]] constexpr Point center() const { return { left + width / 2, top + height / 2 }; }
    [[nodiscard]] constexpr bool empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] constexpr Rect inset(float by) const { return { left + by, top + by, width - 2 * by, height - 2 * by }; }
    [[nodiscard]] constexpr bool contains(Point point) const { return point.x >= left && point.x < right() && point.y >= top && point.y < bottom(); }
    [[nodiscard]] constexpr bool contains(Rect const& inner) const
    {
        return inner.left >= left && inner.top >= top && inner.right() <= right() && inner.bottom() <= bottom();
    }
    [[nodiscard]] constexpr bool touches(Rect const& other) const
    {
        return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
    }
    friend bool operator==(Rect const&, Rect const&) = default;
};

/// The smallest rectangle that holds both; an empty one adds nothing.
[[nodiscard]] constexpr Rect united(Rect const& one, Rect const& other)
{
    if (one.empty())
        return other;
    if (other.empty())
        return one;
    float const left = std::min(one.left, other.left);
    float const top = std::min(one.top, other.top);
    return { left, top, std::max(one.right(), other.right()) - left, std::max(one.bottom(), other.bottom()) - top };
}

[[nodiscard]] constexpr Rect intersected(Rect const& one, Rect const& other)
{
    float const left = std::max(one.left, other.left);
    float const top = std::max(one.top, other.top);
    return { left, top, std::max(0.0F, std::min(one.right(), other.right()) - left), std::max(0.0F, std::min(one.bottom(), other.bottom()) - top) };
}

} // namespace zahide::painter
