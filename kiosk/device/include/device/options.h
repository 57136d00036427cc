#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "domain/principal.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace zahide::device {

/// What a device spends at most, and how patient it is.
struct DeviceLimits {
    /// Wait after a first failure; doubled with each further one, with jitter.
    Milliseconds retry_first { 500 };
    Milliseconds retry_max { 15'000 };
    /// Between tries where the scheduler answers but refuses this device or a lease.
    Milliseconds refused_retry { 60'000 };
    Milliseconds request_deadline { 10'000 };
    /// So long a visitor waits for an answer about an appointment; and so long for one try, of which there may be several.
    Milliseconds booking_deadline { 8'000 };
    Milliseconds booking_try { 3'000 };
    /// Between two such tries.
    Milliseconds booking_retry { 400 };
    /// Between two status reports while the center is open, and while it is closed; the latter is short of the two minutes
    /// after which a device counts as silent.
    Milliseconds heartbeat { 30'000 };
    Milliseconds heartbeat_closed { 90'000 };
    /// Between two looks for what is too old to be kept.
    Milliseconds purge_interval { 3'600'000 };
    /// With fewer numbers than this left for a day, more are asked for.
    std::int32_t numbers_low = 20;
    /// Between two questions whether other slots can be had; one that goes back, and one that was promised, is asked about at once.
    Milliseconds slot_refresh { 1'800'000 };
    /// Undelivered promises; with more, no ticket is given.
    std::int64_t outbox_entries_max = 5'000;
    /// Of these, what is delivered with one request: at most so many, and so many bytes of it.
    std::size_t batch_entries_max = 64;
    std::size_t batch_bytes_max = std::size_t { 48 } * 1024;
    /// Delivered entries that are kept to be delivered again if the scheduler is put back to a backup: so many, and for so long
    /// those that a backup holds (it may be an older one that is put back), and all others.
    std::int64_t delivered_kept_max = 2'000;
    Milliseconds backed_up_kept { 48 * 3'600'000 };
    Milliseconds delivered_kept { 7 * 24 * 3'600'000 };
    /// Days for which given tickets and the print journal are kept.
    std::int32_t kept_days = 14;
    /// A request for somebody to come is worth nothing later.
    Milliseconds help_request_age_max { 600'000 };
    /// Waits heard longer ago than this are not told to anybody.
    Milliseconds waits_age_max { 600'000 };
    /// Calls kept while a board's list is on its way.
    std::size_t early_calls_max = 100;
};

struct DeviceOptions {
    DeviceId device;
    CenterId center;
    domain::DeviceKind kind = domain::DeviceKind::kiosk;
    /// An id of the hardware that a disk image doesn't carry. Leases hold on this machine only.
    std::string machine;
    /// The same if it lasts over a reboot, else empty: what the device logs in with.
    std::string lasting_machine;
    /// The program's version, for the status report.
    std::string version;
    /// What happened to this device that staff should see, for the status report: storage_renewed; empty: nothing.
    std::string incident;
    DeviceLimits limits;
};

} // namespace zahide::device
