#pragma once

#include "base/result.h"
#include "base/time.h"
#include "painter/geometry.h"
#include "ui/pixels.h"
#include "ui/touch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

struct SDL_Renderer;

namespace zahide::ui {

/// How the window takes its place.
enum class WindowMode : std::uint8_t {
    fullscreen, ///< the whole display, whatever its size
    window, ///< width_px × height_px without a frame
};

struct WindowOptions {
    std::string title;
    WindowMode mode = WindowMode::fullscreen;
    int width_px = 1080;
    int height_px = 1920;
};

/// What ended a wait.
struct Woken {
    bool quit = false; ///< somebody asks the program to end
    bool resized = false; ///< size_px() has changed, and all of it has to be drawn
    bool exposed = false; ///< what was presented has to be presented again
};

/// Wakes the main loop from any thread, by a user event of SDL. Copyable; outlives the window harmlessly.
class Waker {
public:
    void wake() const;

private:
    friend class Window;
    explicit Waker(std::uint32_t event_type)
        : m_event_type(event_type)
    {
    }
    std::uint32_t m_event_type;
};

/// The one window, drawn by SDL's software renderer into the window's own surface. Neither Mesa nor LLVM is loaded. Main
/// thread only, except the Waker.
class Window {
public:
    /// Starts SDL's video. Fails if there is no display.
    [[nodiscard]] static Result<Window> create(WindowOptions const& options);
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;
    ~Window();

    [[nodiscard]] painter::Size size_px() const;
    [[nodiscard]] Waker waker() const;
    /// Sleeps until something happens or the time is up (nullopt: forever), then takes in everything that has happened.
    /// Touches go into the queue.
    Woken wait(std::optional<Milliseconds> time_max, TouchQueue& touches);
    /// A touch as the panel would send it: finger down and up at this place, through SDL's event queue.
    void send_touch(painter::Point at);

    /// SDL's software renderer upon the window's surface; anew after each resize.
    [[nodiscard]] SDL_Renderer* renderer() const;
    /// Shows this part of what was drawn.
    void present(painter::Rect const& part);
    [[nodiscard]] Pixels read() const;

private:
    struct Parts;
    explicit Window(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::ui
