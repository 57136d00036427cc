#pragma once

// How the state is shown. Private to this folder.

#include "context.h"
#include "scheduler/queries.h"

#include <optional>
#include <vector>

namespace zahide::scheduler {

[[nodiscard]] Result<WaitsView> waits_of(ports::Transaction const& snapshot, CenterNow const& center);

/// The languages a listening device speaks; nothing for staff, who may know any.
[[nodiscard]] Result<std::optional<std::vector<LanguageTag>>> spoken_by(ports::Transaction const& snapshot, domain::Principal const& principal);

/// The call as a listener may know it: its language only to staff and to who speaks it.
[[nodiscard]] CallView view_of(domain::Call call, domain::Catalogue const& catalogue, std::optional<std::vector<LanguageTag>> const& spoken);

} // namespace zahide::scheduler
