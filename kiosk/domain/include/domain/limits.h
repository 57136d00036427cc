#pragma once

#include <cstddef>
#include <cstdint>

/// What can grow has a limit with a name. These are the domain's; a queue's or a body's stands with its module.
namespace zahide::domain::limits {

inline constexpr std::int32_t ticket_number_max = 9999; ///< per center and local day; numbers never wrap
inline constexpr std::int32_t counter_number_max = 999;
inline constexpr std::int32_t lease_numbers_max = 500; ///< in one lease
inline constexpr std::int32_t lease_unused_numbers_max = 1000; ///< lent to one device for one day and not yet delivered
inline constexpr std::int32_t lease_days_ahead_max = 1; ///< today's and tomorrow's numbers are lent
inline constexpr std::size_t staff_max = 500; ///< of a center
inline constexpr std::size_t devices_max = 100; ///< of a center
inline constexpr std::size_t open_help_requests_max = 100; ///< of a center
inline constexpr std::size_t services_max = 100;
inline constexpr std::size_t counters_max = 100;
inline constexpr std::size_t closures_max = 2000;
inline constexpr std::size_t opening_hours_max = 70;
inline constexpr std::size_t languages_max = 40;
inline constexpr std::size_t professionals_max = 200; ///< of a center
inline constexpr std::size_t rooms_max = 100; ///< of a center
inline constexpr std::size_t schedules_max = 50; ///< of a professional
inline constexpr std::size_t absences_max = 500; ///< of a professional or a room
inline constexpr std::int32_t every_weeks_max = 8;
inline constexpr std::int32_t role_count_max = 4; ///< people of one role in one appointment
inline constexpr std::int32_t duration_minutes_max = 480;
inline constexpr std::int32_t gap_minutes_max = 120;
inline constexpr std::int32_t days_ahead_max = 365;
inline constexpr std::int32_t copy_order_minutes = 3; ///< a copy that a kiosk was asked for and hears of later is not printed
inline constexpr std::size_t copy_orders_max = 20; ///< that one kiosk has not told the end of
inline constexpr std::int32_t copy_orders_kept_minutes = 60; ///< in which a kiosk may still say how one came out
inline constexpr std::int32_t slots_per_service_max = 20; ///< Rules::slots_per_service
inline constexpr std::size_t slot_leases_max = 2000; ///< of a device, those used and not yet forgotten included
inline constexpr std::int32_t hold_minutes_max = 60; ///< Rules::hold_at_kiosk and hold_at_desk
inline constexpr std::int32_t hold_extensions_most = 10; ///< Rules::hold_extensions_max
inline constexpr std::int32_t check_in_minutes_max = 720; ///< Rules::check_in_before and check_in_after
inline constexpr std::int32_t cancelled_closed_minutes_max = 1440; ///< Rules::cancelled_closed
inline constexpr std::int32_t code_tries_most = 100; ///< Rules::code_tries_max
inline constexpr std::int32_t code_tries_window_minutes_max = 1440; ///< Rules::code_tries_window
inline constexpr std::int32_t availability_days_max = 31; ///< asked for at once
inline constexpr std::size_t next_offers_max = 12;
inline constexpr std::size_t holds_of_owner_max = 20; ///< of one device or member of the staff at once
inline constexpr std::size_t text_bytes_max = 2000; ///< one name or one explanation in one language
inline constexpr std::size_t login_bytes_max = 64;
inline constexpr std::size_t person_name_bytes_max = 200;
inline constexpr std::size_t password_bytes_min = 8;
inline constexpr std::size_t password_bytes_max = 256;
inline constexpr std::size_t machine_bytes_max = 128;
inline constexpr std::size_t tickets_of_visit_max = 50;
inline constexpr std::size_t marked_served_at_once_max = 500; ///< tickets
inline constexpr std::int32_t calls_of_ticket_max = 1000;
inline constexpr std::size_t wait_samples_max = 200;
inline constexpr std::int32_t kept_days_min = 14; ///< as long as answers to repeated requests are kept, which bear tickets too
inline constexpr std::int32_t kept_days_max = 3650;

} // namespace zahide::domain::limits
