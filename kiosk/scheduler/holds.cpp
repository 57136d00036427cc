#include "booking_context.h"
#include "domain/limits.h"
#include "restored.h"
#include "scheduler/scheduler.h"

// A slot kept while somebody decides.

namespace zahide::scheduler {

namespace {

Minutes hold_length(domain::Rules const& rules, domain::Principal const& principal)
{
    return std::holds_alternative<domain::DevicePrincipal>(principal) ? rules.hold_at_kiosk : rules.hold_at_desk;
}

/// The planner saw it free, so whoever took it meanwhile was quicker.
Result<void> take(ports::Bookings& bookings, domain::Hold const& hold, domain::ServiceNeeds const& needs)
{
    auto taken = bookings.insert_hold(hold, domain::occupations_of(hold.assignment, needs, hold.start));
    if (!taken && taken.error().code == ErrorCode::conflict)
        return fail(Reason::slot_taken, "the time is no longer free", "start", "choose one of the next free times");
    return taken;
}

Result<void> check_number_of_holds(ports::Transaction const& snapshot, CenterId const& center, std::string const& owner)
{
    if (ZAHIDE_TRY(snapshot.bookings().holds_of(center, owner)).size() >= domain::limits::holds_of_owner_max)
        return fail(ErrorCode::limit, "you hold too many times", "hold", "book or release some of them", Retry::later);
    return {};
}

} // namespace

Result<domain::Hold> Scheduler::run(Transaction& transaction, Principal const& principal, HoldSlot const& command) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::hold_slot, command.center));
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto center = ZAHIDE_TRY(center_now(transaction, command.center, now));
    ZAHIDE_TRY_VOID(check_all_heard(transaction, command.center));
    auto const owner = domain::name_of_principal(principal);
    ZAHIDE_TRY_VOID(check_number_of_holds(transaction, command.center, owner));
    auto const date = center.zone.local(command.start).date;
    auto const plan = ZAHIDE_TRY(plan_for(transaction, std::move(center), date, date.plus_days(1)));
    domain::Hold hold;
    hold.assignment = ZAHIDE_TRY(plan.planner().assign(command.wish, command.start));
    auto const& needs = *plan.center.catalogue.find_service(command.wish.service.reveal())->needs;
    hold.id = HoldId(Uuid::generate(m_parts.random));
    hold.center = command.center;
    hold.owner = owner;
    hold.wish = command.wish;
    hold.start = command.start;
    hold.end = command.start + needs.duration;
    hold.made_at = now;
    hold.expires_at = now + hold_length(plan.center.catalogue.rules, principal);
    ZAHIDE_TRY_VOID(take(transaction.bookings(), hold, needs));
    return hold;
}

Result<domain::Hold> Scheduler::run(Transaction& transaction, Principal const& principal, ExtendHold const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto hold = ZAHIDE_TRY(own_hold(transaction, principal, domain::Action::hold_slot, command.hold, now));
    auto const rules = ZAHIDE_TRY(center_now(transaction, hold.center, now)).catalogue.rules;
    if (hold.extensions >= rules.hold_extensions_max)
        return fail(ErrorCode::limit, "this time was held for long enough", "hold", "book it, or let others have it");
    ++hold.extensions;
    hold.expires_at = now + hold_length(rules, principal);
    ZAHIDE_TRY_VOID(transaction.bookings().extend_hold(hold));
    return hold;
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, ReleaseHold const& command) const
{
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto const hold = own_hold(transaction, principal, domain::Action::hold_slot, command.hold, now);
    if (!hold && hold.error().reason == Reason::hold_gone)
        return Done {};
    if (!hold)
        return fail(hold.error());
    ZAHIDE_TRY_VOID(transaction.bookings().release_hold(hold->id));
    return Done {};
}

Result<Done> Scheduler::run(Transaction& transaction, Principal const& principal, ExpireHolds const& /*command*/) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::clean_up, CenterId()));
    ZAHIDE_TRY(transaction.bookings().release_expired(m_parts.clock.now()));
    return Done {};
}

} // namespace zahide::scheduler
