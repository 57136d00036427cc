#pragma once

#include "sqlite/database.h"

#include <span>

namespace zahide::sqlite {

/// The scheduler's schema, step by step.
[[nodiscard]] std::span<Migration const> scheduler_migrations();

} // namespace zahide::sqlite
