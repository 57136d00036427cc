#include "compose.h"

#include "i18n/keys.h"

#include <algorithm>

namespace zahide::visitor {

namespace keys = i18n::keys;

namespace {

// What the center speaks, and of that, what there are words for; without a catalogue, all there are words for.
std::vector<LanguageTag> languages_of(Facts const& facts, i18n::Catalogue const& messages)
{
    std::vector<LanguageTag> languages;
    if (facts.catalogue) {
        for (LanguageTag const& tag : facts.catalogue->languages) {
            if (messages.find(tag))
                languages.push_back(tag);
        }
    }
    if (languages.empty()) {
        for (i18n::LocaleInfo const& info : messages.locales())
            languages.push_back(info.language);
    }
    return languages;
}

} // namespace

void Composer::attract(Scene const& scene, ScreenModel& model) const
{
    auto const languages = languages_of(scene.facts, m_catalogue);
    for (std::size_t turn = 0; turn < languages.size(); ++turn) {
        i18n::Messages const& messages = m_catalogue.in(languages[(scene.greeting + turn) % languages.size()]);
        Element greeting;
        greeting.id = "greeting:" + messages.language().value();
        greeting.role = Role::heading;
        greeting.label = messages.text(keys::kiosk_attract_welcome);
        greeting.spoken = messages.spoken(keys::speech_attract_welcome);
        greeting.detail = messages.text(keys::kiosk_attract_touch);
        greeting.language = messages.language();
        model.content.push_back(std::move(greeting));
    }
    Element start = words("start", Role::button, keys::kiosk_attract_touch);
    start.icon = "hand-finger";
    start.emphasis = Emphasis::primary;
    start.intent = Intent::start;
    start.touchable = Touchable::yes;
    model.content.push_back(std::move(start));
    if (scene.facts.paper == Paper::none && !languages.empty()) { // stands where the signs stand else
        model.content.push_back(no_paper(m_catalogue.in(languages[scene.greeting % languages.size()])));
        return;
    }
    if (!scene.facts.catalogue)
        return;
    std::size_t shown = 0;
    for (domain::Service const& service : scene.facts.catalogue->services) {
        if (service.icon.empty() || ++shown > choices_shown_max)
            continue;
        Element sign = words("sign:" + service.id.value(), Role::text, std::string());
        sign.icon = service.icon;
        model.content.push_back(std::move(sign));
    }
}

Element Composer::no_paper(i18n::Messages const& messages) const
{
    Element element;
    element.id = "no-paper";
    element.role = Role::text;
    element.label = messages.text(keys::kiosk_no_paper_title);
    element.detail = messages.text(keys::kiosk_no_paper_detail);
    element.spoken = element.label + ". " + element.detail;
    element.icon = "receipt-off";
    element.tone = Tone::amber;
    element.language = messages.language();
    return element;
}

void Composer::language(Scene const& scene, ScreenModel& model) const
{
    model.title = words("title", Role::heading, keys::kiosk_language_title);
    model.title->spoken = m_messages->spoken(keys::speech_language_title);
    model.title->icon = "language";
    for (LanguageTag const& tag : languages_of(scene.facts, m_catalogue)) {
        i18n::LocaleInfo const& info = m_catalogue.in(tag).info();
        Element choice;
        choice.id = "language:" + tag.value();
        choice.role = Role::button;
        choice.label = info.endonym;
        choice.spoken = info.endonym;
        choice.language = tag;
        choice.intent = Intent::choose_language;
        choice.subject = tag.value();
        choice.touchable = Touchable::yes;
        choice.emphasis = scene.visit.language == tag ? Emphasis::primary : Emphasis::normal;
        model.content.push_back(std::move(choice));
    }
}

void Composer::hidden(ScreenModel& model) const
{
    model.title = words("title", Role::heading, keys::kiosk_hidden_title);
    model.title->icon = "eye-off";
    Element show = words("show", Role::button, keys::kiosk_hidden_touch);
    show.emphasis = Emphasis::primary;
    show.intent = Intent::unhide;
    show.touchable = Touchable::yes;
    model.content.push_back(std::move(show));
}

void Composer::closed(Scene const& scene, ScreenModel& model)
{
    model.title = heading(keys::kiosk_closed_title, keys::speech_closed_title);
    model.title->icon = "door";
    domain::OpeningState const& opening = scene.facts.opening;
    if (opening.closure) {
        std::string const reason(opening.closure->in(model.language));
        model.content.push_back(words("reason", Role::text, m_messages->text(keys::kiosk_closed_reason, { { "reason", reason } })));
    }
    if (opening.until) {
        std::string const time = dates().time(opening.until->time);
        std::string const day = dates().weekday_and_day(opening.until->date);
        bool const is_today = opening.until->date == scene.facts.now.date;
        Element when = words("opens", Role::text,
            is_today ? m_messages->text(keys::kiosk_closed_opens_today, { { "time", time } })
                     : m_messages->text(keys::kiosk_closed_opens_on, { { "day", day }, { "time", time } }));
        when.icon = "calendar-event";
        when.tone = Tone::teal;
        when.emphasis = Emphasis::primary;
        if (!is_today) {
            if (auto second = dates().second_date(opening.until->date))
                when.detail = std::move(*second);
        }
        model.content.push_back(std::move(when));
    }
    Element emergency = words("emergency", Role::text, keys::kiosk_closed_emergency);
    emergency.icon = "phone-call";
    emergency.tone = Tone::brick;
    model.content.push_back(std::move(emergency));
}

void Composer::out_of_order(Scene const& scene, ScreenModel& model) const
{
    // Nobody has chosen a language, and may never be able to: it is said in all of them.
    for (LanguageTag const& tag : languages_of(scene.facts, m_catalogue)) {
        i18n::Messages const& messages = m_catalogue.in(tag);
        Element notice;
        notice.id = "notice:" + tag.value();
        notice.role = Role::text;
        notice.label = messages.text(keys::kiosk_out_of_order_title);
        notice.detail = messages.text(keys::kiosk_out_of_order_detail);
        notice.spoken = messages.spoken(keys::kiosk_out_of_order_detail);
        notice.language = tag;
        model.content.push_back(std::move(notice));
    }
    Element sign = words("sign:desk", Role::text, std::string());
    sign.icon = "user-check";
    model.content.push_back(std::move(sign));
}

} // namespace zahide::visitor
