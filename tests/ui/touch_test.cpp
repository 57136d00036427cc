#include "ui/touch.h"

#include <gtest/gtest.h>

namespace zahide::ui {
namespace {

constexpr PointerId first_finger = 7;
constexpr PointerId second_finger = 8;

TEST(TouchQueue, PressAndReleaseOfOnePoll_ComeInSuccessiveFrames)
{
    TouchQueue touches;
    touches.press(first_finger, { 10, 20 });
    touches.release(first_finger, { 10, 20 });
    EXPECT_EQ(touches.next(), (TouchSample { { 10, 20 }, true, true }));
    EXPECT_TRUE(touches.has_pending());
    EXPECT_EQ(touches.next(), (TouchSample { { 10, 20 }, false, true }));
    EXPECT_FALSE(touches.has_pending());
    EXPECT_EQ(touches.next(), (TouchSample { { 10, 20 }, false, false }));
}

TEST(TouchQueue, TwoHundredTaps_NoneIsLost)
{
    TouchQueue touches;
    int taps = 0;
    for (int round = 0; round < 20; ++round) {
        for (int tap = 0; tap < 10; ++tap) {
            touches.press(first_finger, { 1, 1 });
            touches.release(first_finger, { 1, 1 });
        }
        bool was_down = false;
        while (touches.has_pending()) {
            TouchSample const sample = touches.next();
            taps += was_down && !sample.is_down ? 1 : 0;
            was_down = sample.is_down;
        }
    }
    EXPECT_EQ(taps, 200);
}

TEST(TouchQueue, SecondFinger_IsIgnoredUntilTheFirstIsLifted)
{
    TouchQueue touches;
    touches.press(first_finger, { 1, 1 });
    touches.press(second_finger, { 500, 500 });
    touches.move(second_finger, { 600, 600 });
    touches.release(second_finger, { 600, 600 });
    EXPECT_EQ(touches.next().at, (painter::Point { 1, 1 }));
    EXPECT_FALSE(touches.has_pending());
    touches.release(first_finger, { 1, 1 });
    EXPECT_FALSE(touches.next().is_down);
    touches.press(second_finger, { 500, 500 });
    EXPECT_TRUE(touches.next().is_down);
}

TEST(TouchQueue, ReleaseThatGotLost_IsMadeUpFarFromEveryButton)
{
    TouchQueue touches;
    touches.press(first_finger, { 1, 1 });
    touches.press(first_finger, { 2, 2 });
    EXPECT_TRUE(touches.next().is_down);
    TouchSample const made_up = touches.next();
    EXPECT_FALSE(made_up.is_down);
    EXPECT_LT(made_up.at.x, 0);
    EXPECT_EQ(touches.next(), (TouchSample { { 2, 2 }, true, true }));
}

TEST(TouchQueue, MovesOfOneFrame_AreOneMove)
{
    TouchQueue touches;
    touches.press(mouse_pointer, { 0, 0 });
    for (int step = 1; step <= 1000; ++step)
        touches.move(mouse_pointer, { static_cast<float>(step), 0 });
    EXPECT_TRUE(touches.next().is_down);
    EXPECT_EQ(touches.next().at, (painter::Point { 1000, 0 }));
    EXPECT_FALSE(touches.has_pending());
}

TEST(TouchQueue, Flood_StaysWithinItsLimit)
{
    TouchQueue touches;
    for (int tap = 0; tap < 10'000; ++tap) {
        touches.press(first_finger, { 1, 1 });
        touches.release(first_finger, { 1, 1 });
    }
    std::size_t frames = 0;
    while (touches.has_pending()) {
        (void)touches.next();
        ++frames;
    }
    EXPECT_LE(frames, TouchQueue::waiting_max);
    EXPECT_GT(frames, 100U);
    EXPECT_FALSE(touches.next().is_down);
}

} // namespace
} // namespace zahide::ui
