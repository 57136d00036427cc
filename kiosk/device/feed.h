#pragma once

#include "backoff.h"
#include "context.h"

#include <optional>

namespace zahide::device {

/// What an event of the change feed was about, once it is understood.
struct Heard {
    enum class What : std::uint8_t { nothing, start_anew, catalogue, waits, call, call_end, copies };
    What what = What::nothing;
    std::optional<Revision> revision; ///< the event's
};

/// The change feed's connection: opened again where it broke off. Its place is kept in memory only: after a restart everything
/// is asked for anew, which costs two requests instead of a disk write an event.
class Feed {
public:
    explicit Feed(Context& context)
        : m_context(context)
    {
    }

    /// Opens a stream of that id if it is time to; true if it was used.
    enum class Opened : std::uint8_t { no, yes };
    [[nodiscard]] Opened open(Ticks now, RequestId id, Secret const& token);
    [[nodiscard]] bool is(RequestId id) const { return m_stream == id; }
    [[nodiscard]] bool connected() const { return m_connected; }

    void opened();
    [[nodiscard]] Heard brought(StreamBrought const& event);
    /// The stream ended; gives the verdict as for a request.
    [[nodiscard]] Verdict lost(Ticks now, StreamLost const& event);
    /// Closes it, for instance when its session has ended.
    void close();
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_stream ? std::nullopt : m_retry.wake(now); }

private:
    Context& m_context;
    Backoff m_retry;
    std::optional<RequestId> m_stream;
    std::optional<Revision> m_position;
    bool m_connected = false;
};

} // namespace zahide::device
