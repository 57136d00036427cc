#include "ui/stage.h"
#include "walk.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <imgui.h>
#include <new>
#include <SDL.h>

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted(std::size_t bytes)
{
    ++allocations;
    void* memory = std::malloc(bytes);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

} // namespace

void* operator new(std::size_t bytes)
{
    return counted(bytes);
}
void* operator new[](std::size_t bytes)
{
    return counted(bytes);
}
// The standard library's temporary buffers ask for memory this way and give it back by the operator delete below.
void* operator new(std::size_t bytes, std::nothrow_t const& /*tag*/) noexcept
{
    return std::malloc(bytes == 0 ? 1 : bytes);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace zahide::ui {
namespace {

using test::Walk;

class StillClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return {}; }
    [[nodiscard]] Ticks ticks() const override { return test::at_ms(1'000'000); }
};

/// One button, and how often it was touched.
class ButtonView : public View {
public:
    [[nodiscard]] std::optional<Ticks> prepare(Ticks, painter::Size) override { return std::nullopt; }
    void draw(Frame& frame) override
    {
        frame.painter().fill({ 0, 0, 1080, 1920 }, painter::rgb(0xFFFFFF));
        Touch const touch = frame.touchable("button", button);
        activations += touch == Touch::activated ? 1 : 0;
        frame.painter().rounded(button, { .radius_px = 40, .fill = painter::rgb(touch == Touch::pressed ? 0x000000 : 0x0B5563) });
    }
    [[nodiscard]] InspectedScreen inspected() const override { return {}; }

    painter::Rect button { 100, 200, 400, 300 };
    int activations = 0;
};

class StageTest : public ::testing::Test {
protected:
    StageTest()
    {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        StageOptions options;
        options.window = { "test", WindowMode::window, 1080, 1920 };
        stage = test::must(Stage::create(options, clock, engine, icons));
    }

    void send(std::uint32_t type, std::int64_t finger, painter::Point at)
    {
        SDL_Event event {};
        event.type = type;
        event.tfinger.type = type;
        event.tfinger.fingerId = finger;
        event.tfinger.x = at.x / 1080;
        event.tfinger.y = at.y / 1920;
        SDL_PushEvent(&event);
    }
    void send_mouse(std::uint32_t type, std::uint32_t which, painter::Point at)
    {
        SDL_Event event {};
        event.type = type;
        event.button.type = type;
        event.button.which = which;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = static_cast<int>(at.x);
        event.button.y = static_cast<int>(at.y);
        SDL_PushEvent(&event);
    }
    void step(View& view) { stage->step(view, Milliseconds(0)); }
    Pixels drawn_anew(View& view)
    {
        SDL_Event event {};
        event.type = SDL_WINDOWEVENT;
        event.window.event = SDL_WINDOWEVENT_SIZE_CHANGED;
        SDL_PushEvent(&event);
        step(view);
        return stage->shot();
    }

    text::Engine engine = test::engine();
    i18n::Catalogue messages = test::messages();
    test::FolderIcons icons;
    StillClock clock;
    std::unique_ptr<Stage> stage;
};

TEST_F(StageTest, UnchangedFrame_IsNeitherPresentedNorUploaded)
{
    ButtonView view;
    stage->run_frames(view);
    StageCounters const before = stage->counters();
    EXPECT_EQ(before.frames_presented, 1U);
    for (int count = 0; count < 10; ++count)
        step(view);
    EXPECT_EQ(stage->counters().frames_run, before.frames_run + 10);
    EXPECT_EQ(stage->counters().frames_presented, 1U);
    EXPECT_EQ(stage->counters().atlas_uploads, before.atlas_uploads);
}

TEST_F(StageTest, TwoHundredTaps_AllCount)
{
    ButtonView view;
    stage->run_frames(view);
    for (int round = 0; round < 20; ++round) {
        for (int tap = 0; tap < 10; ++tap)
            stage->touch({ 150, 250 });
        step(view);
    }
    EXPECT_EQ(view.activations, 200);
}

TEST_F(StageTest, Press_ShowsInTheNextFrameAndOnlyThere)
{
    ButtonView view;
    stage->run_frames(view);
    auto const before = stage->counters();
    send(SDL_FINGERDOWN, 3, { 150, 250 });
    step(view);
    EXPECT_EQ(stage->counters().frames_run, before.frames_run + 1);
    EXPECT_EQ(stage->counters().pixels_presented - before.pixels_presented, 400U * 300U);
    EXPECT_EQ(stage->shot().at(300, 350)[1], 0);
    send(SDL_FINGERUP, 3, { 150, 250 });
    step(view);
    EXPECT_EQ(view.activations, 1);
    EXPECT_EQ(stage->shot().at(300, 350)[1], 0x55);
}

TEST_F(StageTest, FingerThatSlidesOff_ActivatesNothing)
{
    ButtonView view;
    stage->run_frames(view);
    send(SDL_FINGERDOWN, 3, { 150, 250 });
    send(SDL_FINGERMOTION, 3, { 900, 1500 });
    send(SDL_FINGERUP, 3, { 900, 1500 });
    step(view);
    send(SDL_FINGERDOWN, 3, { 900, 1500 });
    send(SDL_FINGERMOTION, 3, { 150, 250 });
    send(SDL_FINGERUP, 3, { 150, 250 });
    step(view);
    EXPECT_EQ(view.activations, 0);
}

TEST_F(StageTest, SecondFingerAndSyntheticMouse_AreNoTaps)
{
    ButtonView view;
    stage->run_frames(view);
    send(SDL_FINGERDOWN, 3, { 900, 1500 });
    send(SDL_FINGERDOWN, 4, { 150, 250 });
    send(SDL_FINGERUP, 4, { 150, 250 });
    send(SDL_FINGERUP, 3, { 900, 1500 });
    send_mouse(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, { 150, 250 });
    send_mouse(SDL_MOUSEBUTTONUP, SDL_TOUCH_MOUSEID, { 150, 250 });
    step(view);
    EXPECT_EQ(view.activations, 0);
    send_mouse(SDL_MOUSEBUTTONDOWN, 0, { 150, 250 });
    send_mouse(SDL_MOUSEBUTTONUP, 0, { 150, 250 });
    step(view);
    EXPECT_EQ(view.activations, 1);
}

TEST_F(StageTest, SteadyScreen_AllocatesNothing)
{
    static std::size_t imgui_allocations = 0;
    ImGui::SetAllocatorFunctions(
        [](std::size_t bytes, void*) {
            ++imgui_allocations;
            return std::malloc(bytes);
        },
        [](void* memory, void*) { std::free(memory); });
    Walk walk(messages);
    walk.choose("ar");
    KioskView view(walk, engine, 32);
    for (int warm = 0; warm < 3; ++warm)
        step(view);
    std::size_t const before = allocations;
    std::size_t const imgui_before = imgui_allocations;
    auto const frames = stage->counters().frames_run;
    for (int count = 0; count < 20; ++count)
        stage->run_frames(view);
    EXPECT_EQ(stage->counters().frames_run, frames + 20);
    EXPECT_EQ(allocations - before, 0U);
    EXPECT_EQ(imgui_allocations - imgui_before, 0U);
}

TEST_F(StageTest, PartlyDrawnScreens_EqualWhollyDrawnOnes)
{
    Walk walk(messages);
    KioskView view(walk, engine, 32);
    stage->run_frames(view);
    for (auto const* id : { "start", "language:ar", "bigger-text", "bigger-text", "contrast", "contrast", "take-number", "help", "back", "service:legal" }) {
        walk.tap(id);
        step(view);
        if (walk.screen().screen == visitor::Screen::home)
            send(SDL_FINGERDOWN, 3, { 540, 700 });
        step(view);
        Pixels const partly = stage->shot();
        Pixels const wholly = drawn_anew(view);
        EXPECT_TRUE(partly.rgb == wholly.rgb) << id;
        send(SDL_FINGERUP, 3, { -5, -5 });
        step(view);
    }
}

TEST_F(StageTest, TapOnAScreen_LeadsToTheNext)
{
    Walk walk(messages);
    KioskView view(walk, engine, 32);
    stage->run_frames(view);
    auto const tap = [&](std::string const& id) {
        InspectedScreen const screen = view.inspected();
        auto const element = std::find_if(screen.elements.begin(), screen.elements.end(), [&](auto const& one) { return one.id == id; });
        ASSERT_NE(element, screen.elements.end()) << id;
        stage->touch(element->rect.center());
        step(view);
    };
    tap("start");
    tap("language:fa");
    tap("take-number");
    tap("service:social");
    EXPECT_EQ(view.inspected().screen, "printing");
    EXPECT_EQ(view.inspected().direction, "rtl");
}

TEST_F(StageTest, NoGraphicsDriver_IsMapped)
{
    std::stringstream maps;
    maps << std::ifstream("/proc/self/maps").rdbuf();
    EXPECT_NE(maps.str().find("libSDL2"), std::string::npos);
    for (auto const* driver : { "libGL", "libEGL", "libLLVM", "libgallium" })
        EXPECT_EQ(maps.str().find(driver), std::string::npos) << driver;
}

// The contrast that is on the screen, at the core of the strokes: the pixel that differs most from the ground.
TEST_F(StageTest, WordsOnTheScreen_HaveSevenToOne)
{
    for (auto const* look : { "normal", "contrast" }) {
        for (test::Place const& place : test::places()) {
            Walk walk(messages);
            place.go(walk, "ar");
            if (std::string(look) == "contrast" && walk.screen().find("contrast"))
                walk.tap("contrast");
            KioskView view(walk, engine, 32);
            step(view);
            stage->run_frames(view);
            Pixels const pixels = stage->shot();
            for (PlacedElement const& placed : view.scene().warning.empty() ? view.scene().elements : view.scene().warning) {
                if (placed.element.touchable == visitor::Touchable::disabled)
                    continue;
                for (PlacedText const& text : placed.texts) {
                    auto const color_at = [&](int x, int y) {
                        auto const* rgb = pixels.at(std::clamp(x, 0, 1079), std::clamp(y, 0, 1919));
                        return painter::Color { rgb[0], rgb[1], rgb[2], 255 };
                    };
                    int const left = static_cast<int>(text.at.x + text.layout.ink_left);
                    int const top = static_cast<int>(text.at.y + text.layout.ink_top);
                    int const right = static_cast<int>(text.at.x + text.layout.ink_right);
                    int const bottom = static_cast<int>(text.at.y + text.layout.ink_bottom);
                    painter::Color const ground = color_at(left - 3, top - 2);
                    double best = 1;
                    for (int y = top; y < bottom; ++y) {
                        for (int x = left; x < right; ++x)
                            best = std::max(best, painter::contrast(ground, color_at(x, y)));
                    }
                    EXPECT_GE(best, 7.0) << look << ' ' << place.name << ' ' << placed.element.id;
                }
            }
        }
    }
}

} // namespace
} // namespace zahide::ui
