#include "code_text.h"
#include "compose.h"

#include "i18n/keys.h"
#include "unicode/number.h"

namespace zahide::visitor {

namespace keys = i18n::keys;
using domain::PrintJobState;

LocalDateTime Composer::local(Scene const& scene, Instant instant)
{
    if (!scene.facts.catalogue)
        return {};
    std::string const& name = scene.facts.catalogue->center.zone;
    if (!m_zone || m_zone->name() != name) {
        auto zone = unicode::Zone::create(name);
        if (!zone)
            return {}; // a device takes no catalogue whose zone is unknown
        m_zone = std::move(*zone);
    }
    return m_zone->local(instant);
}

Element Composer::day_row(LocalDate date)
{
    Element row = words("day", Role::text, dates().weekday_and_day(date));
    row.icon = "calendar";
    row.tone = Tone::teal;
    if (auto second = dates().second_date(date)) {
        row.detail = std::move(*second);
        row.spoken += ". " + row.detail;
    }
    return row;
}

Element Composer::time_row(LocalDateTime const& when)
{
    Element row = words("time", Role::text, dates().time(when.time));
    row.icon = "clock";
    row.tone = Tone::teal;
    row.spoken = when.time.text();
    if (row.label != when.time.text())
        row.detail = when.time.text();
    return row;
}

// Service, interpreter, day and time: everything that is about to be promised.
void Composer::book_confirm(Scene const& scene, ScreenModel& model)
{
    Booking const& booking = scene.visit.booking;
    bool const is_move = booking.way == Booking::Way::move;
    model.title
        = is_move ? heading(keys::kiosk_confirm_move_title, keys::speech_confirm_move_title) : heading(keys::kiosk_confirm_title, keys::speech_confirm_title);
    if (!booking.hold || !booking.wish)
        return;
    LocalDateTime const when = local(scene, booking.hold->start);
    model.content.push_back(day_row(when.date));
    Element time = time_row(when);
    auto const minutes = std::chrono::duration_cast<Minutes>(booking.hold->end - booking.hold->start).count();
    time.detail += (time.detail.empty() ? "" : " · ") + m_messages->text(keys::kiosk_confirm_minutes, { { "minutes", minutes } });
    model.content.push_back(std::move(time));
    domain::Service const* service = scene.facts.catalogue ? scene.facts.catalogue->find_service(booking.wish->service.reveal()) : nullptr;
    if (is_move && booking.appointment) { // what for is known; what it was is not
        LocalDateTime const before = local(scene, booking.appointment->start);
        std::string const day = dates().weekday_and_day(before.date);
        std::string const hour = dates().time(before.time);
        Element until_now = words("before", Role::text, m_messages->text(keys::kiosk_confirm_before));
        until_now.detail = m_messages->text(keys::kiosk_confirm_day_time, { { "day", day }, { "time", hour } });
        until_now.spoken += ": " + until_now.detail;
        until_now.icon = "calendar-off";
        until_now.tone = Tone::slate;
        model.content.push_back(std::move(until_now));
    } else if (service) {
        Element what = service_card(*service);
        what.id = "service";
        what.role = Role::text;
        what.touchable = Touchable::no;
        what.tone = Tone::teal;
        what.detail.clear();
        if (booking.wish->gender.reveal() != domain::GenderPreference::any)
            what.detail = m_messages->text(booking.wish->gender.reveal() == domain::GenderPreference::woman ? keys::kiosk_help_woman : keys::kiosk_help_man);
        what.spoken = what.label + (what.detail.empty() ? "" : ", " + what.detail);
        model.content.push_back(std::move(what));
    }
    bool const is_interpreted = booking.hold->interpreter == domain::WithInterpreter::yes;
    Element who = words("interpreter", Role::text, is_interpreted ? keys::kiosk_confirm_interpreter : keys::kiosk_confirm_no_interpreter);
    who.detail = is_interpreted ? m_catalogue.in(booking.wish->language.reveal()).info().endonym : m_messages->text(keys::kiosk_confirm_no_interpreter_detail);
    who.spoken += ". " + who.detail;
    who.icon = is_interpreted ? "message-language" : "users";
    who.tone = Tone::teal;
    model.content.push_back(std::move(who));
    Element kept = words("kept", Role::text, m_messages->text(keys::kiosk_confirm_kept, { { "minutes", scene.minutes_held } }));
    kept.icon = "lock";
    model.content.push_back(std::move(kept));
    Element yes = primary_button("yes", is_move ? keys::kiosk_confirm_yes_move : keys::kiosk_confirm_yes, "check", Intent::confirm_time);
    yes.tone = Tone::green;
    model.content.push_back(std::move(yes));
    model.content.push_back(button("another-time", keys::kiosk_confirm_other, "calendar", Intent::back));
}

void Composer::moment(ScreenModel& model) const
{
    model.title = heading(keys::kiosk_printing_wait, keys::speech_moment);
    model.title->icon = "clock";
    model.title->tone = Tone::teal;
    model.content.push_back(words("detail", Role::text, keys::kiosk_moment_detail));
}

void Composer::trouble_words(Scene const& scene, ScreenModel& model) const
{
    using enum device::BookingFailure;
    auto const say = [&](i18n::Key title, i18n::Key detail, std::string icon) {
        model.title = words("title", Role::heading, title);
        model.title->icon = std::move(icon);
        model.title->tone = Tone::amber;
        model.content.push_back(words("detail", Role::text, detail));
        model.title->spoken = model.title->label + ". " + model.content.back().label;
    };
    auto const why = scene.visit.booking.trouble;
    if (!why)
        return say(keys::kiosk_book_none_title, keys::kiosk_book_none_detail, "calendar-off");
    switch (*why) {
    case unreachable:
        return say(keys::kiosk_offline_title, keys::kiosk_offline_not, "wifi-off");
    case not_servable:
        return say(keys::kiosk_book_unservable_title, keys::kiosk_book_unservable_detail, "calendar-off");
    case too_many_tries:
        return say(keys::kiosk_code_too_many_title, keys::kiosk_code_too_many_detail, "lock");
    case not_any_more:
        return say(keys::kiosk_changed_title, keys::kiosk_changed_detail, "calendar-off");
    case slot_taken:
    case hold_gone:
    case unknown_code:
    case too_early:
    case too_late:
    case failed:
        return say(keys::kiosk_error_title, keys::kiosk_error_detail, "alert-triangle");
    }
}

// Why there is no appointment from here, and what there is: a number, a person, other people.
void Composer::book_trouble(Scene const& scene, ScreenModel& model) const
{
    trouble_words(scene, model);
    Booking const& booking = scene.visit.booking;
    bool const can_give = scene.facts.readiness == device::Readiness::ready && scene.facts.opening.is == domain::OpeningState::Is::open;
    bool const is_code = booking.trouble == device::BookingFailure::too_many_tries;
    bool const is_about_who = !booking.trouble || booking.trouble == device::BookingFailure::not_servable;
    bool const can_widen = is_about_who && booking.wish && booking.wish->gender.reveal() != domain::GenderPreference::any && booking.way == Booking::Way::book;
    if (can_widen)
        model.content.push_back(primary_button("with-anybody", keys::kiosk_book_anybody, "users", Intent::with_anybody));
    if (!can_give)
        return;
    // Reception knows a way; where only the network is gone, any number can be taken.
    bool const is_offline = booking.trouble == device::BookingFailure::unreachable;
    Element person = is_offline ? primary_button("take-number", keys::kiosk_home_number, "ticket", Intent::take_number)
                                : primary_button("person", keys::kiosk_book_person, "user-question", Intent::choose_unsure);
    person.emphasis = can_widen || is_code ? Emphasis::normal : Emphasis::primary;
    model.content.push_back(std::move(person));
}

Element Composer::big_time(LocalDateTime const& when)
{
    Element time = time_row(when);
    time.id = "number";
    time.role = Role::number;
    time.icon.clear();
    return time;
}

void Composer::booked_paper(Scene const& scene, ScreenModel& model) const
{
    Element paper = words("paper", Role::text, keys::kiosk_booked_take);
    paper.icon = "receipt";
    paper.tone = Tone::teal;
    bool is_in_doubt = true;
    auto const ended = scene.visit.booking.made ? scene.visit.booking.made->ended : std::nullopt;
    switch (ended.value_or(PrintJobState::unknown)) {
    case PrintJobState::printed:
        is_in_doubt = false;
        break;
    case PrintJobState::sent:
        paper.label = m_messages->text(keys::kiosk_booked_sent);
        is_in_doubt = false;
        break;
    case PrintJobState::not_printed:
        paper.label = m_messages->text(keys::kiosk_done_not_printed_title);
        paper.detail = m_messages->text(keys::kiosk_booked_not_printed);
        break;
    case PrintJobState::journalled:
    case PrintJobState::sending:
    case PrintJobState::unknown:
        paper.label = m_messages->text(keys::kiosk_done_unknown_title);
        paper.detail = m_messages->text(keys::kiosk_booked_unknown);
        break;
    }
    if (is_in_doubt) {
        paper.icon = "receipt-off";
        paper.tone = Tone::amber;
    }
    paper.spoken = paper.label + (paper.detail.empty() ? std::string() : "\n" + paper.detail);
    model.content.push_back(std::move(paper));
}

// On its way and after it: when, where, and the code that opens it again.
void Composer::booked(Scene const& scene, ScreenModel& model)
{
    Booking const& booking = scene.visit.booking;
    bool const is_printing = model.screen == Screen::booked_printing;
    bool const is_move = booking.made && booking.made->way == Booking::Way::move;
    model.title = words("title", Role::heading,
        is_printing   ? keys::kiosk_booked_printing_title
            : is_move ? keys::kiosk_booked_moved_title
                      : keys::kiosk_booked_title);
    model.title->icon = is_printing ? "printer" : "circle-check";
    model.title->tone = is_printing ? Tone::teal : Tone::green;
    if (!booking.appointment)
        return;
    LocalDateTime const when = local(scene, booking.appointment->start);
    model.content.push_back(big_time(when));
    Element day = day_row(when.date);
    if (scene.facts.catalogue) { // where to come stands with when
        std::string const place(scene.facts.catalogue->center.name.in(model.language));
        day.detail += (day.detail.empty() ? "" : " · ") + place;
        day.spoken += ". " + place;
    }
    model.content.push_back(std::move(day));
    if (is_printing) {
        Element wait = words("paper", Role::text, keys::kiosk_printing_wait);
        wait.icon = "printer";
        wait.tone = Tone::teal;
        model.content.push_back(std::move(wait));
        return;
    }
    if (booking.appointment->code) {
        std::string const digits = booking.appointment->code->reveal().text();
        Element code = words("code", Role::text, code_text(digits, model.language));
        std::string const latin = code_text(digits, model.language, CodeDigits::latin);
        code.detail = m_messages->text(keys::kiosk_booked_code) + (code.label == latin ? std::string() : " · " + latin);
        code.spoken = m_messages->spoken(keys::kiosk_booked_code) + ": " + code_spoken(digits);
        code.icon = "id";
        code.tone = Tone::teal;
        model.content.push_back(std::move(code));
    }
    booked_paper(scene, model);
    model.content.push_back(finish_counting_down(scene));
}

} // namespace zahide::visitor
