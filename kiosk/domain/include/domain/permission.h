#pragma once

#include "base/enum_names.h"
#include "base/result.h"
#include "domain/principal.h"

namespace zahide::domain {

/// What can be asked of the scheduler, as the rows of the permission table.
enum class Action : std::uint8_t {
    view_catalogue,
    change_catalogue,
    issue_ticket, ///< at the desk: the scheduler gives the number
    deliver_ticket, ///< by a device: the number was given from its lease
    lend_numbers, ///< and slots
    call_ticket, ///< next or a certain one; again
    serve_ticket, ///< start, finish, no-show, park, resume, mark as served
    cancel_ticket,
    transfer_ticket,
    view_queue,
    view_calls,
    view_waits,
    ask_help,
    settle_help,
    report_status,
    view_devices,
    change_devices,
    view_staff,
    change_staff,
    open_session, ///< for who has proved themselves
    end_own_session,
    listen, ///< to the change feed, filtered by who listens
    clean_up, ///< nightly jobs
    view_availability, ///< the starts that are free
    hold_slot, ///< keep, extend and give back
    book_appointment,
    find_appointment, ///< by the code of its paper
    check_in_appointment,
    move_appointment,
    cancel_appointment,
    miss_appointment, ///< nobody came
    view_appointments, ///< a day's, with who is taken
    view_roster,
    change_roster,
    go_on_without,
};
inline constexpr std::size_t action_count = 35;

/// Whether that kind of principal may do it at all, by the table.
[[nodiscard]] bool is_allowed(PrincipalKind kind, Action action);

/// Whether this principal may do it in that center: the table, and own center only (the system: any).
/// Fails with `forbidden`, naming the action and neither person nor center.
[[nodiscard]] Result<void> permit(Principal const& principal, Action action, CenterId const& center);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::Action> {
    using Value = zahide::domain::Action;
    static constexpr std::array<EnumName<Value>, zahide::domain::action_count> entries { {
        { Value::view_catalogue, "view the catalogue" },
        { Value::change_catalogue, "change the catalogue" },
        { Value::issue_ticket, "issue a ticket" },
        { Value::deliver_ticket, "deliver a ticket" },
        { Value::lend_numbers, "be lent ticket numbers" },
        { Value::call_ticket, "call a ticket" },
        { Value::serve_ticket, "serve a ticket" },
        { Value::cancel_ticket, "cancel a ticket" },
        { Value::transfer_ticket, "transfer a ticket" },
        { Value::view_queue, "view the queue" },
        { Value::view_calls, "view the calls" },
        { Value::view_waits, "view the waits" },
        { Value::ask_help, "ask for help" },
        { Value::settle_help, "settle a request for help" },
        { Value::report_status, "report a device's status" },
        { Value::view_devices, "view the devices" },
        { Value::change_devices, "change the devices" },
        { Value::view_staff, "view the staff" },
        { Value::change_staff, "change the staff" },
        { Value::open_session, "open a session" },
        { Value::end_own_session, "end a session" },
        { Value::listen, "listen to changes" },
        { Value::clean_up, "clean up" },
        { Value::view_availability, "view availability" },
        { Value::hold_slot, "hold a time" },
        { Value::book_appointment, "book an appointment" },
        { Value::find_appointment, "find an appointment by its code" },
        { Value::check_in_appointment, "check in for an appointment" },
        { Value::move_appointment, "move an appointment" },
        { Value::cancel_appointment, "cancel an appointment" },
        { Value::miss_appointment, "mark an appointment as missed" },
        { Value::view_appointments, "view the appointments" },
        { Value::view_roster, "view the roster" },
        { Value::change_roster, "change the roster" },
        { Value::go_on_without, "go on without a device" },
    } };
};
