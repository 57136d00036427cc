#include "http/ticket_page.h"

#include "i18n/keys.h"
#include "unicode/date_format.h"
#include "unicode/number.h"

namespace zahide::http {

namespace {

namespace keys = i18n::keys;
using domain::TicketState;

// Colors and calm of the kiosk; a phone's own fonts.
constexpr std::string_view style = R"css(
body{margin:0;background:#f7f2e9;color:#17262e;font:1.15rem/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.2rem;color:#0b5563;margin:0 0 1rem}
.card{background:#fff;border-radius:1.2rem;padding:1.2rem;margin:0 0 1rem}
.number{border:3px solid #0b5563;text-align:center}
.number b{display:block;font-size:5.5rem;line-height:1.15;color:#0b5563}
.number span{font-size:1.6rem;color:#3f4f57}
.state{font-size:1.4rem;font-weight:700}
.now{background:#f2b441}
small{color:#3f4f57;font-size:1rem}
)css";

std::string element(std::string_view tag, std::string_view attributes, std::string const& text)
{
    std::string result = "<" + std::string(tag);
    if (!attributes.empty())
        result.append(" ").append(attributes);
    return result + ">" + escape_html(text) + "</" + std::string(tag) + ">\n";
}

std::string_view direction(i18n::Messages const& messages)
{
    return messages.info().order == unicode::ReadingOrder::right_to_left ? "rtl" : "ltr";
}

std::string head(i18n::Messages const& messages, std::string const& title)
{
    std::string result
        = "<!doctype html>\n<html lang=\"" + escape_html(messages.language().value()) + "\" dir=\"" + std::string(direction(messages)) + "\">\n<head>\n";
    result += "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    result += "<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"30\">\n";
    result += element("title", {}, title);
    return result + "<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n";
}

constexpr std::string_view foot = "</main>\n</body>\n</html>\n";

std::string call_sentence(scheduler::TicketPage const& page, i18n::Messages const& messages)
{
    std::string const number = unicode::number_text(page.number.value(), messages.language());
    if (!page.counter)
        return messages.text(keys::page_serving);
    std::string const place = unicode::with_digits(std::string(page.counter->name.in(messages.language())), messages.language());
    return messages.text(keys::board_call_place, { { "number", std::string_view(number) }, { "place", std::string_view(place) } });
}

std::string state_sentence(scheduler::TicketPage const& page, i18n::Messages const& messages, unicode::DateFormat const& dates)
{
    switch (page.state) {
    case TicketState::waiting:
        if (page.people_ahead)
            return messages.text(keys::kiosk_done_people_ahead, { { "count", *page.people_ahead } });
        return messages.text(keys::page_past, { { "date", std::string_view(dates.full_date(page.local_date)) } });
    case TicketState::called:
        return call_sentence(page, messages);
    case TicketState::serving:
        return messages.text(keys::page_serving);
    case TicketState::parked:
        return messages.text(keys::page_parked);
    case TicketState::done:
        return messages.text(keys::page_done);
    case TicketState::noshow:
        return messages.text(keys::page_noshow);
    case TicketState::cancelled:
        return messages.text(keys::page_cancelled);
    case TicketState::transferred: {
        if (!page.successor)
            return messages.text(keys::page_cancelled);
        std::string const number = unicode::number_text(page.successor->value(), messages.language());
        return messages.text(keys::page_transferred, { { "number", std::string_view(number) } });
    }
    }
    return {};
}

} // namespace

std::string escape_html(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (char const letter : text) {
        switch (letter) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += letter;
        }
    }
    return escaped;
}

std::string ticket_page(scheduler::TicketPage const& page, i18n::Catalogue const& messages)
{
    i18n::Messages const& words = messages.in(page.language);
    auto const dates = unicode::DateFormat::create(words.language());
    if (!dates)
        return unknown_ticket_page(messages);
    std::string const center(page.center.name.in(words.language()));
    std::string const latin = std::to_string(page.number.value());
    std::string const own = unicode::number_text(page.number.value(), words.language());
    std::string html = head(words, latin + " · " + center);
    html += element("h1", {}, center);
    html += "<div class=\"card number\">" + element("div", {}, words.text(keys::kiosk_done_number_label)) + element("b", {}, own);
    if (own != latin)
        html += element("span", {}, latin);
    html += "</div>\n";
    bool const is_now = page.state == TicketState::called;
    html += element("p", is_now ? "class=\"card state now\"" : "class=\"card state\"", state_sentence(page, words, *dates));
    if (page.people_ahead || page.state == TicketState::parked) {
        html += "<div class=\"card\">" + element("small", {}, words.text(keys::kiosk_done_wait_here))
            + element("div", {}, std::string(page.center.waiting_place.in(words.language()))) + "</div>\n";
    }
    std::string const time = dates->time(page.now.time);
    html += element("p", {}, dates->full_date(page.local_date));
    html += "<p>" + element("small", {}, words.text(keys::page_as_of, { { "time", std::string_view(time) } })) + "</p>\n";
    return html.append(foot);
}

std::string unknown_ticket_page(i18n::Catalogue const& messages)
{
    std::string html = head(messages.in(LanguageTag("en")), "…");
    for (i18n::LocaleInfo const& info : messages.locales()) {
        i18n::Messages const& words = messages.in(info.language);
        html += "<div class=\"card\" lang=\"" + escape_html(info.language.value()) + "\" dir=\"" + std::string(direction(words)) + "\">"
            + element("div", "class=\"state\"", words.text(keys::page_unknown_title)) + element("div", {}, words.text(keys::page_unknown_detail)) + "</div>\n";
    }
    return html.append(foot);
}

} // namespace zahide::http
