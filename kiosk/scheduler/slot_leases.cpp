#include "booking_context.h"
#include "domain/limits.h"
#include "domain/slot_lease.h"
#include "restored.h"
#include "scheduler/scheduler.h"

#include <algorithm>
#include <chrono>

// Slots lent to devices ahead.

namespace zahide::scheduler {

namespace {

constexpr int codes_tried_max = 50; ///< of a hundred million
/// Languages looked for a slot for at once, of a service: the rest has its turn with the device's next request.
constexpr std::size_t languages_tried_max = 4;

/// A slot is judged by what is taken in this time before and after it: more than the longest day of any zone.
constexpr Milliseconds day_around = std::chrono::hours(48);

/// The center with all that is lent there.
struct Lender {
    Plan plan;
    std::vector<domain::Hold> lent;
    DeviceId device;
    std::string machine;
    std::vector<HoldId> withheld; ///< of this device: it may have promised them, and is not to promise them any more

    [[nodiscard]] domain::Catalogue const& catalogue() const { return plan.center.catalogue; }
};

domain::SlotLease lease_of(domain::Hold const& hold, Lender const& lender)
{
    domain::SlotLease lease;
    lease.id = hold.id;
    lease.service = hold.wish.service.reveal();
    lease.start = hold.start;
    lease.end = hold.end;
    auto const* service = lender.catalogue().find_service(lease.service);
    lease.book_until = service != nullptr && service->needs ? domain::book_until(*service->needs, hold.start) : hold.start - domain::lent_notice;
    lease.languages = domain::languages_served(hold.assignment, lender.plan.roster, lender.catalogue());
    lease.gender = domain::gender_in_room(hold.assignment, lender.plan.roster);
    lease.interpreter = hold.assignment.interpreter ? domain::WithInterpreter::yes : domain::WithInterpreter::no;
    lease.code = hold.lending->code;
    lease.loan = domain::Loan { hold.assignment, hold.made_at };
    return lease;
}

bool is_own(domain::Hold const& hold, Lender const& lender)
{
    return hold.lending && hold.lending->device == lender.device && std::ranges::find(lender.withheld, hold.id) == lender.withheld.end();
}

/// Whether the device has begun a damaged database anew lately: then it doesn't know of all that it promised, which may come yet
/// from what was set aside.
bool has_lost_memory(domain::Device const& device)
{
    return device.status && !device.status->incident.empty();
}

/// What is lent once the device's slots that it doesn't keep are free again.
struct GivenBack {
    std::vector<domain::Hold> lent;
    std::vector<HoldId> withheld;
};
Result<GivenBack> give_back(ports::Transaction& transaction, domain::Device const& device, LendSlots const& command)
{
    GivenBack result { ZAHIDE_TRY(transaction.bookings().lent(device.center)), {} };
    bool const knows_all = !has_lost_memory(device);
    for (auto hold = result.lent.begin(); hold != result.lent.end();) {
        bool const is_own = hold->lending->device == device.id && hold->lending->machine == command.machine;
        if (!is_own || std::ranges::find(command.kept, hold->id) != command.kept.end()) {
            ++hold;
            continue;
        }
        if (knows_all) {
            ZAHIDE_TRY_VOID(transaction.bookings().release_hold(hold->id));
            hold = result.lent.erase(hold);
        } else {
            result.withheld.push_back(hold->id);
            ++hold;
        }
    }
    return result;
}

/// Whether the slot could be lent again: a closure that was entered since, or somebody's absence, forbids it. The device, which
/// isn't told of it any more, gives it back with its next request, or has promised it by then.
bool is_still_possible(domain::Hold const& hold, Lender const& lender)
{
    auto const* service = lender.catalogue().find_service(hold.wish.service.reveal());
    if (service == nullptr || !service->needs)
        return false;
    auto const& plan = lender.plan;
    auto const own = domain::occupations_of(hold.assignment, *service->needs, hold.start);
    // Of what is taken only that day's matters, and what reaches over its nights.
    auto const nearby = [&hold](domain::Occupation const& taken) { return taken.to > hold.start - day_around && taken.from < hold.end + day_around; };
    std::vector<domain::Occupation> taken;
    std::ranges::copy_if(plan.taken, std::back_inserter(taken), [&](auto const& one) { return nearby(one) && std::ranges::find(own, one) == own.end(); });
    domain::Planner const planner(plan.center.catalogue, plan.roster, plan.center.zone, std::move(taken), plan.center.now);
    return planner.assign(hold.wish, hold.start).has_value();
}

/// The center's languages in which the device has no slot of the service yet, before those in which it has. Not those in which
/// nobody could be served at all.
std::vector<LanguageTag> languages_by_need(Lender const& lender, ServiceId const& service)
{
    auto const planner = lender.plan.planner();
    std::vector<LanguageTag> served;
    for (auto const& hold : lender.lent) {
        if (is_own(hold, lender) && hold.wish.service.reveal() == service)
            std::ranges::copy(domain::languages_served(hold.assignment, lender.plan.roster, lender.catalogue()), std::back_inserter(served));
    }
    auto languages = lender.catalogue().languages;
    std::erase_if(languages, [&](LanguageTag const& language) {
        return !planner.check_servable({ Personal(service), Personal(language), Personal(domain::GenderPreference::any) });
    });
    std::stable_partition(languages.begin(), languages.end(), [&](LanguageTag const& language) { return std::ranges::find(served, language) == served.end(); });
    if (languages.size() > languages_tried_max)
        languages.resize(languages_tried_max);
    return languages;
}

std::vector<LocalDate> days_lent(Lender const& lender, ServiceId const& service)
{
    std::vector<LocalDate> days;
    for (auto const& hold : lender.lent) {
        if (hold.wish.service.reveal() == service)
            days.push_back(lender.plan.center.zone.local(hold.start).date);
    }
    return days;
}

/// The device's slots of the service that it can still promise.
std::int32_t count_usable(Lender const& lender, domain::Service const& service)
{
    return static_cast<std::int32_t>(std::ranges::count_if(lender.lent, [&](domain::Hold const& hold) {
        return is_own(hold, lender) && hold.wish.service.reveal() == service.id && domain::book_until(*service.needs, hold.start) > lender.plan.center.now;
    }));
}

/// Lends one more slot of the service, in the first language for which there is one.
Result<bool> lend_one(ports::Transaction& transaction, Lender& lender, domain::Service const& service, Random& random)
{
    auto const& center = lender.plan.center;
    for (auto const& language : languages_by_need(lender, service.id)) {
        domain::BookingWish const wish { Personal(service.id), Personal(language), Personal(domain::GenderPreference::any) };
        auto const planner = lender.plan.planner();
        // Lent at the very end of its notice it could be promised for minutes only.
        auto const not_before = center.now + service.needs->notice;
        auto const offer = ZAHIDE_TRY(domain::first_lendable(planner, wish, center.local.date, not_before, days_lent(lender, service.id)));
        if (!offer)
            continue;
        domain::Hold hold;
        hold.id = HoldId(Uuid::generate(random));
        hold.center = center.id();
        hold.owner = "lent to " + lender.device.value();
        hold.wish = wish;
        hold.start = offer->start;
        hold.end = offer->end;
        hold.assignment = ZAHIDE_TRY(planner.assign(wish, offer->start));
        hold.made_at = center.now;
        // Long after its time: a device that promised it may come back late, and nobody can want the past.
        hold.expires_at = offer->end + std::chrono::days(center.catalogue.rules.kept_days);
        auto const code = ZAHIDE_TRY(unused_code(transaction, center.id(), random));
        hold.lending = domain::Lending { lender.device, lender.machine, Personal(code) };
        auto const taken = domain::occupations_of(hold.assignment, *service.needs, hold.start);
        ZAHIDE_TRY_VOID(transaction.bookings().insert_hold(hold, taken));
        lender.plan.taken.insert(lender.plan.taken.end(), taken.begin(), taken.end());
        lender.lent.push_back(std::move(hold));
        return true;
    }
    return false;
}

Result<void> check_request(LendSlots const& command, DeviceId const& device)
{
    if (command.device != device)
        return fail(ErrorCode::forbidden, "slots are lent to the device itself only", "device", "ask as that device");
    if (command.machine.empty() || command.machine.size() > domain::limits::machine_bytes_max)
        return fail(ErrorCode::invalid, "not an id of a machine", "machine", "send 1 to " + std::to_string(domain::limits::machine_bytes_max) + " bytes");
    if (command.kept.size() > domain::limits::slot_leases_max)
        return fail(ErrorCode::invalid, "too many slots", "kept", "send at most " + std::to_string(domain::limits::slot_leases_max));
    return {};
}

} // namespace

Result<domain::AppointmentCode> unused_code(ports::Transaction const& snapshot, CenterId const& center, Random& random)
{
    for (int tried = 0; tried < codes_tried_max; ++tried) {
        auto const code = domain::AppointmentCode::generate(random);
        if (!ZAHIDE_TRY(snapshot.bookings().is_code_lent(center, code)) && !ZAHIDE_TRY(snapshot.bookings().find_by_code(center, code)))
            return code;
    }
    return fail(ErrorCode::limit, "no code is left for an appointment", "code", "keep appointments for fewer days");
}

Result<void> revoke_slots(ports::Transaction& transaction, CenterId const& center, DeviceId const& device)
{
    for (auto const& hold : ZAHIDE_TRY(transaction.bookings().lent(center))) {
        if (hold.lending->device == device)
            ZAHIDE_TRY_VOID(transaction.bookings().release_hold(hold.id));
    }
    return {};
}

Result<std::vector<domain::SlotLease>> Scheduler::run(Transaction& transaction, Principal const& principal, LendSlots const& command) const
{
    auto const device = ZAHIDE_TRY(asking_device(transaction, principal));
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::lend_numbers, device.center));
    ZAHIDE_TRY_VOID(check_request(command, device.id));
    auto const now = m_parts.clock.now();
    ZAHIDE_TRY(transaction.bookings().release_expired(now));
    auto center = ZAHIDE_TRY(center_now(transaction, device.center, now));
    auto const today = center.local.date;
    ZAHIDE_TRY_VOID(hear_of_all_kept(transaction, device, command.kept, now));
    bool const may_lend = ZAHIDE_TRY(awaited_devices(transaction, device.center)).empty();
    auto given_back = ZAHIDE_TRY(give_back(transaction, device, command));
    auto plan = ZAHIDE_TRY(plan_for(transaction, std::move(center), today, today.plus_days(domain::lending_days)));
    Lender lender { std::move(plan), std::move(given_back.lent), device.id, command.machine, std::move(given_back.withheld) };
    for (auto const& hold : lender.lent) {
        if (is_own(hold, lender) && !is_still_possible(hold, lender))
            lender.withheld.push_back(hold.id);
    }
    for (auto const& service : lender.catalogue().services) {
        std::int32_t missing = service.needs ? lender.catalogue().rules.slots_per_service - count_usable(lender, service) : 0;
        while (may_lend && missing > 0 && ZAHIDE_TRY(lend_one(transaction, lender, service, m_parts.random)))
            --missing;
    }
    std::vector<domain::SlotLease> leases;
    for (auto const& hold : lender.lent) {
        if (is_own(hold, lender) && hold.lending->machine == lender.machine)
            leases.push_back(lease_of(hold, lender));
    }
    std::ranges::sort(leases, {}, [](domain::SlotLease const& lease) { return std::pair(lease.start, lease.id); });
    return leases;
}

} // namespace zahide::scheduler
