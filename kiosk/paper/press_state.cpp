#include "press_state.h"

#include "i18n/keys.h"

namespace zahide::paper {

namespace keys = i18n::keys;
using text::Weight;

namespace {

std::string two_digits(int value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

} // namespace

LanguageTag const& turkish()
{
    static LanguageTag const tag { "tr" };
    return tag;
}

std::string turkish_date(LocalDate date)
{
    return two_digits(date.day()) + "." + two_digits(date.month()) + "." + std::to_string(date.year());
}

Result<void> check_texts(std::initializer_list<std::string_view> texts, std::string_view url)
{
    for (auto const text : texts) {
        if (text.size() > ticket_text_bytes_max)
            return fail(ErrorCode::limit, "a text of the ticket is longer than " + std::to_string(ticket_text_bytes_max) + " bytes", {},
                "shorten the center's name or waiting place");
    }
    if (url.size() > ticket_url_bytes_max)
        return fail(
            ErrorCode::limit, "the ticket's address is longer than " + std::to_string(ticket_url_bytes_max) + " bytes", {}, "use a shorter public address");
    return {};
}

Result<i18n::Messages const*> TicketPress::State::messages(LanguageTag const& language) const
{
    i18n::Messages const* found = catalogue.find(language);
    if (found == nullptr)
        return fail(ErrorCode::invalid, "no messages in this language", "ticket.language");
    return found;
}

Result<unicode::DateFormat const*> TicketPress::State::date_format(LanguageTag const& language)
{
    auto found = date_formats.find(language.value());
    if (found == date_formats.end())
        found = date_formats.emplace(language.value(), ZAHIDE_TRY(unicode::DateFormat::create(language))).first;
    return &found->second;
}

void TicketPress::State::head(Sheet& sheet, Heading const& heading, i18n::Messages const& messages) const
{
    sheet.center(heading.center_name, Weight::bold, measures.title, heading.language);
    if (heading.center_name_turkish != heading.center_name)
        sheet.center(heading.center_name_turkish, Weight::bold, measures.subtitle, turkish());
    sheet.rule();
    if (heading.mark == domain::PrintMark::copy) {
        std::string const copy = messages.text(keys::ticket_copy);
        sheet.framed(copy, heading.language);
        sheet.space(measures.gap);
    }
}

void TicketPress::State::foot(Sheet& sheet, Heading const& heading, i18n::Messages const& messages, std::string line) const
{
    sheet.space(measures.gap / 2);
    sheet.center(messages.text(keys::ticket_private), Weight::regular, measures.small, heading.language);
    sheet.dashes();
    if (heading.mark == domain::PrintMark::copy)
        line += " · " + staff().text(keys::ticket_copy);
    sheet.center(line, Weight::bold, measures.small, turkish());
}

} // namespace zahide::paper
