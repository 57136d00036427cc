#include "domain/appointment.h"

#include "domain/catalogue.h"

#include <gtest/gtest.h>
#include <random>
#include <set>
#include <string>

namespace zahide::domain {
namespace {

// The whole table, written a second time and in another form: one row a state, one column an event, the letter of the
// state that follows or '.' for forbidden.
//   events: confirm move check_in fulfil cancel no_show queue
//   states: Pending Booked Arrived Fulfilled cancelled(X) Noshow Waitlist
constexpr std::array<std::string_view, appointment_state_count> expected { {
    "B...X.W", // pending
    ".BA.XN.", // booked
    "...FXN.", // arrived
    ".......", // fulfilled
    ".......", // cancelled
    "..A....", // noshow
    "B...X..", // waitlist
} };
constexpr std::string_view letters = "PBAFXNW";

TEST(AppointmentMachine, EveryStateAndEvent_GoesWhereTheTableSays)
{
    for (std::size_t state = 0; state < appointment_state_count; ++state) {
        for (std::size_t event = 0; event < appointment_event_count; ++event) {
            auto const from = static_cast<AppointmentState>(state);
            auto const next = next_state(from, static_cast<AppointmentEvent>(event));
            char const found = next ? letters.at(static_cast<std::size_t>(*next)) : '.';
            EXPECT_EQ(found, expected.at(state).at(event)) << name_of(from) << " + " << name_of(static_cast<AppointmentEvent>(event));
        }
    }
}

TEST(AppointmentMachine, Events_SetTheTimesTheyMean)
{
    Instant const at = Instant::from_unix_ms(5);
    Appointment const booked;
    EXPECT_EQ(apply(booked, AppointmentEvent::move, at)->moves, 1);
    auto const arrived = apply(booked, AppointmentEvent::check_in, at);
    EXPECT_EQ(arrived->arrived_at, at);
    EXPECT_EQ(apply(*arrived, AppointmentEvent::fulfil, at + Minutes(1))->ended_at, at + Minutes(1));
    auto const missed = apply(booked, AppointmentEvent::no_show, at);
    EXPECT_EQ(missed->ended_at, at);
    EXPECT_EQ(apply(*missed, AppointmentEvent::check_in, at)->ended_at, std::nullopt);
    auto const refused = apply(*missed, AppointmentEvent::move, at);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST(AppointmentMachine, CheckIn_IsInTimeAtBothEnds)
{
    Appointment appointment;
    appointment.start = Instant::from_unix_ms(100'000'000);
    Rules const rules;
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start - Minutes(30) - Milliseconds(1)), CheckInTime::too_early);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start - Minutes(30)), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start + Minutes(10)), CheckInTime::now);
    EXPECT_EQ(check_in_time(appointment, rules, appointment.start + Minutes(10) + Milliseconds(1)), CheckInTime::too_late);
}

class SeededRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(m_engine() & 0xFF);
    }

private:
    std::mt19937 m_engine { 7 };
};

TEST(AppointmentCode, EverySingleWrongDigitAndEveryTwoChangedOver_IsTold)
{
    SeededRandom random;
    for (int round = 0; round < 50; ++round) {
        auto const code = AppointmentCode::generate(random);
        auto const text = code.text();
        ASSERT_EQ(text.size(), AppointmentCode::digits);
        EXPECT_EQ(AppointmentCode::parse(text).value(), code);
        EXPECT_EQ(AppointmentCode::parse(code.grouped()).value(), code);
        for (std::size_t place = 0; place < text.size(); ++place) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                auto wrong = text;
                wrong[place] = digit;
                EXPECT_EQ(AppointmentCode::parse(wrong).has_value(), wrong == text) << wrong;
            }
            auto swapped = text;
            if (place > 0)
                std::swap(swapped[place - 1], swapped[place]);
            EXPECT_EQ(AppointmentCode::parse(swapped).has_value(), swapped == text) << swapped;
        }
    }
}

TEST(AppointmentCode, CheckDigit_IsDamms)
{
    EXPECT_TRUE(AppointmentCode::parse("000005724")) << "the example of Damm's thesis: 572 has 4";
    for (char const* wrong : { "", "00000572", "0000057240", "00000572x", "000005725", "٠٠٠٠٠٥٧٢٤" }) {
        auto const code = AppointmentCode::parse(wrong);
        ASSERT_FALSE(code) << wrong;
        EXPECT_EQ(code.error().where, "code");
        EXPECT_EQ(code.error().line().find("5724"), std::string::npos);
    }
    EXPECT_EQ(AppointmentCode::parse("000-005 724")->grouped(), "000 005 724");
}

} // namespace
} // namespace zahide::domain
