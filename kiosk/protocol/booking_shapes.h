#pragma once

// Shapes of what is booked that several files nest.

#include "protocol/booking.h"
#include "wire.h"

namespace zahide::protocol {

inline constexpr Flag<domain::WithInterpreter> interpreter_flag { domain::WithInterpreter::no, domain::WithInterpreter::yes };

template<>
struct Shape<domain::Offer> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("start", m.start);
        v.member("end", m.end);
        v.member("local", m.local);
        v.flag("interpreter", m.interpreter, interpreter_flag);
    }
};

template<>
struct Shape<SlotTaken> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("next_starts", m.next_starts);
    }
};

template<>
struct Wire<domain::AppointmentCode> {
    static Result<domain::AppointmentCode> read(Json json, Place const& place);
    static void write(std::string& json, domain::AppointmentCode const& code) { append_text(json, code.text()); }
};

template<>
struct Shape<TakenView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("professionals", m.professionals);
        v.member("interpreter", m.interpreter);
        v.member("room", m.room);
    }
};

template<>
struct Shape<AppointmentView> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("center", m.center);
        v.sparse("code", m.code);
        v.member("state", m.state);
        v.member("service", m.wish.service);
        v.member("language", m.wish.language);
        v.member("gender", m.wish.gender);
        v.member("start", m.start);
        v.member("end", m.end);
        v.flag("interpreter", m.interpreter, interpreter_flag);
        v.member("check_in", m.check_in);
        v.member("check_in_from", m.check_in_from);
        v.member("check_in_until", m.check_in_until);
        v.member("channel", m.channel);
        v.member("booked_at", m.booked_at);
        v.member("moves", m.moves);
        v.member("arrived_at", m.arrived_at);
        v.member("ended_at", m.ended_at);
        v.member("ticket", m.ticket);
        v.member("ticket_number", m.ticket_number);
        v.sparse("taken", m.taken);
    }
};

} // namespace zahide::protocol
