#include "domain/permission.h"

#include "base/verify.h"

#include <array>
#include <string>

namespace zahide::domain {

namespace {

enum class May : std::uint8_t { no, yes };
constexpr May o = May::no;
constexpr May x = May::yes;

struct Row {
    Action action;
    std::array<May, principal_kind_count> kinds; ///< in PrincipalKind's order
};

/// Who may do what. One row an action, in Action's order; own center only for all but the system.
constexpr std::array<Row, action_count> table { {
    // clang-format off
    //                                kiosk board desk coordinator professional visitor system
    { Action::view_catalogue,       { x,    x,    x,   x,          x,           x,       x } },
    { Action::change_catalogue,     { o,    o,    o,   x,          o,           o,       x } },
    { Action::issue_ticket,         { o,    o,    x,   x,          x,           o,       o } },
    { Action::deliver_ticket,       { x,    o,    o,   o,          o,           o,       o } },
    { Action::lend_numbers,         { x,    o,    o,   o,          o,           o,       o } },
    { Action::call_ticket,          { o,    o,    x,   x,          x,           o,       o } },
    { Action::serve_ticket,         { o,    o,    x,   x,          x,           o,       o } },
    { Action::cancel_ticket,        { o,    o,    x,   x,          x,           o,       o } },
    { Action::transfer_ticket,      { o,    o,    x,   x,          x,           o,       o } },
    { Action::view_queue,           { o,    o,    x,   x,          x,           o,       x } },
    { Action::view_calls,           { o,    x,    x,   x,          x,           o,       o } },
    { Action::view_waits,           { x,    o,    x,   x,          x,           o,       o } },
    { Action::ask_help,             { x,    o,    o,   o,          o,           o,       o } },
    { Action::settle_help,          { o,    o,    x,   x,          x,           o,       o } },
    { Action::report_status,        { x,    x,    o,   o,          o,           o,       o } },
    { Action::view_devices,         { o,    o,    x,   x,          x,           o,       x } },
    { Action::change_devices,       { o,    o,    o,   x,          o,           o,       x } },
    { Action::view_staff,           { o,    o,    x,   x,          x,           o,       x } },
    { Action::change_staff,         { o,    o,    o,   x,          o,           o,       x } },
    { Action::open_session,         { o,    o,    o,   o,          o,           o,       x } },
    { Action::end_own_session,      { x,    x,    x,   x,          x,           o,       x } },
    { Action::listen,               { x,    x,    x,   x,          x,           o,       o } },
    { Action::clean_up,             { o,    o,    o,   o,          o,           o,       x } },
    { Action::view_availability,    { x,    o,    x,   x,          x,           o,       o } },
    { Action::hold_slot,            { x,    o,    x,   x,          x,           o,       o } },
    { Action::book_appointment,     { x,    o,    x,   x,          x,           o,       o } },
    { Action::find_appointment,     { x,    o,    x,   x,          x,           o,       o } },
    { Action::check_in_appointment, { x,    o,    x,   x,          x,           o,       o } },
    { Action::move_appointment,     { x,    o,    x,   x,          x,           o,       o } },
    { Action::cancel_appointment,   { x,    o,    x,   x,          x,           o,       o } },
    { Action::miss_appointment,     { o,    o,    x,   x,          x,           o,       o } },
    { Action::view_appointments,    { o,    o,    x,   x,          x,           o,       x } },
    { Action::view_roster,          { o,    o,    x,   x,          x,           o,       x } },
    { Action::change_roster,        { o,    o,    o,   x,          o,           o,       x } },
    { Action::go_on_without,        { o,    o,    x,   x,          x,           o,       x } },
    // clang-format on
} };

constexpr bool is_in_order()
{
    for (std::size_t index = 0; index < table.size(); ++index) {
        if (static_cast<std::size_t>(table[index].action) != index)
            return false;
    }
    return true;
}
static_assert(is_in_order(), "the permission table has one row for each action, in their order");

} // namespace

bool is_allowed(PrincipalKind kind, Action action)
{
    auto const row = static_cast<std::size_t>(action);
    auto const column = static_cast<std::size_t>(kind);
    ZAHIDE_VERIFY(row < table.size() && column < principal_kind_count);
    return table[row].kinds[column] == May::yes;
}

Result<void> permit(Principal const& principal, Action action, CenterId const& center)
{
    auto const own = center_of(principal);
    if (is_allowed(kind_of(principal), action) && (!own || *own == center))
        return {};
    return fail(ErrorCode::forbidden, "you may not " + std::string(name_of(action)) + " here", {}, "log in as somebody who may");
}

} // namespace zahide::domain
