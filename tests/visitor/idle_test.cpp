#include "kiosk.h"

namespace zahide::visitor {
namespace {

using domain::PrintJobState;

TEST(Idle, SixtySecondsAfterTheLastTouch_EverythingIsWiped)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("bigger-text");
    kiosk.tap("contrast");
    kiosk.tap("take-number");
    EXPECT_EQ(count<Wiped>(kiosk.pass(59'999)), 0U);
    EXPECT_EQ(kiosk.at(), Screen::service);
    EXPECT_EQ(count<Wiped>(kiosk.pass(1)), 1U);
    EXPECT_EQ(kiosk.at(), Screen::attract);
    EXPECT_EQ(kiosk.flow.visit(), Visit());
    EXPECT_EQ(kiosk.flow.screen().view, ViewSettings());
}

TEST(Idle, WipeOfADoneScreen_LeavesNothingOfTheNumber)
{
    Kiosk kiosk;
    kiosk.reach_done(PrintJobState::printed);
    kiosk.pass(60'000);
    EXPECT_EQ(kiosk.flow.visit(), Visit());
    for (Element const* element : kiosk.flow.screen().visible()) {
        EXPECT_EQ(element->label.find("214"), std::string::npos);
        EXPECT_EQ(element->label.find("٢١٤"), std::string::npos);
    }
    // The paper that comes late belongs to nobody here.
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Idle, WarningComesAtForty_WithTwentySecondsToAnswer)
{
    Kiosk kiosk;
    kiosk.reach_home("en");
    kiosk.pass(39'999);
    EXPECT_FALSE(kiosk.flow.screen().warning);
    kiosk.pass(1);
    ASSERT_TRUE(kiosk.flow.screen().warning);
    EXPECT_NE(kiosk.find("idle-detail")->label.find("20"), std::string::npos);
    kiosk.pass(1'000);
    EXPECT_NE(kiosk.find("idle-detail")->label.find("19"), std::string::npos);
    EXPECT_EQ(kiosk.find("take-number"), nullptr); // what is under the warning can't be touched
}

TEST(Idle, AnyTouch_ExtendsTheTimeTenTimesAndMore)
{
    Kiosk kiosk;
    kiosk.reach_home();
    for (int round = 0; round < 20; ++round) {
        kiosk.pass(50'000);
        ASSERT_TRUE(kiosk.flow.screen().warning) << round;
        kiosk.tap(round % 2 ? "go-on" : "idle-anywhere");
        ASSERT_FALSE(kiosk.flow.screen().warning);
        ASSERT_EQ(kiosk.at(), Screen::home);
    }
}

TEST(Idle, TouchThatMeansNothing_ExtendsTheTimeToo)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.pass(39'000);
    kiosk.flow.touched(kiosk.now);
    kiosk.pass(39'999);
    EXPECT_FALSE(kiosk.flow.screen().warning);
    kiosk.pass(1);
    EXPECT_TRUE(kiosk.flow.screen().warning);
}

TEST(Idle, AnswerNo_WipesAtOnce)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.pass(45'000);
    EXPECT_EQ(count<Wiped>(kiosk.tap("idle-finish")), 1U);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Idle, FingerOnTheWarning_KeepsItUntilItIsLifted)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.pass(45'000);
    kiosk.flow.touched(kiosk.now);
    (void)kiosk.flow.tick(kiosk.now);
    ASSERT_TRUE(kiosk.flow.screen().warning);
    EXPECT_EQ(count<Wiped>(kiosk.tap("idle-finish")), 1U);
}

TEST(Idle, DoneScreen_CountsDownOnItsButtonAndKeepsTheNumberInSight)
{
    Kiosk kiosk;
    kiosk.reach_done(PrintJobState::printed);
    EXPECT_TRUE(kiosk.find("finish")->detail.empty());
    kiosk.pass(40'000);
    EXPECT_FALSE(kiosk.flow.screen().warning);
    EXPECT_NE(kiosk.find("number"), nullptr);
    EXPECT_FALSE(kiosk.find("finish")->detail.empty());
}

TEST(Idle, NumberWithoutPaper_StaysUpToALimitOfItsOwn)
{
    for (PrintJobState const state : { PrintJobState::unknown, PrintJobState::not_printed }) {
        Kiosk kiosk;
        kiosk.reach_done(state);
        kiosk.pass(110'000);
        EXPECT_EQ(kiosk.at(), Screen::done);
        kiosk.pass(10'000);
        EXPECT_EQ(kiosk.at(), Screen::attract);
        EXPECT_EQ(kiosk.flow.visit(), Visit());
    }
}

TEST(Idle, LanguageScreen_GoesWithoutAQuestion)
{
    Kiosk kiosk;
    kiosk.tap("start");
    kiosk.pass(59'000);
    EXPECT_FALSE(kiosk.flow.screen().warning);
    kiosk.pass(1'000);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Idle, HomeScreen_WakesNobodyBeforeTheWarning)
{
    Kiosk kiosk;
    kiosk.reach_home();
    EXPECT_EQ(*kiosk.flow.next_tick() - kiosk.now, std::chrono::seconds(40));
}

TEST(Attract, TimePasses_GreetsInEveryLanguageInTurn)
{
    Kiosk kiosk;
    std::vector<std::string> first;
    for (int turn = 0; turn < 5; ++turn) {
        first.push_back(kiosk.flow.screen().content.front().id);
        kiosk.pass(4'000);
    }
    EXPECT_EQ(first, (std::vector<std::string> { "greeting:tr", "greeting:en", "greeting:ar", "greeting:fa", "greeting:tr" }));
}

TEST(View, VisitEnds_IsForgotten)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("easier");
    kiosk.tap("easier-reach");
    kiosk.tap("easier-text");
    EXPECT_EQ(kiosk.flow.screen().view, (ViewSettings { TextSize::bigger, Theme::normal, Reach::low }));
    kiosk.tap("easier-text");
    EXPECT_EQ(kiosk.flow.screen().view.text_size, TextSize::normal);
    kiosk.pass(60'000);
    EXPECT_EQ(kiosk.flow.screen().view, ViewSettings());
}

} // namespace
} // namespace zahide::visitor
