#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "domain/appointment.h"
#include "domain/call.h"
#include "domain/catalogue.h"
#include "domain/device.h"
#include "domain/help_request.h"
#include "domain/staff.h"
#include "domain/ticket.h"
#include "domain/wait.h"

#include <map>
#include <optional>
#include <variant>
#include <vector>

/// What can be asked of the scheduler without changing anything.
namespace zahide::scheduler {

struct CatalogueQuery {
    using Outcome = domain::Catalogue;
    CenterId center;
};

struct CounterView {
    domain::Counter counter;
    std::optional<domain::StaffUser> staff; ///< who works there
    std::optional<domain::Ticket> ticket; ///< who is called there or served
};

struct QueueView {
    Revision revision; ///< of the state shown: listen from here on
    Instant now;
    std::vector<domain::Ticket> tickets; ///< today's open ones: at counters first, then the waiting as they will be called, then the parked
    std::vector<CounterView> counters;
    std::vector<domain::HelpRequest> help_requests; ///< open ones, oldest first
};

struct QueueQuery {
    using Outcome = QueueView;
    CenterId center;
};

/// A call as its listener may know it.
struct CallView {
    domain::Call call;
    domain::LocalizedText counter_name;
    std::optional<LanguageTag> language; ///< for staff always; for a board only one it speaks
};

struct CallsView {
    Revision revision;
    std::vector<CallView> calls; ///< today's not yet ended, newest first, at most calls_shown_max
};
inline constexpr std::size_t calls_shown_max = 12;

struct CallsQuery {
    using Outcome = CallsView;
    CenterId center;
};

struct ServiceWait {
    std::int32_t waiting = 0;
    std::optional<domain::WaitRange> range; ///< for who would come now; none when nothing honest can be said
};

struct WaitsView {
    std::map<ServiceId, ServiceWait> services; ///< all of the catalogue's
};

struct WaitsQuery {
    using Outcome = WaitsView;
    CenterId center;
};

struct TicketQuery {
    using Outcome = domain::Ticket;
    TicketId ticket;
};

/// What the holder of a ticket's paper may see of it. No service, nobody else.
struct TicketPage {
    domain::Center center;
    TicketNumber number;
    LocalDate local_date;
    LanguageTag language;
    domain::TicketState state = domain::TicketState::waiting;
    LocalDateTime now; ///< at the center
    std::optional<std::int32_t> people_ahead; ///< of a waiting ticket of today: of those who wait for the same
    std::optional<domain::Counter> counter; ///< to which it is called
    std::optional<TicketNumber> successor; ///< of one that was transferred
};

struct DevicesQuery {
    using Outcome = std::vector<domain::Device>;
    CenterId center;
};

struct StaffQuery {
    using Outcome = std::vector<domain::StaffUser>;
    CenterId center;
};

// What a listener is told. Read when it is told: a repeated event shows the present state.
struct TicketChanged {
    domain::Ticket ticket;
};
struct CallMade {
    CallView call;
};
struct CallEnded {
    CallId call;
    TicketNumber number;
};
struct HelpChanged {
    domain::HelpRequest request;
};
struct DeviceChanged {
    domain::Device device;
};
struct CatalogueChanged {
    Revision revision;
};
struct WaitsChanged {
    WaitsView waits;
};
struct AppointmentChanged {
    domain::Appointment appointment;
    std::optional<TicketNumber> ticket_number; ///< of its ticket, if it has one
    domain::Rules rules; ///< the center's, by which one may check in
    Instant now;
};

/// A kiosk was asked for a copy: its next status report is answered with it.
struct CopiesAsked { };

struct Event {
    Revision revision;
    std::variant<TicketChanged, CallMade, CallEnded, HelpChanged, DeviceChanged, CatalogueChanged, WaitsChanged, AppointmentChanged, CopiesAsked> what;
};

enum class Resumption : std::uint8_t {
    goes_on,
    starts_anew, ///< the revision is too old or was never ours: read everything again
};

struct EventsView {
    Resumption resumption = Resumption::goes_on;
    std::vector<Event> events; ///< oldest first, filtered for the listener; of several waits only the last
    Revision reached; ///< ask from here next; also past what was filtered out
    bool more = false; ///< there are further ones already
};
inline constexpr std::size_t events_told_max = 200;

/// What the principal may hear of in its own center after that revision.
struct EventsQuery {
    using Outcome = EventsView;
    Revision after;
};

} // namespace zahide::scheduler
