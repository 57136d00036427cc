#pragma once

#include "context.h"
#include "leases.h"
#include "outbox.h"
#include "protocol/device.h"
#include "slot_leases.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zahide::device {

/// What the scheduler says with every status report: its time, and whether it has heard of more promises than this disk
/// knows of. Then the disk is an old image put back, or this is a copy of the device: whatever it believes to be lent may
/// have been given already. README.md tells why nothing is delivered, nor asked for, before the first answer.
class Contact {
public:
    Contact(Context& context, Leases& leases, SlotLeases& slots, Outbox& outbox)
        : m_context(context)
        , m_leases(leases)
        , m_slots(slots)
        , m_outbox(outbox)
    {
    }
    [[nodiscard]] Result<void> load();

    /// A report leaves: adds what is compared.
    void complete(Ticks now, protocol::StatusReport& report);
    /// The scheduler refuses this device's reports, or tells nothing in its answers: it is as good as heard.
    void heard_nothing() { m_was_heard = true; }
    void heard(Ticks now, protocol::StatusNoted const& noted);
    /// The scheduler has said within the last minutes what time it is, and that this disk is the newest.
    [[nodiscard]] bool is_fresh(Ticks now) const;
    /// A report was answered since the program began, and what is to be done about it is done.
    [[nodiscard]] bool was_heard() const { return m_was_heard; }
    /// Tries again to give up what was lent, if the disk took no write when that was due.
    void retry();
    /// True once after the machine's wall clock was set: the scheduler should be asked.
    [[nodiscard]] bool clock_was_set();

private:
    /// The wall clock and the monotonic one, read together.
    struct Moment {
        Instant wall;
        Ticks ticks;
    };
    [[nodiscard]] Moment present() const { return { m_context.clock.now(), m_context.clock.ticks() }; }
    void follow(Milliseconds jump);
    void take_time(Instant scheduler_time);
    [[nodiscard]] std::optional<std::int32_t> promises_now() const;
    void begin_anew(std::int32_t promises_seen);

    Context& m_context;
    Leases& m_leases;
    SlotLeases& m_slots;
    Outbox& m_outbox;
    Moment m_asked; ///< when the report left
    std::optional<std::int32_t> m_promises_at_start; ///< told until the first answer: what is promised meanwhile hides nothing
    std::optional<std::int32_t> m_told; ///< promises
    std::optional<std::int32_t> m_promises_seen; ///< more than this disk knows of, which is not settled yet
    std::optional<Ticks> m_heard_at;
    std::optional<Moment> m_last_look;
    bool m_was_heard = false;
};

} // namespace zahide::device
