#pragma once

#include "domain/service_needs.h"
#include "toml_reader.h"

namespace zahide::config {

/// [services.needs]: what an appointment for a service takes.
[[nodiscard]] domain::ServiceNeeds read_needs(TableReader reader);

/// An optional whole number of minutes.
void read_minutes(TableReader& reader, char const* key, Minutes& value, std::int32_t least, std::int32_t most);

} // namespace zahide::config
