#include "scheduler/hold_expiry.h"

#include "world.h"

#include <chrono>
#include <future>

namespace zahide::scheduler {
namespace {

constexpr std::chrono::seconds patience { 20 };

/// Starts in the morning and runs as time does.
class RunningClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return morning + std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - m_start); }
    [[nodiscard]] Ticks ticks() const override
    {
        return Ticks::from_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - m_start).count());
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

class QuietLog final : public ports::Log {
public:
    void write(ports::Severity, std::string_view, std::initializer_list<ports::LogField>) override { }
};

class HoldExpiryTest : public SchedulerTest {
protected:
    void keep_hold(char const* resource, Milliseconds lifetime)
    {
        domain::Hold hold;
        hold.id = HoldId(Uuid::generate(m_world.random));
        hold.center = center;
        hold.owner = "device:kiosk-1";
        hold.wish = { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::any) };
        hold.start = morning + Minutes(60);
        hold.end = hold.start + Minutes(30);
        hold.assignment.professionals = { ProfessionalId(resource) };
        hold.made_at = m_clock.now();
        hold.expires_at = hold.made_at + lifetime;
        auto const kept = ports::transact_one(m_world.storage(), [&](ports::Transaction& transaction) {
            return transaction.bookings().insert_hold(hold, { { hold.assignment.resources().front(), hold.start, hold.end } });
        });
        ASSERT_TRUE(kept) << kept.error().line();
    }

    [[nodiscard]] std::size_t holds()
    {
        std::size_t count = 0;
        EXPECT_TRUE(m_world.storage().read([&](ports::Transaction const& snapshot) -> Result<void> {
            count = ZAHIDE_TRY(snapshot.bookings().holds_of(center, "device:kiosk-1")).size();
            return {};
        }));
        return count;
    }

    RunningClock m_clock;
    QuietLog m_log;
    std::promise<void> m_released;
    Scheduler m_scheduler { { m_world.storage(), m_clock, m_world.random, m_world.cryptography, m_world.passwords } };
};
INSTANTIATE_TEST_SUITE_P(Over, HoldExpiryTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(HoldExpiryTest, HoldThatWasThereBefore_IsReleasedInTime)
{
    keep_hold("lawyer-1", Milliseconds(100));
    keep_hold("lawyer-2", Minutes(3));
    HoldExpiry const expiry(m_scheduler, m_world.storage(), m_clock, m_log, [this] { m_released.set_value(); });
    ASSERT_EQ(m_released.get_future().wait_for(patience), std::future_status::ready);
    EXPECT_GE(m_clock.now(), morning + Milliseconds(100));
    EXPECT_EQ(holds(), 1U) << "the other one has time";
}

TEST_P(HoldExpiryTest, HoldMadeLater_IsReleasedWhenACommitIsTold)
{
    HoldExpiry expiry(m_scheduler, m_world.storage(), m_clock, m_log, [this] { m_released.set_value(); });
    keep_hold("lawyer-1", Milliseconds(100));
    expiry.look_again();
    ASSERT_EQ(m_released.get_future().wait_for(patience), std::future_status::ready);
    EXPECT_EQ(holds(), 0U);
}

TEST_P(HoldExpiryTest, ShorterHold_IsReleasedBeforeALongerOneThatIsWaitedFor)
{
    keep_hold("lawyer-1", Minutes(3));
    HoldExpiry expiry(m_scheduler, m_world.storage(), m_clock, m_log, [this] { m_released.set_value(); });
    keep_hold("lawyer-2", Milliseconds(100));
    expiry.look_again();
    ASSERT_EQ(m_released.get_future().wait_for(patience), std::future_status::ready);
    EXPECT_EQ(holds(), 1U);
}

} // namespace
} // namespace zahide::scheduler
