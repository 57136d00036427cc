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
            flow.ticket_given(promise, now);
        }
    }

    Ticks now = at_ms(1'000'000);
    visitor::Flow flow;
    PrintJobId job { Uuid({ 1, 2, 3 }) };
    std::int32_t next_number = 214;
    std::vector<visitor::Effect> all;
};

/// A way to one of the screens, by its name.
struct Place {
    std::string name;
    std::function<void(Walk&, std::string const& language)> go;
};

inline std::vector<Place> places()
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

} // namespace zahide::test
