#pragma once

#include "domain/catalogue.h"
#include "domain/roster.h"

namespace zahide::sim {

/// The center that is simulated: as the sample of config/, with the same hours.
[[nodiscard]] domain::Catalogue sample_center();
/// Who works there, and its rooms: few enough that visitors get into each other's way.
[[nodiscard]] domain::Roster sample_roster();

} // namespace zahide::sim
