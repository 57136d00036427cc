#include "http/message.h"

#include <algorithm>

namespace zahide::http {

namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char one, char other) { return lower(one) == lower(other); });
}

int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char const letter = lower(digit);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

enum class Plus : std::uint8_t { itself, space };

// RFC 3986 §2.1; in a query of a form, '+' is a space.
std::optional<std::string> percent_decode(std::string_view text, Plus plus)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        char const letter = text[at];
        if (letter == '%') {
            if (at + 2 >= text.size())
                return std::nullopt;
            int const high = hex_value(text[at + 1]);
            int const low = hex_value(text[at + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            decoded += letter == '+' && plus == Plus::space ? ' ' : letter;
        }
        if (decoded.back() == '\0')
            return std::nullopt;
    }
    return decoded;
}

Result<void> parse_segments(std::string_view path, Request& request)
{
    auto const refuse = [] { return fail(ErrorCode::invalid, "the path of the request is malformed", "path", "send a plain absolute path"); };
    if (path.empty() || path.front() != '/')
        return refuse();
    path.remove_prefix(1);
    while (true) {
        auto const end = path.find('/');
        auto segment = percent_decode(path.substr(0, end), Plus::itself);
        bool const last = end == std::string_view::npos;
        if (!segment || (segment->empty() && !last) || *segment == "." || *segment == ".." || segment->find('/') != std::string::npos
            || segment->find('\\') != std::string::npos)
            return refuse();
        request.segments.push_back(std::move(*segment));
        if (last)
            return {};
        path.remove_prefix(end + 1);
    }
}

Result<void> parse_query(std::string_view query, Request& request)
{
    while (!query.empty()) {
        auto const end = query.find('&');
        std::string_view const pair = query.substr(0, end);
        auto const equals = pair.find('=');
        auto name = percent_decode(pair.substr(0, equals), Plus::space);
        auto value = percent_decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), Plus::space);
        if (!name || !value)
            return fail(ErrorCode::invalid, "the query of the request is malformed", "query", "percent-encode it");
        request.query.emplace_back(std::move(*name), std::move(*value));
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    }
    return {};
}

} // namespace

std::string_view to_string(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::erase:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    case Method::other:
        return "OTHER";
    }
    return "OTHER";
}

void Headers::add(std::string name, std::string value)
{
    m_fields.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value)
{
    std::erase_if(m_fields, [&](auto const& field) { return same_name(field.first, name); });
    m_fields.emplace_back(name, std::move(value));
}

std::string const* Headers::find(std::string_view name) const
{
    auto const found = std::find_if(m_fields.begin(), m_fields.end(), [&](auto const& field) { return same_name(field.first, name); });
    return found == m_fields.end() ? nullptr : &found->second;
}

std::string const* Request::query_value(std::string_view name) const
{
    auto const found = std::find_if(query.begin(), query.end(), [&](auto const& pair) { return pair.first == name; });
    return found == query.end() ? nullptr : &found->second;
}

std::optional<Secret> Request::cookie(std::string_view name) const
{
    for (auto const& [field, value] : headers.all()) {
        if (!same_name(field, "cookie"))
            continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            auto const end = rest.find(';');
            std::string_view pair = rest.substr(0, end);
            while (!pair.empty() && pair.front() == ' ')
                pair.remove_prefix(1);
            auto const equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return Secret(std::string(pair.substr(equals + 1)));
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
    }
    return std::nullopt;
}

Result<void> parse_target(std::string_view target, Request& request)
{
    auto const question = target.find('?');
    request.path = std::string(target.substr(0, question));
    request.segments.clear();
    request.query.clear();
    ZAHIDE_TRY_VOID(parse_segments(request.path, request));
    if (question != std::string_view::npos)
        ZAHIDE_TRY_VOID(parse_query(target.substr(question + 1), request));
    return {};
}

} // namespace zahide::http
