#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace zahide::unicode {

/// A script of ISO 15924 as its four letters in one number, which is also OpenType's and HarfBuzz's way of naming it.
class Script {
public:
    constexpr Script() = default;
    constexpr explicit Script(std::uint32_t tag)
        : m_tag(tag)
    {
    }
    [[nodiscard]] static constexpr Script from_letters(std::string_view four)
    {
        std::uint32_t tag = 0;
        for (char const letter : four.substr(0, 4))
            tag = tag << 8U | static_cast<std::uint8_t>(letter);
        return Script(tag);
    }

    [[nodiscard]] constexpr std::uint32_t tag() const { return m_tag; }
    /// "Arab", "Latn", "Zyyy" …
    [[nodiscard]] std::string letters() const;

    friend constexpr auto operator<=>(Script, Script) = default;
    friend constexpr bool operator==(Script, Script) = default;

private:
    std::uint32_t m_tag = 0x5A797979; // Zyyy
};

inline constexpr Script script_common = Script::from_letters("Zyyy");
inline constexpr Script script_inherited = Script::from_letters("Zinh");
inline constexpr Script script_unknown = Script::from_letters("Zzzz");

} // namespace zahide::unicode
