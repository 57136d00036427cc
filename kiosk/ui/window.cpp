#include "ui/window.h"

#include "base/verify.h"

#include <algorithm>
#include <cmath>
#include <SDL.h>

namespace zahide::ui {

namespace {

// A finger the inspector holds; SDL numbers a panel's own from 0.
constexpr SDL_FingerID inspector_finger = 0x7a61;

Error sdl_failure(std::string what, std::string mend)
{
    return Error { .code = ErrorCode::unavailable, .what = std::move(what) + " (" + SDL_GetError() + ")", .where = "display", .mend = std::move(mend) };
}

// Set before SDL_Init: without the first, even the software renderer loads Mesa and LLVM; without the others, a touch
// arrives twice, once as a finger and once as a mouse.
void set_hints()
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

} // namespace

struct Window::Parts {
    SDL_Window* window = nullptr;
    SDL_Renderer* renderer = nullptr;
    std::uint32_t wake_event = 0;

    Parts() = default;
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    ~Parts()
    {
        if (renderer)
            SDL_DestroyRenderer(renderer);
        if (window)
            SDL_DestroyWindow(window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }

    [[nodiscard]] bool attach_renderer()
    {
        if (renderer)
            SDL_DestroyRenderer(renderer);
        SDL_Surface* surface = SDL_GetWindowSurface(window);
        renderer = surface ? SDL_CreateSoftwareRenderer(surface) : nullptr;
        return renderer != nullptr;
    }
};

void Waker::wake() const
{
    SDL_Event event {};
    event.type = m_event_type;
    SDL_PushEvent(&event);
}

Window::Window(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

Result<Window> Window::create(WindowOptions const& options)
{
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return fail(sdl_failure("no display to draw on", "start a display server, or set DISPLAY or SDL_VIDEODRIVER"));
    auto parts = std::make_unique<Parts>();
    std::uint32_t flags = SDL_WINDOW_BORDERLESS;
    if (options.mode == WindowMode::fullscreen)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    parts->window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width_px, options.height_px, flags);
    if (!parts->window)
        return fail(sdl_failure("the window cannot be opened", "check the display server"));
    if (!parts->attach_renderer())
        return fail(sdl_failure("the window has no surface to draw on", "check the display server"));
    parts->wake_event = SDL_RegisterEvents(1);
    ZAHIDE_VERIFY(parts->wake_event != static_cast<std::uint32_t>(-1));
    if (options.mode == WindowMode::fullscreen)
        SDL_ShowCursor(SDL_DISABLE);
    return Window(std::move(parts));
}

painter::Size Window::size_px() const
{
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(m_parts->window, &width, &height);
    return { static_cast<float>(width), static_cast<float>(height) };
}

Waker Window::waker() const
{
    return Waker(m_parts->wake_event);
}

SDL_Renderer* Window::renderer() const
{
    return m_parts->renderer;
}

namespace {

void take_window_event(SDL_WindowEvent const& event, Woken& woken, TouchQueue& touches)
{
    if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED)
        woken.resized = true;
    else if (event.event == SDL_WINDOWEVENT_EXPOSED)
        woken.exposed = true;
    else if (event.event == SDL_WINDOWEVENT_FOCUS_LOST)
        touches.cancel();
}

void take_event(SDL_Event const& event, painter::Size size, Woken& woken, TouchQueue& touches)
{
    auto const finger = [&] { return painter::Point { event.tfinger.x * size.width, event.tfinger.y * size.height }; };
    auto const mouse = [&] { return painter::Point { static_cast<float>(event.button.x), static_cast<float>(event.button.y) }; };
    if (event.type == SDL_QUIT)
        woken.quit = true;
    else if (event.type == SDL_WINDOWEVENT)
        take_window_event(event.window, woken, touches);
    else if (event.type == SDL_FINGERDOWN)
        touches.press(event.tfinger.fingerId, finger());
    else if (event.type == SDL_FINGERMOTION)
        touches.move(event.tfinger.fingerId, finger());
    else if (event.type == SDL_FINGERUP)
        touches.release(event.tfinger.fingerId, finger());
    // A synthetic mouse is the same finger told a second time.
    else if (event.type == SDL_MOUSEBUTTONDOWN && event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT)
        touches.press(mouse_pointer, mouse());
    else if (event.type == SDL_MOUSEBUTTONUP && event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT)
        touches.release(mouse_pointer, mouse());
    else if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID)
        touches.move(mouse_pointer, { static_cast<float>(event.motion.x), static_cast<float>(event.motion.y) });
}

} // namespace

Woken Window::wait(std::optional<Milliseconds> time_max, TouchQueue& touches)
{
    constexpr std::int64_t timeout_ms_max = 3'600'000;
    Woken woken;
    SDL_Event event;
    int const timeout_ms = time_max ? static_cast<int>(std::clamp<std::int64_t>(time_max->count(), 0, timeout_ms_max)) : -1;
    int has_event = SDL_WaitEventTimeout(&event, timeout_ms);
    while (has_event) {
        take_event(event, size_px(), woken, touches);
        has_event = SDL_PollEvent(&event);
    }
    if (woken.resized)
        woken.quit |= !m_parts->attach_renderer();
    return woken;
}

void Window::send_touch(painter::Point at)
{
    painter::Size const size = size_px();
    SDL_Event event {};
    event.tfinger.fingerId = inspector_finger;
    event.tfinger.windowID = SDL_GetWindowID(m_parts->window);
    event.tfinger.x = at.x / size.width;
    event.tfinger.y = at.y / size.height;
    event.tfinger.pressure = 1;
    for (std::uint32_t const type : { SDL_FINGERDOWN, SDL_FINGERUP }) {
        event.type = type;
        event.tfinger.type = type;
        SDL_PushEvent(&event);
    }
}

void Window::present(painter::Rect const& part)
{
    auto const whole = painter::Rect { 0, 0, size_px().width, size_px().height };
    painter::Rect const visible = painter::intersected(part, whole);
    if (visible.empty())
        return;
    SDL_RenderFlush(m_parts->renderer);
    SDL_Rect rect { static_cast<int>(std::floor(visible.left)), static_cast<int>(std::floor(visible.top)), 0, 0 };
    rect.w = static_cast<int>(std::ceil(visible.right())) - rect.x;
    rect.h = static_cast<int>(std::ceil(visible.bottom())) - rect.y;
    SDL_UpdateWindowSurfaceRects(m_parts->window, &rect, 1);
}

Pixels Window::read() const
{
    SDL_Surface* surface = SDL_GetWindowSurface(m_parts->window);
    Pixels pixels { .width_px = surface->w, .height_px = surface->h, .rgb = {} };
    pixels.rgb.resize(static_cast<std::size_t>(surface->w) * static_cast<std::size_t>(surface->h) * 3);
    SDL_ConvertPixels(
        surface->w, surface->h, surface->format->format, surface->pixels, surface->pitch, SDL_PIXELFORMAT_RGB24, pixels.rgb.data(), surface->w * 3);
    return pixels;
}

} // namespace zahide::ui
