#pragma once

#include "context.h"
#include "protocol/device.h"

#include <cstdint>
#include <optional>
#include <string>

namespace zahide::device {

/// Keeps what was delivered until a backup of the scheduler holds it. If the scheduler is put back to such a backup, it is in
/// another generation, and all that is kept goes out again with the same keys: what the scheduler still knows is answered as
/// before, and the rest has its effect again. Nothing of it depends on a clock: revisions tell what a backup holds.
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
    Context& m_context;
    std::optional<std::string> m_generation;
    std::optional<ports::DeliveredPlace> m_reported;
    std::int64_t m_arrived = -1; ///< when the newest place was looked up
    ports::DeliveredPlace m_newest;
    ports::DeliveredPlace m_marked;
    Revision m_backed_up;
};

} // namespace zahide::device
