#include "domain/service_needs.h"

#include "checks.h"
#include "domain/limits.h"

#include <set>

namespace zahide::domain {

namespace {

struct Bounds {
    std::int64_t least;
    std::int64_t most;
};

/// A time that is taken in cells.
Result<void> check_cells(Minutes value, Bounds bounds, std::string const& where)
{
    if (value.count() < bounds.least || value.count() > bounds.most || value.count() % booking_cell.count() != 0)
        return wrong("not a time that can be booked", where,
            "use a multiple of " + std::to_string(booking_cell.count()) + " from " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most));
    return {};
}

Result<void> check_roles(std::vector<RoleNeed> const& roles, std::string const& where)
{
    if (roles.empty())
        return wrong("nobody is needed for an appointment", where, "name a role, for example lawyer");
    std::set<ProfessionalRole> seen;
    for (auto const& need : roles) {
        if (!seen.insert(need.role).second)
            return wrong("the role " + std::string(name_of(need.role)) + " is named twice", where, "name it once, with a count");
        if (need.count < 1 || need.count > limits::role_count_max)
            return wrong("not a number of people", where, "use a count of 1 to " + std::to_string(limits::role_count_max));
    }
    return {};
}

} // namespace

Result<void> check_needs(ServiceNeeds const& needs, std::string const& where)
{
    ZAHIDE_TRY_VOID(check_roles(needs.roles, where + ".roles"));
    if (needs.room_kind && !is_slug(*needs.room_kind))
        return wrong("not a kind of room", where + ".room_kind", "use a-z, 0-9 and - only, as the rooms do");
    Bounds const lengths { booking_cell.count(), limits::duration_minutes_max };
    Bounds const gaps { 0, limits::gap_minutes_max };
    ZAHIDE_TRY_VOID(check_cells(needs.duration, lengths, where + ".minutes"));
    ZAHIDE_TRY_VOID(check_cells(needs.gap_before, gaps, where + ".gap_before"));
    ZAHIDE_TRY_VOID(check_cells(needs.gap_after, gaps, where + ".gap_after"));
    ZAHIDE_TRY_VOID(check_cells(needs.grid, lengths, where + ".grid"));
    if (needs.days_ahead < 0 || needs.days_ahead > limits::days_ahead_max)
        return wrong("not a number of days", where + ".days_ahead", "use 0 to " + std::to_string(limits::days_ahead_max));
    auto const notice_max = std::chrono::days(limits::days_ahead_max);
    if (needs.notice < Minutes(0) || needs.notice > notice_max)
        return wrong("not a time of notice", where + ".notice", "use 0 to " + std::to_string(Minutes(notice_max).count()));
    return {};
}

} // namespace zahide::domain
