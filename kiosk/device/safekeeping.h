#pragma once

#include "context.h"
#include "protocol/device.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zahide::device {

/// Keeps what was delivered for some days, and longer while no backup of the scheduler holds it: an older one than the newest
/// may be put back. Then the scheduler is in another generation, and all that is kept goes out again with the same keys: what the
/// scheduler still knows is answered as before, and the rest has its effect again. Revisions tell what a backup holds, no clock.
class Safekeeping {
public:
    explicit Safekeeping(Context& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> load();

    /// A status report leaves: what has arrived by now, `arrived` entries in this run, is in the revision that its answer tells.
    void reported(std::int64_t arrived);
    enum class Outbox : std::uint8_t { as_it_was, refilled };
    /// Its answer. An older scheduler's tells nothing.
    [[nodiscard]] Outbox noted(protocol::StatusNoted const& noted);
    /// What is too old to be kept.
    [[nodiscard]] ports::DeviceChange purge() const;

private:
    [[nodiscard]] ports::DropDelivered too_old(Revision backed_up) const;

    Context& m_context;
    std::optional<std::string> m_generation;
    std::optional<ports::DeliveredPlace> m_reported;
    std::int64_t m_arrived = -1; ///< when the newest place was looked up
    ports::DeliveredPlace m_newest;
    ports::DeliveredPlace m_marked;
    Revision m_backed_up;
};

} // namespace zahide::device
