#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "painter/painter.h"
#include "ui/inspect.h"
#include "ui/window.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zahide::ui {

/// What a finger does to a rectangle in this frame.
enum class Touch : std::uint8_t {
    none,
    pressed, ///< it is down on it, and came down there
    activated, ///< it was lifted there just now
};

/// One frame, while a view draws it.
class Frame {
public:
    virtual ~Frame() = default;
    [[nodiscard]] virtual painter::Painter& painter() = 0;
    [[nodiscard]] virtual painter::Size size_px() const = 0;
    [[nodiscard]] virtual bool is_finger_down() const = 0;
    /// Declares a rectangle that can be touched. Ids are unique within a frame.
    [[nodiscard]] virtual Touch touchable(std::string_view id, painter::Rect const& rect) = 0;
};

/// What a program shows: the kiosk's screens, or the board. All calls come from the main thread.
class View {
public:
    virtual ~View() = default;
    /// Before each frame: take in messages from other threads and the time. Returns when it wants to be woken even if
    /// nothing happens; nothing: not at all.
    [[nodiscard]] virtual std::optional<Ticks> prepare(Ticks now, painter::Size size_px) = 0;
    /// Draws all of it. What equals the frame before is neither drawn nor presented.
    virtual void draw(Frame& frame) = 0;
    [[nodiscard]] virtual InspectedScreen inspected() const = 0;
};

struct StageOptions {
    WindowOptions window;
    std::string inspect_socket; ///< empty: none
    PictureWriter write_picture; ///< for the inspector's shots
};

/// The window, its renderer, the touches and the frames: everything between a View and SDL. Sleeps until something
/// happens; runs frames until no touch is left over; shows only the part that differs from the frame before.
class Stage : private InspectTarget {
public:
    /// The clock, the engine and the icon source must outlive the stage.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> create(StageOptions options, Clock const& clock, text::Engine& engine, painter::IconSource& icons);
    ~Stage() override;
    Stage(Stage const&) = delete;
    Stage& operator=(Stage const&) = delete;

    [[nodiscard]] Waker waker() const;
    /// Runs the view until somebody asks to quit.
    void run(View& view);
    /// Frames now, without waiting, until nothing is left over. For tests, and for a first frame before anything else is up.
    void run_frames(View& view);
    /// Waits at most so long, then frames. False when somebody asks to quit.
    bool step(View& view, std::optional<Milliseconds> wait_max);

    void touch(painter::Point at) override;
    [[nodiscard]] Pixels shot() const override;
    [[nodiscard]] StageCounters counters() const override;
    [[nodiscard]] painter::Painter& painter();
    [[nodiscard]] painter::Size size_px() const;

private:
    struct Parts;
    explicit Stage(std::unique_ptr<Parts> parts);
    [[nodiscard]] InspectedScreen inspected() const override;
    [[nodiscard]] bool is_settled() const override;
    [[nodiscard]] Milliseconds patience(Ticks now) const;

    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::ui
