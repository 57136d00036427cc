#include "context.h"
#include "domain/limits.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// How a ticket comes to be: at the desk, from a device, by a transfer.

namespace zahide::scheduler {

namespace {

constexpr Milliseconds clock_difference_max = Minutes(2); ///< a device's clock may be ahead of ours by this
constexpr Milliseconds delivery_late_after = Minutes(5);

domain::Ticket wished_ticket(TicketWish const& wish)
{
    domain::Ticket ticket;
    ticket.service = wish.service;
    ticket.language = wish.language;
    ticket.priority = wish.priority;
    ticket.gender = wish.gender;
    ticket.urgency = wish.urgency;
    return ticket;
}

Result<void> check_wish(domain::Catalogue const& catalogue, TicketWish const& wish)
{
    if (catalogue.find_service(wish.service.reveal()) == nullptr)
        return fail(ErrorCode::invalid, "there is no such service", "service", "name a service of the catalogue");
    if (!is_slug(wish.language.reveal().value()))
        return fail(ErrorCode::invalid, "not a language's name", "language", "name a language of the catalogue");
    return {};
}

/// After a restore the scheduler may not know what it lent. The device shows the lease, and it is the device's again if its
/// numbers are among those that nobody else can have; it goes on giving them.
Result<void> adopt_unknown_lease(ports::Transaction& transaction, DeliverTicket const& command, domain::Device const& device, CenterNow const& center)
{
    auto const& numbers = command.lease_numbers;
    if (!numbers || !numbers->contains(command.number) || numbers->count() > domain::limits::lease_numbers_max)
        return {};
    if (ZAHIDE_TRY(transaction.numbers().find_lease(command.lease)))
        return {};
    domain::NumberLease lease;
    lease.id = command.lease;
    lease.center = command.center;
    lease.device = device.id;
    lease.machine = device.machine;
    lease.local_date = command.local_date;
    lease.numbers = *numbers;
    lease.lent_at = center.now;
    lease.expires_at = center.zone.start_of_day(command.local_date.plus_days(1));
    return transaction.numbers().adopt(lease);
}

Result<void> check_lease(ports::Transaction const& snapshot, DeliverTicket const& command, DeviceId const& device)
{
    auto const lease = ZAHIDE_TRY(snapshot.numbers().find_lease(command.lease));
    bool const own = lease && lease->device == device && lease->local_date == command.local_date && lease->center == command.center;
    if (!own || !lease->numbers.contains(command.number))
        return fail(ErrorCode::conflict, "the number is not of this device's lease for that day", "number", "give numbers of the lease only");
    auto const holder = ZAHIDE_TRY(snapshot.tickets().find_by_number(command.center, command.local_date, command.number));
    if (holder)
        return fail(ErrorCode::conflict, "the number was given to another ticket that day", "number", "look whether this device was copied or restored");
    return {};
}

/// When the visitor's turn began, and what the desk should know about how the ticket came.
void note_delivery(domain::Ticket& ticket, CenterNow const& center, Instant given_at)
{
    ticket.given_at = given_at;
    ticket.received_at = center.now;
    ticket.arrival_at = given_at;
    if (given_at > center.now + clock_difference_max || center.zone.local(given_at).date != ticket.local_date) {
        ticket.arrival_at = center.now;
        ticket.notes.push_back(domain::TicketNote::clock_doubtful);
    } else if (center.now - given_at > delivery_late_after) {
        ticket.notes.push_back(domain::TicketNote::delivered_late);
    }
}

/// The successor stands for the appointment now; for the people it was made with only while it is for the same service.
void hand_on_appointment(domain::Ticket const& ticket, domain::Ticket& successor, domain::Place place)
{
    successor.appointment = ticket.appointment;
    if (place == domain::Place::kept)
        successor.due_at = ticket.due_at;
    if (successor.service == ticket.service)
        successor.meant_for = ticket.meant_for;
}

/// The appointment goes on with the successor's ticket.
Result<void> follow_successor(ports::Transaction& transaction, domain::Ticket const& successor, Instant at)
{
    auto appointment = successor.appointment ? ZAHIDE_TRY(transaction.bookings().find(*successor.appointment)) : std::nullopt;
    if (!appointment)
        return {};
    appointment->ticket = successor.id;
    ZAHIDE_TRY_VOID(transaction.bookings().update(*appointment));
    return announce_appointment(transaction, *appointment, at);
}

/// Answers a delivery that came before. The number decides whether it is the same ticket.
Result<domain::Ticket> known_ticket(domain::Ticket ticket, DeliverTicket const& command, DeviceId const& device)
{
    if (ticket.device == device && ticket.number == command.number && ticket.local_date == command.local_date && ticket.lease == command.lease)
        return ticket;
    return fail(ErrorCode::conflict, "the ticket's id belongs to another ticket", "id", "make a new id for each ticket");
}

} // namespace

Result<domain::Ticket> number_at_desk(ports::Transaction& transaction, CenterNow const& center, TicketWish const& wish, Random& random)
{
    auto const numbers = ZAHIDE_TRY(transaction.numbers().take_for_desk(center.id(), center.local.date, 1));
    auto ticket = wished_ticket(wish);
    ticket.id = TicketId(Uuid::generate(random));
    ticket.visit = VisitId(Uuid::generate(random));
    ticket.center = center.id();
    ticket.number = numbers.first;
    ticket.local_date = center.local.date;
    ticket.channel = domain::Channel::desk;
    ticket.given_at = ticket.received_at = ticket.arrival_at = center.now;
    return ticket;
}

Result<void> join_visit(ports::Transaction& transaction, domain::Ticket const& ticket)
{
    auto visit = ZAHIDE_TRY(transaction.visits().find(ticket.visit));
    if (!visit)
        return transaction.visits().insert({ ticket.visit, ticket.center, ticket.local_date, domain::VisitState::active, ticket.given_at, std::nullopt });
    if (visit->center != ticket.center || visit->local_date != ticket.local_date)
        return fail(ErrorCode::conflict, "the visit is of another day or center", "visit", "make a new visit for a new day");
    visit->state = domain::VisitState::active;
    visit->ended_at.reset();
    return transaction.visits().update(*visit);
}

Result<void> replace_what_is_gone(domain::Ticket& ticket, domain::Catalogue const& catalogue)
{
    auto const* reception = catalogue.reception();
    if (reception == nullptr || catalogue.languages.empty())
        return fail(ErrorCode::corrupt, "the center has no service or no language", "catalogue", "save its catalogue again");
    if (catalogue.find_service(ticket.service.reveal()) == nullptr) {
        ticket.service = Personal(reception->id);
        ticket.notes.push_back(domain::TicketNote::service_replaced);
    }
    if (std::ranges::find(catalogue.languages, ticket.language.reveal()) == catalogue.languages.end()) {
        ticket.language = Personal(catalogue.languages.front());
        ticket.notes.push_back(domain::TicketNote::language_replaced);
    }
    return {};
}

Result<void> insert_ticket(ports::Transaction& transaction, domain::Ticket& ticket, Instant now)
{
    ticket.ahead = ZAHIDE_TRY(transaction.tickets().waiting_of_day(ticket.center, ticket.local_date))[ticket.service.reveal()];
    ZAHIDE_TRY_VOID(transaction.tickets().insert(ticket));
    ZAHIDE_TRY_VOID(announce_ticket(transaction, ticket, now));
    return announce_wait(transaction, ticket.center, now);
}

Result<domain::Ticket> Scheduler::run(Transaction& transaction, Principal const& principal, IssueTicket const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::issue_ticket, command.center));
    auto const center = ZAHIDE_TRY(center_now(transaction, command.center, m_parts.clock.now()));
    ZAHIDE_TRY_VOID(check_wish(center.catalogue, command.wish));
    auto ticket = ZAHIDE_TRY(number_at_desk(transaction, center, command.wish, m_parts.random));
    ZAHIDE_TRY_VOID(join_visit(transaction, ticket));
    ZAHIDE_TRY_VOID(insert_ticket(transaction, ticket, center.now));
    return ticket;
}

Result<domain::Ticket> Scheduler::run(Transaction& transaction, Principal const& principal, DeliverTicket const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::deliver_ticket, command.center));
    auto const device = ZAHIDE_TRY(asking_device(transaction, principal));
    if (auto known = ZAHIDE_TRY(transaction.tickets().find(command.id)))
        return known_ticket(std::move(*known), command, device.id);
    auto const center = ZAHIDE_TRY(center_now(transaction, command.center, m_parts.clock.now()));
    ZAHIDE_TRY_VOID(adopt_unknown_lease(transaction, command, device, center));
    ZAHIDE_TRY_VOID(check_lease(transaction, command, device.id));
    auto ticket = wished_ticket(command.wish);
    ticket.id = command.id;
    ticket.visit = command.visit;
    ticket.center = command.center;
    ticket.number = command.number;
    ticket.local_date = command.local_date;
    ticket.channel = domain::Channel::kiosk;
    ticket.device = device.id;
    ticket.lease = command.lease;
    note_delivery(ticket, center, command.given_at);
    ZAHIDE_TRY_VOID(replace_what_is_gone(ticket, center.catalogue));
    ZAHIDE_TRY_VOID(join_visit(transaction, ticket));
    ZAHIDE_TRY_VOID(insert_ticket(transaction, ticket, center.now));
    if (command.page_token)
        ZAHIDE_TRY_VOID(transaction.tickets().add_page(ticket.id, m_parts.cryptography.digest(command.page_token->reveal())));
    return ticket;
}

Result<TransferredTicket> Scheduler::run(Transaction& transaction, Principal const& principal, TransferTicket const& command) const
{
    auto ticket = ZAHIDE_TRY(permitted_ticket(transaction, principal, domain::Action::transfer_ticket, command.ticket));
    auto const center = ZAHIDE_TRY(center_now(transaction, ticket.center, m_parts.clock.now()));
    ZAHIDE_TRY_VOID(check_wish(center.catalogue, { command.service, ticket.language, ticket.priority, ticket.gender, ticket.urgency }));
    if (!domain::next_state(ticket.state, domain::TicketEvent::transfer) || ticket.local_date != center.local.date)
        return fail(ErrorCode::conflict, "this ticket cannot be transferred now", "state", "look at the queue again");
    if (ZAHIDE_TRY(transaction.tickets().of_visit(ticket.visit)).size() >= domain::limits::tickets_of_visit_max)
        return fail(ErrorCode::limit, "the visit has too many tickets", "visit", "finish this one");
    auto const place = command.place.value_or(center.catalogue.rules.transfer_place);
    auto successor
        = ZAHIDE_TRY(number_at_desk(transaction, center, { command.service, ticket.language, ticket.priority, ticket.gender, ticket.urgency }, m_parts.random));
    successor.visit = ticket.visit;
    successor.arrival_at = place == domain::Place::kept ? ticket.arrival_at : center.now;
    successor.overtaken = place == domain::Place::kept ? ticket.overtaken : 0;
    successor.transferred_from = ticket.id;
    hand_on_appointment(ticket, successor, place);
    ZAHIDE_TRY_VOID(insert_ticket(transaction, successor, center.now));
    ticket.transferred_to = successor.id;
    ticket = ZAHIDE_TRY(move_ticket(transaction, std::move(ticket), { .event = domain::TicketEvent::transfer, .at = center.now }));
    ZAHIDE_TRY_VOID(follow_successor(transaction, successor, center.now));
    return TransferredTicket { std::move(ticket), std::move(successor) };
}

} // namespace zahide::scheduler
