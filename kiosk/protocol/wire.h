#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/secret.h"
#include "base/time.h"
#include "domain/localized_text.h"
#include "protocol/codec.h"

#include <cstdint>
#include <map>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How C++ types stand in JSON. A message is described once, by Shape<Message>::visit, for reading and for writing.
namespace zahide::protocol {

/// A value of a message that was read. Looks into its parser, which must outlive it.
using Json = simdjson::dom::element;

/// The whole message, held by `parser`. Fails with ErrorCode::limit for a text of more than reply_bytes_max, and with
/// ErrorCode::invalid for one that is not JSON in UTF-8, has a number beyond 64 bits, or is nested deeper than simdjson goes (1024).
[[nodiscard]] Result<Json> from_text(std::string_view text, simdjson::dom::parser& parser);

/// The text that a value is; nothing for a value of another kind.
[[nodiscard]] std::optional<std::string_view> text_of(Json json);

/// Adds a text between quotes. What is not UTF-8 in it becomes U+FFFD: better than no message.
void append_text(std::string& json, std::string_view text);
void append_integer(std::string& json, std::int64_t value);

/// Where in the message we are: "tickets[3].number". Refers to the place around it, which must outlive it.
class Place {
public:
    Place() = default; ///< the message itself
    [[nodiscard]] Place member(std::string_view name) const { return { this, name, 0 }; }
    [[nodiscard]] Place item(std::size_t index) const { return { this, {}, index }; }
    /// Empty for the message itself.
    [[nodiscard]] std::string text() const;

private:
    Place(Place const* outer, std::string_view name, std::size_t index)
        : m_outer(outer)
        , m_name(name)
        , m_index(index)
    {
    }
    Place const* m_outer = nullptr;
    std::string_view m_name; ///< empty for an item
    std::size_t m_index = 0;
};

[[nodiscard]] tl::unexpected<Error> malformed(Place const& place, std::string what);

/// Specialised per message: `template<class V, class M> static void visit(V& v, M& m)` names its members.
template<class Message>
struct Shape;

/// How a type is read from its value, and added to a text.
template<class T>
struct Wire;

template<>
struct Wire<bool> {
    static Result<bool> read(Json json, Place const& place);
    static void write(std::string& json, bool const& value) { json += value ? "true" : "false"; }
};

template<>
struct Wire<std::int32_t> {
    static Result<std::int32_t> read(Json json, Place const& place);
    static void write(std::string& json, std::int32_t value) { append_integer(json, value); }
};

template<>
struct Wire<std::string> {
    static Result<std::string> read(Json json, Place const& place);
    static void write(std::string& json, std::string const& value) { append_text(json, value); }
};

template<>
struct Wire<Secret> {
    static Result<Secret> read(Json json, Place const& place);
    static void write(std::string& json, Secret const& value) { append_text(json, value.reveal()); }
};

template<>
struct Wire<Instant> {
    static Result<Instant> read(Json json, Place const& place);
    static void write(std::string& json, Instant value) { append_text(json, value.text()); }
};

template<>
struct Wire<LocalDate> {
    static Result<LocalDate> read(Json json, Place const& place);
    static void write(std::string& json, LocalDate value) { append_text(json, value.text()); }
};

template<>
struct Wire<LocalTime> {
    static Result<LocalTime> read(Json json, Place const& place);
    static void write(std::string& json, LocalTime value) { append_text(json, value.text()); }
};

/// 2026-11-24T09:30, without a zone.
template<>
struct Wire<LocalDateTime> {
    static Result<LocalDateTime> read(Json json, Place const& place);
    static void write(std::string& json, LocalDateTime const& value) { append_text(json, value.date.text() + "T" + value.time.text()); }
};

template<>
struct Wire<Seconds> {
    static Result<Seconds> read(Json json, Place const& place);
    static void write(std::string& json, Seconds value) { append_integer(json, value.count()); }
};

template<>
struct Wire<Minutes> {
    static Result<Minutes> read(Json json, Place const& place);
    static void write(std::string& json, Minutes value) { append_integer(json, value.count()); }
};

template<>
struct Wire<Weekday> {
    static Result<Weekday> read(Json json, Place const& place);
    static void write(std::string& json, Weekday value) { append_integer(json, static_cast<int>(value)); }
};

template<>
struct Wire<Revision> {
    static Result<Revision> read(Json json, Place const& place);
    static void write(std::string& json, Revision value) { append_integer(json, value.value()); }
};

template<>
struct Wire<CounterNumber> {
    static Result<CounterNumber> read(Json json, Place const& place);
    static void write(std::string& json, CounterNumber value) { append_integer(json, value.value()); }
};

template<>
struct Wire<TicketNumber> {
    static Result<TicketNumber> read(Json json, Place const& place);
    static void write(std::string& json, TicketNumber value) { append_integer(json, value.value()); }
};

/// Fails unless the text is a slug.
[[nodiscard]] Result<std::string> read_slug(Json json, Place const& place);
[[nodiscard]] Result<Uuid> read_uuid(Json json, Place const& place);

template<class Tag>
struct Wire<Strong<Tag, std::string>> {
    using Id = Strong<Tag, std::string>;
    static Result<Id> read(Json json, Place const& place) { return Id(ZAHIDE_TRY(read_slug(json, place))); }
    static void write(std::string& json, Id const& id) { append_text(json, id.value()); }
};

template<class Tag>
struct Wire<Strong<Tag, Uuid>> {
    using Id = Strong<Tag, Uuid>;
    static Result<Id> read(Json json, Place const& place) { return Id(ZAHIDE_TRY(read_uuid(json, place))); }
    static void write(std::string& json, Id const& id) { append_text(json, id.value().text()); }
};

template<class T>
concept Named = requires
{
    EnumNames<T>::entries;
};

template<Named T>
struct Wire<T> {
    static Result<T> read(Json json, Place const& place)
    {
        if (auto const text = text_of(json)) {
            if (auto const value = value_of<T>(*text))
                return *value;
        }
        return malformed(place, "it is not one of the words known here");
    }
    static void write(std::string& json, T value) { append_text(json, name_of(value)); }
};

template<class T>
struct Wire<Personal<T>> {
    static Result<Personal<T>> read(Json json, Place const& place) { return Personal<T>(ZAHIDE_TRY(Wire<T>::read(json, place))); }
    static void write(std::string& json, Personal<T> const& value) { Wire<T>::write(json, value.reveal()); }
};

template<class T>
struct Wire<std::vector<T>> {
    static Result<std::vector<T>> read(Json json, Place const& place)
    {
        simdjson::dom::array array;
        if (json.get(array) != simdjson::SUCCESS || array.size() > array_items_max)
            return malformed(place, "it is not an array, or too long a one");
        std::vector<T> items;
        items.reserve(array.size());
        for (Json const item : array)
            items.push_back(ZAHIDE_TRY(Wire<T>::read(item, place.item(items.size()))));
        return items;
    }
    static void write(std::string& json, std::vector<T> const& items)
    {
        char before = '[';
        for (auto const& item : items) {
            json += std::exchange(before, ',');
            Wire<T>::write(json, item);
        }
        json += items.empty() ? "[]" : "]";
    }
};

template<class Tag, class T>
struct Wire<std::map<Strong<Tag, std::string>, T>> {
    using Map = std::map<Strong<Tag, std::string>, T>;
    static Result<Map> read(Json json, Place const& place)
    {
        simdjson::dom::object object;
        if (json.get(object) != simdjson::SUCCESS || object.size() > array_items_max)
            return malformed(place, "it is not an object, or too large a one");
        Map map;
        for (auto const& [key, value] : object) {
            if (!is_slug(key))
                return malformed(place, "it has a key that is not a short name");
            map.emplace(Strong<Tag, std::string>(std::string(key)), ZAHIDE_TRY(Wire<T>::read(value, place.member(key))));
        }
        return map;
    }
    static void write(std::string& json, Map const& map)
    {
        char before = '{';
        for (auto const& [key, value] : map) {
            json += std::exchange(before, ',');
            append_text(json, key.value());
            json += ':';
            Wire<T>::write(json, value);
        }
        json += map.empty() ? "{}" : "}";
    }
};

template<>
struct Wire<domain::LocalizedText> {
    using Map = Wire<std::map<LanguageTag, std::string>>;
    static Result<domain::LocalizedText> read(Json json, Place const& place) { return domain::LocalizedText { ZAHIDE_TRY(Map::read(json, place)) }; }
    static void write(std::string& json, domain::LocalizedText const& text) { Map::write(json, text.by_language); }
};

/// Two enumerators that are a boolean on the wire.
template<class T>
struct Flag {
    T off;
    T on;
};

/// Writes the members that a Shape names, in its order.
class Writer {
public:
    explicit Writer(std::string& json)
        : m_json(json)
    {
        m_json += '{';
    }
    template<class T>
    void member(char const* name, T const& value)
    {
        begin(name);
        Wire<T>::write(m_json, value);
    }
    /// null when there is none.
    template<class T>
    void member(char const* name, std::optional<T> const& value)
    {
        if (value)
            return member(name, *value);
        begin(name);
        m_json += "null";
    }
    /// Left out when there is none.
    template<class T>
    void sparse(char const* name, std::optional<T> const& value)
    {
        if (value)
            member(name, *value);
    }
    template<class T>
    void defaulted(char const* name, T const& value)
    {
        member(name, value);
    }
    template<class T>
    void flag(char const* name, T const& value, Flag<T> flag)
    {
        member(name, value == flag.on);
    }
    template<class T>
    void flag(char const* name, Personal<T> const& value, Flag<T> flag)
    {
        member(name, value.reveal() == flag.on);
    }
    template<class T>
    void flag(char const* name, std::optional<T> const& value, Flag<T> flag)
    {
        if (value)
            member(name, *value == flag.on);
    }
    /// Another message's members, beside this one's.
    template<class T>
    void beside(char const*, std::optional<T> const& value)
    {
        if (value)
            Shape<T>::visit(*this, *value);
    }
    void end() { m_json += '}'; }

private:
    void begin(char const* name)
    {
        if (m_json.back() != '{') // no value ends so
            m_json += ',';
        m_json.append(1, '"').append(name).append("\":");
    }
    std::string& m_json;
};

/// Reads them; the first failure counts.
class Reader {
public:
    Reader(simdjson::dom::object object, Place const& place)
        : m_object(object)
        , m_place(place)
    {
    }

    template<class T>
    void member(char const* name, T& value)
    {
        if (auto const json = find(name))
            take(value, Wire<T>::read(*json, inner(name)));
        else
            lose(malformed(inner(name), "it is missing").value());
    }
    template<class T>
    void member(char const* name, std::optional<T>& value)
    {
        if (auto const json = find(name)) {
            value.emplace();
            take(*value, Wire<T>::read(*json, inner(name)));
        }
    }
    template<class T>
    void sparse(char const* name, std::optional<T>& value)
    {
        member(name, value);
    }
    /// Keeps what it is when the wire says nothing.
    template<class T>
    void defaulted(char const* name, T& value)
    {
        if (auto const json = find(name))
            take(value, Wire<T>::read(*json, inner(name)));
    }
    template<class T>
    void flag(char const* name, T& value, Flag<T> flag)
    {
        bool on = value == flag.on;
        defaulted(name, on);
        value = on ? flag.on : flag.off;
    }
    template<class T>
    void flag(char const* name, Personal<T>& value, Flag<T> flag)
    {
        T inside = value.reveal();
        this->flag(name, inside, flag);
        value = Personal<T>(inside);
    }
    template<class T>
    void flag(char const* name, std::optional<T>& value, Flag<T> flag)
    {
        if (find(name))
            this->flag(name, value.emplace(flag.off), flag);
    }
    /// Is there when its member `key` is.
    template<class T>
    void beside(char const* key, std::optional<T>& value)
    {
        if (find(key))
            Shape<T>::visit(*this, value.emplace());
    }
    [[nodiscard]] std::optional<Error> const& error() const { return m_error; }

private:
    /// The first member of that name; nothing for one that is missing or null.
    [[nodiscard]] std::optional<Json> find(char const* name) const;
    [[nodiscard]] Place inner(char const* name) const { return m_place.member(name); }
    void lose(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }
    template<class T>
    void take(T& value, Result<T> read)
    {
        if (read)
            value = std::move(*read);
        else
            lose(std::move(read).error());
    }

    simdjson::dom::object m_object;
    Place const& m_place;
    std::optional<Error> m_error;
};

template<class T>
concept Shaped = requires(Writer& writer, T const& message)
{
    Shape<T>::visit(writer, message);
};

template<Shaped T>
struct Wire<T> {
    static Result<T> read(Json json, Place const& place)
    {
        simdjson::dom::object object;
        if (json.get(object) != simdjson::SUCCESS)
            return malformed(place, "it is not an object");
        T message;
        Reader reader(object, place);
        Shape<T>::visit(reader, message);
        if (reader.error())
            return fail(*reader.error());
        return message;
    }
    static void write(std::string& json, T const& message)
    {
        Writer writer(json);
        Shape<T>::visit(writer, message);
        writer.end();
    }
};

} // namespace zahide::protocol

/// Makes encode() and decode() of a message, in the one file that has its Shape.
#define ZAHIDE_PROTOCOL_MESSAGE(Message)                                                                                                                       \
    template<>                                                                                                                                                 \
    std::string encode(Message const& message)                                                                                                                 \
    {                                                                                                                                                          \
        std::string json;                                                                                                                                      \
        Wire<Message>::write(json, message);                                                                                                                   \
        return json;                                                                                                                                           \
    }                                                                                                                                                          \
    template<>                                                                                                                                                 \
    Result<Message> decode<Message>(std::string_view text)                                                                                                     \
    {                                                                                                                                                          \
        simdjson::dom::parser parser;                                                                                                                          \
        return Wire<Message>::read(ZAHIDE_TRY(from_text(text, parser)), {});                                                                                   \
    }
