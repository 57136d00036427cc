#pragma once

// Shapes that several files nest: catalogue, ticket, help request, device, call.

#include "domain/call.h"
#include "domain/catalogue.h"
#include "domain/help_request.h"
#include "domain/ticket.h"
#include "protocol/device.h"
#include "protocol/queue.h"
#include "wire.h"

namespace zahide::protocol {

template<>
struct Shape<domain::RoleNeed> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("role", m.role);
        v.defaulted("count", m.count);
    }
};

template<>
struct Shape<domain::ServiceNeeds> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("minutes", m.duration);
        v.member("days_ahead", m.days_ahead);
        v.member("roles", m.roles);
        v.defaulted("interpreting", m.interpreting);
        v.member("room_kind", m.room_kind);
        v.defaulted("gap_before", m.gap_before);
        v.defaulted("gap_after", m.gap_after);
        v.member("grid", m.grid);
        v.defaulted("notice", m.notice);
    }
};

template<>
struct Shape<domain::Service> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        using domain::Service;
        v.member("id", m.id);
        v.member("name", m.name);
        v.member("detail", m.detail);
        v.member("icon", m.icon);
        v.member("color", m.color);
        v.flag("walk_in", m.walk_in, Flag<Service::WalkIn> { Service::WalkIn::no, Service::WalkIn::yes });
        v.flag("reception", m.reception, Flag<Service::Reception> { Service::Reception::no, Service::Reception::yes });
        v.member("appointments", m.needs);
    }
};

template<>
struct Shape<domain::CopyOrder> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("device", m.device);
        v.member("asked_by", m.asked_by);
        v.member("asked_at", m.asked_at);
        v.sparse("end", m.end);
    }
};

template<>
struct Shape<domain::Ticket> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("visit", m.visit);
        v.member("center", m.center);
        v.member("number", m.number);
        v.member("local_date", m.local_date);
        v.member("state", m.state);
        v.member("service", m.service);
        v.member("language", m.language);
        v.member("priority", m.priority);
        v.member("gender", m.gender);
        v.flag("urgent", m.urgency, Flag<domain::Urgency> { domain::Urgency::ordinary, domain::Urgency::private_talk });
        v.member("channel", m.channel);
        v.member("device", m.device);
        v.member("given_at", m.given_at);
        v.member("received_at", m.received_at);
        v.member("arrival_at", m.arrival_at);
        v.member("due_at", m.due_at);
        v.member("appointment", m.appointment);
        v.member("calls", m.calls);
        v.member("first_called_at", m.first_called_at);
        v.member("called_at", m.called_at);
        v.member("started_at", m.started_at);
        v.member("ended_at", m.ended_at);
        v.member("counter", m.counter);
        v.member("called_by", m.called_by);
        v.member("transferred_to", m.transferred_to);
        v.member("transferred_from", m.transferred_from);
        v.defaulted("note_codes", m.notes);
        v.sparse("copy", m.copy);
    }
};

template<>
struct Shape<domain::HelpRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("center", m.center);
        v.member("device", m.device);
        v.member("kind", m.kind);
        v.member("state", m.state);
        v.member("language", m.language);
        v.member("asked_at", m.asked_at);
        v.member("done_at", m.done_at);
        v.member("done_by", m.done_by);
    }
};

template<>
struct Shape<CallView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("number", m.number);
        v.member("local_date", m.local_date);
        v.member("counter", m.counter);
        v.member("counter_name", m.counter_name);
        v.member("at", m.at);
        v.member("repeat", m.repeat);
        v.member("language", m.language);
    }
};

/// The part of a status report that speaks of the printer.
struct PrinterWords {
    std::string state;
    std::string paper;
};

template<>
struct Shape<PrinterWords> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("state", m.state);
        v.member("paper", m.paper);
    }
};

template<>
struct Shape<CopyEnded> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("end", m.end);
    }
};

template<>
struct Shape<StatusReport> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("version", m.version);
        PrinterWords printer { m.printer_state, m.printer_paper };
        v.member("printer", printer);
        if constexpr (!std::is_const_v<M>) {
            m.printer_state = printer.state;
            m.printer_paper = printer.paper;
        }
        v.member("outbox", m.outbox);
        v.sparse("screen", m.screen);
        v.sparse("incident", m.incident);
        v.sparse("promises", m.promises);
        v.sparse("clock", m.clock);
        v.defaulted("copies", m.copies);
    }
};

template<>
struct Shape<DeviceView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("center", m.center);
        v.member("kind", m.kind);
        v.member("seen_at", m.seen_at);
        v.member("status", m.status);
        v.sparse("renewed_at", m.renewed_at);
        v.defaulted("clock_off_minutes", m.clock_off_minutes);
        v.sparse("rival_at", m.rival_at);
        v.sparse("awaited_since", m.awaited_since);
    }
};

} // namespace zahide::protocol
