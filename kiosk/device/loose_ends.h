#pragma once

#include "backoff.h"
#include "context.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace zahide::device {

/// What visitors left behind at the scheduler, put in order one after the other: times held that nobody wants any more, and
/// bookings of which nobody knows whether they were made.
///
/// Such a booking is undone in three steps, each safe to repeat: the hold is released, so that the booking can't be made from
/// now on; its request is sent once more with its own key, which tells whether it was made before; if so, the
/// appointment is cancelled. Until then it stands in the store.
///
/// What this can't mend: a power cut after the paper was journalled and before it came out leaves an appointment whose code
/// nobody may have seen; a hold whose answer was lost ends by itself; and a device that is away for longer than the
/// scheduler keeps its answers (domain::limits::kept_days_min) is not told any more what became of its request.
class LooseEnds {
public:
    explicit LooseEnds(Context& context)
        : m_context(context)
    {
    }
    /// Takes up the bookings that a former run did not bring to an end.
    [[nodiscard]] Result<void> load();

    /// Gives a held time back; not kept in the store, as the hold ends by itself.
    void release(HoldId const& hold, Instant expires_at);
    /// Undoes a booking that stands in the store.
    void undo(ports::StoredBooking const& booking);
    /// Whether that hold's booking is being undone.
    [[nodiscard]] bool undoes(HoldId const& hold) const;

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_ends.empty() || m_is_sending ? std::nullopt : m_retry.wake(now); }

private:
    /// With more, the oldest held times are left to end by themselves.
    static constexpr std::size_t ends_max = 100;

    enum class Step : std::uint8_t { release, ask, cancel };
    struct End {
        HoldId hold;
        std::optional<ports::StoredBooking> booking; ///< in the store
        std::optional<Instant> expires_at; ///< of a hold alone: then there is nothing left to do
        Step step = Step::release;
        IdempotencyKey key; ///< of the present step
    };

    [[nodiscard]] IdempotencyKey new_key() const { return IdempotencyKey(Uuid::generate(m_context.random)); }
    void add(End const& end);
    void drop_expired();
    void step_done(Answer const& answer);
    void learn(Answer const& answer);
    void finish();

    Context& m_context;
    Backoff m_retry;
    std::deque<End> m_ends; ///< the first one is at work
    bool m_is_sending = false;
    bool m_is_refused = false;
};

} // namespace zahide::device
