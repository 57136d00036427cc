#pragma once

#include "base/result.h"
#include "config/scheduler.h"

namespace zahide::program {

/// Serves until SIGTERM or SIGINT, then stops cleanly. Prints the console's address as one line when it listens.
[[nodiscard]] Result<void> serve(config::SchedulerConfig const& config);

} // namespace zahide::program
