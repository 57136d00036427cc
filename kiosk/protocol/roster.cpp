#include "protocol/booking.h"
#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<domain::WorkingHours> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("weekday", m.weekday);
        v.member("from", m.from);
        v.member("to", m.to);
    }
};

template<>
struct Shape<domain::Schedule> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("valid_from", m.valid_from);
        v.member("valid_to", m.valid_to);
        v.defaulted("every_weeks", m.every_weeks);
        v.member("hours", m.hours);
        v.defaulted("breaks", m.breaks);
    }
};

template<>
struct Shape<domain::Absence> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("from_date", m.from_date);
        v.member("to_date", m.to_date);
        v.member("from_time", m.from_time);
        v.member("to_time", m.to_time);
    }
};

template<>
struct Shape<domain::Professional> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("name", m.name);
        v.member("role", m.role);
        v.member("gender", m.gender);
        v.member("languages", m.languages);
        v.member("schedules", m.schedules);
        v.member("absences", m.absences);
        v.member("staff", m.staff);
    }
};

template<>
struct Shape<domain::Room> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("name", m.name);
        v.member("kind", m.kind);
        v.member("closures", m.closures);
    }
};

template<>
struct Shape<domain::Roster> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("center", m.center);
        v.member("professionals", m.professionals);
        v.member("rooms", m.rooms);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(domain::Roster)

} // namespace zahide::protocol
