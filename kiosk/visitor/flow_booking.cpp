#include "flow_state.h"

#include "base/enum_names.h"
#include "domain/appointment_code.h"

#include <algorithm>
#include <array>

namespace zahide::visitor {

using domain::AppointmentCode;

namespace {

using Act = std::vector<Effect> (FlowState::*)(Element const&);

struct Step {
    Intent intent;
    Act act;
};

/// So many days are asked for at once; where they have nothing, the scheduler tells what comes next.
constexpr std::int32_t days_asked = 14;

/// What these show was offered in the language of before.
bool shows_offers(Screen screen)
{
    using enum Screen;
    return screen == book_day || screen == book_time || screen == book_next || screen == taken || screen == book_confirm || screen == book_trouble
        || screen == moment;
}

} // namespace

std::vector<Effect> FlowState::act_on_booking(Element const& element)
{
    static constexpr std::array<Step, 17> steps { {
        { Intent::book, &FlowState::start_booking },
        { Intent::have_appointment, &FlowState::start_booking },
        { Intent::choose_booked_service, &FlowState::choose_booked_service },
        { Intent::choose_who, &FlowState::choose_who },
        { Intent::with_anybody, &FlowState::choose_who },
        { Intent::choose_day, &FlowState::choose_day },
        { Intent::choose_start, &FlowState::choose_start },
        { Intent::next_choices, &FlowState::next_choices },
        { Intent::choose_again, &FlowState::choose_again },
        { Intent::confirm_time, &FlowState::confirm_time },
        { Intent::type_digit, &FlowState::type_digit },
        { Intent::erase_digit, &FlowState::erase_digit },
        { Intent::find_code, &FlowState::find_code },
        { Intent::check_in, &FlowState::act_on_appointment },
        { Intent::move_appointment, &FlowState::act_on_appointment },
        { Intent::cancel_appointment, &FlowState::act_on_appointment },
        { Intent::cancel_for_sure, &FlowState::act_on_appointment },
    } };
    auto const step = std::find_if(steps.begin(), steps.end(), [&](Step const& one) { return one.intent == element.intent; });
    if (visit.booking.asked || step == steps.end()) // a second tap asks for nothing
        return {};
    return (this->*step->act)(element);
}

std::vector<Effect> FlowState::start_booking(Element const& element)
{
    let_go();
    visit.booking = Booking();
    bool const can_book = element.intent == Intent::book && facts.can_book_alone(std::nullopt, visit.language.value_or(model.language));
    if (facts.is_alone() && !can_book) {
        visit.booking.trouble = device::BookingFailure::unreachable;
        open(Screen::book_trouble);
    } else {
        open(element.intent == Intent::book ? Screen::book_service : Screen::code);
    }
    return {};
}

std::vector<Effect> FlowState::choose_booked_service(Element const& element)
{
    visit.booking.way = Booking::Way::book;
    visit.booking.wish = domain::BookingWish { .service = Personal(ServiceId(element.subject)), .language = {}, .gender = {} };
    visit.booking.page = 0;
    open(Screen::book_who);
    return {};
}

std::vector<Effect> FlowState::choose_who(Element const& element)
{
    if (!visit.booking.wish)
        return {};
    auto const gender
        = element.intent == Intent::with_anybody ? std::optional(domain::GenderPreference::any) : value_of<domain::GenderPreference>(element.subject);
    visit.booking.wish->gender = Personal(gender.value_or(domain::GenderPreference::any));
    return ask_times();
}

std::vector<Effect> FlowState::choose_day(Element const& element)
{
    auto const day = LocalDate::parse(element.subject);
    if (!day)
        return {};
    visit.booking.day = *day;
    visit.booking.page = 0;
    open(Screen::book_time);
    return {};
}

std::vector<Effect> FlowState::choose_start(Element const& element)
{
    domain::Offer const* offer = visit.booking.find_offer(element.subject);
    if (!offer || !visit.booking.wish)
        return {};
    let_go();
    return ask(device::HoldTime { *visit.booking.wish, offer->start });
}

std::vector<Effect> FlowState::choose_again(Element const&)
{
    return ask_times();
}

std::vector<Effect> FlowState::next_choices(Element const&)
{
    ++visit.booking.page;
    ++serial;
    return {};
}

std::vector<Effect> FlowState::confirm_time(Element const&)
{
    Booking const& booking = visit.booking;
    if (!booking.hold)
        return {};
    if (booking.way == Booking::Way::move && booking.appointment)
        return ask(device::MoveAppointment { booking.appointment->id, booking.hold->id });
    return ask(device::BookTime { booking.hold->id });
}

std::vector<Effect> FlowState::type_digit(Element const& element)
{
    Booking& booking = visit.booking;
    if (booking.typed.reveal().size() >= AppointmentCode::digits)
        return {};
    booking.typed = Personal(booking.typed.reveal() + element.subject);
    bool const is_whole = booking.typed.reveal().size() == AppointmentCode::digits;
    booking.code_word = is_whole && !AppointmentCode::parse(booking.typed.reveal()) ? Booking::CodeWord::wrong : Booking::CodeWord::none;
    return {};
}

std::vector<Effect> FlowState::erase_digit(Element const&)
{
    std::string const& typed = visit.booking.typed.reveal();
    visit.booking.typed = Personal(typed.substr(0, typed.empty() ? 0 : typed.size() - 1));
    visit.booking.code_word = Booking::CodeWord::none;
    return {};
}

std::vector<Effect> FlowState::find_code(Element const&)
{
    auto const code = AppointmentCode::parse(visit.booking.typed.reveal());
    return code ? ask(device::FindAppointment { Personal(*code) }) : std::vector<Effect> {};
}

std::vector<Effect> FlowState::act_on_appointment(Element const& element)
{
    if (!visit.booking.appointment)
        return {};
    AppointmentId const id = visit.booking.appointment->id;
    if (element.intent == Intent::check_in)
        return ask(device::CheckIn { id });
    if (element.intent == Intent::cancel_for_sure)
        return ask(device::CancelAppointment { id });
    if (element.intent == Intent::cancel_appointment) {
        open(Screen::cancel_sure);
        return {};
    }
    visit.booking.way = Booking::Way::move;
    visit.booking.wish = visit.booking.appointment->wish;
    return ask_times();
}

std::vector<Effect> FlowState::ask_times()
{
    Booking& booking = visit.booking;
    if (!booking.wish)
        return {};
    if (booking.way == Booking::Way::book)
        booking.wish->language = Personal(visit.language.value_or(model.language));
    let_go();
    return ask(device::AskTimes { .wish = *booking.wish, .from = std::nullopt, .days = days_asked });
}

std::vector<Effect> FlowState::ask(device::BookingQuestion question)
{
    if (visit.booking.asked)
        return {};
    visit.booking.asked = Booking::Asked { .question = question.index(), .from = visit.screen, .since = now };
    return { AskBooking { std::move(question) } };
}

void FlowState::let_go()
{
    is_abandoned |= visit.booking.hold || visit.booking.asked;
    visit.booking.hold.reset();
    visit.booking.asked.reset();
}

std::vector<Effect> FlowState::follow_language(LanguageTag const& language)
{
    Booking& booking = visit.booking;
    bool const is_new = booking.way == Booking::Way::book && booking.wish && booking.wish->language.reveal() != language;
    if (!is_new || booking.made || !shows_offers(visit.screen) || booking.is_past_return())
        return {};
    let_go();
    booking.starts.clear();
    booking.next.clear();
    // From the first screen that can still be shown the way goes on by itself.
    while (shows_offers(visit.screen) && !visit.way_back.empty())
        back();
    if (shows_offers(visit.screen)) // the way is longer than is remembered
        go_home();
    return visit.screen == Screen::book_who ? ask_times() : std::vector<Effect> {};
}

bool FlowState::can_show(Screen screen) const
{
    using enum Screen;
    Booking const& booking = visit.booking;
    if (screen == book_who)
        return booking.wish.has_value();
    if (screen == book_day)
        return !booking.starts.empty();
    if (screen == book_time)
        return !booking.starts_of_day().empty();
    if (screen == book_next)
        return !booking.next.empty();
    if (screen == moment)
        return booking.asked.has_value();
    if (screen == book_confirm)
        return booking.hold.has_value();
    if (screen == appointment || screen == cancel_sure)
        return booking.appointment.has_value();
    if (screen == booked_printing || screen == booked)
        return booking.made.has_value();
    return true;
}

void FlowState::step_booking()
{
    Booking& booking = visit.booking;
    if (booking.asked && visit.screen == booking.asked->from && now >= booking.asked->since + patience.moment_after)
        open(Screen::moment);
    if (!booking.hold || now < booking.held_until || booking.is_past_return())
        return;
    let_go();
    booking.next.clear();
    booking.trouble = device::BookingFailure::hold_gone;
    if (!is_aside(visit.screen))
        show(Screen::taken);
}

std::int64_t FlowState::minutes_held() const
{
    return visit.booking.hold ? std::chrono::ceil<Minutes>(visit.booking.held_until - now).count() : 0;
}

std::optional<Ticks> FlowState::next_booking_tick() const
{
    Booking const& booking = visit.booking;
    if (booking.asked && visit.screen == booking.asked->from)
        return booking.asked->since + patience.moment_after;
    if (!booking.hold || booking.is_past_return())
        return std::nullopt;
    // What is left is told in minutes.
    auto const left = booking.held_until - now;
    auto const whole = std::chrono::floor<Minutes>(left - std::chrono::nanoseconds(1));
    return visit.screen == Screen::book_confirm && whole > Minutes(0) ? booking.held_until + -whole : booking.held_until;
}

} // namespace zahide::visitor
