#include "sim/sample_center.h"

#include <array>

namespace zahide::sim {

namespace {

std::array<LanguageTag, 4> const languages { LanguageTag("tr"), LanguageTag("en"), LanguageTag("ar"), LanguageTag("fa") };

domain::LocalizedText everywhere(std::string const& text)
{
    domain::LocalizedText result;
    for (auto const& language : languages)
        result.by_language.emplace(language, text);
    return result;
}

domain::Service service(std::string const& id)
{
    domain::Service service;
    service.id = ServiceId(id);
    service.name = everywhere(id);
    service.detail = everywhere(id);
    service.icon = "scale";
    service.color = "#34408f";
    return service;
}

domain::ServiceNeeds needs(domain::ProfessionalRole role)
{
    domain::ServiceNeeds needs;
    needs.roles = { { role, 1 } };
    needs.duration = Minutes(30);
    needs.days_ahead = 2; // soon enough that people come
    return needs;
}

domain::Professional professional(std::string const& id, domain::ProfessionalRole role, domain::Gender gender, std::vector<LanguageTag> spoken)
{
    domain::Professional it;
    it.id = ProfessionalId(id);
    it.name = id;
    it.role = role;
    it.gender = gender;
    it.languages = std::move(spoken);
    domain::Schedule schedule;
    schedule.valid_from = LocalDate::create(2026, 1, 5).value();
    for (int day = 1; day <= 5; ++day)
        schedule.hours.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(17 * 60 + 30) });
    it.schedules = { schedule };
    return it;
}

} // namespace

domain::Roster sample_roster()
{
    using enum domain::ProfessionalRole;
    using enum domain::Gender;
    LanguageTag const tr("tr");
    domain::Roster roster;
    roster.center = CenterId("zahide-nine");
    roster.professionals = { professional("elif", lawyer, woman, { tr, LanguageTag("en") }), professional("murat", lawyer, man, { tr }),
        professional("zeynep", psychologist, woman, { tr, LanguageTag("ar") }), professional("deniz", social_worker, woman, { tr }),
        professional("rana", interpreter, woman, { tr, LanguageTag("ar"), LanguageTag("fa") }),
        professional("karim", interpreter, man, { tr, LanguageTag("fa"), LanguageTag("en") }) };
    roster.rooms = { { RoomId("room-1"), everywhere("Room 1"), "consulting", {} }, { RoomId("room-2"), everywhere("Room 2"), "consulting", {} } };
    return roster;
}

domain::Catalogue sample_center()
{
    domain::Catalogue catalogue;
    catalogue.center = { CenterId("zahide-nine"), everywhere("Center"), "Europe/Istanbul", std::nullopt, everywhere("Hall") };
    catalogue.languages.assign(languages.begin(), languages.end());
    catalogue.services = { service("legal"), service("psychological"), service("social"), service("interpreting"), service("reception") };
    catalogue.services.back().reception = domain::Service::Reception::yes;
    catalogue.services[0].needs = needs(domain::ProfessionalRole::lawyer);
    catalogue.services[0].needs->room_kind = "consulting";
    catalogue.services[1].needs = needs(domain::ProfessionalRole::psychologist);
    catalogue.services[1].needs->room_kind = "consulting";
    catalogue.services[1].needs->gap_after = Minutes(10);
    catalogue.services[2].needs = needs(domain::ProfessionalRole::social_worker);
    for (int counter = 1; counter <= 5; ++counter)
        catalogue.counters.push_back({ CounterNumber(counter), everywhere("Desk " + std::to_string(counter)) });
    for (int day = 1; day <= 5; ++day) {
        catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(12 * 60 + 30) });
        catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(13 * 60 + 30), LocalTime::from_minutes(17 * 60 + 30) });
    }
    return catalogue;
}

} // namespace zahide::sim
