#include "protocol/device.h"

#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<LeaseRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("local_date", m.local_date);
        v.member("machine", m.machine);
    }
};

template<>
struct Shape<LentNumbers> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("lease", m.lease);
        v.member("local_date", m.local_date);
        v.member("first", m.first);
        v.member("last", m.last);
        v.member("expires_at", m.expires_at);
    }
};

template<>
struct Shape<CopyToPrint> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("number", m.number);
        v.member("local_date", m.local_date);
        v.member("given_at", m.given_at);
        v.member("language", m.language);
        v.flag("late", m.wanted, Flag<CopyWanted> { CopyWanted::print, CopyWanted::told });
    }
};

template<>
struct Shape<StatusNoted> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("generation", m.generation);
        v.member("revision", m.revision);
        v.member("backed_up", m.backed_up);
        v.sparse("now", m.now);
        v.sparse("promises_seen", m.promises_seen);
        v.defaulted("copies", m.copies);
    }
};

template<>
struct Shape<NumberReturn> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("lease", m.lease);
        v.member("first", m.first);
        v.member("last", m.last);
    }
};

template<>
struct Shape<Renewal> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("promises", m.promises);
        v.member("promises_seen", m.promises_seen);
    }
};

template<>
struct Shape<DeviceList> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("devices", m.devices);
    }
};

template<>
struct Shape<NewHelpRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("kind", m.kind);
        v.member("device", m.device);
        v.member("language", m.language);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(LeaseRequest)
ZAHIDE_PROTOCOL_MESSAGE(LentNumbers)
ZAHIDE_PROTOCOL_MESSAGE(StatusReport)
ZAHIDE_PROTOCOL_MESSAGE(StatusNoted)
ZAHIDE_PROTOCOL_MESSAGE(NumberReturn)
ZAHIDE_PROTOCOL_MESSAGE(Renewal)
ZAHIDE_PROTOCOL_MESSAGE(DeviceView)
ZAHIDE_PROTOCOL_MESSAGE(DeviceList)
ZAHIDE_PROTOCOL_MESSAGE(NewHelpRequest)
ZAHIDE_PROTOCOL_MESSAGE(domain::HelpRequest)

} // namespace zahide::protocol
