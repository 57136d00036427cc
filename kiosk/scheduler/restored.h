#pragma once

// What is different from when a backup was put back until every kiosk has told what it has promised since. Private to this folder.

#include "booking_context.h"

#include <vector>

namespace zahide::scheduler {

/// The center's devices in use that have not told yet, by id.
[[nodiscard]] Result<std::vector<domain::Device>> awaited_devices(ports::Transaction const& snapshot, CenterId const& center);

/// Fails with Reason::awaiting_devices while one of them may have promised any time.
[[nodiscard]] Result<void> check_all_heard(ports::Transaction const& snapshot, CenterId const& center);

/// The device, which is awaited no longer once all that it keeps, promised or not, is known here: it can promise nothing else.
[[nodiscard]] Result<void> hear_of_all_kept(ports::Transaction& transaction, domain::Device const& device, std::vector<HoldId> const& kept, Instant now);

enum class Place : std::uint8_t {
    free, ///< by now
    passed_on, ///< to somebody to whom it was lent later: what was promised before had been cancelled, or moved
};
/// Makes room for what was lent and promised in a life of this scheduler that no backup holds. That it could be lent shows that
/// whatever stands in its way had ended by then. Fails with `conflict` if that was made since.
[[nodiscard]] Result<Place> make_room(ports::Transaction& transaction, domain::Device const& device, domain::Hold const& promised,
    std::vector<domain::Occupation> const& needed, CenterNow const& center);

} // namespace zahide::scheduler
