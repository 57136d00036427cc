#pragma once

#include "context.h"

namespace zahide::scheduler {

/// Notes how the device's copies came out. What it says of others is passed over.
[[nodiscard]] Result<void> note_copies(ports::Transaction& transaction, DeviceId const& device, std::vector<CopyEnded> const& copies, Instant now);
/// The device's print journal is not the one that it was: whether its open copies were printed, nobody can tell any more.
[[nodiscard]] Result<void> doubt_copies(ports::Transaction& transaction, DeviceId const& device, Instant now);
/// Those of which it hasn't said so.
[[nodiscard]] Result<std::vector<CopyToPrint>> copies_for(ports::Transaction const& snapshot, DeviceId const& device, Instant now);

} // namespace zahide::scheduler
