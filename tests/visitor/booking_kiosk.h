#pragma once

#include "kiosk.h"

#include <functional>
#include <set>

namespace zahide::visitor {

inline Facts booking_facts(std::string const& time = "10:00")
{
    Facts facts = facts_at(time);
    for (std::size_t index = 0; index < 3; ++index)
        facts.catalogue->services[index].needs = domain::ServiceNeeds { .roles = { {} }, .room_kind = {} };
    facts.catalogue->rules.hold_at_kiosk = Minutes(3);
    return facts;
}

inline domain::Offer offer(std::string const& date, std::string const& time)
{
    domain::Offer free;
    free.local = { LocalDate::parse(date).value(), LocalTime::parse(time).value() };
    // Istanbul is three hours ahead of UTC.
    free.start = Instant::from_unix_ms((free.local.date.days_since_1970() * 1440LL + free.local.time.minutes_of_day() - 180) * 60'000);
    free.end = free.start + Minutes(45);
    return free;
}

inline device::Times times(std::vector<std::string> const& dates, std::vector<std::string> const& hours = { "09:30", "10:15", "14:15" })
{
    device::Times free;
    for (std::string const& date : dates) {
        for (std::string const& hour : hours)
            free.starts.push_back(offer(date, hour));
    }
    return free;
}

inline protocol::HoldView hold_of(domain::Offer const& offer, domain::WithInterpreter interpreter = domain::WithInterpreter::yes)
{
    protocol::HoldView view;
    view.id = HoldId(Uuid({ 3 }));
    view.start = offer.start;
    view.end = offer.end;
    view.interpreter = interpreter;
    return view;
}

inline protocol::AppointmentView appointment_of(domain::Offer const& offer, domain::CheckInTime check_in = domain::CheckInTime::now)
{
    protocol::AppointmentView view;
    view.id = AppointmentId(Uuid({ 4 }));
    view.code = Personal(domain::AppointmentCode::parse("572468912").value());
    view.wish = { Personal(ServiceId("service-1")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::woman) };
    view.start = offer.start;
    view.end = offer.end;
    view.check_in = check_in;
    view.check_in_from = offer.start - Minutes(30);
    view.check_in_until = offer.start + Minutes(10);
    return view;
}

/// A kiosk with a scheduler that says what it is told to.
class BookingKiosk : public Kiosk {
public:
    explicit BookingKiosk(Facts facts = booking_facts())
        : Kiosk(std::move(facts))
    {
    }

    std::vector<Effect> answer(device::BookingAnswer const& said)
    {
        auto effects = flow.booking_answered(said, now);
        all.insert(all.end(), effects.begin(), effects.end());
        return effects;
    }
    std::vector<Effect> fail(device::BookingFailure why, std::vector<domain::Offer> next = {})
    {
        return answer(device::BookingFailed { why, std::move(next) });
    }
    template<class Question>
    static Question asked(std::vector<Effect> const& effects)
    {
        for (Effect const& effect : effects) {
            if (auto const* ask = std::get_if<AskBooking>(&effect))
                return std::get<Question>(ask->question);
        }
        ADD_FAILURE() << "nothing was asked";
        return {};
    }

    void reach_who(std::string const& language = "fa")
    {
        reach_home(language);
        tap("book");
        tap("service:service-1");
    }
    void reach_days(std::string const& language = "fa")
    {
        reach_who(language);
        tap("who:woman");
        answer(times({ "2026-11-24", "2026-11-25" }));
    }
    void reach_times(std::string const& language = "fa")
    {
        reach_days(language);
        tap("day:2026-11-25");
    }
    void reach_confirm(std::string const& language = "fa")
    {
        reach_times(language);
        tap("time:10:15");
        answer(device::TimeHeld { hold_of(wanted) });
    }
    void reach_booked(domain::PrintJobState ended)
    {
        reach_confirm();
        tap("yes");
        answer(device::AppointmentMade { appointment_of(wanted), job });
        pass(2'000);
        flow.print_ended(job, ended, now);
    }
    void type(std::string const& digits)
    {
        for (char const digit : digits)
            tap(std::string("digit:") + digit);
    }
    void reach_appointment(protocol::AppointmentView const& view, std::string const& language = "fa")
    {
        reach_home(language);
        tap("have-appointment");
        type("572468912");
        tap("find-code");
        answer(device::AppointmentFound { view });
    }

    domain::Offer wanted = offer("2026-11-25", "10:15");
};

} // namespace zahide::visitor
