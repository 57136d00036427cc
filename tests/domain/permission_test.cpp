#include "domain/permission.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace zahide::domain {
namespace {

// Who may do what, written a second time and by kind: everything that is not listed is forbidden.
struct Allowed {
    PrincipalKind kind;
    std::vector<Action> actions;
};

std::vector<Action> const desk { Action::view_catalogue, Action::issue_ticket, Action::call_ticket, Action::serve_ticket, Action::cancel_ticket,
    Action::transfer_ticket, Action::view_queue, Action::view_calls, Action::view_waits, Action::settle_help, Action::view_devices, Action::view_staff,
    Action::end_own_session, Action::listen, Action::view_availability, Action::hold_slot, Action::book_appointment, Action::find_appointment,
    Action::check_in_appointment, Action::move_appointment, Action::cancel_appointment, Action::miss_appointment, Action::view_appointments,
    Action::view_roster, Action::go_on_without };

std::vector<Action> with(std::vector<Action> actions, std::vector<Action> const& more)
{
    actions.insert(actions.end(), more.begin(), more.end());
    return actions;
}

std::vector<Allowed> const table {
    { PrincipalKind::kiosk,
        { Action::view_catalogue, Action::deliver_ticket, Action::lend_numbers, Action::view_waits, Action::ask_help, Action::report_status,
            Action::end_own_session, Action::listen, Action::view_availability, Action::hold_slot, Action::book_appointment, Action::find_appointment,
            Action::check_in_appointment, Action::move_appointment, Action::cancel_appointment } },
    { PrincipalKind::board, { Action::view_catalogue, Action::view_calls, Action::report_status, Action::end_own_session, Action::listen } },
    { PrincipalKind::front_desk, desk },
    { PrincipalKind::coordinator, with(desk, { Action::change_catalogue, Action::change_devices, Action::change_staff, Action::change_roster }) },
    { PrincipalKind::professional, desk },
    { PrincipalKind::visitor, { Action::view_catalogue } },
    { PrincipalKind::system,
        { Action::view_catalogue, Action::change_catalogue, Action::view_devices, Action::change_devices, Action::view_staff, Action::change_staff,
            Action::view_queue, Action::open_session, Action::end_own_session, Action::clean_up, Action::view_appointments, Action::view_roster,
            Action::change_roster, Action::go_on_without } },
};

Principal principal_of(PrincipalKind kind, CenterId const& center)
{
    switch (kind) {
    case PrincipalKind::kiosk:
        return DevicePrincipal { DeviceId("kiosk-1"), DeviceKind::kiosk, center };
    case PrincipalKind::board:
        return DevicePrincipal { DeviceId("board-1"), DeviceKind::board, center };
    case PrincipalKind::front_desk:
        return StaffPrincipal { StaffUserId("ayse"), StaffRole::front_desk, center };
    case PrincipalKind::coordinator:
        return StaffPrincipal { StaffUserId("ayse"), StaffRole::coordinator, center };
    case PrincipalKind::professional:
        return StaffPrincipal { StaffUserId("ayse"), StaffRole::professional, center };
    case PrincipalKind::visitor:
        return VisitorPrincipal { VisitId(), center };
    case PrincipalKind::system:
        return SystemPrincipal {};
    }
    return SystemPrincipal {};
}

TEST(Permission, EveryKindAndAction_IsAsTheTableSays)
{
    ASSERT_EQ(table.size(), principal_kind_count);
    for (auto const& row : table) {
        for (std::size_t index = 0; index < action_count; ++index) {
            auto const action = static_cast<Action>(index);
            bool const expected = std::ranges::find(row.actions, action) != row.actions.end();
            EXPECT_EQ(is_allowed(row.kind, action), expected) << "kind " << static_cast<int>(row.kind) << ", " << name_of(action);
        }
    }
}

TEST(Permission, EveryPrincipalAndAction_IsPermittedInItsOwnCenterOnly)
{
    CenterId const own("zahide-nine");
    CenterId const other("elsewhere");
    for (auto const& row : table) {
        auto const principal = principal_of(row.kind, own);
        EXPECT_EQ(kind_of(principal), row.kind);
        for (std::size_t index = 0; index < action_count; ++index) {
            auto const action = static_cast<Action>(index);
            bool const allowed = is_allowed(row.kind, action);
            EXPECT_EQ(permit(principal, action, own).has_value(), allowed) << name_of(action);
            EXPECT_EQ(permit(principal, action, other).has_value(), allowed && row.kind == PrincipalKind::system) << name_of(action);
        }
    }
}

TEST(Permission, Refusal_NamesTheActionAndNobody)
{
    auto const refused = permit(principal_of(PrincipalKind::board, CenterId("zahide-nine")), Action::view_queue, CenterId("zahide-nine"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_NE(refused.error().what.find("view the queue"), std::string::npos);
    EXPECT_EQ(refused.error().line().find("board-1"), std::string::npos);
}

TEST(Permission, EveryAction_HasAName)
{
    for (std::size_t index = 0; index < action_count; ++index)
        EXPECT_FALSE(name_of(static_cast<Action>(index)).empty()) << index;
}

} // namespace
} // namespace zahide::domain
