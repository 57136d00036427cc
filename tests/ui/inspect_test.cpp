#include "ui/inspect.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace zahide::ui {
namespace {

using nlohmann::json;

class FakeTarget : public InspectTarget {
public:
    [[nodiscard]] InspectedScreen inspected() const override { return screen; }
    [[nodiscard]] StageCounters counters() const override
    {
        return { .frames_run = 3, .frames_presented = 2, .pixels_presented = 5, .atlas_uploads = 1, .touches = 4 };
    }
    [[nodiscard]] Pixels shot() const override { return { 1, 1, { 1, 2, 3 } }; }
    void touch(painter::Point at) override
    {
        touched = at;
        settled = false;
    }
    [[nodiscard]] bool is_settled() const override { return settled; }

    InspectedScreen screen;
    std::optional<painter::Point> touched;
    bool settled = true;
};

class InspectorTest : public ::testing::Test {
protected:
    InspectorTest()
        : inspector(target, [this](std::string const& file, Pixels const&) -> Result<void> {
            if (file == "/full")
                return fail(ErrorCode::unavailable, "the disk is full", file);
            written = file;
            return {};
        })
    {
        target.screen.screen = "home";
        target.screen.px_per_mm = 2;
        target.screen.elements = {
            { .id = "take-number", .role = "button", .label = "خذ رقمًا", .detail = "", .spoken = "خذ رقمًا", .rect = { 10, 20, 100, 40 }, .touchable = true },
            { .id = "greeting", .role = "heading", .label = "x", .detail = "", .spoken = "x", .rect = { 0, 0, 5, 5 } }
        };
    }

    json ask(std::string const& line)
    {
        answers.clear();
        inspector.take(
            line, [this](std::string const& answer) { answers.push_back(answer); }, Ticks());
        return answers.empty() ? json() : json::parse(answers.back());
    }

    FakeTarget target;
    std::string written;
    std::vector<std::string> answers;
    Inspector inspector;
};

TEST_F(InspectorTest, Tree_TellsElementsInPixelsAndMillimeters)
{
    json const answer = ask(R"({"do":"tree"})");
    EXPECT_EQ(answer["screen"], "home");
    json const& element = answer["elements"][0];
    EXPECT_EQ(element["id"], "take-number");
    EXPECT_EQ(element["label"], "خذ رقمًا");
    EXPECT_EQ(element["px"]["width"], 100);
    EXPECT_EQ(element["mm"]["width"], 50);
    EXPECT_EQ(answers.back().back(), '\n');
}

TEST_F(InspectorTest, Tap_IsAnsweredWhenItHasItsEffect)
{
    EXPECT_TRUE(ask(R"({"do":"tap","id":"take-number"})").is_null());
    EXPECT_EQ(target.touched, (painter::Point { 60, 40 }));
    inspector.step(Ticks());
    EXPECT_TRUE(answers.empty());
    target.settled = true;
    inspector.step(Ticks());
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(json::parse(answers[0])["ok"], true);
}

TEST_F(InspectorTest, TapOnNothingTouchable_IsRefused)
{
    EXPECT_EQ(ask(R"({"do":"tap","id":"nobody"})")["ok"], false);
    EXPECT_EQ(ask(R"({"do":"tap","id":"greeting"})")["ok"], false);
    EXPECT_FALSE(target.touched);
}

TEST_F(InspectorTest, Wait_EndsWithTheScreenOrTheTime)
{
    EXPECT_TRUE(ask(R"({"do":"wait","screen":"done","timeout_ms":50})").is_null());
    EXPECT_EQ(inspector.deadline(), Ticks::from_ns(50'000'000));
    inspector.step(Ticks::from_ns(49'999'999));
    EXPECT_TRUE(answers.empty());
    inspector.step(Ticks::from_ns(50'000'000));
    EXPECT_EQ(json::parse(answers.at(0))["ok"], false);
    EXPECT_FALSE(inspector.deadline());

    EXPECT_TRUE(ask(R"({"do":"wait","screen":"done"})").is_null());
    target.screen.screen = "done";
    inspector.step(Ticks());
    EXPECT_EQ(json::parse(answers.at(0))["screen"], "done");
}

TEST_F(InspectorTest, Shot_WritesOrSaysWhyNot)
{
    EXPECT_EQ(ask(R"({"do":"shot","file":"/a.png"})")["ok"], true);
    EXPECT_EQ(written, "/a.png");
    EXPECT_EQ(ask(R"({"do":"shot","file":"/full"})")["error"], "/full: the disk is full");
    EXPECT_EQ(ask(R"({"do":"shot"})")["ok"], false);
}

TEST_F(InspectorTest, BadRequests_AreRefusedAsJson)
{
    for (auto const* line : { "", "{", "[]", "7", R"({"do":7})", R"({"do":"dance"})", R"({"do":"wait"})", "\xff\xfe", R"({"do":"tap","id":"\ud800"})" })
        EXPECT_EQ(ask(line)["ok"], false) << line;
    EXPECT_EQ(ask(R"({"do":"stats"})")["frames_presented"], 2);
}

TEST_F(InspectorTest, TooManyWaits_AreRefused)
{
    for (std::size_t count = 0; count < Inspector::waiting_max; ++count)
        EXPECT_TRUE(ask(R"({"do":"wait","screen":"never"})").is_null());
    EXPECT_EQ(ask(R"({"do":"wait","screen":"never"})")["ok"], false);
}

} // namespace
} // namespace zahide::ui
