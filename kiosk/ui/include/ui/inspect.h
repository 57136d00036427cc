#pragma once

#include "base/result.h"
#include "base/time.h"
#include "painter/geometry.h"
#include "ui/pixels.h"
#include "ui/window.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::ui {

/// One thing on the screen, as `{"do":"tree"}` tells it.
struct InspectedElement {
    std::string id;
    std::string role;
    std::string label;
    std::string detail;
    std::string spoken;
    painter::Rect rect;
    bool touchable = false;
    bool enabled = true;
    bool focused = false;
};

/// A whole screen.
struct InspectedScreen {
    std::string screen;
    std::string language;
    std::string direction; ///< ltr or rtl
    painter::Size size_px;
    float px_per_mm = 0;
    std::vector<InspectedElement> elements;
};

/// What `{"do":"stats"}` counts since the start.
struct StageCounters {
    std::uint64_t frames_run = 0; ///< put together and compared with the one before
    std::uint64_t frames_presented = 0; ///< of these, those that differed and were shown
    std::uint64_t pixels_presented = 0;
    std::uint64_t atlas_uploads = 0;
    std::uint64_t touches = 0;
};

/// Writes a picture into a file; main hands in the PNG adapter's.
using PictureWriter = std::function<Result<void>(std::string const& file, Pixels const& pixels)>;

/// What the inspector may see and do: the stage, behind an interface so that the protocol is tested alone.
class InspectTarget {
public:
    virtual ~InspectTarget() = default;
    [[nodiscard]] virtual InspectedScreen inspected() const = 0;
    [[nodiscard]] virtual StageCounters counters() const = 0;
    [[nodiscard]] virtual Pixels shot() const = 0;
    /// A real touch through SDL at this place.
    virtual void touch(painter::Point at) = 0;
    /// Whether every touch so far has had its effect on the screen.
    [[nodiscard]] virtual bool is_settled() const = 0;
};

/// The protocol of `--inspect`: one JSON object a line in, one out. Main thread only.
///
/// tree · tap (id) · shot (file) · wait (screen, timeout_ms) · stats. A tap is answered when its effect is on the screen;
/// a wait when the screen is there or the time is up. Every answer has "ok"; a refused one "error".
class Inspector {
public:
    static constexpr std::size_t waiting_max = 16;
    static constexpr Milliseconds wait_default { 10'000 };

    /// A line of answer for whoever asked.
    using Reply = std::function<void(std::string const& line)>;

    Inspector(InspectTarget& target, PictureWriter write_picture);
    ~Inspector();
    void take(std::string const& line, Reply reply, Ticks now);
    /// Answers what can be answered by now. To be called after each frame.
    void step(Ticks now);
    /// When a wait runs out.
    [[nodiscard]] std::optional<Ticks> deadline() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Reads lines from a Unix socket on a thread of its own and wakes the main loop for them.
class InspectServer {
public:
    static constexpr std::size_t clients_max = 8;
    static constexpr std::size_t line_bytes_max = 64 * 1024;

    struct Request {
        std::string line;
        Inspector::Reply reply;
    };

    /// Listens at this path; a socket that a dead process left there is replaced.
    [[nodiscard]] static Result<InspectServer> create(std::string const& path, Waker waker);
    InspectServer(InspectServer&&) noexcept;
    InspectServer& operator=(InspectServer&&) noexcept;
    ~InspectServer();

    /// The next request, if one has arrived. Main thread.
    [[nodiscard]] std::optional<Request> take();

private:
    struct Parts;
    explicit InspectServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::ui
