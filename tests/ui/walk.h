#pragma once

#include "house.h"

#include <functional>
#include <string>
#include <vector>

namespace zahide::test {

/// A flow on a clock that only moves when it is told to, with a device that always has a number.
class Walk : public ui::KioskControl {
public:
    explicit Walk(i18n::Catalogue const& messages, visitor::Facts facts = open_facts())
        : flow(messages, visitor::Patience {}, now)
    {
        flow.set_facts(std::move(facts), now);
    }

    std::optional<Ticks> advance(Ticks) override { return std::nullopt; }
    visitor::ScreenModel const& screen() const override { return flow.screen(); }
    void touched() override { flow.touched(now); }
    void tap(std::string_view element, std::uint64_t serial) override { take(flow.tap(element, serial, now)); }

    void tap(std::string_view element) { tap(element, flow.screen().serial); }
    void pass(std::int64_t ms)
    {
        now = now + Milliseconds(ms);
        take(flow.tick(now));
    }
    void end_print(domain::PrintJobState ended)
    {
        pass(2'000);
        flow.print_ended(job, ended, now);
    }
    void choose(std::string const& language)
    {
        tap("start");
        tap("language:" + language);
    }

    void take(std::vector<visitor::Effect> const& effects)
    {
        for (visitor::Effect const& effect : effects) {
            all.push_back(effect);
            if (!std::holds_alternative<visitor::TakeTicket>(effect))
                continue;
            device::TicketPromise promise;
            promise.number = TicketNumber(next_number++);
            promise.print_job = job;
            promise.page_token = page_token;
            flow.ticket_given(promise, now);
        }
    }

    Ticks now = at_ms(1'000'000);
    visitor::Flow flow;
    PrintJobId job { Uuid({ 1, 2, 3 }) };
    std::int32_t next_number = 214;
    std::optional<Secret> page_token;
    std::vector<visitor::Effect> all;
    /// What the scheduler says next.
    void answer(device::BookingAnswer const& said) { take(flow.booking_answered(said, now)); }
};

inline domain::Offer offer(std::string const& date, std::string const& time, std::int64_t minute)
{
    domain::Offer free;
    free.start = Instant::from_unix_ms(minute * 60'000);
    free.end = free.start + Minutes(45);
    free.local = { must(LocalDate::parse(date)), must(LocalTime::parse(time)) };
    return free;
}

/// Days with times before and after noon, as many of each as the longest page has.
inline device::Times free_times(int days)
{
    device::Times times;
    LocalDate date = must(LocalDate::parse("2026-11-24"));
    std::int64_t minute = 29'000'000;
    for (int day = 0; day < days; ++day, date = date.plus_days(1)) {
        for (std::string const time : { "09:00", "09:30", "10:15", "11:00", "13:30", "14:15", "15:00", "15:45", "16:30" })
            times.starts.push_back(offer(date.text(), time, ++minute));
    }
    return times;
}

/// 25 November 2026, 10:15 in Istanbul.
inline Instant booked_start()
{
    return must(Instant::parse("2026-11-25T07:15:00Z"));
}

inline protocol::HoldView hold(domain::WithInterpreter interpreter)
{
    protocol::HoldView view;
    view.start = booked_start();
    view.end = view.start + Minutes(45);
    view.expires_at = view.start;
    view.interpreter = interpreter;
    return view;
}

inline protocol::AppointmentView appointment(domain::CheckInTime check_in)
{
    protocol::AppointmentView view;
    view.code = Personal(must(domain::AppointmentCode::parse("572468912")));
    view.wish = { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::woman) };
    view.start = booked_start();
    view.end = view.start + Minutes(45);
    view.check_in = check_in;
    view.check_in_from = view.start - Minutes(30);
    view.check_in_until = view.start + Minutes(10);
    return view;
}

/// A way to one of the screens, by its name.
struct Place {
    std::string name;
    std::function<void(Walk&, std::string const& language)> go;
};

inline std::vector<Place> places_of_numbers()
{
    using domain::PrintJobState;
    auto const known_wait = [](Walk& walk) {
        visitor::Facts facts = open_facts();
        facts.waits[ServiceId("legal")] = { .people_ahead = 3, .range = domain::WaitRange { Minutes(20), Minutes(35) } };
        facts.waits[ServiceId("social")] = { .people_ahead = 3, .range = {} };
        walk.flow.set_facts(std::move(facts), walk.now);
    };
    auto const number = [known_wait](Walk& walk, std::string const& language, std::string const& service) {
        known_wait(walk);
        walk.choose(language);
        walk.tap("take-number");
        walk.tap("service:" + service);
    };
    return {
        { "attract", [](Walk&, std::string const&) {} },
        { "language", [](Walk& walk, std::string const&) { walk.tap("start"); } },
        { "home", [](Walk& walk, std::string const& language) { walk.choose(language); } },
        { "home-offline",
            [](Walk& walk, std::string const& language) {
                visitor::Facts facts = open_facts();
                facts.link = device::Link::offline;
                walk.flow.set_facts(facts, walk.now);
                walk.choose(language);
            } },
        { "attract-no-paper",
            [](Walk& walk, std::string const&) {
                visitor::Facts facts = open_facts();
                facts.paper = visitor::Paper::none;
                walk.flow.set_facts(facts, walk.now);
            } },
        { "home-no-paper",
            [](Walk& walk, std::string const& language) {
                visitor::Facts facts = open_facts();
                facts.paper = visitor::Paper::none;
                walk.flow.set_facts(facts, walk.now);
                walk.choose(language);
            } },
        { "service",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("take-number");
            } },
        { "printing", [number](Walk& walk, std::string const& language) { number(walk, language, "legal"); } },
        { "done",
            [number](Walk& walk, std::string const& language) {
                number(walk, language, "legal");
                walk.end_print(PrintJobState::printed);
            } },
        { "done-long-number",
            [number](Walk& walk, std::string const& language) {
                walk.next_number = 4567;
                number(walk, language, "legal");
                walk.end_print(PrintJobState::printed);
            } },
        { "done-ending",
            [number](Walk& walk, std::string const& language) {
                number(walk, language, "social");
                walk.end_print(PrintJobState::sent);
                walk.pass(45'000);
            } },
        { "done-unknown-wait",
            [number](Walk& walk, std::string const& language) {
                number(walk, language, "psychological");
                walk.end_print(PrintJobState::unknown);
            } },
        { "done-not-printed",
            [number](Walk& walk, std::string const& language) {
                number(walk, language, "legal");
                walk.end_print(PrintJobState::not_printed);
            } },
        { "done-not-printed-page",
            [number](Walk& walk, std::string const& language) {
                walk.page_token = Secret("abcdefghijklmnopqrstuvwxyzABCDEF");
                number(walk, language, "legal");
                visitor::Facts facts = open_facts();
                facts.catalogue->center.public_url = "https://sira.example.org";
                walk.flow.set_facts(std::move(facts), walk.now);
                walk.end_print(PrintJobState::not_printed);
            } },
        { "help",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("help");
            } },
        { "help-who",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("help");
                walk.tap("help-private");
            } },
        { "help-coming",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("help");
                walk.tap("help-come");
            } },
        { "help-unreachable",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("help");
                walk.tap("help-come");
                walk.flow.help_unreachable(walk.now);
            } },
        { "easier",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("easier");
            } },
        { "hidden",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("hide");
            } },
        { "idle-warning",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.pass(45'000);
            } },
        { "closed",
            [](Walk& walk, std::string const& language) {
                visitor::Facts facts = open_facts();
                facts.now.time = must(LocalTime::parse("19:10"));
                facts.opening = domain::opening_at(facts.now, facts.catalogue->opening, facts.catalogue->closures);
                walk.flow.set_facts(facts, walk.now);
                walk.choose(language);
            } },
        { "refused",
            [](Walk& walk, std::string const& language) {
                visitor::Facts facts = open_facts();
                facts.readiness = device::Readiness::no_numbers;
                facts.link = device::Link::offline;
                walk.flow.set_facts(facts, walk.now);
                walk.choose(language);
            } },
        { "day-full",
            [](Walk& walk, std::string const& language) {
                visitor::Facts facts = open_facts();
                facts.readiness = device::Readiness::no_numbers;
                walk.flow.set_facts(facts, walk.now);
                walk.choose(language);
            } },
        { "out-of-order", [](Walk& walk, std::string const&) { walk.flow.set_facts(visitor::Facts {}, walk.now); } },
    };
}

/// The ways of an appointment.
inline std::vector<Place> places_of_appointments()
{
    using device::BookingFailed;
    using device::BookingFailure;
    using domain::CheckInTime;
    using domain::PrintJobState;
    auto const who = [](Walk& walk, std::string const& language) {
        walk.choose(language);
        walk.tap("book");
        walk.tap("service:legal");
    };
    auto const days = [who](Walk& walk, std::string const& language) {
        who(walk, language);
        walk.tap("who:woman");
    };
    auto const times = [days](Walk& walk, std::string const& language) {
        days(walk, language);
        walk.answer(free_times(8));
        walk.tap("day:2026-11-25");
    };
    auto const confirm = [times](Walk& walk, std::string const& language) {
        times(walk, language);
        walk.tap("time:09:30");
        walk.answer(device::TimeHeld { hold(domain::WithInterpreter::yes) });
    };
    auto const made = [confirm](Walk& walk, std::string const& language) {
        confirm(walk, language);
        walk.tap("yes");
        walk.answer(device::AppointmentMade { appointment(CheckInTime::too_early), walk.job });
    };
    auto const code = [](Walk& walk, std::string const& language, std::string const& digits) {
        walk.choose(language);
        walk.tap("have-appointment");
        for (char const digit : digits)
            walk.tap(std::string("digit:") + digit);
    };
    auto const found = [code](Walk& walk, std::string const& language, protocol::AppointmentView const& view) {
        code(walk, language, "572468912");
        walk.tap("find-code");
        walk.answer(device::AppointmentFound { view });
    };
    auto const trouble = [days](BookingFailed const& failed) {
        return [days, failed](Walk& walk, std::string const& language) {
            days(walk, language);
            walk.answer(failed);
        };
    };
    return {
        { "book-service",
            [](Walk& walk, std::string const& language) {
                walk.choose(language);
                walk.tap("book");
            } },
        { "book-who", who },
        { "moment",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                walk.pass(400);
            } },
        { "book-day",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                walk.answer(free_times(8));
            } },
        { "book-day-few",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                walk.answer(free_times(6));
            } },
        { "book-time", times },
        { "book-time-morning",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                device::Times few = free_times(1);
                few.starts.resize(4);
                walk.answer(few);
                walk.tap("day:2026-11-24");
            } },
        { "book-next",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                device::Times later;
                later.next = free_times(1).starts;
                later.next.resize(6);
                walk.answer(later);
            } },
        { "taken",
            [times](Walk& walk, std::string const& language) {
                times(walk, language);
                walk.tap("time:09:30");
                BookingFailed failed { BookingFailure::slot_taken, free_times(1).starts };
                failed.next.resize(6);
                walk.answer(failed);
            } },
        { "taken-late",
            [confirm](Walk& walk, std::string const& language) {
                confirm(walk, language);
                walk.tap("yes");
                walk.answer(BookingFailed { BookingFailure::hold_gone, {} });
            } },
        { "book-confirm", confirm },
        { "book-confirm-move",
            [found](Walk& walk, std::string const& language) {
                found(walk, language, appointment(CheckInTime::too_early));
                walk.tap("move");
                walk.answer(free_times(2));
                walk.tap("day:2026-11-25");
                walk.tap("time:09:30");
                walk.answer(device::TimeHeld { hold(domain::WithInterpreter::no) });
            } },
        { "trouble-none",
            [days](Walk& walk, std::string const& language) {
                days(walk, language);
                walk.answer(device::Times {});
            } },
        { "trouble-unservable", trouble({ BookingFailure::not_servable, {} }) },
        { "trouble-unreachable", trouble({ BookingFailure::unreachable, {} }) },
        { "trouble-failed", trouble({ BookingFailure::failed, {} }) },
        { "booked-printing", made },
        { "booked",
            [made](Walk& walk, std::string const& language) {
                made(walk, language);
                walk.end_print(PrintJobState::printed);
            } },
        { "booked-not-printed",
            [made](Walk& walk, std::string const& language) {
                made(walk, language);
                walk.end_print(PrintJobState::not_printed);
            } },
        { "code", [code](Walk& walk, std::string const& language) { code(walk, language, "57246"); } },
        { "code-whole", [code](Walk& walk, std::string const& language) { code(walk, language, "572468912"); } },
        { "code-wrong", [code](Walk& walk, std::string const& language) { code(walk, language, "572468914"); } },
        { "code-unknown",
            [code](Walk& walk, std::string const& language) {
                code(walk, language, "572468912");
                walk.tap("find-code");
                walk.answer(BookingFailed { BookingFailure::unknown_code, {} });
            } },
        { "code-too-many",
            [code](Walk& walk, std::string const& language) {
                code(walk, language, "572468912");
                walk.tap("find-code");
                walk.answer(BookingFailed { BookingFailure::too_many_tries, {} });
            } },
        { "appointment", [found](Walk& walk, std::string const& language) { found(walk, language, appointment(CheckInTime::now)); } },
        { "appointment-early", [found](Walk& walk, std::string const& language) { found(walk, language, appointment(CheckInTime::too_early)); } },
        { "appointment-late", [found](Walk& walk, std::string const& language) { found(walk, language, appointment(CheckInTime::too_late)); } },
        { "cancel-sure",
            [found](Walk& walk, std::string const& language) {
                found(walk, language, appointment(CheckInTime::now));
                walk.tap("cancel");
            } },
        { "cancelled",
            [found](Walk& walk, std::string const& language) {
                found(walk, language, appointment(CheckInTime::now));
                walk.tap("cancel");
                walk.tap("cancel-yes");
                walk.answer(device::AppointmentCancelled { appointment(CheckInTime::now) });
            } },
        { "checked-in",
            [found](Walk& walk, std::string const& language) {
                found(walk, language, appointment(CheckInTime::now));
                walk.tap("check-in");
                device::CheckedIn checked_in;
                checked_in.appointment = appointment(CheckInTime::now);
                checked_in.promise.number = TicketNumber(214);
                checked_in.promise.print_job = walk.job;
                walk.answer(checked_in);
                walk.end_print(PrintJobState::printed);
            } },
    };
}

inline std::vector<Place> places()
{
    std::vector<Place> all = places_of_numbers();
    for (Place& place : places_of_appointments())
        all.push_back(std::move(place));
    return all;
}

} // namespace zahide::test
