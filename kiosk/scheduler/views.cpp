#include "views.h"
#include "context.h"
#include "domain/limits.h"
#include "domain/queue.h"
#include "scheduler/scheduler.h"

#include <algorithm>

// What is shown of the state.

namespace zahide::scheduler {

namespace {

/// Tickets in the order of a desk's list: at counters, then as they will be called, then parked.
int group_of(domain::TicketState state)
{
    if (domain::is_at_counter(state))
        return 0;
    return state == domain::TicketState::waiting ? 1 : 2;
}

Result<std::vector<CounterView>> counters_of(ports::Transaction const& snapshot, domain::Catalogue const& catalogue)
{
    std::vector<CounterView> views;
    for (auto const& counter : catalogue.counters) {
        CounterView view { counter, std::nullopt, ZAHIDE_TRY(snapshot.tickets().at_counter(catalogue.center.id, counter.number)) };
        if (auto const seat = ZAHIDE_TRY(snapshot.seats().at(catalogue.center.id, counter.number)))
            view.staff = ZAHIDE_TRY(snapshot.staff().find(seat->staff));
        views.push_back(std::move(view));
    }
    return views;
}

} // namespace

Result<WaitsView> waits_of(ports::Transaction const& snapshot, CenterNow const& center)
{
    auto all_waiting = ZAHIDE_TRY(snapshot.tickets().waiting_of_day(center.id(), center.local.date));
    WaitsView view;
    for (auto const& service : center.catalogue.services) {
        auto const waiting = all_waiting[service.id];
        auto const samples = ZAHIDE_TRY(snapshot.tickets().wait_samples(center.id(), service.id, domain::limits::wait_samples_max));
        view.services[service.id] = { waiting, domain::estimate_wait(samples, waiting, center.catalogue.rules.wait_samples_min) };
    }
    return view;
}

Result<std::optional<std::vector<LanguageTag>>> spoken_by(ports::Transaction const& snapshot, domain::Principal const& principal)
{
    if (!std::holds_alternative<domain::DevicePrincipal>(principal))
        return std::optional<std::vector<LanguageTag>>();
    return std::optional(ZAHIDE_TRY(asking_device(snapshot, principal)).speaks);
}

CallView view_of(domain::Call call, domain::Catalogue const& catalogue, std::optional<std::vector<LanguageTag>> const& spoken)
{
    CallView view;
    if (auto const* counter = catalogue.find_counter(call.counter))
        view.counter_name = counter->name;
    auto const& language = call.language.reveal();
    if (!spoken || std::ranges::find(*spoken, language) != spoken->end())
        view.language = language;
    else
        call.language = Personal<LanguageTag>();
    view.call = std::move(call);
    return view;
}

Result<domain::Catalogue> Scheduler::run(Transaction const& snapshot, Principal const& principal, CatalogueQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_catalogue, query.center));
    return ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now())).catalogue;
}

Result<QueueView> Scheduler::run(Transaction const& snapshot, Principal const& principal, QueueQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_queue, query.center));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    QueueView view;
    view.revision = ZAHIDE_TRY(snapshot.feed().newest());
    view.now = center.now;
    auto tickets = ZAHIDE_TRY(snapshot.tickets().open_of_day(query.center, center.local.date));
    view.tickets = domain::in_call_order(std::move(tickets), { center.now, center.catalogue.rules.overtaken_max });
    std::ranges::stable_sort(view.tickets, {}, [](domain::Ticket const& ticket) { return group_of(ticket.state); });
    view.counters = ZAHIDE_TRY(counters_of(snapshot, center.catalogue));
    view.help_requests = ZAHIDE_TRY(snapshot.help_requests().open(query.center));
    return view;
}

Result<CallsView> Scheduler::run(Transaction const& snapshot, Principal const& principal, CallsQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_calls, query.center));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    auto const spoken = ZAHIDE_TRY(spoken_by(snapshot, principal));
    CallsView view;
    view.revision = ZAHIDE_TRY(snapshot.feed().newest());
    for (auto& call : ZAHIDE_TRY(snapshot.calls().current(query.center, center.local.date, calls_shown_max)))
        view.calls.push_back(view_of(std::move(call), center.catalogue, spoken));
    return view;
}

Result<WaitsView> Scheduler::run(Transaction const& snapshot, Principal const& principal, WaitsQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_waits, query.center));
    auto const center = ZAHIDE_TRY(center_now(snapshot, query.center, m_parts.clock.now()));
    return waits_of(snapshot, center);
}

Result<domain::Ticket> Scheduler::run(Transaction const& snapshot, Principal const& principal, TicketQuery const& query) const
{
    return permitted_ticket(snapshot, principal, domain::Action::view_queue, query.ticket);
}

Result<std::vector<domain::Device>> Scheduler::run(Transaction const& snapshot, Principal const& principal, DevicesQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_devices, query.center));
    return snapshot.devices().list(query.center);
}

Result<std::vector<domain::StaffUser>> Scheduler::run(Transaction const& snapshot, Principal const& principal, StaffQuery const& query) const
{
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::view_staff, query.center));
    return snapshot.staff().list(query.center);
}

} // namespace zahide::scheduler
