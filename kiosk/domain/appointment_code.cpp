#include "domain/appointment_code.h"

#include <array>

namespace zahide::domain {

namespace {

constexpr std::uint32_t free_codes = 100'000'000; ///< eight digits

/// H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004), the table of order 10: row the state, column the digit.
constexpr std::array<std::array<std::uint8_t, 10>, 10> damm { {
    { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 },
    { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
    { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
    { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
    { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 },
    { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
    { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 },
    { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
    { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
    { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
} };

/// The digit that brings the state back to 0; of digits that end in theirs, 0.
std::uint32_t check_digit(std::uint32_t digits, std::size_t count)
{
    std::uint32_t place = 1;
    for (std::size_t index = 1; index < count; ++index)
        place *= 10;
    std::uint32_t state = 0;
    for (; place > 0; place /= 10)
        state = damm.at(state).at(digits / place % 10);
    return state;
}

} // namespace

AppointmentCode AppointmentCode::generate(Random& random)
{
    auto const digits_without_check = static_cast<std::uint32_t>(random.below(free_codes));
    AppointmentCode code;
    code.m_value = digits_without_check * 10 + check_digit(digits_without_check, digits - 1);
    return code;
}

Result<AppointmentCode> AppointmentCode::parse(std::string_view text)
{
    auto const wrong = [] { return fail(ErrorCode::invalid, "not an appointment's code", "code", "give the nine digits of the paper"); };
    AppointmentCode code;
    std::size_t count = 0;
    for (char const character : text) {
        if (character == ' ' || character == '-')
            continue;
        if (character < '0' || character > '9' || ++count > digits)
            return wrong();
        code.m_value = code.m_value * 10 + static_cast<std::uint32_t>(character - '0');
    }
    if (count != digits || check_digit(code.m_value, digits) != 0)
        return wrong();
    return code;
}

std::string AppointmentCode::text() const
{
    auto const plain = std::to_string(m_value);
    return std::string(digits - plain.size(), '0') + plain;
}

std::string AppointmentCode::grouped() const
{
    auto const plain = text();
    return plain.substr(0, 3) + " " + plain.substr(3, 3) + " " + plain.substr(6);
}

} // namespace zahide::domain
