#include "domain/availability.h"

namespace zahide::domain {

std::vector<Resource> Assignment::resources() const
{
    std::vector<Resource> all;
    all.reserve(professionals.size() + 2);
    for (auto const& professional : professionals)
        all.push_back({ ResourceKind::professional, professional.value() });
    if (interpreter)
        all.push_back({ ResourceKind::professional, interpreter->value() });
    if (room)
        all.push_back({ ResourceKind::room, room->value() });
    return all;
}

std::vector<Occupation> occupations_of(Assignment const& assignment, ServiceNeeds const& needs, Instant start)
{
    auto const from = start - needs.gap_before;
    auto const to = start + needs.duration + needs.gap_after;
    std::vector<Occupation> occupations;
    for (auto& resource : assignment.resources())
        occupations.push_back({ std::move(resource), from, to });
    return occupations;
}

} // namespace zahide::domain
