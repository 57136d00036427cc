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

bool is_aside(Screen screen)
{
    using enum Screen;
    return screen == help || screen == help_who || screen == help_coming || screen == language || screen == easier || screen == hidden;
}

void FlowState::open(Screen screen)
{
    if (visit.screen == screen)
        return;
    // Bad news is not where one comes back to, unless one has only looked aside.
    bool const is_passed = (visit.screen == Screen::taken || visit.screen == Screen::book_trouble) && !is_aside(screen);
    if (is_passed)
        return show(screen);
    if (visit.way_back.size() >= Flow::way_back_max)
        visit.way_back.erase(visit.way_back.begin());
    visit.way_back.push_back(visit.screen);
    show(screen);
}

void FlowState::back()
{
    if (visit.screen == Screen::book_confirm || visit.screen == Screen::moment || (visit.booking.asked && visit.screen == visit.booking.asked->from))
        let_go();
    while (!visit.way_back.empty()) {
        Screen const before = visit.way_back.back();
        visit.way_back.pop_back();
        if (before == Screen::attract || before == Screen::out_of_order)
            return wipe();
        if (can_show(before))
            return show(before);
    }
    // Whoever could not be served has no way behind them: from the languages back leads away.
    if (visit.screen == Screen::language)
        return wipe();
    show(Screen::language);
}

void FlowState::go_home()
{
    let_go();
    visit.booking = Booking();
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
    let_go();
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
    if (visit.given || visit.booking.made || !is_open(facts)) {
        go_home();
        return {};
    }
    let_go();
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

std::vector<Effect> FlowState::choose_language(LanguageTag const& language)
{
    visit.language = language;
    if (visit.way_back.empty() || visit.way_back.back() == Screen::attract) {
        go_home();
        return {};
    }
    back();
    return follow_language(language);
}

std::optional<domain::PrintJobState>* FlowState::paper_end()
{
    if (visit.given)
        return &visit.given->ended;
    return visit.booking.made ? &visit.booking.made->ended : nullptr;
}

std::vector<Effect> FlowState::effects_of_step(std::vector<Effect> effects)
{
    if (std::exchange(is_abandoned, false))
        effects.insert(effects.begin(), AbandonBooking {});
    return effects;
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
    bool const leaves = element.intent == Intent::back || element.intent == Intent::start_over;
    if (leaves && visit.booking.is_past_return()) // what comes of it is a moment away, and has to be told
        return {};
    switch (element.intent) {
    case Intent::none:
        break;
    case Intent::start:
    case Intent::open_languages:
        open(Screen::language);
        break;
    case Intent::choose_language:
        return choose_language(LanguageTag(element.subject));
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
    case Intent::book:
    case Intent::have_appointment:
    case Intent::choose_booked_service:
    case Intent::choose_who:
    case Intent::choose_day:
    case Intent::choose_start:
    case Intent::next_choices:
    case Intent::choose_again:
    case Intent::with_anybody:
    case Intent::confirm_time:
    case Intent::type_digit:
    case Intent::erase_digit:
    case Intent::find_code:
    case Intent::check_in:
    case Intent::move_appointment:
    case Intent::cancel_appointment:
    case Intent::cancel_for_sure:
        return act_on_booking(element);
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
    auto* const kept = paper_end();
    if (!kept)
        return;
    Screen const printing = visit.given ? Screen::printing : Screen::booked_printing;
    Screen const done = visit.given ? Screen::done : Screen::booked;
    if (visit.screen == printing && now < on_screen_since + patience.printing_min) {
        early_end = ended;
        return;
    }
    early_end.reset();
    *kept = ended;
    if (visit.screen == printing)
        show(done);
    // Whoever looks at help or the languages meanwhile comes back to the end of it.
    std::replace(visit.way_back.begin(), visit.way_back.end(), printing, done);
}

std::vector<Effect> FlowState::step()
{
    if (visit.screen == Screen::attract && now >= greeting_since + patience.greeting) {
        greeting_since = now;
        ++greeting;
    }
    if (early_end && now >= on_screen_since + patience.printing_min)
        end_print(*early_end);
    if (is_paper_awaited() && now >= paper_since + patience.printing_max)
        end_print(domain::PrintJobState::unknown);
    step_booking();
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
