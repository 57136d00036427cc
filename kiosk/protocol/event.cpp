#include "protocol/event.h"

#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<RevisionNotice> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("revision", m.revision);
    }
};

template<>
struct Shape<TicketEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("ticket", m.ticket);
    }
};

template<>
struct Shape<CallEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("call", m.call);
    }
};

template<>
struct Shape<CallEnd> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("number", m.number);
        v.member("id", m.id);
    }
};

template<>
struct Shape<HelpEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("help_request", m.help_request);
    }
};

template<>
struct Shape<DeviceEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("device", m.device);
    }
};

template<>
struct Shape<ServiceWait> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("waiting", m.waiting);
        v.member("low_minutes", m.low_minutes);
        v.member("high_minutes", m.high_minutes);
    }
};

template<>
struct Shape<WaitEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("services", m.services);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(RevisionNotice)
ZAHIDE_PROTOCOL_MESSAGE(TicketEvent)
ZAHIDE_PROTOCOL_MESSAGE(CallEvent)
ZAHIDE_PROTOCOL_MESSAGE(CallEnd)
ZAHIDE_PROTOCOL_MESSAGE(HelpEvent)
ZAHIDE_PROTOCOL_MESSAGE(DeviceEvent)
ZAHIDE_PROTOCOL_MESSAGE(WaitEvent)

} // namespace zahide::protocol
