#pragma once

#include <cstdint>

namespace zahide::bench {

/// How often this process has asked operator new for memory.
[[nodiscard]] std::uint64_t allocations();

} // namespace zahide::bench
