#include "protocol/catalogue.h"

#include "shapes.h"

namespace zahide::protocol {

template<>
struct Shape<domain::Center> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("id", m.id);
        v.member("name", m.name);
        v.member("zone", m.zone);
        v.member("public_url", m.public_url);
        v.member("waiting_place", m.waiting_place);
    }
};

template<>
struct Shape<domain::Counter> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("number", m.number);
        v.member("name", m.name);
    }
};

template<>
struct Shape<domain::OpeningHours> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("weekday", m.weekday);
        v.member("from", m.from);
        v.member("to", m.to);
    }
};

template<>
struct Shape<domain::Closure> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("from_date", m.from_date);
        v.member("to_date", m.to_date);
        v.member("from_time", m.from_time);
        v.member("to_time", m.to_time);
        v.member("name", m.name);
    }
};

template<>
struct Shape<domain::Rules> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.defaulted("calls_before_no_show", m.calls_before_no_show);
        v.defaulted("between_calls_seconds", m.between_calls);
        v.defaulted("overtaken_max", m.overtaken_max);
        v.defaulted("transfer_place", m.transfer_place);
        v.defaulted("come_back_place", m.come_back_place);
        v.defaulted("lease_numbers", m.lease_numbers);
        v.defaulted("wait_samples_min", m.wait_samples_min);
        v.defaulted("kept_days", m.kept_days);
        v.defaulted("hold_at_kiosk_minutes", m.hold_at_kiosk);
        v.defaulted("hold_at_desk_minutes", m.hold_at_desk);
        v.defaulted("hold_extensions_max", m.hold_extensions_max);
        v.defaulted("check_in_before_minutes", m.check_in_before);
        v.defaulted("check_in_after_minutes", m.check_in_after);
        v.defaulted("cancelled_closed_minutes", m.cancelled_closed);
        v.defaulted("code_tries_max", m.code_tries_max);
        v.defaulted("code_tries_window_minutes", m.code_tries_window);
        v.defaulted("filling", m.filling);
        v.defaulted("slots_per_service", m.slots_per_service);
    }
};

template<>
struct Shape<domain::Catalogue> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("revision", m.revision);
        v.member("center", m.center);
        v.member("languages", m.languages);
        v.member("services", m.services);
        v.member("counters", m.counters);
        v.member("opening", m.opening);
        v.member("closures", m.closures);
        v.member("rules", m.rules);
    }
};

template<>
struct Shape<ServiceList> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("services", m.services);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(domain::Catalogue)
ZAHIDE_PROTOCOL_MESSAGE(ServiceList)

} // namespace zahide::protocol
