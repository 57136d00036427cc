#include "compose.h"

#include "base/verify.h"
#include "i18n/keys.h"
#include "unicode/number.h"

namespace zahide::visitor {

namespace keys = i18n::keys;
using domain::PrintJobState;

namespace {

std::optional<LocalDateTime> opening_after_today(Facts const& facts)
{
    if (!facts.catalogue)
        return std::nullopt;
    LocalDateTime const midnight { facts.now.date.plus_days(1), LocalTime() };
    auto const state = domain::opening_at(midnight, facts.catalogue->opening, facts.catalogue->closures);
    return state.is == domain::OpeningState::Is::open ? std::optional(midnight) : state.until;
}

} // namespace

void Composer::number(Scene const& scene, ScreenModel& model) const
{
    ZAHIDE_VERIFY(scene.visit.given.has_value());
    std::int32_t const value = scene.visit.given->promise.reveal().number.value();
    std::string const latin = std::to_string(value);
    Element number = words("number", Role::number, unicode::number_text(value, model.language));
    number.tone = Tone::teal;
    // Only where the language's own digits differ: the same number twice would look like two.
    if (number.label != latin)
        number.detail = latin;
    number.spoken = m_messages->spoken(keys::speech_done, { { "number", std::string_view(latin) } });
    model.content.push_back(std::move(number));
}

void Composer::waiting(Scene const& scene, ScreenModel& model)
{
    Visit::Given const& given = *scene.visit.given;
    if (scene.facts.catalogue) {
        std::string const place(scene.facts.catalogue->center.waiting_place.in(model.language));
        Element where = words("where", Role::text, keys::kiosk_done_wait_here);
        where.detail = place;
        where.spoken = where.label + ". " + place;
        where.icon = "armchair";
        where.tone = Tone::teal;
        model.content.push_back(std::move(where));
    }
    Element wait = words("wait", Role::text, std::string());
    wait.icon = "clock";
    wait.tone = Tone::teal;
    if (scene.visit.booking.appointment) { // checked in: called at its time, ahead of those without one
        std::string const time = dates().time(local(scene, scene.visit.booking.appointment->start).time);
        wait.label = m_messages->text(keys::kiosk_done_appointment, { { "time", time } });
        wait.icon = "calendar-check";
    } else if (given.urgency == domain::Urgency::private_talk) {
        wait.label = m_messages->text(keys::kiosk_done_soon);
    } else if (given.wait && given.wait->range) {
        domain::WaitRange const& range = *given.wait->range;
        wait.label = m_messages->text(keys::kiosk_done_minutes, { { "low", range.low.count() }, { "high", range.high.count() } });
    } else if (given.wait && given.wait->people_ahead) {
        wait.label = m_messages->text(keys::kiosk_done_people_ahead, { { "count", *given.wait->people_ahead } });
        wait.icon = "users";
    } else {
        return; // nothing is known, and nothing is made up
    }
    wait.spoken = wait.label;
    model.content.push_back(std::move(wait));
}

std::string Composer::number_for_a_phone(Scene const& scene)
{
    device::TicketPromise const& promise = scene.visit.given->promise.reveal();
    auto const* center = scene.facts.catalogue ? &scene.facts.catalogue->center : nullptr;
    if (center != nullptr && center->public_url && promise.page_token)
        return device::page_address(*center->public_url, *promise.page_token);
    // Without a page, any phone shows these lines as they are.
    std::string lines = m_messages->text(keys::kiosk_done_number_label) + ": " + std::to_string(promise.number.value());
    lines += "\n" + dates().full_date(promise.local_date);
    if (center != nullptr)
        lines += "\n" + std::string(center->name.in(m_messages->language()));
    return lines;
}

void Composer::paper(Scene const& scene, ScreenModel& model)
{
    Visit::Given const& given = *scene.visit.given;
    Element paper = words("paper", Role::text, std::string());
    paper.icon = "receipt";
    paper.tone = Tone::teal;
    switch (given.ended.value_or(PrintJobState::unknown)) {
    case PrintJobState::printed:
        paper.label = m_messages->text(keys::kiosk_done_take_paper) + "\n" + m_messages->text(keys::kiosk_done_called);
        break;
    case PrintJobState::sent:
        paper.label = m_messages->text(keys::kiosk_done_sent);
        break;
    case PrintJobState::not_printed:
        paper.label = m_messages->text(keys::kiosk_done_not_printed_title);
        paper.detail = m_messages->text(keys::kiosk_done_not_printed);
        paper.icon = "receipt-off";
        paper.tone = Tone::amber;
        break;
    case PrintJobState::journalled:
    case PrintJobState::sending:
    case PrintJobState::unknown:
        paper.label = m_messages->text(keys::kiosk_done_unknown_title);
        paper.detail = m_messages->text(keys::kiosk_done_unknown);
        paper.icon = "receipt-off";
        paper.tone = Tone::amber;
        break;
    }
    paper.spoken = paper.label + (paper.detail.empty() ? std::string() : "\n" + paper.detail);
    bool const is_in_doubt = paper.tone == Tone::amber;
    if (is_in_doubt)
        paper.qr = number_for_a_phone(scene);
    model.content.push_back(std::move(paper));
    if (!is_in_doubt || given.was_copied)
        return;
    Element again = words("print-again", Role::button, keys::kiosk_done_reprint);
    again.icon = "printer";
    again.intent = Intent::print_again;
    again.touchable = Touchable::yes;
    model.content.push_back(std::move(again));
}

void Composer::printing(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_printing_title, keys::speech_printing_title);
    number(scene, model);
    Element wait = words("paper", Role::text, keys::kiosk_printing_wait);
    wait.icon = "printer";
    wait.tone = Tone::teal;
    model.content.push_back(std::move(wait));
}

void Composer::done(Scene const& scene, ScreenModel& model)
{
    model.title = words("title", Role::heading, keys::kiosk_done_title);
    model.title->icon = "circle-check";
    model.title->tone = Tone::green;
    number(scene, model);
    waiting(scene, model);
    paper(scene, model);
    model.content.push_back(finish_counting_down(scene));
}

Element Composer::finish_counting_down(Scene const& scene) const
{
    Element finish = finish_button();
    if (scene.visit.is_warned) {
        finish.detail = unicode::number_text(scene.seconds_left, m_messages->language());
        finish.spoken = m_messages->spoken(keys::kiosk_idle_detail, { { "seconds", scene.seconds_left } });
    }
    return finish;
}

void Composer::refused(Scene const& scene, ScreenModel& model)
{
    bool const is_day_full = scene.facts.readiness == device::Readiness::no_numbers && scene.facts.link == device::Link::online;
    model.title = words("title", Role::heading, is_day_full ? keys::kiosk_full_title : keys::kiosk_error_title);
    model.title->icon = "ticket-off";
    model.title->tone = Tone::amber;
    auto const next_opening = is_day_full ? opening_after_today(scene.facts) : std::nullopt;
    if (next_opening) {
        std::string const day = dates().weekday_and_day(next_opening->date);
        std::string const time = dates().time(next_opening->time);
        model.content.push_back(words("detail", Role::text, m_messages->text(keys::kiosk_full_detail, { { "day", day }, { "time", time } })));
    } else {
        bool const can_retry = scene.facts.readiness == device::Readiness::ready;
        model.content.push_back(words("detail", Role::text, can_retry ? keys::kiosk_error_detail : keys::kiosk_offline_no_numbers));
        if (can_retry) {
            Element again = words("try-again", Role::button, keys::kiosk_error_again);
            again.icon = "refresh";
            again.tone = Tone::teal;
            again.emphasis = Emphasis::primary;
            again.intent = Intent::try_again;
            again.touchable = Touchable::yes;
            model.content.push_back(std::move(again));
        }
    }
}

} // namespace zahide::visitor
