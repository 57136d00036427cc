#pragma once

#include "backoff.h"
#include "context.h"

#include <cstdint>
#include <optional>

namespace zahide::device {

/// Delivers what was promised, oldest first, one at a time, each with the key it was written with: however often it is
/// sent, it has its effect once. An entry leaves the store only when the scheduler has answered it.
class Outbox {
public:
    explicit Outbox(Context& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> load();

    /// For a batch that adds entries.
    void added() { ++m_size; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::int64_t parked() const { return m_parked; }
    [[nodiscard]] bool refused() const { return m_refused; }

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_size == 0 || m_sending ? std::nullopt : m_retry.wake(now); }

private:
    [[nodiscard]] Result<std::optional<ports::OutboxEntry>> oldest_wanted();
    void settle(Ticks now, ports::DeviceChange const& change);
    void park(Ticks now, Answer const& answer);
    void wait_refused(Ticks now, Answer const& answer);

    Context& m_context;
    Backoff m_retry;
    std::optional<ports::OutboxSequence> m_sending;
    std::int64_t m_size = 0;
    std::int64_t m_parked = 0;
    bool m_refused = false;
};

} // namespace zahide::device
