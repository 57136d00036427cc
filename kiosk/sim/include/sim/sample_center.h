#pragma once

#include "domain/catalogue.h"

namespace zahide::sim {

/// The center that is simulated: as the sample of config/, with the same hours.
[[nodiscard]] domain::Catalogue sample_center();

} // namespace zahide::sim
