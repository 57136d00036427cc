#include "compose.h"

#include "base/enum_names.h"
#include "i18n/keys.h"
#include "unicode/number.h"

#include <algorithm>
#include <utility>

namespace zahide::visitor {

namespace keys = i18n::keys;

namespace {

constexpr LocalTime noon = LocalTime::from_minutes(12 * 60);

/// While the scheduler is out of reach, those with a slot lent in that language.
std::vector<domain::Service const*> booked_services(Facts const& facts, LanguageTag const& language)
{
    std::vector<domain::Service const*> services;
    if (!facts.catalogue)
        return services;
    for (domain::Service const& service : facts.catalogue->services) {
        if (service.needs && service.reception == domain::Service::Reception::no && (!facts.is_alone() || facts.can_book_alone(service.id, language)))
            services.push_back(&service);
    }
    return services;
}

std::vector<LocalDate> days_of(std::vector<domain::Offer> const& offers)
{
    std::vector<LocalDate> days;
    for (domain::Offer const& offer : offers) {
        if (days.empty() || days.back() != offer.local.date)
            days.push_back(offer.local.date);
    }
    return days;
}

/// Where letters are large, fewer cards with a day on them find room.
std::size_t cards_max(Scene const& scene)
{
    constexpr std::size_t cards_of_large_letters = 4;
    return scene.visit.view.text_size == TextSize::bigger ? cards_of_large_letters : Flow::choices_max;
}

/// The part of a list that a page shows, at most so much of it; with more than one page, one place less.
struct Page {
    std::size_t first = 0;
    std::size_t end = 0;
    bool has_more = false;
};

Page page_of(std::size_t count, std::size_t places, std::size_t places_with_more, std::size_t page)
{
    if (count <= places)
        return { 0, count, false };
    std::size_t const pages = (count + places_with_more - 1) / places_with_more;
    std::size_t const a_page = (count + pages - 1) / pages; // a last page with one lonely choice looks like a mistake
    std::size_t const first = (page % pages) * a_page;
    return { std::min(first, count), std::min(first + a_page, count), true };
}

// A day too long for one page is parted at noon first.
Page page_of_times(std::vector<domain::Offer> const& offers, std::size_t page)
{
    if (offers.size() <= Flow::times_max)
        return { 0, offers.size(), false };
    auto const afternoon = std::find_if(offers.begin(), offers.end(), [](domain::Offer const& offer) { return offer.local.time >= noon; });
    std::size_t const mornings = static_cast<std::size_t>(afternoon - offers.begin());
    auto const pages_for = [](std::size_t count) { return (count + Flow::times_max - 1) / Flow::times_max; };
    std::size_t const morning_pages = pages_for(mornings);
    std::size_t const wanted = page % (morning_pages + pages_for(offers.size() - mornings));
    bool const is_morning = wanted < morning_pages;
    Page part = is_morning ? page_of(mornings, Flow::times_max, Flow::times_max, wanted)
                           : page_of(offers.size() - mornings, Flow::times_max, Flow::times_max, wanted - morning_pages);
    std::size_t const before = is_morning ? 0 : mornings;
    return { part.first + before, part.end + before, true };
}

} // namespace

void Composer::book_service(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_service_title, keys::speech_service_title);
    auto const services = booked_services(scene.facts, scene.visit.language.value_or(LanguageTag()));
    Page const page = page_of(services.size(), Flow::choices_max - 1, Flow::choices_max - 2, scene.visit.booking.page);
    for (std::size_t index = page.first; index < page.end; ++index) {
        Element choice = service_card(*services[index]);
        choice.intent = Intent::choose_booked_service;
        model.content.push_back(std::move(choice));
    }
    if (page.has_more)
        model.content.push_back(card("more-services", keys::kiosk_bar_more, "dots", Tone::slate, Intent::next_choices));
    model.content.push_back(unsure_card());
    Element note = words("note", Role::text, keys::kiosk_reassurance);
    note.icon = "lock-heart";
    model.content.push_back(std::move(note));
}

void Composer::book_who(Scene const& scene, ScreenModel& model) const
{
    model.title = heading(keys::kiosk_help_who_title, keys::speech_help_who_title);
    Tone tone = Tone::teal;
    auto const& wish = scene.visit.booking.wish;
    if (domain::Service const* service = wish && scene.facts.catalogue ? scene.facts.catalogue->find_service(wish->service.reveal()) : nullptr)
        tone = service_card(*service).tone;
    auto const who = [&](domain::GenderPreference gender, i18n::Key label, std::string icon) {
        std::string const name(name_of(gender));
        Element choice = card("who:" + name, label, std::move(icon), tone, Intent::choose_who);
        choice.subject = name;
        model.content.push_back(std::move(choice));
    };
    who(domain::GenderPreference::woman, keys::kiosk_help_woman, "woman");
    who(domain::GenderPreference::man, keys::kiosk_help_man, "man");
    who(domain::GenderPreference::any, keys::kiosk_help_no_matter, "users");
}

Element Composer::day_card(LocalDate date)
{
    LanguageTag const& language = m_messages->language();
    Element choice = words("day:" + date.text(), Role::card, dates().weekday(date.weekday()));
    choice.figure = unicode::number_text(date.day(), language);
    choice.detail = dates().month(date);
    choice.spoken = dates().weekday_and_day(date);
    if (auto const second = dates().second_date(date)) {
        choice.detail += "\n" + *second;
        choice.spoken += ". " + *second;
    }
    choice.tone = Tone::teal;
    choice.touchable = Touchable::yes;
    choice.intent = Intent::choose_day;
    choice.subject = date.text();
    return choice;
}

void Composer::book_day(Scene const& scene, ScreenModel& model)
{
    model.title = heading(keys::kiosk_book_day_title, keys::speech_book_day_title);
    auto const days = days_of(scene.visit.booking.starts);
    std::size_t const places = cards_max(scene);
    Page const page = page_of(days.size(), places, places - 1, scene.visit.booking.page);
    for (std::size_t index = page.first; index < page.end; ++index)
        model.content.push_back(day_card(days[index]));
    if (page.has_more)
        model.content.push_back(card("more-days", keys::kiosk_book_more_days, "dots", Tone::slate, Intent::next_choices));
}

Element Composer::time_card(domain::Offer const& offer)
{
    std::string const latin = offer.local.time.text();
    Element choice = words("time:" + latin, Role::card, dates().time(offer.local.time));
    if (choice.label != latin)
        choice.detail = latin;
    choice.spoken = latin;
    choice.tone = Tone::teal;
    choice.touchable = Touchable::yes;
    choice.intent = Intent::choose_start;
    choice.subject = offer.start.text();
    return choice;
}

// The times under a picture of their half of the day.
void Composer::book_time(Scene const& scene, ScreenModel& model)
{
    Booking const& booking = scene.visit.booking;
    auto const offers = booking.starts_of_day();
    LocalDate const date = booking.day.value_or(LocalDate());
    std::string const day = dates().weekday_and_day(date);
    model.title = words("title", Role::heading, m_messages->text(keys::kiosk_book_time_title, { { "day", day } }));
    model.title->spoken = m_messages->spoken(keys::speech_book_time_title, { { "day", day } });
    Page const page = page_of_times(offers, booking.page);
    std::optional<bool> was_morning;
    for (std::size_t index = page.first; index < page.end; ++index) {
        bool const is_morning = offers[index].local.time < noon;
        if (was_morning != is_morning) {
            Element half = words(is_morning ? "morning" : "afternoon", Role::text, is_morning ? keys::kiosk_book_morning : keys::kiosk_book_afternoon);
            half.icon = is_morning ? "sunrise" : "sun";
            half.tone = Tone::amber;
            model.content.push_back(std::move(half));
            was_morning = is_morning;
        }
        model.content.push_back(time_card(offers[index]));
    }
    if (page.has_more)
        model.content.push_back(button("more-times", keys::kiosk_book_more_times, "clock", Intent::next_choices));
}

// Free times of any day, as cards with the day and the time.
void Composer::offers(std::vector<domain::Offer> const& offers, std::size_t count_max, ScreenModel& model)
{
    for (std::size_t index = 0; index < std::min(offers.size(), count_max); ++index) {
        domain::Offer const& offer = offers[index];
        bool const is_morning = offer.local.time < noon;
        Element choice = time_card(offer);
        choice.id = "start:" + offer.local.date.text() + "T" + offer.local.time.text();
        choice.figure = std::exchange(choice.label, dates().weekday_and_day(offer.local.date));
        choice.icon = is_morning ? "sunrise" : "sun";
        choice.spoken = choice.label + ", " + offer.local.time.text();
        auto const second = dates().second_date(offer.local.date);
        if (second)
            choice.detail += (choice.detail.empty() ? "" : "\n") + *second;
        model.content.push_back(std::move(choice));
    }
}

void Composer::book_next(Scene const& scene, ScreenModel& model)
{
    model.title = heading(keys::kiosk_book_next_title, keys::speech_book_next_title);
    model.title->icon = "calendar-off";
    model.title->tone = Tone::amber;
    offers(scene.visit.booking.next, cards_max(scene), model);
}

void Composer::taken(Scene const& scene, ScreenModel& model)
{
    Booking const& booking = scene.visit.booking;
    bool const is_late = booking.trouble == device::BookingFailure::hold_gone;
    model.title
        = is_late ? heading(keys::kiosk_book_late_title, keys::speech_book_late_title) : heading(keys::kiosk_book_taken_title, keys::speech_book_taken_title);
    model.title->icon = is_late ? "clock" : "calendar-off";
    model.title->tone = Tone::amber;
    if (!booking.next.empty()) {
        offers(booking.next, cards_max(scene) - 1, model);
        model.content.push_back(card("another-day", keys::kiosk_book_another_day, "calendar", Tone::slate, Intent::choose_again));
        return;
    }
    model.content.push_back(words("detail", Role::text, keys::kiosk_book_choose_again));
    model.content.push_back(primary_button("another-day", keys::kiosk_book_choose_times, "calendar", Intent::choose_again));
}

} // namespace zahide::visitor
