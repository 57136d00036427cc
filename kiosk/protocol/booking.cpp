#include "protocol/booking.h"

#include "booking_shapes.h"
#include "protocol/event.h"
#include "shapes.h"

namespace zahide::protocol {

Result<domain::AppointmentCode> Wire<domain::AppointmentCode>::read(Json json, Place const& place)
{
    if (auto const text = text_of(json)) {
        if (auto const code = domain::AppointmentCode::parse(*text))
            return *code;
    }
    return fail(ErrorCode::invalid, "it is not an appointment's code", place.text(), "type the nine digits of the paper; a wrong one among them shows");
}

template<>
struct Shape<AvailabilityReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("starts", m.starts);
        v.defaulted("next", m.next);
    }
};

template<>
struct Shape<NewHold> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("service", m.wish.service);
        v.member("language", m.wish.language);
        v.defaulted("gender", m.wish.gender);
        v.member("start", m.start);
    }
};

template<>
struct Shape<HoldView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("start", m.start);
        v.member("end", m.end);
        v.member("expires_at", m.expires_at);
        v.flag("interpreter", m.interpreter, interpreter_flag);
        v.sparse("taken", m.taken);
    }
};

template<>
struct Shape<HoldReference> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("hold", m.hold);
    }
};

template<>
struct Shape<CodeLookup> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("code", m.code);
    }
};

template<>
struct Shape<AppointmentReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("appointment", m.appointment);
    }
};

template<>
struct Shape<CheckInReply> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("appointment", m.appointment);
        v.member("ticket", m.ticket);
    }
};

template<>
struct Shape<AppointmentList> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("revision", m.revision);
        v.member("now", m.now);
        v.member("date", m.date);
        v.member("appointments", m.appointments);
    }
};

template<>
struct Shape<AppointmentEvent> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("appointment", m.appointment);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(AvailabilityReply)
ZAHIDE_PROTOCOL_MESSAGE(NewHold)
ZAHIDE_PROTOCOL_MESSAGE(HoldView)
ZAHIDE_PROTOCOL_MESSAGE(HoldReference)
ZAHIDE_PROTOCOL_MESSAGE(CodeLookup)
ZAHIDE_PROTOCOL_MESSAGE(AppointmentView)
ZAHIDE_PROTOCOL_MESSAGE(AppointmentReply)
ZAHIDE_PROTOCOL_MESSAGE(CheckInReply)
ZAHIDE_PROTOCOL_MESSAGE(AppointmentList)
ZAHIDE_PROTOCOL_MESSAGE(SlotTaken)
ZAHIDE_PROTOCOL_MESSAGE(AppointmentEvent)

} // namespace zahide::protocol
