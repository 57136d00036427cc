#include "code_text.h"
#include "compose.h"

#include "domain/appointment_code.h"
#include "i18n/keys.h"
#include "unicode/number.h"

namespace zahide::visitor {

namespace keys = i18n::keys;
using domain::AppointmentState;

void Composer::code_word(Scene const& scene, ScreenModel& model) const
{
    Booking const& booking = scene.visit.booking;
    Element note = words("code-note", Role::text, keys::kiosk_code_hint);
    note.icon = "receipt";
    switch (booking.code_word) {
    case Booking::CodeWord::none:
        break;
    case Booking::CodeWord::wrong:
        note = words("code-note", Role::text, keys::kiosk_code_wrong);
        note.spoken = m_messages->spoken(keys::speech_code_wrong);
        note.icon = "eye";
        note.tone = Tone::amber;
        break;
    case Booking::CodeWord::unknown:
        note = words("code-note", Role::text, keys::kiosk_code_unknown);
        note.icon = "help";
        note.tone = Tone::amber;
        break;
    }
    model.content.push_back(std::move(note));
}

// Nine places and the keys under them. Neither is mirrored: a code is the same in every language.
void Composer::code(Scene const& scene, ScreenModel& model) const
{
    using domain::AppointmentCode;
    model.title = heading(keys::kiosk_code_title, keys::speech_code_title);
    code_word(scene, model);
    std::string const& typed = scene.visit.booking.typed.reveal();
    for (std::size_t place = 0; place < AppointmentCode::digits; ++place) {
        std::string const latin = place < typed.size() ? typed.substr(place, 1) : std::string();
        Element box = words("place:" + std::to_string(place + 1), Role::text, unicode::with_digits(latin, model.language));
        box.tone = scene.visit.booking.code_word == Booking::CodeWord::none ? Tone::teal : Tone::amber;
        box.emphasis = place == typed.size() ? Emphasis::primary : Emphasis::normal;
        box.spoken = latin;
        model.content.push_back(std::move(box));
    }
    bool const is_full = typed.size() >= AppointmentCode::digits;
    for (char digit = '0'; digit <= '9'; ++digit) {
        std::string const latin(1, digit);
        Element key = words("digit:" + latin, Role::button, unicode::with_digits(latin, model.language));
        if (key.label != latin)
            key.detail = latin;
        key.spoken = latin;
        key.intent = Intent::type_digit;
        key.subject = latin;
        key.touchable = is_full ? Touchable::disabled : Touchable::yes;
        model.content.push_back(std::move(key));
    }
    Element erase = button("erase", keys::kiosk_code_erase, "backspace", Intent::erase_digit);
    erase.touchable = typed.empty() ? Touchable::disabled : Touchable::yes;
    model.content.push_back(std::move(erase));
    Element go_on = button("find-code", keys::kiosk_code_go_on, "check", Intent::find_code);
    go_on.tone = Tone::green;
    go_on.emphasis = Emphasis::primary;
    go_on.touchable = is_full && domain::AppointmentCode::parse(typed) ? Touchable::yes : Touchable::disabled;
    model.content.push_back(std::move(go_on));
}

// How it stands with the appointment, and what that means for the visitor now.
Element Composer::state_note(Scene const& scene, protocol::AppointmentView const& appointment)
{
    auto const note = [&](std::string label, std::string icon, Tone tone) {
        Element element = words("state", Role::text, std::move(label));
        element.icon = std::move(icon);
        element.tone = tone;
        return element;
    };
    switch (appointment.state) {
    case AppointmentState::arrived:
        return note(m_messages->text(keys::kiosk_appointment_arrived), "circle-check", Tone::green);
    case AppointmentState::fulfilled:
        return note(m_messages->text(keys::kiosk_appointment_over), "calendar-check", Tone::slate);
    case AppointmentState::cancelled:
        return note(m_messages->text(keys::kiosk_appointment_cancelled), "calendar-off", Tone::amber);
    case AppointmentState::noshow:
        return note(m_messages->text(keys::kiosk_appointment_missed), "user-question", Tone::amber);
    case AppointmentState::pending:
    case AppointmentState::waitlist:
    case AppointmentState::booked:
        break;
    }
    switch (appointment.check_in) {
    case domain::CheckInTime::now:
        break;
    case domain::CheckInTime::too_late:
        return note(m_messages->text(keys::kiosk_appointment_late), "user-question", Tone::amber);
    case domain::CheckInTime::too_early: {
        LocalDateTime const from = local(scene, appointment.check_in_from);
        std::string const time = dates().time(from.time);
        std::string const day = dates().weekday_and_day(from.date);
        bool const is_today = from.date == scene.facts.now.date;
        return note(is_today ? m_messages->text(keys::kiosk_appointment_early, { { "time", time } })
                             : m_messages->text(keys::kiosk_appointment_early_day, { { "day", day }, { "time", time } }),
            "clock", Tone::teal);
    }
    }
    return note(m_messages->text(keys::kiosk_appointment_now), "circle-check", Tone::green);
}

void Composer::appointment(Scene const& scene, ScreenModel& model)
{
    model.title = heading(keys::kiosk_appointment_title, keys::speech_appointment_title);
    if (!scene.visit.booking.appointment)
        return;
    protocol::AppointmentView const& appointment = *scene.visit.booking.appointment;
    LocalDateTime const when = local(scene, appointment.start);
    model.content.push_back(day_row(when.date));
    model.content.push_back(time_row(when));
    model.content.push_back(state_note(scene, appointment));
    // What can't be done now stays in sight and says why above; once it is over there is nothing to do.
    using enum AppointmentState;
    bool const stands = appointment.state == booked || appointment.state == pending || appointment.state == waitlist;
    if (!stands)
        return;
    auto const is_open = [&](bool condition) { return condition ? Touchable::yes : Touchable::disabled; };
    bool const can_check_in = appointment.state == booked && appointment.check_in == domain::CheckInTime::now;
    bool const can_change = appointment.check_in != domain::CheckInTime::too_late;
    Element check_in = card("check-in", keys::kiosk_appointment_check_in, "user-check", Tone::green, Intent::check_in);
    check_in.detail = m_messages->text(keys::kiosk_appointment_check_in_detail);
    check_in.touchable = is_open(can_check_in);
    Element move = card("move", keys::kiosk_appointment_move, "calendar-event", Tone::indigo, Intent::move_appointment);
    move.detail = m_messages->text(keys::kiosk_appointment_move_detail);
    move.touchable = is_open(can_change);
    Element cancel = card("cancel", keys::kiosk_appointment_cancel, "calendar-off", Tone::plum, Intent::cancel_appointment);
    cancel.detail = m_messages->text(keys::kiosk_appointment_cancel_detail);
    cancel.touchable = is_open(can_change);
    model.content.push_back(std::move(check_in));
    model.content.push_back(std::move(move));
    model.content.push_back(std::move(cancel));
}

void Composer::cancel_sure(Scene const& scene, ScreenModel& model)
{
    model.title = heading(keys::kiosk_cancel_title, keys::speech_cancel_title);
    if (!scene.visit.booking.appointment)
        return;
    LocalDateTime const when = local(scene, scene.visit.booking.appointment->start);
    model.content.push_back(day_row(when.date));
    model.content.push_back(time_row(when));
    Element keep = primary_button("cancel-no", keys::kiosk_cancel_no, "calendar-check", Intent::back);
    keep.tone = Tone::green;
    model.content.push_back(std::move(keep));
    model.content.push_back(button("cancel-yes", keys::kiosk_cancel_yes, "calendar-off", Intent::cancel_for_sure));
}

void Composer::cancelled(Scene const&, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_cancelled_title, keys::speech_cancelled);
    model.title->icon = "calendar-off";
    model.title->tone = Tone::green;
    model.content.push_back(words("detail", Role::text, keys::kiosk_cancelled_detail));
    model.content.push_back(finish_button());
}

} // namespace zahide::visitor
