#include "protocol/queue.h"

#include "protocol/event.h"
#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<StaffName> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("name", m.name);
    }
};

template<>
struct Shape<CounterView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("number", m.number);
        v.member("name", m.name);
        v.member("staff", m.staff);
        v.member("ticket", m.ticket);
    }
};

template<>
struct Shape<QueueView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("revision", m.revision);
        v.member("now", m.now);
        v.member("tickets", m.tickets);
        v.member("counters", m.counters);
        v.member("help_requests", m.help_requests);
    }
};

template<>
struct Shape<CallList> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("revision", m.revision);
        v.member("calls", m.calls);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(QueueView)
ZAHIDE_PROTOCOL_MESSAGE(CallView)
ZAHIDE_PROTOCOL_MESSAGE(CallList)

} // namespace zahide::protocol
