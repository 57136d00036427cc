#include "protocol/delivery.h"

#include "wire.h"

namespace zahide::protocol {

template<>
struct Shape<Delivery> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("key", m.key);
        v.member("target", m.target);
        v.member("body", m.body);
    }
};

template<>
struct Shape<DeliveryBatch> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("entries", m.entries);
        v.sparse("promises", m.promises);
    }
};

template<>
struct Shape<DeliveryAnswer> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("key", m.key);
        v.member("status", m.status);
        v.sparse("code", m.code);
    }
};

template<>
struct Shape<DeliveryAnswers> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("answers", m.answers);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(DeliveryBatch)
ZAHIDE_PROTOCOL_MESSAGE(DeliveryAnswers)

} // namespace zahide::protocol
