#pragma once

#include "base/result.h"
#include "base/time.h"
#include "sqlite/device_store.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>

namespace zahide::sqlite {

struct OpenedDeviceStore {
    std::unique_ptr<DeviceStore> store;
    /// Where the damaged file stands now, for an engineer; none: it was not damaged.
    std::optional<std::filesystem::path> set_aside;
    std::size_t salvaged = 0; ///< undelivered entries that could be read out of it
};

/// Opens a device's file and looks through all that the device reads when it starts. A damaged one is set aside under another
/// name, with the time in it, and a new one is begun without any hand: what was not delivered and can still be read goes over,
/// row by row. Leases don't: of none of their numbers can it be told that it was not given, so the device asks for others. Only
/// the newest few damaged files are kept.
///
/// Fails as DeviceStore::open() does, but never with `corrupt` for the file as it was found.
[[nodiscard]] Result<OpenedDeviceStore> open_or_renew(std::filesystem::path const& file, Instant now);

/// When the file was last set aside as damaged, as the names beside it tell.
[[nodiscard]] std::optional<Instant> last_damage(std::filesystem::path const& file);

} // namespace zahide::sqlite
