#include "flow_state.h"

#include <algorithm>
#include <utility>

namespace zahide::visitor {

namespace {

/// The question that an answer can be to; an answer to another one comes too late and is nobody's any more.
bool fits(device::BookingAnswer const& answer, std::size_t question)
{
    auto const is = [question]<class... Questions>() { return ((device::BookingQuestion(Questions {}).index() == question) || ...); };
    return std::visit(
        [&](auto const& one) {
            using Answer = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Answer, device::Times>)
                return is.template operator()<device::AskTimes>();
            else if constexpr (std::is_same_v<Answer, device::TimeHeld>)
                return is.template operator()<device::HoldTime>();
            else if constexpr (std::is_same_v<Answer, device::AppointmentMade>)
                return is.template operator()<device::BookTime, device::MoveAppointment>();
            else if constexpr (std::is_same_v<Answer, device::AppointmentFound>)
                return is.template operator()<device::FindAppointment>();
            else if constexpr (std::is_same_v<Answer, device::CheckedIn>)
                return is.template operator()<device::CheckIn>();
            else if constexpr (std::is_same_v<Answer, device::AppointmentCancelled>)
                return is.template operator()<device::CancelAppointment>();
            else if constexpr (std::is_same_v<Answer, device::Released>)
                return false; // nothing is asked for that is answered so
            else
                return true; // anything can fail
        },
        answer);
}

} // namespace

void FlowState::answered(device::BookingAnswer const& answer)
{
    if (!visit.booking.asked || !fits(answer, visit.booking.asked->question))
        return;
    taken_question = *std::exchange(visit.booking.asked, std::nullopt);
    std::visit([this](auto const& one) { take_answer(one); }, answer);
}

void FlowState::arrive(Screen screen)
{
    Screen const from = taken_question.from;
    if (visit.screen == Screen::moment)
        return show(screen);
    if (visit.screen == from)
        return open(screen);
    // The visitor looks at help or the languages meanwhile, and comes back to what became of it.
    auto& way = visit.way_back;
    auto const moment = std::find(way.rbegin(), way.rend(), Screen::moment);
    if (moment != way.rend()) {
        *moment = screen;
        return;
    }
    auto const asked = std::find(way.rbegin(), way.rend(), from);
    way.insert(asked == way.rend() ? way.begin() : asked.base(), screen);
}

void FlowState::arrive_at_paper(Screen screen, PrintJobId const& job)
{
    bool const is_looking_on = visit.screen == Screen::moment || visit.screen == taken_question.from;
    arrive(screen);
    // From a paper there is no way back to what led to it.
    auto const kept = std::find(visit.way_back.begin(), visit.way_back.end(), screen);
    visit.way_back.erase(visit.way_back.begin(), is_looking_on ? visit.way_back.end() : kept);
    awaited_print = job;
    paper_since = now;
    early_end.reset();
}

void FlowState::take_answer(device::Times const& times)
{
    Booking& booking = visit.booking;
    booking.starts = times.starts;
    booking.next = times.next;
    booking.day.reset();
    booking.page = 0;
    booking.trouble.reset();
    // Days and times looked at before are not where one comes back to: they may be full now.
    std::erase_if(visit.way_back, [](Screen screen) {
        using enum Screen;
        return screen == book_day || screen == book_time || screen == book_next || screen == taken || screen == book_confirm || screen == book_trouble;
    });
    if (!booking.starts.empty())
        arrive(Screen::book_day);
    else
        arrive(booking.next.empty() ? Screen::book_trouble : Screen::book_next);
}

void FlowState::take_answer(device::TimeHeld const& held)
{
    visit.booking.hold = held.hold;
    // Counted from when it was asked for: rather let go too early here than too late. The kiosk's clock may be another.
    Minutes const length = facts.catalogue ? facts.catalogue->rules.hold_at_kiosk : domain::Rules {}.hold_at_kiosk;
    visit.booking.held_until = taken_question.since + length;
    arrive(Screen::book_confirm);
}

void FlowState::take_answer(device::AppointmentMade const& made)
{
    visit.booking.hold.reset(); // it has become the appointment
    visit.booking.appointment = made.appointment;
    visit.booking.made = Booking::Made { .way = visit.booking.way, .ended = {} };
    arrive_at_paper(Screen::booked_printing, made.print_job);
}

void FlowState::take_answer(device::AppointmentFound const& found)
{
    visit.booking.appointment = found.appointment;
    visit.booking.code_word = Booking::CodeWord::none;
    arrive(Screen::appointment);
}

void FlowState::take_answer(device::CheckedIn const& checked_in)
{
    visit.booking.appointment = checked_in.appointment;
    visit.given = Visit::Given { .promise = Personal(checked_in.promise),
        .service = checked_in.appointment.wish.service,
        .urgency = domain::Urgency::ordinary,
        .wait = {},
        .ended = {},
        .was_copied = false };
    arrive_at_paper(Screen::printing, checked_in.promise.print_job);
}

void FlowState::take_answer(device::AppointmentCancelled const& cancelled)
{
    visit.booking.appointment = cancelled.appointment;
    visit.way_back.clear();
    show(Screen::cancelled);
}

void FlowState::take_answer(device::Released const&) { }

void FlowState::take_answer(device::BookingFailed const& failure)
{
    using enum device::BookingFailure;
    Booking& booking = visit.booking;
    if (booking.hold) { // what was to become of it has failed: it is not kept from others for nothing
        is_abandoned = true;
        booking.hold.reset();
    }
    booking.trouble = failure.why;
    booking.next = failure.next;
    if (failure.why == unknown_code) {
        booking.code_word = Booking::CodeWord::unknown;
        if (visit.screen == Screen::moment)
            back();
    } else if ((failure.why == too_early || failure.why == too_late) && booking.appointment) {
        booking.appointment->check_in = failure.why == too_early ? domain::CheckInTime::too_early : domain::CheckInTime::too_late;
        if (visit.screen == Screen::moment)
            back();
    } else {
        arrive(failure.why == slot_taken || failure.why == hold_gone ? Screen::taken : Screen::book_trouble);
    }
}

} // namespace zahide::visitor
