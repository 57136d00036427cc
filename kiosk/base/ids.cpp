#include "base/ids.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace zahide {

namespace {

constexpr std::size_t slug_length_max = 40;
constexpr std::string_view hex_digits = "0123456789abcdef";

constexpr std::uint8_t no_hex_value = 0xFF;

constexpr auto hex_values = [] {
    std::array<std::uint8_t, 256> values {};
    values.fill(no_hex_value);
    for (std::size_t value = 0; value < hex_digits.size(); ++value)
        values[static_cast<std::uint8_t>(hex_digits[value])] = static_cast<std::uint8_t>(value);
    for (std::size_t value = 10; value < hex_digits.size(); ++value)
        values['A' + value - 10] = static_cast<std::uint8_t>(value);
    return values;
}();

std::uint8_t hex_value(char character)
{
    return hex_values[static_cast<std::uint8_t>(character)];
}

bool dash_follows(std::size_t byte_index)
{
    return byte_index == 3 || byte_index == 5 || byte_index == 7 || byte_index == 9;
}

} // namespace

Uuid Uuid::generate(Random& random)
{
    std::array<std::uint8_t, 16> bytes {};
    random.fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40); // RFC 9562 §5.4: version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80); // RFC 9562 §4.1: variant
    return Uuid(bytes);
}

Result<Uuid> Uuid::parse(std::string_view text)
{
    auto const wrong = [] { return fail(ErrorCode::invalid, "not a UUID", {}, "write it as 8-4-4-4-12 hexadecimal digits"); };
    if (text.size() != 36)
        return wrong();
    std::array<std::uint8_t, 16> bytes {};
    std::size_t position = 0;
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        auto const high = hex_value(text[position]);
        auto const low = hex_value(text[position + 1]);
        if (high == no_hex_value || low == no_hex_value)
            return wrong();
        bytes[index] = static_cast<std::uint8_t>(high * 16 + low);
        position += 2;
        if (dash_follows(index) && text[position++] != '-')
            return wrong();
    }
    return Uuid(bytes);
}

std::string Uuid::text() const
{
    std::string text;
    text.reserve(36);
    for (std::size_t index = 0; index < m_bytes.size(); ++index) {
        text += hex_digits[m_bytes[index] >> 4];
        text += hex_digits[m_bytes[index] & 0x0F];
        if (dash_follows(index))
            text += '-';
    }
    return text;
}

bool is_slug(std::string_view text)
{
    return !text.empty() && text.size() <= slug_length_max && std::ranges::all_of(text, [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
    });
}

} // namespace zahide

std::size_t std::hash<zahide::Uuid>::operator()(zahide::Uuid const& uuid) const noexcept
{
    std::size_t value = 0;
    std::memcpy(&value, uuid.bytes().data(), sizeof value);
    return value;
}
