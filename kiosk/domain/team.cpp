#include "joint_search.h"

#include <algorithm>

namespace zahide::domain {

namespace {

bool fits(Gender gender, GenderPreference preference)
{
    switch (preference) {
    case GenderPreference::any:
        return true;
    case GenderPreference::woman:
        return gender == Gender::woman;
    case GenderPreference::man:
        return gender == Gender::man;
    }
    return false;
}

bool is_useful(ServiceNeeds const& needs, ProfessionalRole role)
{
    bool const interprets = needs.interpreting == Interpreting::when_needed && role == ProfessionalRole::interpreter;
    return interprets || std::ranges::find(needs.roles, role, &RoleNeed::role) != needs.roles.end();
}

bool speaks(Professional const& professional, LanguageTag const& language)
{
    return std::ranges::find(professional.languages, language) != professional.languages.end();
}

bool share_language(Professional const& left, Professional const& right)
{
    return std::ranges::any_of(left.languages, [&right](LanguageTag const& language) { return speaks(right, language); });
}

} // namespace

Result<KnownWish> known_wish(Catalogue const& catalogue, BookingWish const& wish)
{
    auto const* const service = catalogue.find_service(wish.service.reveal());
    if (service == nullptr)
        return fail(ErrorCode::not_found, "there is no such service", "service", "name a service of the catalogue");
    if (!service->needs)
        return fail(ErrorCode::invalid, "there are no appointments for this service", "service", "take a ticket for it instead");
    if (std::ranges::find(catalogue.languages, wish.language.reveal()) == catalogue.languages.end())
        return fail(ErrorCode::invalid, "not a language of this center", "language", "name a language of the catalogue");
    return KnownWish { &*service->needs, wish.language.reveal(), wish.gender.reveal() };
}

Team::Team(Roster const& roster, KnownWish const& wish)
    : m_needs(wish.needs)
{
    for (auto const& professional : roster.professionals) {
        if (fits(professional.gender, wish.gender) && is_useful(*wish.needs, professional.role))
            m_people.push_back({ &professional, speaks(professional, wish.language) });
    }
    std::ranges::sort(m_people, {}, [](Person const& person) { return person.professional->id; });
    m_common.assign(m_people.size(), {});
    for (std::size_t interpreter = 0; interpreter < m_people.size(); ++interpreter) {
        auto const& who = *m_people[interpreter].professional;
        if (who.role != ProfessionalRole::interpreter || !m_people[interpreter].speaks)
            continue;
        for (auto const& person : m_people)
            m_common[interpreter].push_back(share_language(who, *person.professional));
    }
}

bool Team::understands(std::size_t person, std::optional<std::size_t> interpreter) const
{
    if (person == interpreter)
        return false; // they can't be both
    return m_people[person].speaks || (interpreter && m_common[*interpreter][person]);
}

std::optional<std::vector<std::size_t>> Team::fill_roles(std::vector<std::size_t> const& free, std::optional<std::size_t> interpreter) const
{
    std::vector<std::size_t> places;
    for (auto const& need : m_needs->roles) {
        auto missing = need.count;
        for (std::size_t place = 0; place < free.size() && missing > 0; ++place) {
            if (m_people[free[place]].professional->role != need.role || !understands(free[place], interpreter))
                continue;
            places.push_back(place);
            --missing;
        }
        if (missing > 0)
            return std::nullopt;
    }
    return places;
}

std::optional<Team::Choice> Team::choose(std::vector<std::size_t> const& free) const
{
    auto const named = [&free](std::vector<std::size_t> places) {
        std::ranges::transform(places, places.begin(), [&free](std::size_t place) { return free[place]; });
        return places;
    };
    if (auto alone = fill_roles(free, std::nullopt))
        return Choice { named(std::move(*alone)), std::nullopt };
    if (m_needs->interpreting == Interpreting::never)
        return std::nullopt;
    std::optional<std::vector<std::size_t>> best;
    std::optional<std::size_t> interpreter;
    for (auto const person : free) {
        if (m_common[person].empty())
            continue; // no interpreter of the visitor's language
        auto places = fill_roles(free, person);
        if (places && (!best || *places < *best)) {
            best = std::move(places);
            interpreter = person;
        }
    }
    if (!best)
        return std::nullopt;
    return Choice { named(std::move(*best)), interpreter };
}

} // namespace zahide::domain
