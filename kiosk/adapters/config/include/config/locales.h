#pragma once

#include "base/result.h"
#include "i18n/messages.h"

#include <filesystem>

namespace zahide::config {

/// Reads every *.arb of a folder, in the order of their names. Fails with `not_found` when the folder can't be read or
/// has none, else as i18n::Catalogue::create().
[[nodiscard]] Result<i18n::Catalogue> load_locales(std::filesystem::path const& folder, i18n::Catalogue::Missing missing = i18n::Catalogue::Missing::refuse);

} // namespace zahide::config
