#pragma once

#include <string>
#include <utility>

namespace zahide {

/// A token, password or key: compared in constant time by those who need it, never formatted, wiped when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value)
        : m_value(std::move(value))
    {
    }
    Secret(Secret const&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret const&) = default;
    Secret& operator=(Secret&&) noexcept = default;
    ~Secret();

    [[nodiscard]] std::string const& reveal() const { return m_value; }
    [[nodiscard]] bool empty() const { return m_value.empty(); }

private:
    std::string m_value;
};

template<class Stream>
Stream& operator<<(Stream&, Secret const&) = delete;

} // namespace zahide
