#include "domain/copy_order.h"
#include "domain/limits.h"

#include <gtest/gtest.h>

namespace zahide::domain {
namespace {

TEST(CopyOrder, WithoutWordOfIt_IsWantedForAWhileAndThenExpired)
{
    auto const asked_at = Instant::from_unix_ms(1'795'000'000'000);
    CopyOrder order { PrintJobId(), DeviceId("kiosk-1"), StaffUserId("ayse"), asked_at, std::nullopt };
    auto const end = asked_at + Minutes(limits::copy_order_minutes);
    EXPECT_TRUE(is_wanted(order, end - Milliseconds(1)));
    EXPECT_EQ(state_of(order, end - Milliseconds(1)), CopyState::asked);
    EXPECT_FALSE(is_wanted(order, end));
    EXPECT_EQ(state_of(order, end), CopyState::expired);
    order.end = CopyEnd::unknown;
    EXPECT_FALSE(is_wanted(order, asked_at));
    EXPECT_EQ(state_of(order, end), CopyState::unknown);
    order.end = CopyEnd::printed;
    EXPECT_EQ(state_of(order, end), CopyState::printed);
    order.end = CopyEnd::sent;
    EXPECT_EQ(state_of(order, end), CopyState::sent) << "a printer that can't answer has confirmed nothing";
    order.end = CopyEnd::not_printed;
    EXPECT_EQ(state_of(order, asked_at), CopyState::not_printed);
}

} // namespace
} // namespace zahide::domain
