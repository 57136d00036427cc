#include "protocol/session.h"

#include "wire.h"

namespace zahide::protocol {

template<>
struct Shape<StaffLogin> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("login", m.login);
        v.member("password", m.password);
    }
};

template<>
struct Shape<StaffView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("name", m.name);
        v.member("role", m.role);
        v.member("center", m.center);
        v.member("services", m.services);
        v.member("languages", m.languages);
    }
};

template<>
struct Shape<StaffSession> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("staff", m.staff);
        v.sparse("token", m.token);
        v.member("expires_at", m.expires_at);
    }
};

template<>
struct Shape<DeviceChallengeRequest> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("device", m.device);
    }
};

template<>
struct Shape<DeviceChallenge> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("challenge", m.challenge);
    }
};

template<>
struct Shape<DeviceLogin> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("device", m.device);
        v.member("challenge", m.challenge);
        v.member("signature", m.signature);
        v.sparse("machine", m.machine);
    }
};

template<>
struct Shape<DeviceSession> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("token", m.token);
        v.member("expires_at", m.expires_at);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(StaffLogin)
ZAHIDE_PROTOCOL_MESSAGE(StaffSession)
ZAHIDE_PROTOCOL_MESSAGE(DeviceChallengeRequest)
ZAHIDE_PROTOCOL_MESSAGE(DeviceChallenge)
ZAHIDE_PROTOCOL_MESSAGE(DeviceLogin)
ZAHIDE_PROTOCOL_MESSAGE(DeviceSession)

} // namespace zahide::protocol
