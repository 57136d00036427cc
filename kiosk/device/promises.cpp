#include "parts.h"
#include "protocol/ticket.h"

#include <algorithm>

namespace zahide::device {

namespace {

protocol::NewTicket message_of(
    TicketWish const& wish, ports::StoredTicket const& ticket, ports::StoredLease const& lease, std::optional<Secret> const& page_token)
{
    protocol::NewTicket message;
    message.service = Personal<ServiceId>(wish.service);
    message.language = Personal<LanguageTag>(wish.language);
    message.priority = Personal<domain::Priority>(wish.priority);
    message.gender = Personal<domain::GenderPreference>(wish.gender);
    message.given = protocol::GivenTicket { ticket.id, ticket.visit, ticket.number, ticket.local_date, ticket.lease, ticket.given_at, wish.urgency, page_token,
        lease.first, lease.last };
    return message;
}

Result<void> check_wish(TicketWish const& wish, domain::Catalogue const& catalogue)
{
    if (catalogue.find_service(wish.service) == nullptr)
        return fail(ErrorCode::invalid, "the center offers no such service", "service");
    if (std::ranges::find(catalogue.languages, wish.language) == catalogue.languages.end())
        return fail(ErrorCode::invalid, "the center has no such language", "language");
    return {};
}

} // namespace

std::string page_address(std::string_view public_url, Secret const& page_token)
{
    while (public_url.ends_with('/'))
        public_url.remove_suffix(1);
    return std::string(public_url) + "/t/" + page_token.reveal();
}

Result<TicketPromise> Device::Parts::take_ticket(TicketWish const& wish)
{
    auto const* const catalogue = cache.catalogue();
    auto const today = cache.today();
    if (catalogue == nullptr || !today)
        return fail(ErrorCode::unavailable, "this device has no catalogue yet", {}, "connect it to the scheduler once", Retry::later);
    ZAHIDE_TRY_VOID(check_wish(wish, *catalogue));
    if (outbox.size() >= context.limits().outbox_entries_max)
        return fail(ErrorCode::limit, "too much waits for delivery", {}, "connect this device to the scheduler", Retry::later);
    auto const* const lease = leases.pick(*today);
    if (lease == nullptr)
        return fail(ErrorCode::limit, "no ticket number is left for today", {}, "connect this device to the scheduler", Retry::later);

    ports::StoredTicket const ticket { TicketId(Uuid::generate(context.random)), VisitId(Uuid::generate(context.random)), lease->next, *today, lease->id,
        context.now() };
    auto const page_token = catalogue->center.public_url ? std::optional(ports::make_token(context.random)) : std::nullopt;
    ports::OutboxEntry const entry { {}, IdempotencyKey(Uuid::generate(context.random)), "/v1/centers/" + context.options.center.value() + "/tickets",
        Personal<std::string>(protocol::encode(message_of(wish, ticket, *lease, page_token))), ticket.given_at, std::nullopt };
    auto const job = journal.draft(ticket.id, domain::PrintMark::original);
    // The promise and everything that follows from it, or nothing.
    ZAHIDE_TRY_VOID(context.transact(
        { ports::UseNumber { ticket.lease, ticket.number }, ports::AddTicket { ticket }, ports::AddOutbox { entry }, ports::AddPrintJob { job } }));
    leases.used(ticket.lease);
    outbox.added();
    journal.added(job, ticket.id);
    return TicketPromise { ticket.id, ticket.visit, ticket.number, ticket.local_date, ticket.given_at, job.id, page_token };
}

Result<HelpRequestId> Device::Parts::ask_help(LanguageTag const& language)
{
    if (outbox.size() >= context.limits().outbox_entries_max)
        return fail(ErrorCode::limit, "too much waits for delivery", {}, "connect this device to the scheduler", Retry::later);
    HelpRequestId const id(Uuid::generate(context.random));
    auto const made_at = context.now();
    protocol::NewHelpRequest const message { id, domain::HelpKind::come, context.options.device, Personal<LanguageTag>(language) };
    ports::OutboxEntry const entry { {}, IdempotencyKey(Uuid::generate(context.random)), "/v1/centers/" + context.options.center.value() + "/help-requests",
        Personal<std::string>(protocol::encode(message)), made_at, made_at + context.limits().help_request_age_max };
    ZAHIDE_TRY_VOID(context.transact({ ports::AddOutbox { entry } }));
    outbox.added();
    return id;
}

Result<BookingQuestionId> Device::Parts::ask_booking(BookingQuestion question)
{
    auto patience = Bookings::Patience::in_time;
    if (m_link.failing())
        patience = session.active() ? Bookings::Patience::once : Bookings::Patience::none;
    return bookings.ask(now(), std::move(question), patience);
}

} // namespace zahide::device
