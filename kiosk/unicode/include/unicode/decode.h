#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::unicode {

/// Text as code points and, for each of them and for the end, its byte offset in the UTF-8 it came from.
struct DecodedText {
    std::vector<char32_t> codepoints;
    std::vector<std::uint32_t> offsets;

    [[nodiscard]] std::size_t size() const { return codepoints.size(); }
};

inline constexpr char32_t replacement_character = 0xFFFD;

/// Decodes UTF-8 of at most 4 GiB into `text`, whose memory is used again. Never fails: each maximal subpart of an
/// ill-formed sequence becomes one U+FFFD (Unicode 15 §3.9, table 3-8).
void decode(std::string_view utf8, DecodedText& text);

/// A code point as UTF-8, surrogates and what lies beyond U+10FFFF as U+FFFD.
void append_utf8(char32_t codepoint, std::string& utf8);

} // namespace zahide::unicode
