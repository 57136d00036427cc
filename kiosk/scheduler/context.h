#pragma once

// What the use cases share. Private to this folder.

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "domain/appointment.h"
#include "domain/catalogue.h"
#include "domain/help_request.h"
#include "domain/permission.h"
#include "domain/principal.h"
#include "domain/ticket.h"
#include "domain/visit.h"
#include "ports/storage.h"
#include "scheduler/commands.h"
#include "unicode/zone.h"

#include <memory>
#include <optional>
#include <string>

namespace zahide::scheduler {

/// A center as it is at the moment of a use case.
struct CenterNow {
    std::shared_ptr<domain::Catalogue const> read; ///< shared with others who read it
    domain::Catalogue const& catalogue; ///< *read
    unicode::Zone zone;
    Instant now;
    LocalDateTime local;

    [[nodiscard]] CenterId const& id() const { return catalogue.center.id; }
};

/// Fails with `not_found` for a center that does not exist.
[[nodiscard]] Result<CenterNow> center_now(ports::Transaction const& snapshot, CenterId const& center, Instant now);

/// The staff member who asks, active and as stored. Fails with `forbidden` for any other principal.
[[nodiscard]] Result<domain::StaffUser> asking_staff(ports::Transaction const& snapshot, domain::Principal const& principal);

/// The device that asks, as stored. Fails with `forbidden` for any other principal.
[[nodiscard]] Result<domain::Device> asking_device(ports::Transaction const& snapshot, domain::Principal const& principal);

/// The ticket, if the principal may do this in its center.
[[nodiscard]] Result<domain::Ticket> permitted_ticket(
    ports::Transaction const& snapshot, domain::Principal const& principal, domain::Action action, TicketId const& id);

[[nodiscard]] Result<void> announce(ports::Transaction& transaction, CenterId const& center, ports::FeedKind kind, std::string subject, Instant at);
/// To staff.
[[nodiscard]] Result<void> announce_ticket(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at);
/// To kiosks, when somebody begins to wait or waits no longer.
[[nodiscard]] Result<void> announce_wait(ports::Transaction& transaction, CenterId const& center, Instant at);

/// Tells the visit what became of one of its tickets, which is stored already.
[[nodiscard]] Result<void> follow_visit(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at);

/// Takes the ticket's calls off the boards.
[[nodiscard]] Result<void> end_calls(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at);

/// Ends the request for help, by a member of the staff or (none) because nobody waits for it any more, and tells of it.
[[nodiscard]] Result<void> settle_help(ports::Transaction& transaction, domain::HelpRequest& request, std::optional<StaffUserId> const& staff, Instant at);

[[nodiscard]] Result<void> announce_appointment(ports::Transaction& transaction, domain::Appointment const& appointment, Instant at);

/// The number of the ticket with which somebody came to the appointment.
[[nodiscard]] Result<std::optional<TicketNumber>> ticket_number_of(ports::Transaction const& snapshot, domain::Appointment const& appointment);

/// Tells the appointment what became of its ticket: served is fulfilled, not there is missed, come back is arrived.
[[nodiscard]] Result<void> follow_appointment(ports::Transaction& transaction, domain::Ticket const& ticket, Instant at);

/// A waiting ticket with the desk's next number of the day, in a visit of its own; not stored yet.
[[nodiscard]] Result<domain::Ticket> number_at_desk(ports::Transaction& transaction, CenterNow const& center, TicketWish const& wish, Random& random);

/// The visit that a ticket names: a new one, or one of that day in that center.
[[nodiscard]] Result<void> join_visit(ports::Transaction& transaction, domain::Ticket const& ticket);

/// A service or a language that left the catalogue meanwhile: the visitor holds the paper, so the ticket goes to
/// reception, or to whoever speaks the center's first language, and the desk is told.
[[nodiscard]] Result<void> replace_what_is_gone(domain::Ticket& ticket, domain::Catalogue const& catalogue);

/// Stores the ticket, of a visit that is stored, and tells of it.
[[nodiscard]] Result<void> insert_ticket(ports::Transaction& transaction, domain::Ticket& ticket, Instant now);

/// Applies the step, stores the ticket and tells of it; the visit, the appointment and the boards follow.
[[nodiscard]] Result<domain::Ticket> move_ticket(ports::Transaction& transaction, domain::Ticket ticket, domain::TicketStep const& step);

} // namespace zahide::scheduler
