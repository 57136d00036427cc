#include "ports/booking_repositories.h"

namespace zahide::ports {

namespace {

constexpr std::int64_t cell_ms = Milliseconds(domain::booking_cell).count();

/// Rounded down, before 1970 too.
constexpr std::int64_t cell_at(std::int64_t unix_ms)
{
    return unix_ms >= 0 ? unix_ms / cell_ms : (unix_ms - cell_ms + 1) / cell_ms;
}

} // namespace

Cells cells_of(Instant from, Instant to)
{
    return { cell_at(from.unix_ms()), cell_at(to.unix_ms() - 1) };
}

Instant start_of(std::int64_t cell)
{
    return Instant::from_unix_ms(cell * cell_ms);
}

} // namespace zahide::ports
