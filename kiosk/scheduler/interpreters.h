#pragma once

// Interpreters for who comes without an appointment. Private to this folder.

#include "context.h"

#include <vector>

namespace zahide::scheduler {

/// The services for which an interpreter joins where one is needed.
[[nodiscard]] std::vector<ServiceId> interpreted_services(domain::Catalogue const& catalogue);

/// The languages of the interpreters who work now and are in no appointment.
[[nodiscard]] Result<std::vector<LanguageTag>> interpreters_now(ports::Transaction const& snapshot, CenterNow const& center);

} // namespace zahide::scheduler
