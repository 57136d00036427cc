#include "booking_context.h"
#include "domain/limits.h"
#include "scheduler/scheduler.h"

#include <array>

// What somebody sets up, and the nightly job.

namespace zahide::scheduler {

namespace {

constexpr Milliseconds answers_kept = std::chrono::hours(24 * domain::limits::kept_days_min); ///< a device may be away for a week
/// Between two runs of the nightly job, which comes every few minutes; and so long nothing is forgotten after a longer one.
constexpr Milliseconds clean_up_pause_max = std::chrono::hours(36);
constexpr Milliseconds purge_hold = std::chrono::hours(24);
constexpr std::size_t feed_entries_kept = 100'000;

Result<void> check_user(domain::StaffUser const& user, domain::Catalogue const& catalogue)
{
    if (!is_slug(user.id.value()))
        return fail(ErrorCode::invalid, "not a staff member's id", "id", "use a-z, 0-9 and - only");
    if (user.login.empty() || user.login.size() > domain::limits::login_bytes_max)
        return fail(ErrorCode::invalid, "not a login", "login", "use 1 to " + std::to_string(domain::limits::login_bytes_max) + " bytes");
    if (user.name.empty() || user.name.size() > domain::limits::person_name_bytes_max)
        return fail(ErrorCode::invalid, "not a name", "name", "use 1 to " + std::to_string(domain::limits::person_name_bytes_max) + " bytes");
    for (auto const& service : user.services) {
        if (catalogue.find_service(service) == nullptr)
            return fail(ErrorCode::invalid, "there is no service " + service.value(), "services", "name services of the catalogue");
    }
    for (auto const& language : user.languages) {
        if (!is_slug(language.value()))
            return fail(ErrorCode::invalid, "not a language's name", "languages", "use names of locales/");
    }
    return {};
}

Result<std::shared_ptr<domain::Catalogue const>> stored_catalogue(ports::Transaction const& snapshot, CenterId const& center)
{
    auto catalogue = ZAHIDE_TRY(snapshot.catalogues().find(center));
    if (!catalogue)
        return fail(ErrorCode::not_found, "there is no such center", "center", "name a center of the catalogue");
    return catalogue;
}

domain::TicketEvent closing_event(domain::TicketState state)
{
    switch (state) {
    case domain::TicketState::serving:
        return domain::TicketEvent::finish;
    case domain::TicketState::called:
        return domain::TicketEvent::no_show;
    case domain::TicketState::waiting:
    case domain::TicketState::parked:
    case domain::TicketState::done:
    case domain::TicketState::noshow:
    case domain::TicketState::cancelled:
    case domain::TicketState::transferred:
        return domain::TicketEvent::cancel;
    }
    return domain::TicketEvent::cancel;
}

/// Nobody waits at the kiosk since yesterday, and what stays open would use up the limit of open requests.
Result<void> close_help_requests(ports::Transaction& transaction, CenterNow const& center)
{
    auto const today = center.zone.start_of_day(center.local.date);
    for (auto& request : ZAHIDE_TRY(transaction.help_requests().open(center.id()))) {
        if (request.asked_at < today)
            ZAHIDE_TRY_VOID(settle_help(transaction, request, std::nullopt, center.now));
    }
    return {};
}

/// Who was not marked and never came, missed it.
Result<void> close_appointments(ports::Transaction& transaction, CenterNow const& center)
{
    auto const first = center.zone.start_of_day(center.local.date.plus_days(-center.catalogue.rules.kept_days));
    auto const today = center.zone.start_of_day(center.local.date);
    for (auto& appointment : ZAHIDE_TRY(transaction.bookings().starting(center.id(), first, today))) {
        if (appointment.state == domain::AppointmentState::booked)
            ZAHIDE_TRY(change_appointment(transaction, std::move(appointment), domain::AppointmentEvent::no_show, center.now));
    }
    return {};
}

Result<void> close_former_days(ports::Transaction& transaction, CenterId const& id, Instant now)
{
    auto const center = ZAHIDE_TRY(center_now(transaction, id, now));
    for (auto& ticket : ZAHIDE_TRY(transaction.tickets().open_before(id, center.local.date))) {
        auto const event = closing_event(ticket.state);
        ZAHIDE_TRY(move_ticket(transaction, std::move(ticket), { .event = event, .at = now }));
    }
    for (auto const& seat : ZAHIDE_TRY(transaction.seats().list(id))) {
        if (center.zone.local(seat.since).date < center.local.date)
            ZAHIDE_TRY_VOID(transaction.seats().leave(seat.staff));
    }
    ZAHIDE_TRY_VOID(close_appointments(transaction, center));
    return close_help_requests(transaction, center);
}

/// Until when nothing may be forgotten: a clock that has jumped ahead would have everything forgotten at once.
Result<std::optional<Instant>> purge_held_until(ports::Transaction const& snapshot, Instant now)
{
    auto const last = ZAHIDE_TRY(snapshot.feed().last_clean_up());
    if (!last)
        return std::nullopt;
    if (now - last->at > clean_up_pause_max)
        return std::optional(now + purge_hold);
    bool const is_held = last->purge_held_until && now < *last->purge_held_until;
    // Set back by more than the hold, the clock has not jumped ahead any more.
    bool const is_over = last->purge_held_until && now + purge_hold < *last->purge_held_until;
    return is_held && !is_over ? last->purge_held_until : std::nullopt;
}

/// Forgets the visitors of days long past.
Result<void> purge(ports::Transaction& transaction, CenterId const& id, Instant now)
{
    auto const center = ZAHIDE_TRY(center_now(transaction, id, now));
    auto const first_kept = center.local.date.plus_days(-center.catalogue.rules.kept_days);
    ZAHIDE_TRY_VOID(transaction.bookings().remove_before(id, center.zone.start_of_day(first_kept)));
    ZAHIDE_TRY_VOID(transaction.visits().remove_before(id, first_kept));
    return transaction.help_requests().remove_before(id, center.zone.start_of_day(first_kept));
}

} // namespace

Result<domain::Catalogue> Scheduler::run(Transaction& transaction, Principal const& principal, SaveCatalogue const& command) const
{
    auto catalogue = command.catalogue;
    auto const& id = catalogue.center.id;
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::change_catalogue, id));
    ZAHIDE_TRY_VOID(domain::check(catalogue));
    if (!unicode::Zone::create(catalogue.center.zone))
        return fail(ErrorCode::invalid, "there is no such time zone", "center.zone", "name one of the IANA database, for example Europe/Istanbul");
    auto const before = ZAHIDE_TRY(transaction.catalogues().find(id));
    catalogue.revision = before ? before->revision : Revision(0);
    if (before && *before == catalogue)
        return catalogue;
    if (!before) // the feed refers to the center
        ZAHIDE_TRY_VOID(transaction.catalogues().save(catalogue));
    catalogue.revision = ZAHIDE_TRY(transaction.feed().append({ id, ports::FeedKind::catalogue, id.value(), m_parts.clock.now() }));
    ZAHIDE_TRY_VOID(transaction.catalogues().save(catalogue));
    return catalogue;
}

Result<domain::Device> Scheduler::run(Transaction& transaction, Principal const& principal, SaveDevice const& command) const
{
    auto device = command.device;
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::change_devices, device.center));
    if (!is_slug(device.id.value()))
        return fail(ErrorCode::invalid, "not a device's id", "id", "use a-z, 0-9 and - only");
    if (device.public_key.empty())
        return fail(ErrorCode::invalid, "the device's key is missing", "public_key", "give the public key that the device prints");
    ZAHIDE_TRY(stored_catalogue(transaction, device.center));
    auto const before = ZAHIDE_TRY(transaction.devices().find(device.id));
    if (before && before->center != device.center)
        return fail(ErrorCode::conflict, "another center has a device of that id", "id", "choose another id");
    if (!before && ZAHIDE_TRY(transaction.devices().list(device.center)).size() >= domain::limits::devices_max)
        return fail(ErrorCode::limit, "the center has too many devices", "id", "change one that is no longer used");
    bool const is_same_key = before && before->public_key == device.public_key;
    device.machine = is_same_key ? before->machine : std::string(); // a new key may come from another machine at once
    device.rival_at = is_same_key ? before->rival_at : std::nullopt;
    device.status = before ? before->status : std::nullopt;
    device.promises = before ? before->promises : 0;
    device.renewed_at = before ? before->renewed_at : std::nullopt;
    device.awaited_since = before ? before->awaited_since : std::nullopt;
    ZAHIDE_TRY_VOID(before ? transaction.devices().update(device) : transaction.devices().insert(device));
    if (before && (!is_same_key || device.standing == domain::Standing::blocked))
        ZAHIDE_TRY_VOID(transaction.sessions().remove_of(device.id));
    if (device.standing == domain::Standing::blocked)
        ZAHIDE_TRY_VOID(revoke_slots(transaction, device.center, device.id));
    ZAHIDE_TRY_VOID(announce(transaction, device.center, ports::FeedKind::device, device.id.value(), m_parts.clock.now()));
    return device;
}

Result<domain::Roster> Scheduler::run(Transaction& transaction, Principal const& principal, SaveRoster const& command) const
{
    auto const& roster = command.roster;
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::change_roster, roster.center));
    auto const catalogue = ZAHIDE_TRY(stored_catalogue(transaction, roster.center));
    ZAHIDE_TRY_VOID(domain::check(roster, *catalogue));
    if (ZAHIDE_TRY(transaction.rosters().find(roster.center)) != roster)
        ZAHIDE_TRY_VOID(transaction.rosters().save(roster));
    return roster;
}

Result<domain::StaffUser> Scheduler::run(Transaction& transaction, Principal const& principal, SaveStaff const& command) const
{
    auto user = command.user;
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::change_staff, user.center));
    auto const catalogue = ZAHIDE_TRY(stored_catalogue(transaction, user.center));
    ZAHIDE_TRY_VOID(check_user(user, *catalogue));
    auto const before = ZAHIDE_TRY(transaction.staff().find(user.id));
    if (before && before->center != user.center)
        return fail(ErrorCode::conflict, "another center has a staff member of that id", "id", "choose another id");
    if (!before && ZAHIDE_TRY(transaction.staff().list(user.center)).size() >= domain::limits::staff_max)
        return fail(ErrorCode::limit, "the center has too many staff members", "id", "change one who has left");
    auto const namesake = ZAHIDE_TRY(transaction.staff().find_by_login(user.login));
    if (namesake && namesake->id != user.id)
        return fail(ErrorCode::conflict, "somebody else has that login", "login", "choose another login");
    bool const new_password = !user.password_hash.empty();
    if (before && !new_password)
        user.password_hash = before->password_hash;
    if (user.password_hash.empty())
        return fail(ErrorCode::invalid, "the password is missing", "password", "give one of at least " + std::to_string(domain::limits::password_bytes_min));
    ZAHIDE_TRY_VOID(before ? transaction.staff().update(user) : transaction.staff().insert(user));
    if (before && (new_password || user.standing == domain::Standing::blocked))
        ZAHIDE_TRY_VOID(transaction.sessions().remove_of(user.id));
    return user;
}

Result<CleanedUp> Scheduler::run(Transaction& transaction, Principal const& principal, CleanUp const& /*command*/) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::clean_up, CenterId()));
    auto const now = m_parts.clock.now();
    auto const held_until = ZAHIDE_TRY(purge_held_until(transaction, now));
    ZAHIDE_TRY_VOID(transaction.feed().note_clean_up({ now, held_until }));
    ZAHIDE_TRY_VOID(transaction.sessions().remove_expired(now));
    ZAHIDE_TRY_VOID(transaction.feed().trim(feed_entries_kept));
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto const centers = ZAHIDE_TRY(transaction.catalogues().centers());
    for (auto const& center : centers)
        ZAHIDE_TRY_VOID(close_former_days(transaction, center, now));
    if (held_until)
        return CleanedUp { held_until };
    ZAHIDE_TRY_VOID(transaction.answered_requests().remove_before(now - answers_kept));
    for (auto const& center : centers)
        ZAHIDE_TRY_VOID(purge(transaction, center, now));
    return CleanedUp {};
}

} // namespace zahide::scheduler
