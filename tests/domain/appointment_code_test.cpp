#include "domain/appointment_code.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <set>

namespace zahide::domain {
namespace {

class CountingRandom : public Random {
public:
    explicit CountingRandom(std::uint8_t start)
        : m_next(start)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = m_next = static_cast<std::uint8_t>(m_next * 167 + 13);
    }

private:
    std::uint8_t m_next;
};

std::string any_code()
{
    CountingRandom random(*rc::gen::arbitrary<std::uint8_t>());
    auto code = AppointmentCode::generate(random);
    for (int rounds = *rc::gen::inRange(0, 5); rounds > 0; --rounds)
        code = AppointmentCode::generate(random);
    return code.text();
}

TEST(AppointmentCode, CheckDigit_IsDammsOfHisOwnExample)
{
    // The dissertation's example: 572 with the check digit 4.
    EXPECT_TRUE(AppointmentCode::parse("000005724"));
    for (char const other : std::string("012356789"))
        EXPECT_FALSE(AppointmentCode::parse(std::string("00000572") + other)) << other;
}

TEST(AppointmentCode, Generated_ReadsBackFromTextAndFromPaper)
{
    EXPECT_TRUE(rc::check([] {
        CountingRandom random(*rc::gen::arbitrary<std::uint8_t>());
        auto const code = AppointmentCode::generate(random);
        RC_ASSERT(code.text().size() == AppointmentCode::digits);
        RC_ASSERT(code.grouped().size() == AppointmentCode::digits + 2);
        RC_ASSERT(AppointmentCode::parse(code.text()) == code);
        RC_ASSERT(AppointmentCode::parse(code.grouped()) == code);
    }));
}

TEST(AppointmentCode, AnyOneWrongDigit_IsTold)
{
    EXPECT_TRUE(rc::check([] {
        auto const code = any_code();
        for (std::size_t place = 0; place < code.size(); ++place) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                auto other = code;
                other[place] = digit;
                RC_ASSERT(AppointmentCode::parse(other).has_value() == (other == code));
            }
        }
    }));
}

TEST(AppointmentCode, NeighboursChangedOver_AreTold)
{
    EXPECT_TRUE(rc::check([] {
        auto const code = any_code();
        for (std::size_t place = 1; place < code.size(); ++place) {
            auto other = code;
            std::swap(other[place - 1], other[place]);
            RC_ASSERT(AppointmentCode::parse(other).has_value() == (other == code));
        }
    }));
}

TEST(AppointmentCode, SpacesAndHyphens_ArePassedOver)
{
    EXPECT_EQ(AppointmentCode::parse("000 005-724")->text(), "000005724");
    EXPECT_EQ(AppointmentCode::parse("000005724")->grouped(), "000 005 724");
}

TEST(AppointmentCode, IllFormed_IsInvalidAtCodeAndNotRepeated)
{
    for (auto const* const text : { "", "5724", "0000005724", "00000572x", "00000572٤", "000005725", "+00005724" }) {
        auto const code = AppointmentCode::parse(text);
        ASSERT_FALSE(code) << text;
        EXPECT_EQ(code.error().code, ErrorCode::invalid);
        EXPECT_EQ(code.error().where, "code");
        EXPECT_FALSE(code.error().mend.empty());
        EXPECT_TRUE(*text == '\0' || code.error().line().find(text) == std::string::npos);
    }
}

} // namespace
} // namespace zahide::domain
