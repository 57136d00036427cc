#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace zahide {

/// A value that is not to be mixed up with another of the same representation. Tag is an empty struct.
template<class Tag, class Rep>
class Strong {
public:
    using rep = Rep;

    constexpr Strong() = default;
    constexpr explicit Strong(Rep value)
        : m_value(std::move(value))
    {
    }

    [[nodiscard]] constexpr Rep const& value() const { return m_value; }

    friend constexpr auto operator<=>(Strong const&, Strong const&) = default;
    friend constexpr bool operator==(Strong const&, Strong const&) = default;

private:
    Rep m_value {};
};

} // namespace zahide

template<class Tag, class Rep>
struct std::hash<zahide::Strong<Tag, Rep>> {
    std::size_t operator()(zahide::Strong<Tag, Rep> const& strong) const noexcept { return std::hash<Rep> {}(strong.value()); }
};
