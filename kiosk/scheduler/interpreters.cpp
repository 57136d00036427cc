#include "interpreters.h"

#include "domain/availability.h"

#include <algorithm>

namespace zahide::scheduler {

namespace {

bool works_now(domain::Professional const& professional, LocalDateTime const& now)
{
    return std::ranges::any_of(
        domain::working_hours_on(professional, now.date), [&now](domain::WorkingHours const& hours) { return hours.from <= now.time && now.time < hours.to; });
}

bool is_taken(domain::Professional const& professional, std::vector<domain::Occupation> const& taken)
{
    domain::Resource const resource { domain::ResourceKind::professional, professional.id.value() };
    return std::ranges::find(taken, resource, &domain::Occupation::resource) != taken.end();
}

} // namespace

std::vector<ServiceId> interpreted_services(domain::Catalogue const& catalogue)
{
    std::vector<ServiceId> services;
    for (auto const& service : catalogue.services) {
        if (service.needs && service.needs->interpreting == domain::Interpreting::when_needed)
            services.push_back(service.id);
    }
    return services;
}

Result<std::vector<LanguageTag>> interpreters_now(ports::Transaction const& snapshot, CenterNow const& center)
{
    auto const roster = ZAHIDE_TRY(snapshot.rosters().find(center.id()));
    auto const taken = ZAHIDE_TRY(snapshot.bookings().taken(center.id(), center.now, center.now + Milliseconds(1), center.now));
    std::vector<LanguageTag> languages;
    for (auto const& professional : roster.professionals) {
        bool const interprets = professional.role == domain::ProfessionalRole::interpreter;
        if (interprets && works_now(professional, center.local) && !is_taken(professional, taken))
            languages.insert(languages.end(), professional.languages.begin(), professional.languages.end());
    }
    return languages;
}

} // namespace zahide::scheduler
