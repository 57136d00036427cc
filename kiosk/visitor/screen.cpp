#include "visitor/screen.h"

#include <algorithm>

namespace zahide::visitor {

std::string_view to_string(Screen screen)
{
    switch (screen) {
    case Screen::attract:
        return "attract";
    case Screen::language:
        return "language";
    case Screen::home:
        return "home";
    case Screen::service:
        return "service";
    case Screen::printing:
        return "printing";
    case Screen::done:
        return "done";
    case Screen::refused:
        return "refused";
    case Screen::help:
        return "help";
    case Screen::help_who:
        return "help-who";
    case Screen::help_coming:
        return "help-coming";
    case Screen::easier:
        return "easier";
    case Screen::hidden:
        return "hidden";
    case Screen::closed:
        return "closed";
    case Screen::out_of_order:
        return "out-of-order";
    case Screen::book_service:
        return "book-service";
    case Screen::book_who:
        return "book-who";
    case Screen::book_day:
        return "book-day";
    case Screen::book_time:
        return "book-time";
    case Screen::book_next:
        return "book-next";
    case Screen::taken:
        return "taken";
    case Screen::book_confirm:
        return "book-confirm";
    case Screen::book_trouble:
        return "book-trouble";
    case Screen::moment:
        return "moment";
    case Screen::booked_printing:
        return "booked-printing";
    case Screen::booked:
        return "booked";
    case Screen::code:
        return "code";
    case Screen::appointment:
        return "appointment";
    case Screen::cancel_sure:
        return "cancel-sure";
    case Screen::cancelled:
        return "cancelled";
    }
    return "";
}

std::vector<Element const*> ScreenModel::visible() const
{
    if (warning)
        return { &warning->title, &warning->detail, &warning->go_on, &warning->finish, &warning->anywhere };
    std::vector<Element const*> elements;
    auto const add = [&](std::optional<Element> const& element) {
        if (element)
            elements.push_back(&*element);
    };
    add(brand);
    add(clock);
    add(language_button);
    add(title);
    for (Element const& element : content)
        elements.push_back(&element);
    for (Element const& element : bar)
        elements.push_back(&element);
    return elements;
}

Element const* ScreenModel::find(std::string_view id) const
{
    auto const elements = visible();
    auto const found = std::find_if(elements.begin(), elements.end(), [&](Element const* element) { return element->id == id; });
    return found == elements.end() ? nullptr : *found;
}

} // namespace zahide::visitor
