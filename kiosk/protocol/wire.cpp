#include "wire.h"

#include "domain/limits.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace zahide::protocol {

namespace {

constexpr std::int32_t minutes_max = 7 * 24 * 60;
constexpr std::int32_t seconds_max = 60 * minutes_max;
constexpr std::size_t date_bytes = 10;

Result<std::int64_t> read_integer(Json const& json, Place const& place, std::int64_t least, std::int64_t most)
{
    // A number above the signed range is kept unsigned; get<int64_t>() would wrap it.
    bool const fits = json.is_number_integer() && (!json.is_number_unsigned() || json.get<std::uint64_t>() <= std::uint64_t { INT64_MAX });
    if (!fits || json.get<std::int64_t>() < least || json.get<std::int64_t>() > most)
        return malformed(place, "it is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return json.get<std::int64_t>();
}

template<class T>
Result<T> read_parsed(Json const& json, Place const& place, std::string_view form)
{
    if (json.is_string()) {
        if (auto parsed = T::parse(json.get_ref<std::string const&>()))
            return *parsed;
    }
    return malformed(place, "it is not " + std::string(form));
}

/// As nlohmann's serializer has it.
std::string dumped(Json const& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Whether a text stands between its quotes as it is. What isn't plain ASCII is left to the serializer.
bool is_plain(std::string_view text)
{
    return std::ranges::all_of(text, [](char character) { return character >= ' ' && character <= '~' && character != '"' && character != '\\'; });
}

void append_text(std::string& out, std::string const& text)
{
    if (is_plain(text))
        out.append(1, '"').append(text).append(1, '"');
    else
        out += dumped(text);
}

void append(std::string& out, Json const& json);

void append_object(std::string& out, Json::object_t const& members)
{
    char before = '{';
    for (auto const& [name, value] : members) {
        out += std::exchange(before, ',');
        append_text(out, name);
        out += ':';
        append(out, value);
    }
    out += members.empty() ? "{}" : "}";
}

void append_array(std::string& out, Json::array_t const& items)
{
    char before = '[';
    for (auto const& item : items) {
        out += std::exchange(before, ',');
        append(out, item);
    }
    out += items.empty() ? "[]" : "]";
}

/// The serializer goes through a text byte by byte, and asks of each whether it is UTF-8; nearly all of ours are short and plain.
void append(std::string& out, Json const& json)
{
    if (json.is_object())
        append_object(out, json.get_ref<Json::object_t const&>());
    else if (json.is_array())
        append_array(out, json.get_ref<Json::array_t const&>());
    else if (json.is_string())
        append_text(out, json.get_ref<std::string const&>());
    else
        out += dumped(json);
}

} // namespace

tl::unexpected<Error> malformed(Place const& place, std::string what)
{
    return fail(ErrorCode::invalid, std::move(what), place, "send it as /openapi.json describes");
}

Place member_of(Place const& place, std::string_view name)
{
    Place member = place;
    if (!member.empty())
        member += '.';
    return member.append(name);
}

Result<bool> Wire<bool>::read(Json const& json, Place const& place)
{
    if (!json.is_boolean())
        return malformed(place, "it is not true or false");
    return json.get<bool>();
}

Result<std::int32_t> Wire<std::int32_t>::read(Json const& json, Place const& place)
{
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, Limits::min(), Limits::max())));
}

Result<std::string> Wire<std::string>::read(Json const& json, Place const& place)
{
    if (!json.is_string())
        return malformed(place, "it is not a text");
    auto const& text = json.get_ref<std::string const&>();
    if (text.size() > string_bytes_max || text.find('\0') != std::string::npos)
        return malformed(place, "it is longer than " + std::to_string(string_bytes_max) + " bytes or holds a NUL");
    return text;
}

Result<Secret> Wire<Secret>::read(Json const& json, Place const& place)
{
    return Secret(ZAHIDE_TRY(Wire<std::string>::read(json, place)));
}

Result<Instant> Wire<Instant>::read(Json const& json, Place const& place)
{
    return read_parsed<Instant>(json, place, "an instant like 2026-11-22T07:43:05.120Z");
}

Result<LocalDate> Wire<LocalDate>::read(Json const& json, Place const& place)
{
    return read_parsed<LocalDate>(json, place, "a date like 2026-11-22");
}

Result<LocalTime> Wire<LocalTime>::read(Json const& json, Place const& place)
{
    return read_parsed<LocalTime>(json, place, "a time like 09:30");
}

Result<LocalDateTime> Wire<LocalDateTime>::read(Json const& json, Place const& place)
{
    std::string_view const text = json.is_string() ? std::string_view(json.get_ref<std::string const&>()) : std::string_view();
    if (text.size() > date_bytes && text[date_bytes] == 'T') {
        auto const date = LocalDate::parse(text.substr(0, date_bytes));
        auto const time = LocalTime::parse(text.substr(date_bytes + 1));
        if (date && time)
            return LocalDateTime { *date, *time };
    }
    return malformed(place, "it is not a local time like 2026-11-22T09:30");
}

Result<Seconds> Wire<Seconds>::read(Json const& json, Place const& place)
{
    return Seconds(ZAHIDE_TRY(read_integer(json, place, 0, seconds_max)));
}

Result<Minutes> Wire<Minutes>::read(Json const& json, Place const& place)
{
    return Minutes(ZAHIDE_TRY(read_integer(json, place, 0, minutes_max)));
}

Result<Weekday> Wire<Weekday>::read(Json const& json, Place const& place)
{
    return static_cast<Weekday>(ZAHIDE_TRY(read_integer(json, place, 1, 7)));
}

Result<Revision> Wire<Revision>::read(Json const& json, Place const& place)
{
    return Revision(ZAHIDE_TRY(read_integer(json, place, 0, std::numeric_limits<std::int64_t>::max())));
}

Result<CounterNumber> Wire<CounterNumber>::read(Json const& json, Place const& place)
{
    return CounterNumber(static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, 1, domain::limits::counter_number_max))));
}

Result<TicketNumber> Wire<TicketNumber>::read(Json const& json, Place const& place)
{
    return TicketNumber(static_cast<std::int32_t>(ZAHIDE_TRY(read_integer(json, place, 1, domain::limits::ticket_number_max))));
}

Result<std::string> read_slug(Json const& json, Place const& place)
{
    if (!json.is_string() || !is_slug(json.get_ref<std::string const&>()))
        return malformed(place, "it is not a short name of a-z, 0-9 and '-'");
    return json.get<std::string>();
}

Result<Uuid> read_uuid(Json const& json, Place const& place)
{
    return read_parsed<Uuid>(json, place, "a UUID");
}

Json const* Reader::find(char const* name) const
{
    auto const found = m_json.find(name);
    return found == m_json.end() || found->is_null() ? nullptr : &*found;
}

std::string to_text(Json const& json)
{
    // Text that came from elsewhere may not be UTF-8; a replacement character is better than no answer.
    std::string text;
    append(text, json);
    return text;
}

Result<Json> from_text(std::string_view text)
{
    if (text.size() > reply_bytes_max)
        return fail(ErrorCode::limit, "the message is larger than " + std::to_string(reply_bytes_max) + " bytes", "message", "send less");
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return malformed("message", "it is not JSON");
    return json;
}

} // namespace zahide::protocol
