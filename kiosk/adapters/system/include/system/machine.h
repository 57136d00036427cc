#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace zahide::system {

enum class MachineBinding : std::uint8_t {
    hardware, ///< the same after a reboot, another one for the same disk in another machine
    boot, ///< no hardware told a name: the id holds until the next reboot, which is the safe side
};

struct MachineId {
    std::string id; ///< 32 hex digits
    MachineBinding binding = MachineBinding::hardware;
};

/// An id of this machine that a copy of its disk doesn't carry (so never /etc/machine-id): a hash over what of these can
/// be read, all of them, since vendors ship boards with equal UUIDs:
/// DMI product UUID and board serial (root only), the device tree's serial number (ARM boards), the lowest permanent MAC
/// address of the built-in network interfaces (else of any), and the serial of the built-in NVMe or eMMC store if there
/// was nothing else. Without any of them the kernel's boot id.
/// Run a device always as the same user: root reads more. `root` is "/" but in tests.
/// Fails with `unavailable` where not even the boot id can be read.
[[nodiscard]] Result<MachineId> machine_id(std::string const& root = "/");

} // namespace zahide::system
