#include "ui/stage.h"

#include "base/verify.h"
#include "ui/quads.h"
#include "ui/renderer.h"
#include "ui/touch.h"

#include <algorithm>
#include <chrono>
#include <imgui.h>

namespace zahide::ui {

namespace {

// Dear ImGui wants to know how much time has passed; nothing of ours depends on it.
constexpr float frame_seconds = 1.0F / 60;
// A view that activates something in every frame would never come to rest.
constexpr int frames_in_a_row_max = 1000;

class ImGuiSession {
public:
    ImGuiSession()
    {
        ImGui::SetCurrentContext(ImGui::CreateContext());
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
        // A finger that trembles is no drag and no double click.
        io.MouseDoubleClickTime = 0;
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height); // 1.86 asserts that a font was built; nothing is written with it
        io.Fonts->ClearTexData();
    }
    ImGuiSession(ImGuiSession const&) = delete;
    ImGuiSession& operator=(ImGuiSession const&) = delete;
    ~ImGuiSession() { ImGui::DestroyContext(); }
};

class StageFrame : public Frame {
public:
    StageFrame(painter::Painter& painter, painter::Size size_px, bool is_finger_down)
        : m_painter(painter)
        , m_size_px(size_px)
        , m_is_finger_down(is_finger_down)
    {
    }
    [[nodiscard]] painter::Painter& painter() override { return m_painter; }
    [[nodiscard]] painter::Size size_px() const override { return m_size_px; }
    [[nodiscard]] bool is_finger_down() const override { return m_is_finger_down; }
    [[nodiscard]] Touch touchable(std::string_view id, painter::Rect const& rect) override
    {
        if (rect.empty())
            return Touch::none;
        ImGui::SetCursorScreenPos({ rect.left, rect.top });
        ImGui::PushID(id.data(), id.data() + id.size());
        bool const activated = ImGui::InvisibleButton("touch", { rect.width, rect.height });
        bool const pressed = ImGui::IsItemActive() && ImGui::IsItemHovered();
        ImGui::PopID();
        m_has_activated |= activated;
        if (activated)
            return Touch::activated;
        return pressed ? Touch::pressed : Touch::none;
    }
    [[nodiscard]] bool has_activated() const { return m_has_activated; }

private:
    painter::Painter& m_painter;
    painter::Size m_size_px;
    bool m_is_finger_down;
    bool m_has_activated = false;
};

} // namespace

struct Stage::Parts {
    Clock const& clock;
    Window window;
    Renderer renderer;
    ImGuiSession imgui;
    painter::Painter painter;
    TouchQueue touches;
    QuadList shown;
    QuadList next;
    std::uint64_t generation = 0;
    bool touch_is_on_its_way = false; ///< sent into SDL's queue and not yet taken out
    bool everything_is_stale = true;
    std::optional<Ticks> wake_at;
    StageCounters counters;
    View* view = nullptr;
    std::optional<InspectServer> inspect_server;
    std::optional<Inspector> inspector;

    Parts(Clock const& the_clock, Window the_window, text::Engine& engine, painter::IconSource& icons)
        : clock(the_clock)
        , window(std::move(the_window))
        , renderer(window.renderer())
        , painter(engine, icons)
    {
    }

    // True if the view changed something itself, so that another frame is due.
    bool frame(View& the_view)
    {
        painter::Size const size = window.size_px();
        wake_at = the_view.prepare(clock.ticks(), size);
        TouchSample const sample = touches.next();
        counters.touches += sample.is_new && sample.is_down ? 1 : 0;
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = { size.width, size.height };
        io.DeltaTime = frame_seconds;
        io.MousePos = { sample.at.x, sample.at.y };
        io.MouseDown[0] = sample.is_down;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({ 0, 0 });
        ImGui::SetNextWindowSize(io.DisplaySize);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, { 0, 0 });
        ImGui::Begin("stage", nullptr,
            ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings
                | ImGuiWindowFlags_NoBringToFrontOnFocus);
        painter.begin(*ImGui::GetBackgroundDrawList());
        StageFrame drawn(painter, size, sample.is_down);
        the_view.draw(drawn);
        ImGui::End();
        ImGui::PopStyleVar();
        ImGui::Render();
        show(size);
        ++counters.frames_run;
        return drawn.has_activated();
    }

    void upload()
    {
        text::Atlas& atlas = painter.atlas();
        renderer.keep(atlas.page_count());
        for (std::size_t page = 0; page < atlas.page_count(); ++page) {
            text::AtlasRect const dirty = atlas.dirty(page);
            if (dirty.empty())
                continue;
            renderer.upload(page, text::atlas_page_px, text::atlas_page_px, atlas.page(page),
                { static_cast<float>(dirty.x), static_cast<float>(dirty.y), static_cast<float>(dirty.width), static_cast<float>(dirty.height) });
            atlas.clear_dirty(page);
            ++counters.atlas_uploads;
        }
        // A page that was given to other glyphs: equal quads no longer mean equal pictures.
        everything_is_stale |= std::exchange(generation, painter.generation()) != painter.generation();
    }

    void show(painter::Size size)
    {
        next.take(*ImGui::GetDrawData());
        upload();
        painter::Rect const whole { 0, 0, size.width, size.height };
        painter::Rect const part = everything_is_stale ? whole : painter::intersected(difference(shown, next), whole);
        shown.swap(next);
        everything_is_stale = false;
        if (part.empty())
            return;
        renderer.draw(shown, part);
        window.present(part);
        ++counters.frames_presented;
        counters.pixels_presented += static_cast<std::uint64_t>(part.width * part.height);
    }

    void serve_inspector()
    {
        if (!inspector)
            return;
        while (auto request = inspect_server->take())
            inspector->take(request->line, std::move(request->reply), clock.ticks());
        inspector->step(clock.ticks());
    }

    void take(Woken const& woken)
    {
        if (woken.resized) {
            renderer = Renderer(window.renderer());
            // The new renderer has no pages yet.
            for (std::size_t page = 0; page < painter.atlas().page_count(); ++page)
                renderer.upload(page, text::atlas_page_px, text::atlas_page_px, painter.atlas().page(page), { 0, 0, text::atlas_page_px, text::atlas_page_px });
            everything_is_stale = true;
        } else if (woken.exposed) {
            window.present({ 0, 0, window.size_px().width, window.size_px().height });
        }
    }
};

Stage::Stage(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
Stage::~Stage() = default;

Result<std::unique_ptr<Stage>> Stage::create(StageOptions options, Clock const& clock, text::Engine& engine, painter::IconSource& icons)
{
    Window window = ZAHIDE_TRY(Window::create(options.window));
    std::unique_ptr<Stage> stage(new Stage(std::make_unique<Parts>(clock, std::move(window), engine, icons)));
    if (!options.inspect_socket.empty()) {
        stage->m_parts->inspect_server.emplace(ZAHIDE_TRY(InspectServer::create(options.inspect_socket, stage->waker())));
        InspectTarget& target = *stage;
        stage->m_parts->inspector.emplace(target, std::move(options.write_picture));
    }
    return stage;
}

void Stage::run_frames(View& view)
{
    m_parts->view = &view;
    bool changed = true;
    for (int count = 0; changed && count < frames_in_a_row_max; ++count) {
        bool const activated = m_parts->frame(view);
        changed = activated || m_parts->touches.has_pending();
    }
    m_parts->serve_inspector();
}

Milliseconds Stage::patience(Ticks now) const
{
    constexpr Milliseconds longest { 3'600'000 };
    Milliseconds wait = longest;
    auto const shorten = [&](std::optional<Ticks> until) {
        if (until)
            wait = std::clamp(std::chrono::ceil<Milliseconds>(*until - now), Milliseconds(0), wait);
    };
    shorten(m_parts->wake_at);
    if (m_parts->inspector)
        shorten(m_parts->inspector->deadline());
    return wait;
}

bool Stage::step(View& view, std::optional<Milliseconds> wait_max)
{
    Milliseconds const wait = patience(m_parts->clock.ticks());
    Woken const woken = m_parts->window.wait(wait_max ? std::min(*wait_max, wait) : wait, m_parts->touches);
    m_parts->take(woken);
    m_parts->touch_is_on_its_way = false;
    // What was asked before these frames is answered after them.
    run_frames(view);
    return !woken.quit;
}

void Stage::run(View& view)
{
    run_frames(view);
    while (step(view, std::nullopt)) { }
}

void Stage::touch(painter::Point at)
{
    m_parts->window.send_touch(at);
    m_parts->touch_is_on_its_way = true;
}

bool Stage::is_settled() const
{
    return !m_parts->touch_is_on_its_way && !m_parts->touches.has_pending();
}
Pixels Stage::shot() const
{
    return m_parts->window.read();
}
StageCounters Stage::counters() const
{
    return m_parts->counters;
}
painter::Painter& Stage::painter()
{
    return m_parts->painter;
}
painter::Size Stage::size_px() const
{
    return m_parts->window.size_px();
}
Waker Stage::waker() const
{
    return m_parts->window.waker();
}
InspectedScreen Stage::inspected() const
{
    return m_parts->view ? m_parts->view->inspected() : InspectedScreen {};
}

} // namespace zahide::ui
