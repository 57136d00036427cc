#include "api_harness.h"
#include "http/event_hub.h"

#include <gtest/gtest.h>
#include <vector>

// Sessions that end while somebody listens.

namespace zahide::http {
namespace {

class KeepingSink final : public EventSink {
public:
    SinkState send(Event const& event) override
    {
        kinds.push_back(event.kind);
        return m_state;
    }
    [[nodiscard]] SinkState state() const override { return m_state; }
    void close() override { m_state = SinkState::closed; }

    std::vector<std::string> kinds;

private:
    SinkState m_state = SinkState::open;
};

class ListenersTest : public ApiTest {
protected:
    ListenersTest()
    {
        add_staff("ayse");
        add_staff("mehmet");
        m_ayse = log_in("ayse");
        m_mehmet = log_in("mehmet");
        hub.add({ m_scheduler->authenticate(m_ayse).value().principal, m_ayse, std::nullopt, sink });
        EXPECT_EQ(sink->kinds, std::vector<std::string> { "hello" });
    }

    void end_session()
    {
        auto const who = m_scheduler->authenticate(m_ayse).value();
        ASSERT_TRUE(m_scheduler->execute(who.principal, scheduler::EndSession { who.session }));
    }
    void look_after(Milliseconds time)
    {
        m_clock.pass(time);
        hub.look_around();
    }

    InlineEventHub hub { *m_scheduler, m_clock, m_log };
    std::shared_ptr<KeepingSink> sink = std::make_shared<KeepingSink>();
    Secret m_ayse;
    Secret m_mehmet;
};

TEST_F(ListenersTest, EndedSession_IsToldNothingLaterThanTwentySecondsAfter)
{
    desk_ticket(m_mehmet);
    look_after(Milliseconds(0));
    auto const told = sink->kinds;
    EXPECT_GT(told.size(), 1U);
    end_session();
    desk_ticket(m_mehmet);
    look_after(Seconds(21));
    EXPECT_EQ(sink->kinds, told);
    EXPECT_EQ(sink->state(), SinkState::closed);
}

TEST_F(ListenersTest, EndedSessionWithNothingToTell_IsClosedWithinFiveMinutes)
{
    end_session();
    look_after(Seconds(301));
    EXPECT_EQ(sink->state(), SinkState::closed);
    EXPECT_EQ(sink->kinds.size(), 1U);
}

TEST_F(ListenersTest, SessionThatGoesOn_IsKept)
{
    look_after(Seconds(301));
    desk_ticket(m_mehmet);
    look_after(Seconds(301));
    EXPECT_EQ(sink->state(), SinkState::open);
    EXPECT_GT(sink->kinds.size(), 1U);
}

} // namespace
} // namespace zahide::http
