#pragma once

#include "backoff.h"
#include "context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::device {

/// Delivers what was promised, oldest first, many with one request, each with the key it was written with: however often it
/// is sent, alone or with others, it has its effect once. An entry leaves the outbox only when the scheduler has answered it.
class Outbox {
public:
    explicit Outbox(Context& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> load();

    /// For a batch that adds entries.
    void added(std::int64_t count = 1) { m_size += count; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::int64_t parked() const { return m_parked; }
    [[nodiscard]] bool refused() const { return m_refused; }
    /// Grows with what arrives.
    [[nodiscard]] std::int64_t arrived() const { return m_arrived; }

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_size == 0 || !m_sent.empty() ? std::nullopt : m_retry.wake(now); }

private:
    /// An entry that is on its way.
    struct Sent {
        ports::OutboxSequence sequence;
        IdempotencyKey key;
    };
    enum class Way : std::uint8_t { alone, batch };
    /// What an answer says about entries.
    struct Settled {
        ports::DeviceBatch changes; ///< one for each that is settled
        std::int64_t parked = 0;
        std::int64_t refused = 0; ///< not now, and not soon
        std::int64_t waiting = 0; ///< to be sent again
    };

    [[nodiscard]] Result<std::vector<ports::OutboxEntry>> oldest_wanted();
    [[nodiscard]] std::size_t batch_bytes(ports::OutboxEntry const& entry) const;
    void keep_what_fits(std::vector<ports::OutboxEntry>& entries) const;
    [[nodiscard]] Result<Draft> draft_of(std::vector<ports::OutboxEntry> const& entries) const;
    [[nodiscard]] Result<Draft> batch_of(std::vector<ports::OutboxEntry> const& entries) const;
    [[nodiscard]] bool settle_each(std::vector<Sent> const& sent, Answer const& answer, Settled& settled);
    void judge(Sent const& sent, int status, std::string const& code, Settled& settled);
    void settle(Ticks now, Settled const& settled);

    Context& m_context;
    Backoff m_retry;
    std::vector<Sent> m_sent;
    Way m_way = Way::batch; ///< of what is sent
    /// So many go one by one, after a batch that wasn't taken as a whole: by a scheduler that knows of none, for instance.
    std::size_t m_alone = 0;
    std::int64_t m_size = 0;
    std::int64_t m_parked = 0;
    std::int64_t m_arrived = 0;
    bool m_refused = false;
};

} // namespace zahide::device
