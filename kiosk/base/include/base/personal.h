#pragma once

#include <type_traits>
#include <utility>

namespace zahide {

/// Data of a visitor. It can be stored, compared and handed on, and read on purpose with reveal(); it cannot be
/// formatted into a log, an error or a stream: those overloads are deleted, and personal_test proves it.
template<class T>
class Personal {
public:
    Personal() = default;
    explicit Personal(T value)
        : m_value(std::move(value))
    {
    }

    /// The value, for showing it to its owner or to staff, or for writing it to storage or to the wire.
    [[nodiscard]] T const& reveal() const { return m_value; }

    friend bool operator==(Personal const&, Personal const&) = default;

private:
    T m_value {};
};

template<class Stream, class T>
Stream& operator<<(Stream&, Personal<T> const&) = delete;

template<class T>
void format_as(Personal<T> const&) = delete;

} // namespace zahide
