#include "config/fonts.h"
#include "painter/painter.h"

#include <cmath>
#include <gtest/gtest.h>
#include <imgui.h>

namespace zahide::painter {
namespace {

/// A square whose left half is full, so that a mirror shows.
class HalfIcons : public IconSource {
public:
    [[nodiscard]] Result<IconImage> load(std::string_view name) override
    {
        ++loads;
        if (name != "half")
            return fail(ErrorCode::not_found, "no such pictogram");
        IconImage image { 64, 64, {} };
        for (int at = 0; at < 64 * 64; ++at)
            image.coverage.push_back(at % 64 < 32 ? 255 : 0);
        return image;
    }
    int loads = 0;
};

class PainterTest : public ::testing::Test {
protected:
    PainterTest()
        : fonts(config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml").value())
        , engine(text::Engine::create(config::open_fonts(fonts).value()).value())
        , painter(engine, icons)
        , context(ImGui::CreateContext())
        , list(ImGui::GetDrawListSharedData())
    {
    }
    ~PainterTest() override { ImGui::DestroyContext(context); }

    void begin()
    {
        list._ResetForNewFrame();
        list.PushClipRect({ 0, 0 }, { 2000, 2000 });
        painter.begin(list);
    }

    struct Drawn {
        Rect place;
        std::uintptr_t texture = 0;
        ImVec2 uv;
        ImVec2 uv_end;
        ImU32 color = 0;
    };
    std::vector<Drawn> drawn()
    {
        std::vector<Drawn> quads;
        for (ImDrawCmd const& command : list.CmdBuffer) {
            for (unsigned at = 0; at < command.ElemCount; at += 6) {
                ImDrawVert const* corner = &list.VtxBuffer[list.IdxBuffer[static_cast<int>(command.IdxOffset + at)]];
                quads.push_back({ { corner[0].pos.x, corner[0].pos.y, corner[2].pos.x - corner[0].pos.x, corner[2].pos.y - corner[0].pos.y },
                    reinterpret_cast<std::uintptr_t>(command.TextureId), corner[0].uv, corner[2].uv, corner[0].col });
            }
        }
        return quads;
    }
    std::uint8_t atlas_at(Drawn const& quad, float x, float y)
    {
        auto const u = static_cast<std::size_t>((quad.uv.x + (quad.uv_end.x - quad.uv.x) * x) * 1024);
        auto const v = static_cast<std::size_t>((quad.uv.y + (quad.uv_end.y - quad.uv.y) * y) * 1024);
        return painter.atlas().page(quad.texture - 1)[v * 1024 + u];
    }

    config::FontsConfig fonts;
    text::Engine engine;
    HalfIcons icons;
    Painter painter;
    ImGuiContext* context;
    ImDrawList list;
};

TEST_F(PainterTest, Fill_IsOnePlainQuadOnWholePixels)
{
    begin();
    painter.fill({ 10.4F, 20.6F, 100, 50 }, rgb(0x0B5563));
    auto const quads = drawn();
    ASSERT_EQ(quads.size(), 1U);
    EXPECT_EQ(quads[0].texture, 0U);
    EXPECT_EQ(quads[0].place, (Rect { 10, 21, 100, 50 }));
    EXPECT_EQ(quads[0].color, IM_COL32(0x0B, 0x55, 0x63, 255));
}

TEST_F(PainterTest, RoundedFill_CoversItsRectangleOnceWithoutGaps)
{
    begin();
    Rect const box { 100, 200, 300, 180 };
    painter.rounded(box, { .radius_px = 40, .fill = rgb(0xFFFFFF) });
    float area = 0;
    auto const quads = drawn();
    for (std::size_t one = 0; one < quads.size(); ++one) {
        EXPECT_TRUE(box.contains(quads[one].place));
        area += quads[one].place.width * quads[one].place.height;
        for (std::size_t other = one + 1; other < quads.size(); ++other)
            EXPECT_FALSE(quads[one].place.touches(quads[other].place));
    }
    EXPECT_FLOAT_EQ(area, box.width * box.height);
    EXPECT_EQ(std::count_if(quads.begin(), quads.end(), [](Drawn const& quad) { return quad.texture != 0; }), 4);
}

TEST_F(PainterTest, RoundedEdge_HasNoSeamBetweenEdgeAndFill)
{
    begin();
    painter.rounded({ 0, 0, 200, 200 }, { .radius_px = 30, .fill = rgb(0xFFFFFF), .edge_px = 4, .edge = rgb(0) });
    auto const quads = drawn();
    // The fill's outline runs under the middle of the edge.
    EXPECT_EQ(quads.front().place.left, 2);
    float left = 1000;
    for (Drawn const& quad : quads)
        left = std::min(left, quad.place.left);
    EXPECT_EQ(left, 0);
}

TEST_F(PainterTest, Corner_IsRoundAndSmooth)
{
    begin();
    painter.rounded({ 0, 0, 200, 200 }, { .radius_px = 50, .fill = rgb(0xFFFFFF) });
    auto const quads = drawn();
    auto const corner
        = std::find_if(quads.begin(), quads.end(), [](Drawn const& quad) { return quad.texture != 0 && quad.place.left == 0 && quad.place.top == 0; });
    ASSERT_NE(corner, quads.end());
    int between = 0;
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 50; ++x) {
            auto const coverage = atlas_at(*corner, (static_cast<float>(x) + 0.5F) / 50, (static_cast<float>(y) + 0.5F) / 50);
            float const distance = std::hypot(50 - (static_cast<float>(x) + 0.5F), 50 - (static_cast<float>(y) + 0.5F));
            EXPECT_TRUE(distance >= 49 || coverage == 255) << x << ' ' << y;
            EXPECT_TRUE(distance <= 51 || coverage == 0) << x << ' ' << y;
            between += coverage > 0 && coverage < 255 ? 1 : 0;
        }
    }
    EXPECT_GT(between, 20);
}

TEST_F(PainterTest, MirroredIcon_IsTheOtherWayRound)
{
    begin();
    painter.icon("half", { 0, 0, 32, 32 }, rgb(0), Mirror::no);
    painter.icon("half", { 100, 0, 32, 32 }, rgb(0), Mirror::yes);
    auto const quads = drawn();
    ASSERT_EQ(quads.size(), 2U);
    EXPECT_EQ(atlas_at(quads[0], 0.25F, 0.5F), 255);
    EXPECT_EQ(atlas_at(quads[0], 0.75F, 0.5F), 0);
    EXPECT_EQ(atlas_at(quads[1], 0.25F, 0.5F), 0);
    EXPECT_EQ(atlas_at(quads[1], 0.75F, 0.5F), 255);
}

TEST_F(PainterTest, UnknownIcon_DrawsNothingAndIsCountedOnce)
{
    for (int frame = 0; frame < 3; ++frame) {
        begin();
        painter.icon("nobody", { 0, 0, 32, 32 }, rgb(0));
        EXPECT_TRUE(drawn().empty());
    }
    EXPECT_EQ(painter.icons_missing(), 1U);
    EXPECT_EQ(icons.loads, 1);
}

TEST_F(PainterTest, Text_StandsWhereItsLayoutSays)
{
    text::ParagraphStyle style;
    style.language = LanguageTag("ar");
    style.size_px = 40;
    style.width_px = 600;
    text::Layout const& layout = engine.layout("خذ رقمًا", style);
    begin();
    painter.text(layout, { 100, 300 }, rgb(0x17262E));
    Rect ink;
    for (Drawn const& quad : drawn()) {
        EXPECT_EQ(quad.place.left, std::floor(quad.place.left));
        EXPECT_NE(quad.texture, 0U);
        ink = united(ink, quad.place);
    }
    EXPECT_NEAR(ink.left, 100 + layout.ink_left, 2);
    EXPECT_NEAR(ink.right(), 100 + layout.ink_right, 2);
    EXPECT_NEAR(ink.top, 300 + layout.ink_top, 2);
    EXPECT_NEAR(ink.bottom(), 300 + layout.ink_bottom, 2);
}

TEST_F(PainterTest, SecondFrame_ChangesNoPage)
{
    text::ParagraphStyle style;
    style.language = LanguageTag("tr");
    style.size_px = 40;
    auto const frame = [&] {
        begin();
        painter.text(engine.layout("Sıra numarası al", style), { 10.25F, 20 }, rgb(0));
        painter.icon("half", { 0, 0, 48, 48 }, rgb(0));
        painter.rounded({ 0, 0, 200, 100 }, { .radius_px = 20, .fill = rgb(0xFFFFFF), .edge_px = 3, .edge = rgb(0) });
    };
    frame();
    for (std::size_t page = 0; page < painter.atlas().page_count(); ++page)
        painter.atlas().clear_dirty(page);
    auto const first = drawn().size();
    frame();
    EXPECT_EQ(drawn().size(), first);
    for (std::size_t page = 0; page < painter.atlas().page_count(); ++page)
        EXPECT_TRUE(painter.atlas().dirty(page).empty());
}

TEST_F(PainterTest, GrownAtlas_IsEmptiedForTheNextScreen)
{
    text::ParagraphStyle style;
    style.language = LanguageTag("en");
    std::uint64_t const generation = painter.generation();
    begin();
    for (float size = 200; painter.atlas().page_count() <= Painter::pages_kept_max; size += 2) {
        style.size_px = size;
        painter.text(engine.layout("0123456789", style), { 0, 0 }, rgb(0));
    }
    begin();
    painter.begin_screen();
    EXPECT_EQ(painter.atlas().page_count(), 0U);
    EXPECT_NE(painter.generation(), generation);
    painter.icon("half", { 0, 0, 48, 48 }, rgb(0));
    EXPECT_EQ(drawn().size(), 1U);
}

TEST(Resampled, AnySize_KeepsTheMean)
{
    IconImage image { 256, 256, std::vector<std::uint8_t>(std::size_t { 256 } * 256, 0) };
    for (std::size_t at = 0; at < image.coverage.size(); ++at)
        image.coverage[at] = (at / 7) % 2 ? 255 : 0;
    for (int const side : { 17, 48, 100, 255, 256 }) {
        IconImage const small = resampled(image, side, side);
        ASSERT_EQ(small.coverage.size(), static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        double sum = 0;
        for (std::uint8_t const value : small.coverage)
            sum += value;
        EXPECT_NEAR(sum / static_cast<double>(small.coverage.size()), 127.5, 3) << side;
    }
}

TEST(Contrast, HouseColors_MatchTheHouseFigures)
{
    EXPECT_NEAR(contrast(rgb(0), rgb(0xFFFFFF)), 21, 0.01);
    EXPECT_NEAR(contrast(rgb(0x17262E), rgb(0xF7F2E9)), 14, 0.5);
    EXPECT_NEAR(contrast(rgb(0x767676), rgb(0xFFFFFF)), 4.54, 0.02);
}

} // namespace
} // namespace zahide::painter
