#include "protocol/slot_lease.h"

#include "booking_shapes.h"
#include "wire.h"

namespace zahide::protocol {

template<>
struct Shape<SlotLeaseRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("machine", m.machine);
        v.member("kept", m.kept);
    }
};

template<>
struct Shape<domain::Loan> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("professionals", m.assignment.professionals);
        v.sparse("interpreter", m.assignment.interpreter);
        v.sparse("room", m.assignment.room);
        v.member("lent_at", m.lent_at);
    }
};

template<>
struct Shape<domain::SlotLease> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("service", m.service);
        v.member("start", m.start);
        v.member("end", m.end);
        v.member("book_until", m.book_until);
        v.member("languages", m.languages);
        v.member("gender", m.gender);
        v.flag("interpreter", m.interpreter, interpreter_flag);
        v.member("code", m.code);
        v.sparse("loan", m.loan);
    }
};

template<>
struct Shape<SlotLeases> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("leases", m.leases);
    }
};

template<>
struct Shape<LentBooking> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("service", m.wish.service);
        v.member("language", m.wish.language);
        v.defaulted("gender", m.wish.gender);
        v.member("start", m.start);
        v.member("code", m.code);
        v.member("booked_at", m.booked_at);
        v.sparse("loan", m.loan);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(SlotLeaseRequest)
ZAHIDE_PROTOCOL_MESSAGE(SlotLeases)
ZAHIDE_PROTOCOL_MESSAGE(LentBooking)
ZAHIDE_PROTOCOL_MESSAGE(domain::SlotLease)

} // namespace zahide::protocol
