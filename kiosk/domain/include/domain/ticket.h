#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/copy_order.h"
#include "domain/person.h"

#include <array>
#include <optional>
#include <vector>

namespace zahide::domain {

/// Where a ticket stands. done, cancelled and transferred are final; a noshow can still come back that day.
enum class TicketState : std::uint8_t { waiting, called, serving, parked, done, noshow, cancelled, transferred };
inline constexpr std::size_t ticket_state_count = 8;

/// What can happen to a ticket. `mark_served`: the desk says afterwards that it was served without a call, as while the
/// scheduler was out of reach.
enum class TicketEvent : std::uint8_t { call, recall, start, finish, no_show, park, resume, cancel, transfer, come_back, mark_served };
inline constexpr std::size_t ticket_event_count = 11;

/// The whole life of a ticket. Nothing for an event that the state forbids.
[[nodiscard]] std::optional<TicketState> next_state(TicketState state, TicketEvent event);

/// Whether somebody stands or sits at a counter with it.
[[nodiscard]] bool is_at_counter(TicketState state);
/// Whether it still stands in today's queue: waiting, called, serving or parked.
[[nodiscard]] bool is_open(TicketState state);

enum class Channel : std::uint8_t { kiosk, desk };

/// Whether it is a talk in private that cannot wait. Only staff ever see it.
enum class Urgency : std::uint8_t { ordinary, private_talk };

/// What the desk should know about how a ticket came in.
enum class TicketNote : std::uint8_t {
    service_replaced, ///< its service is no longer offered: reception takes it
    language_replaced, ///< its language is no longer offered: the center's first one stands in for it
    delivered_late, ///< the device was out of reach when it gave the number
    clock_doubtful, ///< the device's clock did not agree with ours
    marked_served, ///< it was served without a call: `called_by` said so at `ended_at`
};

/// A visitor's number and what it is for. Service, language, priority and preference are data of a special category.
struct Ticket {
    TicketId id;
    VisitId visit;
    CenterId center;
    TicketNumber number;
    LocalDate local_date; ///< the center's day for which the number holds
    TicketState state = TicketState::waiting;

    Personal<ServiceId> service;
    Personal<LanguageTag> language;
    Personal<Priority> priority;
    Personal<GenderPreference> gender;
    Personal<Urgency> urgency;

    Channel channel = Channel::desk;
    std::optional<DeviceId> device; ///< who gave it; none at the desk
    std::optional<LeaseId> lease; ///< from which the number came; none at the desk

    Instant given_at; ///< when the visitor got it
    Instant received_at; ///< when the scheduler learned of it
    Instant arrival_at; ///< since when it stands in the queue; kept or not by a transfer or a return
    std::optional<Instant> due_at; ///< the time of the appointment it was made for
    std::optional<AppointmentId> appointment; ///< which that was; its languages are provided for
    std::vector<StaffUserId> meant_for; ///< logins of the professionals it was made with: only they are given it by "call next". Empty: whoever can serve it
    std::int32_t ahead = 0; ///< how many waited for the same service when it came, for the wait estimate
    std::int32_t overtaken = 0; ///< how many that came later were called ahead of it

    std::int32_t calls = 0; ///< how often it was called in the present round
    std::optional<Instant> first_called_at;
    std::optional<Instant> called_at; ///< the last call
    std::optional<Instant> started_at;
    std::optional<Instant> ended_at;
    std::optional<CounterNumber> counter; ///< where it is or was last called to
    std::optional<StaffUserId> called_by; ///< or who marked it as served

    std::optional<TicketId> transferred_to;
    std::optional<TicketId> transferred_from;
    std::vector<TicketNote> notes;
    std::optional<CopyOrder> copy; ///< the last one asked for

    friend bool operator==(Ticket const&, Ticket const&) = default;
};

/// What happens to a ticket, when, and for a call where and by whom.
struct TicketStep {
    TicketEvent event = TicketEvent::call;
    Instant at;
    std::optional<CounterNumber> counter = std::nullopt; ///< of a call
    std::optional<StaffUserId> staff = std::nullopt; ///< of a call, and who marks it as served
};

/// Moves the ticket along its life and sets what the event itself says: times, counts, who and where.
/// Fails with `conflict` if the ticket's state forbids the event, with `limit` if it was called too often.
[[nodiscard]] Result<Ticket> apply(Ticket ticket, TicketStep const& step);

/// Why a ticket that was to be marked as served stays as it is.
enum class WhyLeft : std::uint8_t {
    at_counter, ///< somebody has called it meanwhile
    ended, ///< it is done, missed, cancelled or transferred already
    another_day, ///< its day is over
    unknown, ///< there is no such ticket in this center
};

/// Whether the desk can still say on that day that it was served without a call; if not, why.
[[nodiscard]] std::optional<WhyLeft> why_not_marked_served(Ticket const& ticket, LocalDate today);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::TicketState> {
    using Value = zahide::domain::TicketState;
    static constexpr std::array<EnumName<Value>, zahide::domain::ticket_state_count> entries { { { Value::waiting, "waiting" }, { Value::called, "called" },
        { Value::serving, "serving" }, { Value::parked, "parked" }, { Value::done, "done" }, { Value::noshow, "noshow" }, { Value::cancelled, "cancelled" },
        { Value::transferred, "transferred" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::TicketEvent> {
    using Value = zahide::domain::TicketEvent;
    static constexpr std::array<EnumName<Value>, zahide::domain::ticket_event_count> entries { { { Value::call, "call" }, { Value::recall, "recall" },
        { Value::start, "start" }, { Value::finish, "finish" }, { Value::no_show, "no-show" }, { Value::park, "park" }, { Value::resume, "resume" },
        { Value::cancel, "cancel" }, { Value::transfer, "transfer" }, { Value::come_back, "come back" }, { Value::mark_served, "mark as served" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::Channel> {
    using Value = zahide::domain::Channel;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::kiosk, "kiosk" }, { Value::desk, "desk" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::Urgency> {
    using Value = zahide::domain::Urgency;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::ordinary, "ordinary" }, { Value::private_talk, "private_talk" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::TicketNote> {
    using Value = zahide::domain::TicketNote;
    static constexpr std::array<EnumName<Value>, 5> entries { { { Value::service_replaced, "service_replaced" },
        { Value::language_replaced, "language_replaced" }, { Value::delivered_late, "delivered_late" }, { Value::clock_doubtful, "clock_doubtful" },
        { Value::marked_served, "marked_served" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::WhyLeft> {
    using Value = zahide::domain::WhyLeft;
    static constexpr std::array<EnumName<Value>, 4> entries { { { Value::at_counter, "at_counter" }, { Value::ended, "ended" },
        { Value::another_day, "another_day" }, { Value::unknown, "unknown" } } };
};
