#pragma once

#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "domain/person.h"
#include "domain/ticket.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zahide::device {

/// What a visitor chose.
struct TicketWish {
    ServiceId service;
    LanguageTag language;
    domain::Priority priority = domain::Priority::none;
    domain::GenderPreference gender = domain::GenderPreference::any;
    domain::Urgency urgency = domain::Urgency::ordinary;
};

/// What a visitor may be shown and handed: it is on the disk.
struct TicketPromise {
    TicketId id;
    VisitId visit;
    TicketNumber number;
    LocalDate local_date;
    Instant given_at;
    PrintJobId print_job; ///< journalled; submit it to the printer and report with print_finished()
    /// Opens the ticket's page on the visitor's own phone; none where the center has no public address.
    std::optional<Secret> page_token = std::nullopt;
};

/// The address of a ticket's page.
[[nodiscard]] std::string page_address(std::string_view public_url, Secret const& page_token);

/// Whether a ticket can be given now.
enum class Readiness : std::uint8_t {
    ready,
    no_catalogue, ///< the scheduler was never reached yet
    no_numbers, ///< none left for today, or lent to another machine
    outbox_full,
    storage_fails, ///< the disk took no write the last time
};

/// How the device stands with the scheduler.
enum class Link : std::uint8_t {
    starting, ///< not tried yet
    online,
    offline, ///< no answer
    refused, ///< it answers and does not accept this device or its requests
};

struct Connectivity {
    Link link = Link::starting;
    /// Promised and not delivered yet, those parked included.
    std::int64_t undelivered = 0;
    /// Refused for good by the scheduler; a person has to look.
    std::int64_t parked = 0;
    /// Ticket numbers that can be given today without the scheduler.
    std::int32_t numbers_left = 0;
    /// Slots that can be booked without the scheduler.
    std::int32_t slots_left = 0;
    friend bool operator==(Connectivity const&, Connectivity const&) = default;
};

} // namespace zahide::device
