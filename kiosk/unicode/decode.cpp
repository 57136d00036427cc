#include "unicode/decode.h"

namespace zahide::unicode {

namespace {

/// The shape of a sequence by its first byte: how many bytes follow, and what the second may be (Unicode 15 table 3-7).
struct Lead {
    int trailing = 0; ///< 0: no sequence starts with this byte
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
    unsigned char bits = 0;
};

Lead lead_of(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return { 1, 0x80, 0xBF, static_cast<unsigned char>(byte & 0x1F) };
    if (byte >= 0xE0 && byte <= 0xEF) {
        unsigned char const second_min = byte == 0xE0 ? 0xA0 : 0x80;
        unsigned char const second_max = byte == 0xED ? 0x9F : 0xBF; // no surrogates
        return { 2, second_min, second_max, static_cast<unsigned char>(byte & 0x0F) };
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        unsigned char const second_min = byte == 0xF0 ? 0x90 : 0x80;
        unsigned char const second_max = byte == 0xF4 ? 0x8F : 0xBF; // nothing beyond U+10FFFF
        return { 3, second_min, second_max, static_cast<unsigned char>(byte & 0x07) };
    }
    return {};
}

/// Reads the sequence at `position` and moves behind it, or behind the part of it that could have been one.
char32_t take_sequence(std::string_view utf8, std::size_t& position)
{
    auto const byte_at = [utf8](std::size_t index) { return static_cast<unsigned char>(utf8[index]); };
    Lead const lead = lead_of(byte_at(position++));
    if (lead.trailing == 0)
        return replacement_character;
    char32_t codepoint = lead.bits;
    for (int number = 0; number < lead.trailing; ++number) {
        unsigned char const byte_min = number == 0 ? lead.second_min : 0x80;
        unsigned char const byte_max = number == 0 ? lead.second_max : 0xBF;
        if (position >= utf8.size() || byte_at(position) < byte_min || byte_at(position) > byte_max)
            return replacement_character;
        codepoint = codepoint << 6U | (byte_at(position++) & 0x3FU);
    }
    return codepoint;
}

/// The character of a well-formed sequence of two bytes, or zero.
char32_t two_bytes(std::string_view utf8, std::size_t position)
{
    if (position + 1 >= utf8.size())
        return 0;
    auto const first = static_cast<unsigned char>(utf8[position]);
    auto const second = static_cast<unsigned char>(utf8[position + 1]);
    bool const well_formed = first >= 0xC2 && first <= 0xDF && (second & 0xC0U) == 0x80U;
    return well_formed ? static_cast<char32_t>((first & 0x1FU) << 6U | (second & 0x3FU)) : 0;
}

} // namespace

void decode(std::string_view utf8, DecodedText& text)
{
    text.codepoints.resize(utf8.size());
    text.offsets.resize(utf8.size() + 1);
    std::size_t count = 0;
    std::size_t position = 0;
    while (position < utf8.size()) {
        text.offsets[count] = static_cast<std::uint32_t>(position);
        auto const byte = static_cast<unsigned char>(utf8[position]);
        if (byte < 0x80) {
            text.codepoints[count++] = byte;
            ++position;
        } else if (char32_t const codepoint = two_bytes(utf8, position); codepoint != 0) { // most letters that aren't ASCII
            text.codepoints[count++] = codepoint;
            position += 2;
        } else {
            text.codepoints[count++] = take_sequence(utf8, position);
        }
    }
    text.codepoints.resize(count);
    text.offsets.resize(count + 1);
    text.offsets[count] = static_cast<std::uint32_t>(utf8.size());
}

void append_utf8(char32_t codepoint, std::string& utf8)
{
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        codepoint = replacement_character;
    auto const put = [&utf8](char32_t bits) { utf8 += static_cast<char>(bits); };
    if (codepoint < 0x80) {
        put(codepoint);
    } else if (codepoint < 0x800) {
        put(0xC0 | codepoint >> 6U);
        put(0x80 | (codepoint & 0x3F));
    } else if (codepoint < 0x10000) {
        put(0xE0 | codepoint >> 12U);
        put(0x80 | (codepoint >> 6U & 0x3F));
        put(0x80 | (codepoint & 0x3F));
    } else {
        put(0xF0 | codepoint >> 18U);
        put(0x80 | (codepoint >> 12U & 0x3F));
        put(0x80 | (codepoint >> 6U & 0x3F));
        put(0x80 | (codepoint & 0x3F));
    }
}

} // namespace zahide::unicode
