#pragma once

#include "base/result.h"
#include "base/time.h"
#include "sqlite/device_store.h"
#include "sqlite/files.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>

namespace zahide::sqlite {

struct OpenedDeviceStore {
    std::unique_ptr<DeviceStore> store;
    /// Where the damaged file stands now, for an engineer; none: it was not damaged.
    std::optional<std::filesystem::path> set_aside;
    std::size_t salvaged = 0; ///< undelivered entries that came out of it, or of one set aside before
    /// Why a file that was set aside could not be read or taken over now; it is tried again at the next start.
    std::optional<Error> not_salvaged;
};

/// Opens a device's file and looks through all that the device reads when it starts. A damaged one is set aside under another
/// name, with the time in it, and a new one is begun without any hand: what was not delivered and can still be read goes over,
/// row by row. Leases don't: of none of their numbers can it be told that it was not given, so the device asks for others.
///
/// A power cut at any instant loses nothing of that: a move that was cut off is finished at the next start, and each file set
/// aside is salvaged at every start until the mark FILE.salvaged stands beside it, which is made when the entries are durable in
/// the new file. Salvaged twice, an entry is delivered again at most, with the key that the scheduler knows it by. Only the newest
/// few files that are salvaged are kept, and every other one.
///
/// Fails as DeviceStore::open() does, but never with `corrupt` for the file as it was found; and with `unavailable` if it can't be
/// set aside.
[[nodiscard]] Result<OpenedDeviceStore> open_or_renew(std::filesystem::path const& file, Instant now);
[[nodiscard]] Result<OpenedDeviceStore> open_or_renew(std::filesystem::path const& file, Instant now, Disk const& disk);

/// When the file was last set aside as damaged, as the names beside it tell.
[[nodiscard]] std::optional<Instant> last_damage(std::filesystem::path const& file);

} // namespace zahide::sqlite
