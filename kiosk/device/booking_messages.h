#pragma once

#include "context.h"
#include "device/booking.h"

namespace zahide::device {

/// What is sent for a question.
[[nodiscard]] Draft draft_of(BookingQuestion const& question, CenterId const& center, IdempotencyKey const& key);
[[nodiscard]] Draft release_draft(HoldId const& hold, IdempotencyKey const& key);
[[nodiscard]] Draft book_draft(HoldId const& hold, IdempotencyKey const& key);
[[nodiscard]] Draft cancel_draft(AppointmentId const& appointment, IdempotencyKey const& key);

/// The scheduler gives no times now, and won't within a visitor's patience: Reason::awaiting_devices.
[[nodiscard]] bool is_for_later(Answer const& answer);
/// Why a question failed, by an answer that is not a success.
[[nodiscard]] BookingFailed failure_of(BookingQuestion const& question, Answer const& answer);

} // namespace zahide::device
