#pragma once

#include "api_context.h"

/// One function a route: parse, ask the use case, encode.
namespace zahide::http {

// api_sessions.cpp
[[nodiscard]] Result<Response> open_staff_session(Context& context);
[[nodiscard]] Result<Response> show_staff_session(Context& context);
[[nodiscard]] Result<Response> end_staff_session(Context& context);
[[nodiscard]] Result<Response> make_device_challenge(Context& context);
[[nodiscard]] Result<Response> open_device_session(Context& context);

// api_center.cpp
[[nodiscard]] Result<Response> show_catalogue(Context& context);
[[nodiscard]] Result<Response> show_services(Context& context);
[[nodiscard]] Result<Response> show_queue(Context& context);
[[nodiscard]] Result<Response> show_calls(Context& context);
[[nodiscard]] Result<Response> ask_help(Context& context);
[[nodiscard]] Result<Response> settle_help(Context& context);

// api_tickets.cpp
[[nodiscard]] Result<Response> add_ticket(Context& context);
[[nodiscard]] Result<Response> call_next(Context& context);
[[nodiscard]] Result<Response> call_ticket(Context& context);
[[nodiscard]] Result<Response> recall_ticket(Context& context);
[[nodiscard]] Result<Response> start_ticket(Context& context);
[[nodiscard]] Result<Response> finish_ticket(Context& context);
[[nodiscard]] Result<Response> miss_ticket(Context& context);
[[nodiscard]] Result<Response> park_ticket(Context& context);
[[nodiscard]] Result<Response> resume_ticket(Context& context);
[[nodiscard]] Result<Response> cancel_ticket(Context& context);
[[nodiscard]] Result<Response> transfer_ticket(Context& context);
[[nodiscard]] Result<Response> order_copy(Context& context);
[[nodiscard]] Result<Response> mark_served(Context& context);

// api_bookings.cpp
[[nodiscard]] Result<Response> show_availability(Context& context);
[[nodiscard]] Result<Response> hold_slot(Context& context);
[[nodiscard]] Result<Response> extend_hold(Context& context);
[[nodiscard]] Result<Response> release_hold(Context& context);
[[nodiscard]] Result<Response> list_appointments(Context& context);
[[nodiscard]] Result<Response> show_roster(Context& context);

// api_appointments.cpp
[[nodiscard]] Result<Response> book_appointment(Context& context);
[[nodiscard]] Result<Response> look_up_appointment(Context& context);
[[nodiscard]] Result<Response> check_in_appointment(Context& context);
[[nodiscard]] Result<Response> move_appointment(Context& context);
[[nodiscard]] Result<Response> cancel_appointment(Context& context);
[[nodiscard]] Result<Response> miss_appointment(Context& context);

// api_devices.cpp
[[nodiscard]] Result<Response> lend_numbers(Context& context);
[[nodiscard]] Result<Response> report_status(Context& context);
[[nodiscard]] Result<Response> take_back_numbers(Context& context);
[[nodiscard]] Result<Response> note_renewal(Context& context);
[[nodiscard]] Result<Response> go_on_without(Context& context);
[[nodiscard]] Result<Response> list_devices(Context& context);

// api_deliveries.cpp
[[nodiscard]] Result<Response> take_deliveries(Context& context);

// api_page.cpp
[[nodiscard]] Result<Response> show_ticket_page(Context& context);

// api_slot_leases.cpp
[[nodiscard]] Result<Response> lend_slots(Context& context);
[[nodiscard]] Result<Response> book_lent_slot(Context& context);

// api_service.cpp
[[nodiscard]] Result<Response> show_health(Context& context);
[[nodiscard]] Result<Response> show_metrics(Context& context);
[[nodiscard]] Result<Response> show_openapi(Context& context);
[[nodiscard]] Result<Response> listen_to_events(Context& context);
[[nodiscard]] Result<Response> show_console(Context& context);
[[nodiscard]] Result<Response> show_locale(Context& context);
[[nodiscard]] Result<Response> lead_to_console(Context& context);

} // namespace zahide::http
