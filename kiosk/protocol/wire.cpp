#include "wire.h"

#include "domain/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace zahide::protocol {

namespace {

constexpr std::int32_t minutes_max = 7 * 24 * 60;
constexpr std::int32_t seconds_max = 60 * minutes_max;
constexpr std::size_t date_bytes = 10;

Result<std::int64_t> read_integer(Json json, Place const& place, std::int64_t least, std::int64_t most)
{
    std::int64_t integer = 0;
    if (json.get(integer) != simdjson::SUCCESS || integer < least || integer > most)
        return malformed(place, "it is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return integer;
}

template<class T>
Result<T> read_parsed(Json json, Place const& place, std::string_view form)
{
    if (auto const text = text_of(json)) {
        if (auto parsed = T::parse(*text))
            return *parsed;
    }
    return malformed(place, "it is not " + std::string(form));
}

/// Whether a character stands between a text's quotes as it is, and is ASCII.
bool is_plain(char character)
{
    return character >= ' ' && character <= '~' && character != '"' && character != '\\';
}

} // namespace

tl::unexpected<Error> malformed(Place const& place, std::string what)
{
    auto where = place.text();
    return fail(ErrorCode::invalid, std::move(what), where.empty() ? "message" : std::move(where), "send it as /openapi.json describes");
}

std::string Place::text() const
{
    if (m_outer == nullptr)
        return {};
    auto place = m_outer->text();
    if (m_name.empty())
        return place + "[" + std::to_string(m_index) + "]";
    return place.append(place.empty() ? "" : ".").append(m_name);
}

Result<bool> Wire<bool>::read(Json json, Place const& place)
{
    bool value = false;
    if (json.get(value) != simdjson::SUCCESS)
        return malformed(place, "it is not true or false");
    return value;
}

Result<std::int32_t> Wire<std::int32_t>::read(Json json, Place const& place)
{
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, Limits::min(), Limits::max())));
}

Result<std::string> Wire<std::string>::read(Json json, Place const& place)
{
    auto const text = text_of(json);
    if (!text)
        return malformed(place, "it is not a text");
    if (text->size() > string_bytes_max || text->find('\0') != std::string_view::npos)
        return malformed(place, "it is longer than " + std::to_string(string_bytes_max) + " bytes or holds a NUL");
    return std::string(*text);
}

Result<Secret> Wire<Secret>::read(Json json, Place const& place)
{
    return Secret(ZAHIDE_TRY(Wire<std::string>::read(json, place)));
}

Result<Instant> Wire<Instant>::read(Json json, Place const& place)
{
    return read_parsed<Instant>(json, place, "an instant like 2026-11-22T07:43:05.120Z");
}

Result<LocalDate> Wire<LocalDate>::read(Json json, Place const& place)
{
    return read_parsed<LocalDate>(json, place, "a date like 2026-11-22");
}

Result<LocalTime> Wire<LocalTime>::read(Json json, Place const& place)
{
    return read_parsed<LocalTime>(json, place, "a time like 09:30");
}

Result<LocalDateTime> Wire<LocalDateTime>::read(Json json, Place const& place)
{
    auto const text = text_of(json).value_or(std::string_view());
    if (text.size() > date_bytes && text[date_bytes] == 'T') {
        auto const date = LocalDate::parse(text.substr(0, date_bytes));
        auto const time = LocalTime::parse(text.substr(date_bytes + 1));
        if (date && time)
            return LocalDateTime { *date, *time };
    }
    return malformed(place, "it is not a local time like 2026-11-22T09:30");
}

Result<Seconds> Wire<Seconds>::read(Json json, Place const& place)
{
    return Seconds(ZAHIDE_TRY(read_integer(json, place, 0, seconds_max)));
}

Result<Minutes> Wire<Minutes>::read(Json json, Place const& place)
{
    return Minutes(ZAHIDE_TRY(read_integer(json, place, 0, minutes_max)));
}

Result<Weekday> Wire<Weekday>::read(Json json, Place const& place)
{
    return static_cast<Weekday>(ZAHIDE_TRY(read_integer(json, place, 1, 7)));
}

Result<Revision> Wire<Revision>::read(Json json, Place const& place)
{
    return Revision(ZAHIDE_TRY(read_integer(json, place, 0, std::numeric_limits<std::int64_t>::max())));
}

Result<CounterNumber> Wire<CounterNumber>::read(Json json, Place const& place)
{
    return CounterNumber(static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, 1, domain::limits::counter_number_max))));
}

Result<TicketNumber> Wire<TicketNumber>::read(Json json, Place const& place)
{
    return TicketNumber(static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, 1, domain::limits::ticket_number_max))));
}

Result<std::string> read_slug(Json json, Place const& place)
{
    auto const text = text_of(json);
    if (!text || !is_slug(*text))
        return malformed(place, "it is not a short name of a-z, 0-9 and '-'");
    return std::string(*text);
}

Result<Uuid> read_uuid(Json json, Place const& place)
{
    return read_parsed<Uuid>(json, place, "a UUID");
}

std::optional<Json> Reader::find(char const* name) const
{
    Json member;
    if (m_object.at_key(name).get(member) != simdjson::SUCCESS || member.is_null())
        return std::nullopt;
    return member;
}

std::optional<std::string_view> text_of(Json json)
{
    std::string_view text;
    return json.get(text) == simdjson::SUCCESS ? std::optional(text) : std::nullopt;
}

Result<Json> from_text(std::string_view text, simdjson::dom::parser& parser)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.size() > reply_bytes_max)
        return fail(ErrorCode::limit, "the message is larger than " + std::to_string(reply_bytes_max) + " bytes", "message", "send less");
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    Json json;
    if (text.empty() || parser.parse(text.data(), text.size()).get(json) != simdjson::SUCCESS)
        return malformed({}, "it is not JSON");
    return json;
}

void append_integer(std::string& json, std::int64_t value)
{
    std::array<char, 24> digits {};
    auto const* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    json.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_text(std::string& json, std::string_view text)
{
    // nlohmann's serializer goes through a text byte by byte, and asks of each whether it is UTF-8; nearly all of ours are short and plain.
    if (std::ranges::all_of(text, is_plain))
        json.append(1, '"').append(text).append(1, '"');
    else
        json += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace zahide::protocol
