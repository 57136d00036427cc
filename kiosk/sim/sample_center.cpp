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

} // namespace

domain::Catalogue sample_center()
{
    domain::Catalogue catalogue;
    catalogue.center = { CenterId("zahide-nine"), everywhere("Center"), "Europe/Istanbul", std::nullopt, everywhere("Hall") };
    catalogue.languages.assign(languages.begin(), languages.end());
    catalogue.services = { service("legal"), service("psychological"), service("social"), service("interpreting"), service("reception") };
    catalogue.services.back().reception = domain::Service::Reception::yes;
    for (int counter = 1; counter <= 5; ++counter)
        catalogue.counters.push_back({ CounterNumber(counter), everywhere("Desk " + std::to_string(counter)) });
    for (int day = 1; day <= 5; ++day) {
        catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(12 * 60 + 30) });
        catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(13 * 60 + 30), LocalTime::from_minutes(17 * 60 + 30) });
    }
    return catalogue;
}

} // namespace zahide::sim
