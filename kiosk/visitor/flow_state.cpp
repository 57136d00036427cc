#include "flow_state.h"

#include <algorithm>
#include <chrono>

namespace zahide::visitor {

namespace {

bool is_open(Facts const& facts)
{
    return facts.opening.is == domain::OpeningState::Is::open;
}

} // namespace

void FlowState::open(Screen screen)
{
    if (visit.screen == screen)
        return;
    if (visit.way_back.size() >= Flow::way_back_max)
        visit.way_back.erase(visit.way_back.begin());
    visit.way_back.push_back(visit.screen);
    show(screen);
}

void FlowState::back()
{
    if (visit.way_back.empty())
        return show(Screen::language);
    Screen const before = visit.way_back.back();
    visit.way_back.pop_back();
    if (before == Screen::attract || before == Screen::out_of_order)
        return wipe();
    show(before);
}

void FlowState::go_home()
{
    visit.way_back.clear();
    visit.service_page = 0;
    visit.given.reset();
    visit.is_help_unreachable = false;
    forget_paper();
    if (!visit.language)
        return show(Screen::language);
    if (!is_open(facts))
        return show(Screen::closed);
    show(facts.readiness == device::Readiness::ready ? Screen::home : Screen::refused);
}

void FlowState::wipe()
{
    visit = Visit();
    forget_paper();
    visit.screen = resting_screen();
    on_screen_since = now;
    greeting_since = now;
    ++serial;
}

std::vector<Effect> FlowState::take(ServiceId service, domain::GenderPreference gender, domain::Urgency urgency)
{
    if (pending)
        return {};
    if (visit.given || !is_open(facts)) {
        go_home();
        return {};
    }
    visit.language = model.language;
    pending = device::TicketWish { .service = std::move(service), .language = model.language, .gender = gender, .urgency = urgency };
    return { TakeTicket { *pending } };
}

std::vector<Effect> FlowState::talk_to(domain::GenderPreference gender)
{
    domain::Service const* reception = facts.catalogue ? facts.catalogue->reception() : nullptr;
    return reception ? take(reception->id, gender, domain::Urgency::private_talk) : std::vector<Effect> {};
}

std::int64_t FlowState::seconds_left() const
{
    auto const left = std::chrono::ceil<Seconds>(wipe_at() - now).count();
    auto const most = std::chrono::ceil<Seconds>(wipe_at() - warn_at()).count();
    return std::clamp<std::int64_t>(left, 0, most);
}

void FlowState::choose_language(LanguageTag const& language)
{
    visit.language = language;
    if (visit.way_back.empty() || visit.way_back.back() == Screen::attract)
        go_home();
    else
        back();
}

void FlowState::act_on_view(Intent intent)
{
    ViewSettings& view = visit.view;
    if (intent == Intent::toggle_text_size)
        view.text_size = view.text_size == TextSize::normal ? TextSize::bigger : TextSize::normal;
    else if (intent == Intent::toggle_contrast)
        view.theme = view.theme == Theme::normal ? Theme::high_contrast : Theme::normal;
    else
        view.reach = view.reach == Reach::whole ? Reach::low : Reach::whole;
    ++serial;
}

std::vector<Effect> FlowState::act(Element const& element)
{
    switch (element.intent) {
    case Intent::none:
        break;
    case Intent::start:
    case Intent::open_languages:
        open(Screen::language);
        break;
    case Intent::choose_language:
        choose_language(LanguageTag(element.subject));
        break;
    case Intent::take_number:
        open(Screen::service);
        break;
    case Intent::choose_service:
        return take(ServiceId(element.subject), domain::GenderPreference::any, domain::Urgency::ordinary);
    case Intent::choose_unsure:
        if (domain::Service const* reception = facts.catalogue ? facts.catalogue->reception() : nullptr)
            return take(reception->id, domain::GenderPreference::any, domain::Urgency::ordinary);
        break;
    case Intent::next_page:
        ++visit.service_page;
        ++serial;
        break;
    case Intent::finish:
        wipe();
        return { Wiped {} };
    case Intent::print_again:
        return print_again();
    case Intent::back:
        back();
        break;
    case Intent::start_over:
    case Intent::try_again:
        go_home();
        break;
    case Intent::toggle_text_size:
    case Intent::toggle_contrast:
    case Intent::toggle_reach:
        act_on_view(element.intent);
        break;
    case Intent::open_easier:
        open(Screen::easier);
        break;
    case Intent::hide:
        open(Screen::hidden);
        break;
    case Intent::unhide:
        back();
        break;
    case Intent::open_help:
        open(Screen::help);
        break;
    case Intent::help_come:
        visit.is_help_unreachable = false;
        open(Screen::help_coming);
        return { AskHelp { model.language } };
    case Intent::help_private:
        open(Screen::help_who);
        break;
    case Intent::talk_to_woman:
        return talk_to(domain::GenderPreference::woman);
    case Intent::talk_to_man:
        return talk_to(domain::GenderPreference::man);
    case Intent::talk_to_anyone:
        return talk_to(domain::GenderPreference::any);
    case Intent::go_on:
        visit.is_warned = false;
        break;
    }
    return {};
}

std::vector<Effect> FlowState::print_again()
{
    if (!visit.given || visit.given->was_copied)
        return {};
    visit.given->was_copied = true;
    visit.given->ended.reset();
    show(Screen::printing);
    return { PrintCopy { visit.given->promise.reveal().id } };
}

void FlowState::end_print(domain::PrintJobState ended)
{
    if (!visit.given)
        return;
    if (visit.screen == Screen::printing && now < on_screen_since + patience.printing_min) {
        early_end = ended;
        return;
    }
    early_end.reset();
    visit.given->ended = ended;
    if (visit.screen == Screen::printing)
        show(Screen::done);
    // Whoever looks at help or the languages meanwhile comes back to the end of it.
    std::replace(visit.way_back.begin(), visit.way_back.end(), Screen::printing, Screen::done);
}

std::vector<Effect> FlowState::step()
{
    if (visit.screen == Screen::attract && now >= greeting_since + patience.greeting) {
        greeting_since = now;
        ++greeting;
    }
    if (early_end && now >= on_screen_since + patience.printing_min)
        end_print(*early_end);
    if (visit.given && !visit.given->ended && !early_end && now >= paper_since + patience.printing_max)
        end_print(domain::PrintJobState::unknown);
    if (is_resting())
        return {};
    if (now >= wipe_at()) {
        wipe();
        return { Wiped {} };
    }
    visit.is_warned = is_worth_a_warning() && (now >= warn_at() || (visit.is_warned && now < last_touch + answer_time));
    return {};
}

} // namespace zahide::visitor
