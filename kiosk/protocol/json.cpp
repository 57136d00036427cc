#include "json.h"

#include "protocol/codec.h"
#include "unicode/decode.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace zahide::protocol {

namespace {

constexpr int nesting_max = 64; ///< more than any message has, and little for the stack
constexpr std::size_t bytes_of_a_value = 16; ///< about
constexpr std::size_t hex_digits = 4; ///< of \u20AC

bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/// Whether a character stands in a JSON text as it is, and is ASCII.
bool is_plain(char character)
{
    return character >= ' ' && character <= '~' && character != '"' && character != '\\';
}

/// With U+FFFD for what is not UTF-8.
std::string in_utf8(std::string_view text)
{
    unicode::DecodedText decoded;
    unicode::decode(text, decoded);
    std::string utf8;
    utf8.reserve(text.size());
    for (std::size_t index = 0; index < decoded.size(); ++index)
        unicode::append_utf8(decoded.codepoints[index], utf8);
    return utf8;
}

/// What stands for a character behind the backslash, 'u' left out; 0 for none.
char unescaped(char character)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    auto const at = letters.find(character);
    return at == std::string_view::npos ? '\0' : meanings[at];
}

} // namespace

/// Reads by descent, in one pass. Each function leaves `m_at` behind what it has read, or says false: it is not JSON.
class JsonParser {
public:
    explicit JsonParser(std::string_view text)
        : m_text(text)
    {
        m_read.m_values.reserve(text.size() / bytes_of_a_value + 1);
    }

    [[nodiscard]] bool read_all()
    {
        bool const is_read = read_value({}, 0);
        skip_blanks();
        return is_read && m_at == m_text.size();
    }
    [[nodiscard]] JsonText take() { return std::move(m_read); }

private:
    [[nodiscard]] bool read_value(std::string_view name, int depth);
    [[nodiscard]] bool read_object(std::size_t index, int depth);
    [[nodiscard]] bool read_array(std::size_t index, int depth);
    [[nodiscard]] bool read_word(Json& value, std::string_view word, Json::Kind kind);
    [[nodiscard]] bool read_number(Json& value);
    [[nodiscard]] bool read_digits();
    [[nodiscard]] bool read_text(std::string_view& text);
    [[nodiscard]] bool read_escaped(std::size_t first, std::string_view& text);
    [[nodiscard]] bool read_escape(std::string& text);
    [[nodiscard]] std::optional<char32_t> read_unit();
    [[nodiscard]] bool read_codepoint(std::string& text);

    void skip_blanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }
    [[nodiscard]] char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    [[nodiscard]] bool take_if(char character)
    {
        bool const is_it = next() == character && m_at < m_text.size();
        m_at += is_it ? 1 : 0;
        return is_it;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    JsonText m_read;
};

bool JsonParser::read_value(std::string_view name, int depth)
{
    skip_blanks();
    if (m_at == m_text.size() || depth > nesting_max)
        return false;
    auto const index = m_read.m_values.size();
    auto& value = m_read.m_values.emplace_back();
    value.m_name = name;
    switch (m_text[m_at]) {
    case '{':
        return read_object(index, depth);
    case '[':
        return read_array(index, depth);
    case '"':
        value.m_kind = Json::Kind::text;
        return read_text(value.m_text);
    case 't':
        value.m_integer = 1;
        return read_word(value, "true", Json::Kind::boolean);
    case 'f':
        return read_word(value, "false", Json::Kind::boolean);
    case 'n':
        return read_word(value, "null", Json::Kind::null);
    default:
        return read_number(value);
    }
}

bool JsonParser::read_object(std::size_t index, int depth)
{
    std::uint32_t count = 0;
    ++m_at;
    skip_blanks();
    if (!take_if('}')) {
        do {
            std::string_view name;
            skip_blanks();
            if (next() != '"' || !read_text(name))
                return false;
            skip_blanks();
            if (!take_if(':') || !read_value(name, depth + 1))
                return false;
            ++count;
            skip_blanks();
        } while (take_if(','));
        if (!take_if('}'))
            return false;
    }
    auto& object = m_read.m_values[index];
    object.m_kind = Json::Kind::object;
    object.m_count = count;
    object.m_extent = static_cast<std::uint32_t>(m_read.m_values.size() - index);
    return true;
}

bool JsonParser::read_array(std::size_t index, int depth)
{
    std::uint32_t count = 0;
    ++m_at;
    skip_blanks();
    if (!take_if(']')) {
        do {
            if (!read_value({}, depth + 1))
                return false;
            ++count;
            skip_blanks();
        } while (take_if(','));
        if (!take_if(']'))
            return false;
    }
    auto& array = m_read.m_values[index];
    array.m_kind = Json::Kind::array;
    array.m_count = count;
    array.m_extent = static_cast<std::uint32_t>(m_read.m_values.size() - index);
    return true;
}

bool JsonParser::read_word(Json& value, std::string_view word, Json::Kind kind)
{
    value.m_kind = kind;
    if (m_text.substr(m_at, word.size()) != word)
        return false;
    m_at += word.size();
    return true;
}

bool JsonParser::read_digits()
{
    auto const first = m_at;
    while (is_digit(next()))
        ++m_at;
    return m_at > first;
}

bool JsonParser::read_number(Json& value)
{
    auto const first = m_at;
    static_cast<void>(take_if('-'));
    if (!take_if('0') && !read_digits())
        return false;
    bool is_whole = true;
    if (take_if('.')) {
        is_whole = false;
        if (!read_digits())
            return false;
    }
    if (next() == 'e' || next() == 'E') {
        is_whole = false;
        ++m_at;
        if (next() == '+' || next() == '-')
            ++m_at;
        if (!read_digits())
            return false;
    }
    value.m_kind = Json::Kind::other_number;
    if (is_whole && std::from_chars(m_text.data() + first, m_text.data() + m_at, value.m_integer).ec == std::errc())
        value.m_kind = Json::Kind::integer;
    return true;
}

/// From quote to quote. Nearly all texts are short and stand there as they are.
bool JsonParser::read_text(std::string_view& text)
{
    auto const first = ++m_at;
    while (m_at < m_text.size() && is_plain(m_text[m_at]))
        ++m_at;
    if (next() != '"')
        return read_escaped(first, text);
    text = m_text.substr(first, m_at - first);
    ++m_at;
    return true;
}

bool JsonParser::read_escaped(std::size_t first, std::string_view& text)
{
    std::string whole(m_text.substr(first, m_at - first));
    while (!take_if('"')) {
        auto const character = static_cast<unsigned char>(next());
        if (character < ' ') // or the end
            return false;
        if (character == '\\') {
            ++m_at;
            if (!read_escape(whole))
                return false;
        } else {
            whole += m_text[m_at++];
        }
    }
    if (in_utf8(whole) != whole)
        return false;
    // Never more than the whole text: its place does not move.
    auto& kept = m_read.m_unescaped;
    kept.reserve(m_text.size());
    text = { kept.data() + kept.size(), whole.size() };
    kept.insert(kept.end(), whole.begin(), whole.end());
    return true;
}

bool JsonParser::read_escape(std::string& text)
{
    if (take_if('u'))
        return read_codepoint(text);
    char const meaning = unescaped(next());
    if (meaning == '\0')
        return false;
    text += meaning;
    ++m_at;
    return true;
}

/// The four digits behind \u.
std::optional<char32_t> JsonParser::read_unit()
{
    auto const digits = m_text.substr(m_at, hex_digits);
    std::uint32_t unit = 0;
    auto const [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    if (digits.size() != hex_digits || code != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    m_at += hex_digits;
    return static_cast<char32_t>(unit);
}

/// One unit, or two that are a pair of surrogates; half a pair is no text.
bool JsonParser::read_codepoint(std::string& text)
{
    auto const is_second_half = [](char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; };
    auto const first = read_unit();
    if (!first || is_second_half(*first))
        return false;
    char32_t codepoint = *first;
    if (codepoint >= 0xD800 && codepoint <= 0xDBFF) {
        if (!take_if('\\') || !take_if('u'))
            return false;
        auto const second = read_unit();
        if (!second || !is_second_half(*second))
            return false;
        codepoint = 0x10000 + ((*first - 0xD800) << 10U) + (*second - 0xDC00);
    }
    unicode::append_utf8(codepoint, text);
    return true;
}

Json const* Json::find(std::string_view name) const
{
    for (auto const& member : *this) {
        if (member.m_name == name && is_object())
            return &member;
    }
    return nullptr;
}

Result<JsonText> JsonText::read(std::string_view text)
{
    if (text.size() > reply_bytes_max)
        return fail(ErrorCode::limit, "the message is larger than " + std::to_string(reply_bytes_max) + " bytes", "message", "send less");
    JsonParser parser(text);
    if (!parser.read_all())
        return fail(ErrorCode::invalid, "it is not JSON", "message", "send it as /openapi.json describes");
    return parser.take();
}

void append_integer(std::string& json, std::int64_t value)
{
    std::array<char, 24> digits {};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    json.append(digits.data(), end);
}

void append_text(std::string& json, std::string_view text)
{
    json += '"';
    if (std::ranges::all_of(text, is_plain)) {
        json.append(text);
    } else {
        constexpr std::string_view hex = "0123456789abcdef";
        for (char const character : in_utf8(text)) {
            auto const byte = static_cast<unsigned char>(character);
            if (character == '"' || character == '\\')
                json.append({ '\\', character });
            else if (byte < ' ')
                json.append("\\u00").append({ hex[byte >> 4U], hex[byte & 0xFU] });
            else
                json += character;
        }
    }
    json += '"';
}

} // namespace zahide::protocol
