#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON (RFC 8259) as it goes over the wire: read into a flat list of values that look into the text, and written as text at once.
namespace zahide::protocol {

/// A value of a JsonText, and all that is inside it.
class Json {
public:
    enum class Kind : std::uint8_t { null, boolean, integer, other_number, text, array, object };

    [[nodiscard]] bool is_null() const { return m_kind == Kind::null; }
    [[nodiscard]] bool is_array() const { return m_kind == Kind::array; }
    [[nodiscard]] bool is_object() const { return m_kind == Kind::object; }
    [[nodiscard]] std::optional<bool> boolean() const { return m_kind == Kind::boolean ? std::optional(m_integer != 0) : std::nullopt; }
    /// Nothing for a number that was written otherwise (1.0, 1e3), or is beyond 64 bits with a sign.
    [[nodiscard]] std::optional<std::int64_t> integer() const { return m_kind == Kind::integer ? std::optional(m_integer) : std::nullopt; }
    [[nodiscard]] std::optional<std::string_view> text() const { return m_kind == Kind::text ? std::optional(m_text) : std::nullopt; }
    /// Of a member of an object.
    [[nodiscard]] std::string_view name() const { return m_name; }
    /// Items or members; 0 for anything else.
    [[nodiscard]] std::size_t size() const { return m_count; }
    /// The first member of that name; nullptr if there is none, and for anything but an object.
    [[nodiscard]] Json const* find(std::string_view name) const;

    /// Goes through the items or members.
    class Iterator {
    public:
        explicit Iterator(Json const* at)
            : m_at(at)
        {
        }
        Json const& operator*() const { return *m_at; }
        Iterator& operator++()
        {
            m_at += m_at->m_extent;
            return *this;
        }
        friend bool operator==(Iterator, Iterator) = default;

    private:
        Json const* m_at;
    };
    [[nodiscard]] Iterator begin() const { return Iterator(this + 1); }
    [[nodiscard]] Iterator end() const { return Iterator(this + m_extent); }

private:
    friend class JsonParser;
    std::string_view m_name;
    std::string_view m_text;
    std::int64_t m_integer = 0;
    std::uint32_t m_count = 0;
    std::uint32_t m_extent = 1; ///< places that it takes with all that is inside it, which stands behind it
    Kind m_kind = Kind::null;
};

/// A text that was read. Looks into that text, which must outlive it.
class JsonText {
public:
    /// Fails with ErrorCode::limit for a text of more than reply_bytes_max, and with ErrorCode::invalid for one that is not JSON in
    /// UTF-8, or nested deeper than any message.
    [[nodiscard]] static Result<JsonText> read(std::string_view text);
    [[nodiscard]] Json const& value() const { return m_values.front(); }

private:
    friend class JsonParser;
    JsonText() = default;
    std::vector<Json> m_values;
    std::vector<char> m_unescaped; ///< the texts that don't stand in the text as they are
};

/// Adds a text between quotes. What is not UTF-8 in it becomes U+FFFD: better than no message.
void append_text(std::string& json, std::string_view text);
void append_integer(std::string& json, std::int64_t value);

} // namespace zahide::protocol
