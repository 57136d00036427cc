#pragma once

#include "base/random.h"
#include "base/result.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zahide::domain {

/// What an appointment's paper bears instead of a name: eight random digits and a check digit by Damm's table (H. M. Damm,
/// 2004), which tells every single wrong digit and every two neighbours changed over.
class AppointmentCode {
public:
    static constexpr std::size_t digits = 9;

    constexpr AppointmentCode() = default;
    [[nodiscard]] static AppointmentCode generate(Random& random);
    /// ASCII digits; spaces and hyphens between them are passed over. Fails with `invalid` for another length or character,
    /// or a check digit that does not fit; the error doesn't repeat the code.
    [[nodiscard]] static Result<AppointmentCode> parse(std::string_view text);

    /// Nine digits.
    [[nodiscard]] std::string text() const;
    /// As printed: "123 456 789".
    [[nodiscard]] std::string grouped() const;

    friend auto operator<=>(AppointmentCode const&, AppointmentCode const&) = default;
    friend bool operator==(AppointmentCode const&, AppointmentCode const&) = default;

private:
    std::uint32_t m_value = 0;
};

} // namespace zahide::domain
