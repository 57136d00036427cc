#include "ui/quads.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace zahide::ui {
namespace {

using painter::Rect;

class QuadListTest : public ::testing::Test {
protected:
    void SetUp() override { ImGui::SetCurrentContext(m_context = ImGui::CreateContext()); }
    void TearDown() override { ImGui::DestroyContext(m_context); }

    static QuadList taken(std::vector<std::pair<Rect, ImU32>> const& quads)
    {
        ImDrawList list(ImGui::GetDrawListSharedData());
        list._ResetForNewFrame();
        list.PushClipRect({ 0, 0 }, { 1000, 1000 });
        for (auto const& [rect, color] : quads) {
            list.PrimReserve(6, 4);
            list.PrimRect({ rect.left, rect.top }, { rect.right(), rect.bottom() }, color);
        }
        list._PopUnusedDrawCmd();
        ImDrawList* lists[] { &list };
        ImDrawData data;
        data.CmdLists = lists;
        data.CmdListsCount = 1;
        QuadList result;
        result.take(data);
        return result;
    }

    ImGuiContext* m_context = nullptr;
};

constexpr ImU32 teal = 0xFF63550B;
constexpr ImU32 dark = 0xFF000000;

TEST_F(QuadListTest, EqualFrames_DifferNowhere)
{
    auto const frame = taken({ { { 0, 0, 10, 10 }, teal }, { { 20, 20, 5, 5 }, dark } });
    EXPECT_EQ(frame.quads().size(), 2U);
    EXPECT_TRUE(difference(frame, frame).empty());
    EXPECT_TRUE(difference(QuadList(), QuadList()).empty());
}

TEST_F(QuadListTest, ChangedColor_DiffersThereOnly)
{
    auto const before = taken({ { { 0, 0, 10, 10 }, teal }, { { 20, 20, 5, 5 }, teal }, { { 40, 40, 5, 5 }, teal } });
    auto const after = taken({ { { 0, 0, 10, 10 }, teal }, { { 20, 20, 5, 5 }, dark }, { { 40, 40, 5, 5 }, teal } });
    EXPECT_EQ(difference(before, after), (Rect { 20, 20, 5, 5 }));
}

TEST_F(QuadListTest, MovedQuad_DiffersWhereItWasAndWhereItIs)
{
    auto const before = taken({ { { 0, 0, 10, 10 }, teal }, { { 20, 20, 5, 5 }, teal } });
    auto const after = taken({ { { 0, 0, 10, 10 }, teal }, { { 60, 20, 5, 5 }, teal } });
    EXPECT_EQ(difference(before, after), (Rect { 20, 20, 45, 5 }));
}

TEST_F(QuadListTest, AddedQuadInTheMiddle_DiffersThereOnly)
{
    auto const before = taken({ { { 0, 0, 10, 10 }, teal }, { { 40, 40, 5, 5 }, teal } });
    auto const after = taken({ { { 0, 0, 10, 10 }, teal }, { { 20, 20, 5, 5 }, dark }, { { 40, 40, 5, 5 }, teal } });
    EXPECT_EQ(difference(before, after), (Rect { 20, 20, 5, 5 }));
    EXPECT_EQ(difference(after, before), (Rect { 20, 20, 5, 5 }));
}

TEST_F(QuadListTest, TwoChangesApart_TheUnchangedBetweenCountsForNothing)
{
    auto const before = taken({ { { 0, 0, 1, 1 }, teal }, { { 500, 500, 50, 50 }, teal }, { { 4, 0, 1, 1 }, teal } });
    auto const after = taken({ { { 0, 0, 1, 1 }, dark }, { { 500, 500, 50, 50 }, teal }, { { 4, 0, 1, 1 }, dark } });
    EXPECT_EQ(difference(before, after), (Rect { 0, 0, 5, 1 }));
}

} // namespace
} // namespace zahide::ui
