#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace zahide::i18n {

/// A message's name. The only ones there are stand in the generated <i18n/keys.h>, one for every message of
/// locales/en.arb, so that code naming a message that no locale has does not compile.
class Key {
public:
    constexpr explicit Key(std::uint16_t index)
        : m_index(index)
    {
    }
    [[nodiscard]] constexpr std::size_t index() const { return m_index; }
    friend constexpr auto operator<=>(Key, Key) = default;
    friend constexpr bool operator==(Key, Key) = default;

private:
    std::uint16_t m_index;
};

/// Every message's name, by its key's index.
[[nodiscard]] std::span<std::string_view const> key_names();
[[nodiscard]] std::string_view name(Key key);
/// For names that come from outside, such as a test's or a service's; none when there is no such message.
[[nodiscard]] std::optional<Key> find_key(std::string_view name);

} // namespace zahide::i18n
