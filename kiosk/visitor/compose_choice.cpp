#include "compose.h"

#include "i18n/keys.h"

#include <algorithm>

namespace zahide::visitor {

namespace keys = i18n::keys;

namespace {

// A service's color is the config's; on the screen it is one of the house's tones, which are known to be legible.
Tone tone_of(std::string const& color)
{
    constexpr std::array<std::pair<std::string_view, Tone>, 12> known { { { "#0b5563", Tone::teal }, { "#34408f", Tone::indigo }, { "#7a2e5d", Tone::plum },
        { "#1f6044", Tone::green }, { "#7a4700", Tone::amber }, { "#3f4f57", Tone::slate }, { "teal", Tone::teal }, { "indigo", Tone::indigo },
        { "plum", Tone::plum }, { "green", Tone::green }, { "amber", Tone::amber }, { "slate", Tone::slate } } };
    std::string lower = color;
    std::transform(lower.begin(), lower.end(), lower.begin(),
        [](unsigned char letter) { return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter); });
    auto const found = std::find_if(known.begin(), known.end(), [&](auto const& entry) { return entry.first == lower; });
    return found == known.end() ? Tone::teal : found->second;
}

bool offers_appointments(Facts const& facts)
{
    return facts.catalogue
        && std::any_of(facts.catalogue->services.begin(), facts.catalogue->services.end(), [](domain::Service const& service) { return service.needs; });
}

std::vector<domain::Service const*> walk_in_services(Facts const& facts)
{
    std::vector<domain::Service const*> services;
    if (!facts.catalogue)
        return services;
    for (domain::Service const& service : facts.catalogue->services) {
        if (service.walk_in == domain::Service::WalkIn::yes && service.reception == domain::Service::Reception::no)
            services.push_back(&service);
    }
    return services;
}

} // namespace

void Composer::home(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_home_title, keys::speech_home_title);
    Element take = card("take-number", keys::kiosk_home_number, "ticket", Tone::teal, Intent::take_number);
    take.detail = m_messages->text(keys::kiosk_home_number_detail);
    bool const has_appointments = offers_appointments(scene.facts);
    take.emphasis = has_appointments ? Emphasis::normal : Emphasis::primary; // the only answer of a screen is its hero
    model.content.push_back(std::move(take));
    if (has_appointments) {
        model.content.push_back(card("book", keys::kiosk_home_book, "calendar-plus", Tone::indigo, Intent::book));
        model.content.back().detail = m_messages->text(keys::kiosk_home_book_detail);
        model.content.push_back(card("have-appointment", keys::kiosk_home_appointment, "calendar-check", Tone::green, Intent::have_appointment));
        model.content.back().detail = m_messages->text(keys::kiosk_home_appointment_detail);
    }
    if (scene.facts.paper == Paper::none) { // what to expect is more than a reassurance
        Element warning = no_paper(*m_messages);
        warning.label = warning.spoken; // in one paragraph: the choices need the room
        warning.detail.clear();
        model.content.push_back(std::move(warning));
        return;
    }
    bool const is_offline = scene.facts.link == device::Link::offline;
    Element note = words("note", Role::text, is_offline ? keys::kiosk_offline_title : keys::kiosk_reassurance);
    if (is_offline)
        note.label += ". " + m_messages->text(keys::kiosk_offline_works);
    note.spoken = note.label;
    note.icon = is_offline ? "wifi-off" : "lock-heart";
    model.content.push_back(std::move(note));
}

void Composer::service(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_service_title, keys::speech_service_title);
    auto const services = walk_in_services(scene.facts);
    bool const is_paged = services.size() > Flow::choices_max - 1;
    std::size_t const a_page = is_paged ? Flow::choices_max - 2 : Flow::choices_max - 1;
    std::size_t const pages = std::max<std::size_t>(1, (services.size() + a_page - 1) / a_page);
    std::size_t const first = (scene.visit.service_page % pages) * a_page;
    for (std::size_t index = first; index < std::min(services.size(), first + a_page); ++index) {
        Element choice = service_card(*services[index]);
        choice.intent = Intent::choose_service;
        model.content.push_back(std::move(choice));
    }
    if (is_paged)
        model.content.push_back(card("more-services", keys::kiosk_bar_more, "dots", Tone::slate, Intent::next_page));
    model.content.push_back(unsure_card());
    Element note = words("note", Role::text, keys::kiosk_reassurance);
    note.icon = "lock-heart";
    model.content.push_back(std::move(note));
}

Element Composer::service_card(domain::Service const& service) const
{
    LanguageTag const& language = m_messages->language();
    Element choice = words("service:" + service.id.value(), Role::card, std::string(service.name.in(language)));
    choice.detail = service.detail.in(language);
    choice.icon = service.icon;
    choice.tone = tone_of(service.color);
    choice.subject = service.id.value();
    choice.touchable = Touchable::yes;
    return choice;
}

Element Composer::unsure_card() const
{
    Element unsure = card("unsure", keys::kiosk_service_unsure, "user-question", Tone::slate, Intent::choose_unsure);
    unsure.detail = m_messages->text(keys::kiosk_service_unsure_detail);
    return unsure;
}

void Composer::help(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_help_title, keys::speech_help_title);
    Element come = card("help-come", keys::kiosk_help_come, "user-check", Tone::teal, Intent::help_come);
    come.detail = m_messages->text(keys::kiosk_help_come_detail);
    model.content.push_back(std::move(come));
    bool const can_give = scene.facts.readiness == device::Readiness::ready && scene.facts.opening.is == domain::OpeningState::Is::open && !scene.visit.given
        && !scene.visit.booking.made;
    if (can_give)
        model.content.push_back(private_talk());
    model.content.push_back(way_to_the_desk());
}

Element Composer::private_talk() const
{
    Element talk = card("help-private", keys::kiosk_help_private, "door-enter", Tone::green, Intent::help_private);
    talk.detail = m_messages->text(keys::kiosk_help_private_detail);
    talk.icon_flow = IconFlow::follows_reading;
    return talk;
}

Element Composer::way_to_the_desk() const
{
    Element note = words("if-nobody", Role::text, keys::kiosk_help_if_nobody);
    note.icon = "walk";
    note.icon_flow = IconFlow::follows_reading;
    return note;
}

void Composer::help_who(ScreenModel& model) const
{
    model.title = heading(keys::kiosk_help_who_title, keys::speech_help_who_title);
    model.content.push_back(card("help-woman", keys::kiosk_help_woman, "woman", Tone::green, Intent::talk_to_woman));
    model.content.push_back(card("help-man", keys::kiosk_help_man, "man", Tone::green, Intent::talk_to_man));
    model.content.push_back(card("help-anyone", keys::kiosk_help_no_matter, "users", Tone::green, Intent::talk_to_anyone));
    Element note = words("note", Role::text, keys::kiosk_reassurance);
    note.icon = "lock-heart";
    model.content.push_back(std::move(note));
}

void Composer::help_coming(Scene const& scene, ScreenModel& model) const
{
    bool const is_unreachable = scene.visit.is_help_unreachable;
    model.title = words("title", Role::heading, is_unreachable ? keys::kiosk_help_unreachable_title : keys::kiosk_help_coming_title);
    model.title->icon = is_unreachable ? "wifi-off" : "user-check";
    model.title->tone = is_unreachable ? Tone::amber : Tone::green;
    if (!is_unreachable)
        model.title->spoken = m_messages->spoken(keys::speech_help_coming);
    Element detail = words("detail", Role::text, is_unreachable ? keys::kiosk_help_unreachable_detail : keys::kiosk_help_coming_detail);
    model.content.push_back(std::move(detail));
    if (!is_unreachable)
        model.content.push_back(way_to_the_desk());
    model.content.push_back(finish_button());
}

void Composer::easier(Scene const& scene, ScreenModel& model) const
{
    ViewSettings const& view = scene.visit.view;
    model.title = words("title", Role::heading, keys::kiosk_more_title);
    bool const is_bigger = view.text_size == TextSize::bigger;
    bool const is_contrast = view.theme == Theme::high_contrast;
    bool const is_low = view.reach == Reach::low;
    model.content.push_back(
        card("easier-text", is_bigger ? keys::kiosk_bar_normal_text : keys::kiosk_bar_bigger_text, "text-size", Tone::teal, Intent::toggle_text_size));
    model.content.push_back(
        card("easier-contrast", is_contrast ? keys::kiosk_bar_normal_colors : keys::kiosk_bar_contrast, "contrast", Tone::indigo, Intent::toggle_contrast));
    model.content.push_back(
        card("easier-reach", is_low ? keys::kiosk_bar_reach_off : keys::kiosk_bar_reach, "arrow-bar-to-down", Tone::green, Intent::toggle_reach));
    model.content.push_back(card("easier-hide", keys::kiosk_bar_hide, "eye-off", Tone::slate, Intent::hide));
    Element close = words("close", Role::button, keys::kiosk_more_close);
    close.icon = "check";
    close.tone = Tone::teal;
    close.emphasis = Emphasis::primary;
    close.intent = Intent::back;
    close.touchable = Touchable::yes;
    model.content.push_back(std::move(close));
}

} // namespace zahide::visitor
