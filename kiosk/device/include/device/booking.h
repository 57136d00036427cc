#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/strong.h"
#include "base/time.h"
#include "device/ticket.h"
#include "domain/appointment.h"
#include "domain/availability.h"
#include "protocol/booking.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

/// A visitor's way to an appointment. Asked one after the other while somebody stands there; the scheduler decides, and of the
/// slots lent to this device the device, while the scheduler is out of reach.
namespace zahide::device {

/// Names one question of one run of the program.
using BookingQuestionId = Strong<struct BookingQuestionIdTag, std::uint64_t>;

struct AskTimes {
    domain::BookingWish wish;
    std::optional<LocalDate> from; ///< none: today
    std::int32_t days = 14;
};
struct HoldTime {
    domain::BookingWish wish;
    Instant start;
};
/// The visitor turned back. Answered with Done, whatever comes of it.
struct ReleaseTime {
    HoldId hold;
};
struct BookTime {
    HoldId hold;
};
struct FindAppointment {
    Personal<domain::AppointmentCode> code;
};
struct CheckIn {
    AppointmentId appointment;
};
struct MoveAppointment {
    AppointmentId appointment;
    HoldId hold;
};
struct CancelAppointment {
    AppointmentId appointment;
};
using BookingQuestion = std::variant<AskTimes, HoldTime, ReleaseTime, BookTime, FindAppointment, CheckIn, MoveAppointment, CancelAppointment>;

struct Times {
    std::vector<domain::Offer> starts;
    std::vector<domain::Offer> next; ///< when there are none: the next free ones
};
struct TimeHeld {
    protocol::HoldView hold;
};
/// Booked or moved, and durable at the scheduler. The paper is journalled: print it and report with print_finished().
struct AppointmentMade {
    protocol::AppointmentView appointment; ///< with its code
    PrintJobId print_job;
};
struct AppointmentFound {
    protocol::AppointmentView appointment;
};
/// Checked in; the paper is journalled.
struct CheckedIn {
    protocol::AppointmentView appointment;
    TicketPromise promise;
};
struct AppointmentCancelled {
    protocol::AppointmentView appointment;
};
struct Released { };

enum class BookingFailure : std::uint8_t {
    unreachable, ///< no scheduler, or it did not answer in time
    slot_taken, ///< somebody was quicker; `next` has what is free
    hold_gone, ///< the visitor decided too long
    not_servable, ///< nobody here can serve this wish at all
    unknown_code,
    too_many_tries,
    too_early, ///< to check in
    too_late,
    not_any_more, ///< its state forbids it: cancelled, served, moved
    failed, ///< anything else: the desk helps
};
struct BookingFailed {
    BookingFailure why = BookingFailure::failed;
    std::vector<domain::Offer> next;
};
using BookingAnswer = std::variant<Times, TimeHeld, AppointmentMade, AppointmentFound, CheckedIn, AppointmentCancelled, Released, BookingFailed>;

/// An effect of Device::handle().
struct BookingAnswered {
    BookingQuestionId question;
    BookingAnswer answer;
};

} // namespace zahide::device
