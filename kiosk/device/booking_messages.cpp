#include "booking_messages.h"

#include "domain/person.h"
#include "protocol/booking.h"
#include "protocol/problem.h"

#include <string_view>

namespace zahide::device {

namespace {

template<class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template<class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

// Ids of services are slugs and languages BCP 47 tags: nothing in them needs percent-encoding (RFC 3986 §2.3).
std::string availability_target(CenterId const& center, AskTimes const& ask)
{
    std::string target = "/v1/centers/" + center.value() + "/availability?service=" + ask.wish.service.reveal().value()
        + "&language=" + ask.wish.language.reveal().value() + "&gender=" + std::string(name_of(ask.wish.gender.reveal()));
    if (ask.from)
        target += "&from=" + ask.from->text();
    return target + "&days=" + std::to_string(ask.days);
}

Draft post(std::string target, std::string body, IdempotencyKey const& key)
{
    return { Method::post, std::move(target), std::move(body), key, std::nullopt };
}

std::string appointment_target(AppointmentId const& appointment, std::string_view what)
{
    return "/v1/appointments/" + appointment.value().text() + "/" + std::string(what);
}

/// Where only the ErrorCode is told.
BookingFailure failure_of_code(BookingQuestion const& question, Error const& error)
{
    bool const is_hold = std::holds_alternative<HoldTime>(question);
    bool const is_of_appointment
        = std::holds_alternative<CheckIn>(question) || std::holds_alternative<MoveAppointment>(question) || std::holds_alternative<CancelAppointment>(question);
    // A start that was offered and is no longer allowed: its time has come meanwhile, or the hours were changed.
    if (is_hold && (error.code == ErrorCode::conflict || (error.code == ErrorCode::invalid && error.where == "start")))
        return BookingFailure::slot_taken;
    if (is_of_appointment && (error.code == ErrorCode::conflict || error.code == ErrorCode::not_found))
        return BookingFailure::not_any_more;
    return BookingFailure::failed;
}

BookingFailure failure_of_error(BookingQuestion const& question, Error const& error)
{
    switch (error.reason) {
    case Reason::none:
        break;
    case Reason::slot_taken:
        return BookingFailure::slot_taken;
    case Reason::hold_gone:
        return BookingFailure::hold_gone;
    case Reason::unknown_code:
        return BookingFailure::unknown_code;
    case Reason::too_early:
        return BookingFailure::too_early;
    case Reason::too_late:
        return BookingFailure::too_late;
    case Reason::not_servable:
        return BookingFailure::not_servable;
    case Reason::too_many_tries:
        return BookingFailure::too_many_tries;
    case Reason::awaiting_devices:
        return BookingFailure::unreachable;
    }
    return failure_of_code(question, error);
}

} // namespace

Draft release_draft(HoldId const& hold, IdempotencyKey const& key)
{
    return post("/v1/holds/" + hold.value().text() + "/release", "{}", key);
}

Draft book_draft(HoldId const& hold, IdempotencyKey const& key)
{
    return post("/v1/appointments", protocol::encode(protocol::HoldReference { hold }), key);
}

Draft cancel_draft(AppointmentId const& appointment, IdempotencyKey const& key)
{
    return post(appointment_target(appointment, "cancel"), "{}", key);
}

Draft draft_of(BookingQuestion const& question, CenterId const& center, IdempotencyKey const& key)
{
    auto const of_center = "/v1/centers/" + center.value();
    return std::visit(
        Overloaded {
            [&](AskTimes const& ask) {
                return Draft { Method::get, availability_target(center, ask), {}, std::nullopt, std::nullopt };
            },
            [&](HoldTime const& ask) {
                return post(of_center + "/holds", protocol::encode(protocol::NewHold { ask.wish, ask.start }), key);
            },
            [&](ReleaseTime const& ask) { return release_draft(ask.hold, key); },
            [&](BookTime const& ask) { return book_draft(ask.hold, key); },
            [&](FindAppointment const& ask) { return post(of_center + "/appointments/lookup", protocol::encode(protocol::CodeLookup { ask.code }), key); },
            [&](CheckIn const& ask) { return post(appointment_target(ask.appointment, "check-in"), "{}", key); },
            [&](MoveAppointment const& ask) {
                return post(appointment_target(ask.appointment, "reschedule"), protocol::encode(protocol::HoldReference { ask.hold }), key);
            },
            [&](CancelAppointment const& ask) { return cancel_draft(ask.appointment, key); },
        },
        question);
}

bool is_for_later(Answer const& answer)
{
    auto const problem = protocol::decode<protocol::Problem>(answer.body);
    return problem && protocol::error_of(*problem).reason == Reason::awaiting_devices;
}

BookingFailed failure_of(BookingQuestion const& question, Answer const& answer)
{
    auto problem = protocol::decode<protocol::Problem>(answer.body);
    if (!problem)
        return { BookingFailure::failed, {} };
    BookingFailed failed { failure_of_error(question, protocol::error_of(*problem)), {} };
    if (problem->slot_taken)
        failed.next = std::move(problem->slot_taken->next_starts);
    return failed;
}

} // namespace zahide::device
