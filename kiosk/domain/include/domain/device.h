#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "domain/principal.h"
#include "domain/staff.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace zahide::domain {

/// What a device last said about itself. Words as the device wrote them; it tells nothing of a visitor.
struct DeviceStatus {
    Instant at;
    std::string version;
    std::string printer; ///< ready, offline, …
    std::string paper; ///< ok, low, out, unknown
    std::int32_t outbox = 0; ///< what it has promised and not yet delivered
    std::string screen;
    std::string incident {}; ///< storage_renewed: its database was damaged, and it began a new one by itself
    std::int32_t clock_off_minutes = 0; ///< by which its clock is ahead of ours; 0: about right
    friend bool operator==(DeviceStatus const&, DeviceStatus const&) = default;
};

/// A kiosk or board, as the scheduler knows it.
struct Device {
    DeviceId id;
    CenterId center;
    DeviceKind kind = DeviceKind::kiosk;
    std::string public_key; ///< Ed25519, base64url
    Standing standing = Standing::active;
    std::vector<LanguageTag> speaks {}; ///< languages in which it can announce a call
    std::string machine {}; ///< the hardware it last logged in from or was lent numbers on; empty before
    std::optional<DeviceStatus> status = std::nullopt;
    std::int32_t promises = 0; ///< the most it ever told of; once it tells of less, its disk is an old one
    std::optional<Instant> renewed_at = std::nullopt; ///< when that was noticed the last time, and what it was lent given up
    std::optional<Instant> rival_at = std::nullopt; ///< when another machine with this one's key was last refused
    /// When a backup was put back from which on this one has not told yet what it promised since; nothing is booked before.
    std::optional<Instant> awaited_since = std::nullopt;
    friend bool operator==(Device const&, Device const&) = default;
};

/// What of a device says whether it may speak, and for whom.
struct DeviceStanding {
    CenterId center;
    DeviceKind kind = DeviceKind::kiosk;
    Standing standing = Standing::active;
};

} // namespace zahide::domain
