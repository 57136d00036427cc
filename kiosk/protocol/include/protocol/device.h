#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
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

/// POST /v1/devices/{d}/status: words of the device's own, none of a visitor.
struct StatusReport {
    std::string version;
    std::string printer_state;
    std::string printer_paper;
    std::int32_t outbox = 0; ///< promised and not yet delivered
    std::optional<std::string> screen;
    std::optional<std::string> incident = std::nullopt; ///< storage_renewed: its database was damaged, and it began a new one by itself
    friend bool operator==(StatusReport const&, StatusReport const&) = default;
};

/// The answer to it. What a device has delivered it keeps until a backup holds it, and delivers again in another generation.
struct StatusNoted {
    std::string generation; ///< another one after a backup was put back
    Revision revision; ///< whatever was delivered before the report is in it
    Revision backed_up; ///< a backup holds everything up to it
    friend bool operator==(StatusNoted const&, StatusNoted const&) = default;
};

/// A device as staff see it.
struct DeviceView {
    DeviceId id;
    CenterId center;
    domain::DeviceKind kind = domain::DeviceKind::kiosk;
    std::optional<Instant> seen_at; ///< none: never reported
    std::optional<StatusReport> status;
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
