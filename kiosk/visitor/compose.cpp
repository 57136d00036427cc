#include "compose.h"

#include "i18n/keys.h"
#include "unicode/number.h"

#include "base/verify.h"

#include <utility>

namespace zahide::visitor {

namespace keys = i18n::keys;

namespace {

// The language of whoever has not chosen one: the center's first.
LanguageTag language_of(Scene const& scene)
{
    if (scene.visit.language)
        return *scene.visit.language;
    if (scene.facts.catalogue && !scene.facts.catalogue->languages.empty())
        return scene.facts.catalogue->languages.front();
    return LanguageTag("en");
}

bool has_bars(Screen screen)
{
    return screen != Screen::attract && screen != Screen::hidden && screen != Screen::out_of_order;
}

} // namespace

Element Composer::words(std::string id, Role role, std::string label) const
{
    Element element;
    element.id = std::move(id);
    element.role = role;
    element.spoken = label;
    element.label = std::move(label);
    element.language = m_messages->language();
    return element;
}

Element Composer::words(std::string id, Role role, i18n::Key label) const
{
    return words(std::move(id), role, m_messages->text(label));
}

Element Composer::heading(i18n::Key label, i18n::Key spoken) const
{
    Element element = words("title", Role::heading, label);
    element.spoken = m_messages->spoken(spoken);
    return element;
}

Element Composer::card(std::string id, i18n::Key label, std::string icon, Tone tone, Intent intent) const
{
    Element element = words(std::move(id), Role::card, label);
    element.icon = std::move(icon);
    element.tone = tone;
    element.intent = intent;
    element.touchable = Touchable::yes;
    return element;
}

unicode::DateFormat const& Composer::dates()
{
    auto known = m_dates.find(m_messages->language());
    if (known == m_dates.end()) {
        auto made = unicode::DateFormat::create(m_messages->language());
        ZAHIDE_VERIFY(made.has_value()); // every locale file's language is one of ours
        known = m_dates.emplace(m_messages->language(), std::move(*made)).first;
    }
    return known->second;
}

Element Composer::bar_button(std::string id, i18n::Key label, std::string icon, Intent intent) const
{
    Element element = words(std::move(id), Role::button, label);
    element.icon = std::move(icon);
    element.intent = intent;
    element.touchable = Touchable::yes;
    return element;
}

void Composer::top_bar(Scene const& scene, ScreenModel& model) const
{
    if (scene.facts.catalogue) {
        model.brand = words("brand", Role::text, std::string(scene.facts.catalogue->center.name.in(model.language)));
        model.brand->icon = "brand";
        model.clock = words("clock", Role::text, unicode::with_digits(scene.facts.now.time.text(), model.language));
    }
    if (model.screen == Screen::language)
        return;
    Element button = words("languages", Role::button, m_messages->info().endonym);
    button.spoken = m_messages->spoken(keys::kiosk_bar_language);
    button.icon = "language";
    button.tone = Tone::teal;
    button.intent = Intent::open_languages;
    button.touchable = Touchable::yes;
    model.language_button = std::move(button);
}

void Composer::bottom_bar(Scene const& scene, ScreenModel& model) const
{
    bool const has_visitor = scene.visit.language.has_value();
    Screen const at = model.screen;
    bool const is_asked_for_good = at == Screen::moment && scene.visit.booking.is_past_return();
    bool const is_printing = at == Screen::printing || at == Screen::booked_printing;
    bool const is_given = is_printing || at == Screen::done || at == Screen::booked || at == Screen::cancelled;
    auto const when = [](bool condition) { return condition ? Touchable::yes : Touchable::disabled; };
    Element back = bar_button("back", keys::kiosk_bar_back, "arrow-left", Intent::back);
    back.icon_flow = IconFlow::follows_reading;
    back.touchable = when(!is_given && !is_asked_for_good);
    Element start_over = bar_button("start-over", keys::kiosk_bar_start_over, "home", Intent::start_over);
    start_over.touchable = when(!is_printing && !is_asked_for_good && has_visitor);
    bool const is_bigger = scene.visit.view.text_size == TextSize::bigger;
    bool const is_contrast = scene.visit.view.theme == Theme::high_contrast;
    Element bigger = bar_button("bigger-text", is_bigger ? keys::kiosk_bar_normal_text : keys::kiosk_bar_bigger_text, "text-size", Intent::toggle_text_size);
    Element contrast = bar_button("contrast", is_contrast ? keys::kiosk_bar_normal_colors : keys::kiosk_bar_contrast, "contrast", Intent::toggle_contrast);
    Element easier = bar_button("easier", keys::kiosk_bar_more, "accessible", Intent::open_easier);
    Element hide = bar_button("hide", keys::kiosk_bar_hide, "eye-off", Intent::hide);
    Element help = bar_button("help", keys::kiosk_bar_help, "hand-stop", Intent::open_help);
    help.tone = Tone::brick;
    help.emphasis = Emphasis::primary;
    bool const is_in_help = model.screen == Screen::help || model.screen == Screen::help_who;
    help.touchable = when(!is_in_help);
    easier.touchable = when(model.screen != Screen::easier);
    model.bar = { std::move(back), std::move(start_over), std::move(bigger), std::move(contrast), std::move(easier), std::move(hide), std::move(help) };
}

void Composer::warn(Scene const& scene, ScreenModel& model) const
{
    auto const button = [&](std::string id, i18n::Key label, Intent intent) {
        Element element = words(std::move(id), Role::button, label);
        element.intent = intent;
        element.touchable = Touchable::yes;
        return element;
    };
    IdleWarning warning;
    warning.title = words("idle-title", Role::heading, keys::kiosk_idle_title);
    warning.title.spoken = m_messages->spoken(keys::speech_idle_title);
    warning.title.icon = "clock";
    warning.detail = words("idle-detail", Role::text, m_messages->text(keys::kiosk_idle_detail, { { "seconds", scene.seconds_left } }));
    warning.go_on = button("go-on", keys::kiosk_idle_continue, Intent::go_on);
    warning.go_on.emphasis = Emphasis::primary;
    warning.go_on.tone = Tone::teal;
    warning.go_on.icon = "check";
    warning.finish = button("idle-finish", keys::kiosk_idle_finish, Intent::finish);
    warning.anywhere = button("idle-anywhere", keys::kiosk_idle_continue, Intent::go_on);
    model.warning = std::move(warning);
}

Element Composer::button(std::string id, i18n::Key label, std::string icon, Intent intent) const
{
    Element element = words(std::move(id), Role::button, label);
    element.icon = std::move(icon);
    element.intent = intent;
    element.touchable = Touchable::yes;
    return element;
}

Element Composer::primary_button(std::string id, i18n::Key label, std::string icon, Intent intent) const
{
    Element element = button(std::move(id), label, std::move(icon), intent);
    element.tone = Tone::teal;
    element.emphasis = Emphasis::primary;
    return element;
}

Element Composer::finish_button() const
{
    return primary_button("finish", keys::kiosk_done_button, "check", Intent::finish);
}

void Composer::content(Scene const& scene, ScreenModel& model)
{
    switch (model.screen) {
    case Screen::attract:
        attract(scene, model);
        break;
    case Screen::language:
        language(scene, model);
        break;
    case Screen::home:
        home(scene, model);
        break;
    case Screen::service:
        service(scene, model);
        break;
    case Screen::printing:
        printing(scene, model);
        break;
    case Screen::done:
        done(scene, model);
        break;
    case Screen::refused:
        refused(scene, model);
        break;
    case Screen::help:
        help(scene, model);
        break;
    case Screen::help_who:
        help_who(model);
        break;
    case Screen::help_coming:
        help_coming(scene, model);
        break;
    case Screen::easier:
        easier(scene, model);
        break;
    case Screen::hidden:
        hidden(model);
        break;
    case Screen::closed:
        closed(scene, model);
        break;
    case Screen::out_of_order:
        out_of_order(scene, model);
        break;
    case Screen::book_service:
        book_service(scene, model);
        break;
    case Screen::book_who:
        book_who(scene, model);
        break;
    case Screen::book_day:
        book_day(scene, model);
        break;
    case Screen::book_time:
        book_time(scene, model);
        break;
    case Screen::book_next:
        book_next(scene, model);
        break;
    case Screen::taken:
        taken(scene, model);
        break;
    case Screen::book_confirm:
        book_confirm(scene, model);
        break;
    case Screen::book_trouble:
        book_trouble(scene, model);
        break;
    case Screen::moment:
        moment(model);
        break;
    case Screen::booked_printing:
    case Screen::booked:
        booked(scene, model);
        break;
    case Screen::code:
        code(scene, model);
        break;
    case Screen::appointment:
        appointment(scene, model);
        break;
    case Screen::cancel_sure:
        cancel_sure(scene, model);
        break;
    case Screen::cancelled:
        cancelled(scene, model);
        break;
    }
}

ScreenModel Composer::compose(Scene const& scene)
{
    ScreenModel model;
    model.screen = scene.visit.screen;
    model.serial = scene.serial;
    model.view = scene.visit.view;
    m_messages = &m_catalogue.in(language_of(scene));
    model.language = m_messages->language();
    model.order = m_messages->info().order;
    if (has_bars(model.screen)) {
        top_bar(scene, model);
        bottom_bar(scene, model);
    }
    content(scene, model);
    // These count down on their own button, so that the number and the code stay in sight.
    if (scene.visit.is_warned && model.screen != Screen::done && model.screen != Screen::booked)
        warn(scene, model);
    return model;
}

} // namespace zahide::visitor
