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
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

/// How C++ types stand in JSON. A message is described once, by Shape<Message>::visit, for reading and for writing.
namespace zahide::protocol {

using Json = nlohmann::json;

/// Where in the message we are: "tickets[3].number".
using Place = std::string;

[[nodiscard]] tl::unexpected<Error> malformed(Place const& place, std::string what);

/// The place of a member: "place.name", or "name" at the top.
[[nodiscard]] Place member_of(Place const& place, std::string_view name);

/// Specialised per message: `template<class V, class M> static void visit(V& v, M& m)` names its members.
template<class Message>
struct Shape;

template<class T>
struct Wire;

template<>
struct Wire<bool> {
    static Result<bool> read(Json const& json, Place const& place);
    static Json write(bool value) { return value; }
};

template<>
struct Wire<std::int32_t> {
    static Result<std::int32_t> read(Json const& json, Place const& place);
    static Json write(std::int32_t value) { return value; }
};

template<>
struct Wire<std::string> {
    static Result<std::string> read(Json const& json, Place const& place);
    static Json write(std::string const& value) { return value; }
};

template<>
struct Wire<Secret> {
    static Result<Secret> read(Json const& json, Place const& place);
    static Json write(Secret const& value) { return value.reveal(); }
};

template<>
struct Wire<Instant> {
    static Result<Instant> read(Json const& json, Place const& place);
    static Json write(Instant value) { return value.text(); }
};

template<>
struct Wire<LocalDate> {
    static Result<LocalDate> read(Json const& json, Place const& place);
    static Json write(LocalDate value) { return value.text(); }
};

template<>
struct Wire<LocalTime> {
    static Result<LocalTime> read(Json const& json, Place const& place);
    static Json write(LocalTime value) { return value.text(); }
};

/// 2026-11-24T09:30, without a zone.
template<>
struct Wire<LocalDateTime> {
    static Result<LocalDateTime> read(Json const& json, Place const& place);
    static Json write(LocalDateTime const& value) { return value.date.text() + "T" + value.time.text(); }
};

template<>
struct Wire<Seconds> {
    static Result<Seconds> read(Json const& json, Place const& place);
    static Json write(Seconds value) { return value.count(); }
};

template<>
struct Wire<Minutes> {
    static Result<Minutes> read(Json const& json, Place const& place);
    static Json write(Minutes value) { return value.count(); }
};

template<>
struct Wire<Weekday> {
    static Result<Weekday> read(Json const& json, Place const& place);
    static Json write(Weekday value) { return static_cast<int>(value); }
};

template<>
struct Wire<Revision> {
    static Result<Revision> read(Json const& json, Place const& place);
    static Json write(Revision value) { return value.value(); }
};

template<>
struct Wire<CounterNumber> {
    static Result<CounterNumber> read(Json const& json, Place const& place);
    static Json write(CounterNumber value) { return value.value(); }
};

template<>
struct Wire<TicketNumber> {
    static Result<TicketNumber> read(Json const& json, Place const& place);
    static Json write(TicketNumber value) { return value.value(); }
};

/// Fails unless the text is a slug.
[[nodiscard]] Result<std::string> read_slug(Json const& json, Place const& place);
[[nodiscard]] Result<Uuid> read_uuid(Json const& json, Place const& place);

template<class Tag>
struct Wire<Strong<Tag, std::string>> {
    using Id = Strong<Tag, std::string>;
    static Result<Id> read(Json const& json, Place const& place) { return Id(ZAHIDE_TRY(read_slug(json, place))); }
    static Json write(Id const& id) { return id.value(); }
};

template<class Tag>
struct Wire<Strong<Tag, Uuid>> {
    using Id = Strong<Tag, Uuid>;
    static Result<Id> read(Json const& json, Place const& place) { return Id(ZAHIDE_TRY(read_uuid(json, place))); }
    static Json write(Id const& id) { return id.value().text(); }
};

template<class T>
concept Named = requires
{
    EnumNames<T>::entries;
};

template<Named T>
struct Wire<T> {
    static Result<T> read(Json const& json, Place const& place)
    {
        if (json.is_string()) {
            if (auto const value = value_of<T>(json.template get_ref<std::string const&>()))
                return *value;
        }
        return malformed(place, "it is not one of the words known here");
    }
    static Json write(T value) { return std::string(name_of(value)); }
};

template<class T>
struct Wire<Personal<T>> {
    static Result<Personal<T>> read(Json const& json, Place const& place) { return Personal<T>(ZAHIDE_TRY(Wire<T>::read(json, place))); }
    static Json write(Personal<T> const& value) { return Wire<T>::write(value.reveal()); }
};

template<class T>
struct Wire<std::vector<T>> {
    static Result<std::vector<T>> read(Json const& json, Place const& place)
    {
        if (!json.is_array() || json.size() > array_items_max)
            return malformed(place, "it is not an array, or too long a one");
        std::vector<T> items;
        items.reserve(json.size());
        for (std::size_t at = 0; at < json.size(); ++at)
            items.push_back(ZAHIDE_TRY(Wire<T>::read(json[at], place + "[" + std::to_string(at) + "]")));
        return items;
    }
    static Json write(std::vector<T> const& items)
    {
        Json json = Json::array();
        for (auto const& item : items)
            json.push_back(Wire<T>::write(item));
        return json;
    }
};

template<class Tag, class T>
struct Wire<std::map<Strong<Tag, std::string>, T>> {
    using Map = std::map<Strong<Tag, std::string>, T>;
    static Result<Map> read(Json const& json, Place const& place)
    {
        if (!json.is_object() || json.size() > array_items_max)
            return malformed(place, "it is not an object, or too large a one");
        Map map;
        for (auto const& [key, value] : json.items()) {
            if (!is_slug(key))
                return malformed(place, "it has a key that is not a short name");
            map.emplace(Strong<Tag, std::string>(key), ZAHIDE_TRY(Wire<T>::read(value, member_of(place, key))));
        }
        return map;
    }
    static Json write(Map const& map)
    {
        Json json = Json::object();
        for (auto const& [key, value] : map)
            json[key.value()] = Wire<T>::write(value);
        return json;
    }
};

template<>
struct Wire<domain::LocalizedText> {
    using Map = Wire<std::map<LanguageTag, std::string>>;
    static Result<domain::LocalizedText> read(Json const& json, Place const& place) { return domain::LocalizedText { ZAHIDE_TRY(Map::read(json, place)) }; }
    static Json write(domain::LocalizedText const& text) { return Map::write(text.by_language); }
};

/// Two enumerators that are a boolean on the wire.
template<class T>
struct Flag {
    T off;
    T on;
};

/// Writes the members that a Shape names.
class Writer {
public:
    template<class T>
    void member(char const* name, T const& value)
    {
        m_json[name] = Wire<T>::write(value);
    }
    /// null when there is none.
    template<class T>
    void member(char const* name, std::optional<T> const& value)
    {
        m_json[name] = value ? Wire<T>::write(*value) : Json(nullptr);
    }
    /// Left out when there is none.
    template<class T>
    void sparse(char const* name, std::optional<T> const& value)
    {
        if (value)
            m_json[name] = Wire<T>::write(*value);
    }
    template<class T>
    void defaulted(char const* name, T const& value)
    {
        member(name, value);
    }
    template<class T>
    void flag(char const* name, T const& value, Flag<T> flag)
    {
        m_json[name] = value == flag.on;
    }
    template<class T>
    void flag(char const* name, Personal<T> const& value, Flag<T> flag)
    {
        m_json[name] = value.reveal() == flag.on;
    }
    template<class T>
    void flag(char const* name, std::optional<T> const& value, Flag<T> flag)
    {
        if (value)
            m_json[name] = *value == flag.on;
    }
    /// Another message's members, beside this one's.
    template<class T>
    void beside(char const*, std::optional<T> const& value)
    {
        if (value)
            Shape<T>::visit(*this, *value);
    }
    [[nodiscard]] Json take() { return std::move(m_json); }

private:
    Json m_json = Json::object();
};

/// Reads them; the first failure counts.
class Reader {
public:
    Reader(Json const& json, Place place)
        : m_json(json)
        , m_place(std::move(place))
    {
    }

    template<class T>
    void member(char const* name, T& value)
    {
        if (auto const* json = find(name))
            take(value, Wire<T>::read(*json, inner(name)));
        else
            lose(malformed(inner(name), "it is missing").value());
    }
    template<class T>
    void member(char const* name, std::optional<T>& value)
    {
        if (auto const* json = find(name)) {
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
        if (auto const* json = find(name))
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
        if (find(name) != nullptr)
            this->flag(name, value.emplace(flag.off), flag);
    }
    /// Is there when its member `key` is.
    template<class T>
    void beside(char const* key, std::optional<T>& value)
    {
        if (find(key) != nullptr)
            Shape<T>::visit(*this, value.emplace());
    }
    [[nodiscard]] std::optional<Error> const& error() const { return m_error; }

private:
    /// nullptr for a member that is missing or null.
    [[nodiscard]] Json const* find(char const* name) const;
    [[nodiscard]] Place inner(char const* name) const { return member_of(m_place, name); }
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

    Json const& m_json;
    Place m_place;
    std::optional<Error> m_error;
};

template<class T>
concept Shaped = requires(Writer& writer, T const& message)
{
    Shape<T>::visit(writer, message);
};

template<Shaped T>
struct Wire<T> {
    static Result<T> read(Json const& json, Place const& place)
    {
        if (!json.is_object())
            return malformed(place.empty() ? "message" : place, "it is not an object");
        T message;
        Reader reader(json, place);
        Shape<T>::visit(reader, message);
        if (reader.error())
            return fail(*reader.error());
        return message;
    }
    static Json write(T const& message)
    {
        Writer writer;
        Shape<T>::visit(writer, message);
        return writer.take();
    }
};

[[nodiscard]] std::string to_text(Json const& json);
[[nodiscard]] Result<Json> from_text(std::string_view text);

} // namespace zahide::protocol

/// Makes encode() and decode() of a message, in the one file that has its Shape.
#define ZAHIDE_PROTOCOL_MESSAGE(Message)                                                                                                                       \
    template<>                                                                                                                                                 \
    std::string encode(Message const& message)                                                                                                                 \
    {                                                                                                                                                          \
        return to_text(Wire<Message>::write(message));                                                                                                         \
    }                                                                                                                                                          \
    template<>                                                                                                                                                 \
    Result<Message> decode<Message>(std::string_view json)                                                                                                     \
    {                                                                                                                                                          \
        return Wire<Message>::read(ZAHIDE_TRY(from_text(json)), {});                                                                                           \
    }
