#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/copy_order.h"
#include "domain/help_request.h"
#include "domain/principal.h"
#include "protocol/codec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::protocol {

/// POST /v1/devices/{d}/number-leases
struct LeaseRequest {
    LocalDate local_date;
    std::string machine; ///< an id of the hardware that a disk image doesn't carry
    friend bool operator==(LeaseRequest const&, LeaseRequest const&) = default;
};

struct LentNumbers {
    LeaseId lease;
    LocalDate local_date;
    TicketNumber first;
    TicketNumber last;
    Instant expires_at;
    friend bool operator==(LentNumbers const&, LentNumbers const&) = default;
};

enum class CopyWanted : std::uint8_t {
    print, ///< now, if its journal has no such job yet
    told, ///< too late for that: only what became of it
};

/// A copy of a ticket's paper that the desk asks this kiosk for.
struct CopyToPrint {
    PrintJobId id; ///< of the job that it becomes in the journal
    TicketNumber number;
    LocalDate local_date;
    Instant given_at;
    Personal<LanguageTag> language;
    CopyWanted wanted = CopyWanted::print;
    friend bool operator==(CopyToPrint const&, CopyToPrint const&) = default;
};

/// How one came out.
struct CopyEnded {
    PrintJobId id;
    domain::CopyEnd end = domain::CopyEnd::unknown;
    friend bool operator==(CopyEnded const&, CopyEnded const&) = default;
};

/// POST /v1/devices/{d}/status: words of the device's own, none of a visitor.
struct StatusReport {
    std::string version;
    std::string printer_state;
    std::string printer_paper;
    std::int32_t outbox = 0; ///< promised and not yet delivered
    std::optional<std::string> screen;
    std::optional<std::string> incident = std::nullopt; ///< storage_renewed: its database was damaged, and it began a new one by itself
    /// How many promises it ever made, as its disk says: less than it told before, and the disk is an old one.
    std::optional<std::int32_t> promises = std::nullopt;
    std::optional<Instant> clock = std::nullopt; ///< what its own clock says
    std::vector<CopyEnded> copies {}; ///< of those that the last answer asked for
    friend bool operator==(StatusReport const&, StatusReport const&) = default;
};

/// The answer to it. What a device has delivered it keeps for days, longer until a backup holds it, and delivers again in another generation.
struct StatusNoted {
    std::string generation; ///< another one after a backup was put back
    Revision revision; ///< whatever was delivered before the report is in it
    Revision backed_up; ///< a backup holds everything up to it
    std::optional<Instant> now = std::nullopt; ///< by the scheduler's clock
    /// It has told of more promises than this time: its disk is an old image put back, or this is a copy of the device. It
    /// gives up what it was lent.
    std::optional<std::int32_t> promises_seen = std::nullopt;
    std::vector<CopyToPrint> copies {};
    friend bool operator==(StatusNoted const&, StatusNoted const&) = default;
};

/// POST /v1/devices/{d}/number-returns: the end of a lease, durably given up on the device and never given to anybody.
struct NumberReturn {
    LeaseId lease;
    TicketNumber first;
    TicketNumber last;
    friend bool operator==(NumberReturn const&, NumberReturn const&) = default;
};

/// POST /v1/devices/{d}/renewals: told that it is behind, the device has given up its leases and begun anew.
struct Renewal {
    std::int32_t promises = 0; ///< that its disk knew of
    std::int32_t promises_seen = 0; ///< that the scheduler had heard of
    friend bool operator==(Renewal const&, Renewal const&) = default;
};

/// A device as staff see it.
struct DeviceView {
    DeviceId id;
    CenterId center;
    domain::DeviceKind kind = domain::DeviceKind::kiosk;
    std::optional<Instant> seen_at; ///< to the minute; none: never reported
    std::optional<StatusReport> status;
    std::optional<Instant> renewed_at = std::nullopt; ///< when it last spoke from an old disk, or a copy of it did
    std::int32_t clock_off_minutes = 0; ///< by which its clock is ahead of the scheduler's; 0: about right
    std::optional<Instant> rival_at = std::nullopt; ///< when another machine with its key was last refused
    std::optional<Instant> awaited_since = std::nullopt; ///< when a backup was put back from which on it has not told all yet
    friend bool operator==(DeviceView const&, DeviceView const&) = default;
};

/// GET /v1/devices
struct DeviceList {
    std::vector<DeviceView> devices;
    friend bool operator==(DeviceList const&, DeviceList const&) = default;
};

/// POST /v1/centers/{c}/help-requests
struct NewHelpRequest {
    HelpRequestId id;
    domain::HelpKind kind = domain::HelpKind::come;
    DeviceId device;
    Personal<LanguageTag> language;
    friend bool operator==(NewHelpRequest const&, NewHelpRequest const&) = default;
};

// domain::HelpRequest itself is a message: the answer to the above, part of the queue and of `help` events.

} // namespace zahide::protocol
