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
/// have been given already.
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
    /// The report was answered, with whatever.
    void answered() { m_was_heard = true; }
    void heard(Ticks now, protocol::StatusNoted const& noted);
    /// The scheduler has said within the last minutes what time it is, and that this disk is the newest.
    [[nodiscard]] bool is_fresh(Ticks now) const;
    /// A report was answered since the program began.
    [[nodiscard]] bool was_heard() const { return m_was_heard; }
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
    void begin_anew(std::int32_t promises_seen);

    Context& m_context;
    Leases& m_leases;
    SlotLeases& m_slots;
    Outbox& m_outbox;
    Moment m_asked; ///< when the report left
    std::optional<std::int32_t> m_told; ///< promises
    std::optional<Ticks> m_heard_at;
    std::optional<Moment> m_last_look;
    bool m_was_heard = false;
};

} // namespace zahide::device
