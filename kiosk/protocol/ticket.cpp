#include "protocol/ticket.h"

#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<GivenTicket> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("visit", m.visit);
        v.member("number", m.number);
        v.member("local_date", m.local_date);
        v.member("lease", m.lease);
        v.member("given_at", m.given_at);
        v.flag("private_talk", m.urgency, Flag<domain::Urgency> { domain::Urgency::ordinary, domain::Urgency::private_talk });
        v.sparse("page_token", m.page_token);
        v.sparse("lease_first", m.lease_first);
        v.sparse("lease_last", m.lease_last);
    }
};

template<>
struct Shape<NewTicket> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("service", m.service);
        v.member("language", m.language);
        v.defaulted("priority", m.priority);
        v.defaulted("gender", m.gender);
        v.beside("id", m.given);
    }
};

template<>
struct Shape<TicketReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("ticket", m.ticket);
    }
};

template<>
struct Shape<CopyRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.sparse("device", m.device);
    }
};

template<>
struct Shape<MarkServedRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("tickets", m.tickets);
    }
};

template<>
struct Shape<LeftTicket> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("ticket", m.ticket);
        v.member("why", m.why);
    }
};

template<>
struct Shape<MarkServedReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("tickets", m.tickets);
        v.member("left", m.left);
    }
};

template<>
struct Shape<TransferRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("service", m.service);
        v.flag("keep_arrival", m.keep_arrival, Flag<KeepArrival> { KeepArrival::no, KeepArrival::yes });
    }
};

template<>
struct Shape<TransferReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("ticket", m.ticket);
        v.member("successor", m.successor);
    }
};

template<>
struct Shape<CallNextRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.flag("finish_current", m.finish_current, Flag<FinishCurrent> { FinishCurrent::no, FinishCurrent::yes });
    }
};

template<>
struct Shape<CallRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("ticket", m.ticket);
        v.flag("finish_current", m.finish_current, Flag<FinishCurrent> { FinishCurrent::no, FinishCurrent::yes });
    }
};

ZAHIDE_PROTOCOL_MESSAGE(NewTicket)
ZAHIDE_PROTOCOL_MESSAGE(domain::Ticket)
ZAHIDE_PROTOCOL_MESSAGE(TicketReply)
ZAHIDE_PROTOCOL_MESSAGE(CopyRequest)
ZAHIDE_PROTOCOL_MESSAGE(MarkServedRequest)
ZAHIDE_PROTOCOL_MESSAGE(MarkServedReply)
ZAHIDE_PROTOCOL_MESSAGE(TransferRequest)
ZAHIDE_PROTOCOL_MESSAGE(TransferReply)
ZAHIDE_PROTOCOL_MESSAGE(CallNextRequest)
ZAHIDE_PROTOCOL_MESSAGE(CallRequest)

} // namespace zahide::protocol
