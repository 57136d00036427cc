// Rasteriser, canvases and atlas.
#include "test_fonts.h"
#include "text/atlas.h"
#include "text/canvas.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace zahide::text::test {
namespace {

class Drawing : public testing::Test {
protected:
    Engine m_engine = noto_engine();
};

TEST_F(Drawing, Canvas_DrawsInkWhereTheLayoutSays)
{
    auto const layout = m_engine.layout_uncached("مرحبا", style_of("ar", 40));
    Canvas8 canvas(static_cast<int>(layout.width_px) + 20, static_cast<int>(layout.height_px) + 20);
    Rasteriser rasteriser(m_engine.fonts());
    canvas.draw(rasteriser, layout, 10, 10);
    int top = canvas.height_px();
    int bottom = 0;
    for (int y = 0; y < canvas.height_px(); ++y) {
        for (int x = 0; x < canvas.width_px(); ++x) {
            if (canvas.pixel(x, y) > 0) {
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    EXPECT_NEAR(top, layout.ink_top + 10, 1.5);
    EXPECT_NEAR(bottom, layout.ink_bottom + 10, 1.5);
}

TEST_F(Drawing, StackedMarksOfUiFonts_AreDrawnWhollyWithinTheInk)
{
    // UI fonts have low lines; what is drawn beyond them has to be in the ink bounds, or it would be clipped.
    for (char const* const name : { "NotoNaskhArabicUI-Regular.ttf", "NotoSansArabicUI-Regular.ttf" }) {
        FontSet set;
        set.sources.push_back(read_font(name));
        set.stacks.push_back({ LanguageTag("ar"), Weight::regular, { 0 } });
        auto engine = Engine::create(Fonts::create(std::move(set)).value()).value();
        auto const layout = engine.layout_uncached("\u0644\u0651\u064E\u0670\u0622\u0628\u0651\u0650\u064D", style_of("ar", 48));
        constexpr int margin = 60;
        Canvas8 canvas(static_cast<int>(layout.width_px) + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin);
        Rasteriser rasteriser(engine.fonts());
        canvas.draw(rasteriser, layout, margin, margin);
        int inked = 0;
        for (int y = 0; y < canvas.height_px(); ++y) {
            for (int x = 0; x < canvas.width_px(); ++x) {
                if (canvas.pixel(x, y) == 0)
                    continue;
                ++inked;
                EXPECT_GE(static_cast<float>(y) + 2, layout.ink_top + margin) << name;
                EXPECT_LE(static_cast<float>(y) - 1, layout.ink_bottom + margin) << name;
                EXPECT_GE(static_cast<float>(x) + 2, layout.ink_left + margin) << name;
                EXPECT_LE(static_cast<float>(x) - 1, layout.ink_right + margin) << name;
            }
        }
        EXPECT_GT(inked, 300) << name;
    }
}

TEST_F(Drawing, Bitmap_IsBlackWhereTheCanvasIsDark)
{
    auto const layout = m_engine.layout_uncached("HI", style_of("en", 40));
    Canvas8 canvas(100, 60);
    Bitmap1 bitmap(100, 60);
    Rasteriser rasteriser(m_engine.fonts());
    canvas.draw(rasteriser, layout, 5, 0);
    bitmap.draw(rasteriser, layout, 5, 0);
    EXPECT_EQ(bitmap.row_bytes(), 13U);
    int dark = 0;
    int black = 0;
    int both = 0;
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 100; ++x) {
            bool const is_dark = canvas.pixel(x, y) > 128;
            dark += is_dark ? 1 : 0;
            black += bitmap.black(x, y) ? 1 : 0;
            both += is_dark && bitmap.black(x, y) ? 1 : 0;
        }
    }
    EXPECT_GT(dark, 200);
    EXPECT_GT(both, dark * 3 / 4);
    EXPECT_NEAR(black, dark, dark / 4.0);
}

TEST_F(Drawing, Bitmap_OutsideIsDropped)
{
    Bitmap1 bitmap(10, 10);
    bitmap.blacken_rect(-5, -5, 100, 7);
    EXPECT_TRUE(bitmap.black(9, 1));
    EXPECT_FALSE(bitmap.black(0, 2));
    EXPECT_EQ(bitmap.row(0)[0], 0xFF);
    EXPECT_EQ(bitmap.row(0)[1], 0xC0);
}

TEST_F(Drawing, SnapPen_QuartersAcross)
{
    EXPECT_EQ(snap_pen(3.3F, 10.4F, 20, RasterMode::gray).x, 3);
    EXPECT_EQ(snap_pen(3.3F, 10.4F, 20, RasterMode::gray).subpixel, 1);
    EXPECT_EQ(snap_pen(-0.1F, 10.6F, 20, RasterMode::gray).x, -1);
    EXPECT_EQ(snap_pen(-0.1F, 10.6F, 20, RasterMode::gray).subpixel, 3);
    EXPECT_EQ(snap_pen(3.6F, 10.6F, 20, RasterMode::mono).x, 4);
    EXPECT_EQ(snap_pen(3.6F, 10.6F, 20, RasterMode::mono).y, 11);
    EXPECT_EQ(snap_pen(3.6F, 10.6F, whole_pixel_size_px, RasterMode::gray).x, 4);
    EXPECT_EQ(snap_pen(3.6F, 10.6F, whole_pixel_size_px, RasterMode::gray).subpixel, 0);
}

class AtlasTest : public Drawing {
protected:
    static bool overlap(AtlasRect const& a, AtlasRect const& b)
    {
        return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    }
};

TEST_F(AtlasTest, Glyphs_StandApartAndAreFoundAgain)
{
    Atlas atlas(m_engine.fonts());
    atlas.begin_frame();
    std::vector<GlyphImage> images;
    for (std::uint32_t id = 1; id < 200; ++id)
        images.push_back(atlas.glyph(FontIndex(0), id, 48, 0));
    for (std::size_t one = 0; one < images.size(); ++one) {
        for (std::size_t other = one + 1; other < images.size(); ++other) {
            bool const both = !images[one].rect.empty() && !images[other].rect.empty() && images[one].page == images[other].page;
            EXPECT_FALSE(both && overlap(images[one].rect, images[other].rect));
        }
    }
    EXPECT_FALSE(atlas.dirty(0).empty());
    atlas.clear_dirty(0);
    for (std::uint32_t id = 1; id < 200; ++id)
        EXPECT_EQ(atlas.glyph(FontIndex(0), id, 48, 0).rect, images[id - 1].rect);
    EXPECT_TRUE(atlas.dirty(0).empty()); // a steady frame uploads nothing
}

TEST_F(AtlasTest, UnderPressure_EvictsWhatOlderFramesUsedAndNothingElse)
{
    Atlas atlas(m_engine.fonts(), 2);
    auto const picture = atlas.reserve(64, 64);
    ASSERT_TRUE(picture.has_value());
    std::vector<std::uint8_t> const white(std::size_t { 64 } * 64, 255);
    atlas.write(*picture, white);
    for (std::uint32_t frame = 0; frame < 12; ++frame) {
        atlas.begin_frame();
        float const size_px = 90 + static_cast<float>(frame / 2);
        std::size_t drawn = 0;
        std::vector<std::pair<std::uint32_t, AtlasRect>> kept;
        for (std::uint32_t id = 0; id < 400; ++id) {
            auto const& image = atlas.glyph(FontIndex(1), 20 + id, size_px, 0);
            drawn += image.rect.empty() ? 0 : 1;
            if (!image.rect.empty())
                kept.emplace_back(20 + id, image.rect);
        }
        bool const second = frame % 2 == 1; // of the same: it has all the room there is
        EXPECT_GT(drawn, second ? 50U : 0U);
        for (auto const& [id, rect] : kept) // valid until the next frame
            EXPECT_EQ(atlas.glyph(FontIndex(1), id, size_px, 0).rect, rect);
    }
    EXPECT_GT(atlas.evictions(), 0U);
    EXPECT_EQ(atlas.page_count(), 2U);
    auto const row = static_cast<std::size_t>(picture->rect.y) * atlas_page_px + static_cast<std::size_t>(picture->rect.x);
    EXPECT_EQ(atlas.page(picture->page)[row], 255); // pictures stay
}

TEST_F(AtlasTest, TooLarge_IsRefused)
{
    Atlas atlas(m_engine.fonts());
    EXPECT_FALSE(atlas.reserve(2000, 10).has_value());
    EXPECT_FALSE(atlas.reserve(10, 0).has_value());
}

} // namespace
} // namespace zahide::text::test
