#pragma once

#include "painter/geometry.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace zahide::ui {

/// What one frame is told about the finger: where it is and whether it is down.
struct TouchSample {
    painter::Point at;
    bool is_down = false;
    /// Something changed since the frame before.
    bool is_new = false;
    friend bool operator==(TouchSample const&, TouchSample const&) = default;
};

/// Who moved: a finger's id from the panel, or the mouse of a developer's desk.
using PointerId = std::int64_t;
constexpr PointerId mouse_pointer = -1;

/// Hands touches on to frames, at most one press or one release a frame: Dear ImGui 1.86 has no queue of its own, and a
/// tap that begins and ends between two frames would be lost. Only the first finger counts; another one that comes
/// down meanwhile is ignored until it is lifted. Main thread only.
class TouchQueue {
public:
    /// Presses and releases that may wait; more than that between two frames is no finger, and is dropped.
    static constexpr std::size_t waiting_max = 128;

    void press(PointerId pointer, painter::Point at);
    void move(PointerId pointer, painter::Point at);
    void release(PointerId pointer, painter::Point at);
    /// The panel was lost or the window left: whatever is down counts as lifted, far from every button.
    void cancel();

    /// The next frame's sample.
    [[nodiscard]] TouchSample next();
    /// Whether another frame is due at once.
    [[nodiscard]] bool has_pending() const { return !m_waiting.empty(); }

private:
    enum class Kind : std::uint8_t { press, move, release };
    struct Change {
        Kind kind;
        painter::Point at;
    };
    void push(Change change);

    std::deque<Change> m_waiting;
    std::optional<PointerId> m_active;
    TouchSample m_sample;
};

} // namespace zahide::ui
