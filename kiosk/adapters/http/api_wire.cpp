#include "api_wire.h"

#include "booking_wire.h"

namespace zahide::http {

namespace {

template<class Message>
Event event_of(protocol::EventKind kind, Revision revision, Message const& message)
{
    return { std::to_string(revision.value()), std::string(name_of(kind)), protocol::encode(message) };
}

/// Turns what a listener is told into its event.
struct Encoder {
    Revision revision;

    Event operator()(scheduler::TicketChanged const& change) const
    {
        return event_of(protocol::EventKind::ticket, revision, protocol::TicketEvent { change.ticket });
    }
    Event operator()(scheduler::CallMade const& change) const
    {
        return event_of(protocol::EventKind::call, revision, protocol::CallEvent { wire_of(change.call) });
    }
    Event operator()(scheduler::CallEnded const& change) const
    {
        return event_of(protocol::EventKind::call_end, revision, protocol::CallEnd { change.number, change.call });
    }
    Event operator()(scheduler::HelpChanged const& change) const
    {
        return event_of(protocol::EventKind::help, revision, protocol::HelpEvent { change.request });
    }
    Event operator()(scheduler::DeviceChanged const& change) const
    {
        return event_of(protocol::EventKind::device, revision, protocol::DeviceEvent { wire_of(change.device) });
    }
    Event operator()(scheduler::CatalogueChanged const& change) const
    {
        return event_of(protocol::EventKind::catalogue, revision, protocol::RevisionNotice { change.revision });
    }
    Event operator()(scheduler::AppointmentChanged const& change) const
    {
        auto view = wire_of(change.appointment, Showing { Audience::staff, change.rules, change.now }); // boards and kiosks don't hear of it
        view.ticket_number = change.ticket_number;
        return event_of(protocol::EventKind::appointment, revision, protocol::AppointmentEvent { std::move(view) });
    }
    Event operator()(scheduler::CopiesAsked const& /*change*/) const
    {
        return event_of(protocol::EventKind::copies, revision, protocol::RevisionNotice { revision });
    }
    Event operator()(scheduler::WaitsChanged const& change) const { return event_of(protocol::EventKind::wait, revision, wire_of(change.waits)); }
};

protocol::CounterView wire_of(scheduler::CounterView const& view)
{
    protocol::CounterView counter { view.counter.number, view.counter.name, std::nullopt, std::nullopt };
    if (view.staff)
        counter.staff = protocol::StaffName { view.staff->id, view.staff->name };
    if (view.ticket)
        counter.ticket = view.ticket->id;
    return counter;
}

} // namespace

protocol::QueueView wire_of(scheduler::QueueView const& view)
{
    protocol::QueueView queue { view.revision, view.now, view.tickets, {}, view.help_requests };
    for (auto const& counter : view.counters)
        queue.counters.push_back(wire_of(counter));
    return queue;
}

protocol::CallView wire_of(scheduler::CallView const& view)
{
    auto const& call = view.call;
    return { call.id, call.number, call.local_date, call.counter, view.counter_name, call.at, call.repeat, view.language };
}

protocol::CallList wire_of(scheduler::CallsView const& view)
{
    protocol::CallList list { view.revision, {} };
    for (auto const& call : view.calls)
        list.calls.push_back(wire_of(call));
    return list;
}

protocol::DeviceView wire_of(domain::Device const& device)
{
    protocol::DeviceView view { device.id, device.center, device.kind, std::nullopt, std::nullopt };
    view.renewed_at = device.renewed_at;
    view.rival_at = device.rival_at;
    if (device.standing == domain::Standing::active)
        view.awaited_since = device.awaited_since;
    if (device.status) {
        view.seen_at = device.status->at;
        auto const& status = *device.status;
        view.clock_off_minutes = status.clock_off_minutes;
        view.status = protocol::StatusReport { status.version, status.printer, status.paper, status.outbox, std::nullopt };
        if (!status.screen.empty())
            view.status->screen = status.screen;
        if (!status.incident.empty())
            view.status->incident = status.incident;
    }
    return view;
}

protocol::StaffView wire_of(domain::StaffUser const& user)
{
    return { user.id, user.name, user.role, user.center, user.services, user.languages };
}

protocol::WaitEvent wire_of(scheduler::WaitsView const& view)
{
    protocol::WaitEvent event;
    for (auto const& [service, wait] : view.services) {
        auto& told = event.services[service];
        told.waiting = wait.waiting;
        if (wait.range) {
            told.low_minutes = static_cast<std::int32_t>(wait.range->low.count());
            told.high_minutes = static_cast<std::int32_t>(wait.range->high.count());
        }
    }
    return event;
}

Event wire_of(scheduler::Event const& event)
{
    return std::visit(Encoder { event.revision }, event.what);
}

Event notice(protocol::EventKind kind, Revision revision)
{
    return event_of(kind, revision, protocol::RevisionNotice { revision });
}

} // namespace zahide::http
