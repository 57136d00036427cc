#pragma once

#include "config/locales.h"
#include "visitor/flow.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::visitor {

inline i18n::Catalogue const& words()
{
    static i18n::Catalogue const catalogue = config::load_locales(ZAHIDE_SOURCE_DIR "/locales").value();
    return catalogue;
}

inline domain::LocalizedText everywhere(std::string const& text)
{
    return { { { LanguageTag("en"), text } } };
}

inline domain::Catalogue center(int services = 4)
{
    domain::Catalogue catalogue;
    catalogue.center.id = CenterId("center");
    catalogue.center.name = everywhere("Center");
    catalogue.center.zone = "Europe/Istanbul";
    catalogue.center.waiting_place = everywhere("Hall");
    catalogue.languages = { LanguageTag("tr"), LanguageTag("en"), LanguageTag("ar"), LanguageTag("fa") };
    for (int index = 0; index < services; ++index) {
        domain::Service service;
        service.id = ServiceId("service-" + std::to_string(index));
        service.name = everywhere("Service " + std::to_string(index));
        service.icon = "scale";
        service.color = "#34408f";
        catalogue.services.push_back(service);
    }
    domain::Service reception;
    reception.id = ServiceId("reception");
    reception.name = everywhere("Reception");
    reception.reception = domain::Service::Reception::yes;
    catalogue.services.push_back(reception);
    domain::Service booked_only;
    booked_only.id = ServiceId("course");
    booked_only.name = everywhere("Course");
    booked_only.walk_in = domain::Service::WalkIn::no;
    catalogue.services.push_back(booked_only);
    for (int day = 1; day <= 5; ++day)
        catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(17 * 60) });
    return catalogue;
}

inline Facts facts_at(std::string const& time, int services = 4)
{
    Facts facts;
    facts.catalogue = center(services);
    facts.now = { LocalDate::parse("2026-11-23").value(), LocalTime::parse(time).value() };
    facts.opening = domain::opening_at(facts.now, facts.catalogue->opening, facts.catalogue->closures);
    facts.readiness = device::Readiness::ready;
    facts.link = device::Link::online;
    return facts;
}

/// A flow with a clock that moves when told and a device that gives numbers when told.
class Kiosk {
public:
    explicit Kiosk(Facts facts = facts_at("10:00"))
        : flow(words(), Patience {}, now)
    {
        flow.set_facts(std::move(facts), now);
    }

    std::vector<Effect> tap(std::string_view id) { return tap(id, flow.screen().serial); }
    std::vector<Effect> tap(std::string_view id, std::uint64_t serial)
    {
        flow.touched(now);
        auto effects = flow.tap(id, serial, now);
        all.insert(all.end(), effects.begin(), effects.end());
        return effects;
    }
    std::vector<Effect> pass(std::int64_t ms)
    {
        std::vector<Effect> effects;
        Ticks const until = now + Milliseconds(ms);
        // As the main loop does: wakes only when the flow has asked for it.
        while (flow.next_tick() && *flow.next_tick() <= until) {
            now = std::max(now, *flow.next_tick());
            for (Effect& effect : flow.tick(now))
                effects.push_back(std::move(effect));
        }
        now = until;
        return effects;
    }
    void give(std::int32_t number = 214)
    {
        device::TicketPromise promise;
        promise.id = TicketId(Uuid({ 7 }));
        promise.number = TicketNumber(number);
        promise.print_job = job;
        promise.page_token = page_token;
        flow.ticket_given(promise, now);
    }
    void reach_home(std::string const& language = "ar")
    {
        tap("start");
        tap("language:" + language);
    }
    void reach_printing()
    {
        reach_home();
        tap("take-number");
        tap("service:service-0");
        give();
    }
    void reach_done(domain::PrintJobState ended)
    {
        reach_printing();
        pass(2'000);
        flow.print_ended(job, ended, now);
    }
    [[nodiscard]] Screen at() const { return flow.screen().screen; }
    [[nodiscard]] Element const* find(std::string_view id) const { return flow.screen().find(id); }

    Ticks now = Ticks::from_ns(5'000'000'000);
    Flow flow;
    PrintJobId job { Uuid({ 9 }) };
    std::optional<Secret> page_token;
    std::vector<Effect> all;
};

template<class T>
std::size_t count(std::vector<Effect> const& effects)
{
    return static_cast<std::size_t>(std::count_if(effects.begin(), effects.end(), [](Effect const& effect) { return std::holds_alternative<T>(effect); }));
}

} // namespace zahide::visitor
