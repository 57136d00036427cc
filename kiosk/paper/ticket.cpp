#include "paper/ticket.h"

#include "sheet.h"

#include "i18n/keys.h"
#include "unicode/date_format.h"
#include "unicode/number.h"

#include <map>

namespace zahide::paper {

namespace {

namespace keys = i18n::keys;
using text::Weight;

LanguageTag const turkish { "tr" };

std::string two_digits(int value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

/// 22.11.2026, as staff in Türkiye read and write it.
std::string turkish_date(LocalDate date)
{
    return two_digits(date.day()) + "." + two_digits(date.month()) + "." + std::to_string(date.year());
}

Result<void> check(TicketContent const& content)
{
    for (auto const* text : { &content.center_name, &content.center_name_turkish, &content.waiting_place }) {
        if (text->size() > ticket_text_bytes_max)
            return fail(ErrorCode::limit, "a text of the ticket is longer than " + std::to_string(ticket_text_bytes_max) + " bytes", {},
                "shorten the center's name or waiting place");
    }
    if (content.url.size() > ticket_url_bytes_max)
        return fail(
            ErrorCode::limit, "the ticket's address is longer than " + std::to_string(ticket_url_bytes_max) + " bytes", {}, "use a shorter public address");
    return {};
}

} // namespace

struct TicketPress::State {
    text::Engine& engine;
    i18n::Catalogue const& catalogue;
    Measures measures;
    text::Rasteriser rasteriser;
    std::map<std::string, unicode::DateFormat, std::less<>> date_formats;

    Result<unicode::DateFormat const*> date_format(LanguageTag const& language);
    void head(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const;
    void number(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const;
    void rows(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const;
    void foot(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const;
};

TicketPress::TicketPress(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

TicketPress::~TicketPress() = default;
TicketPress::TicketPress(TicketPress&&) noexcept = default;
TicketPress& TicketPress::operator=(TicketPress&&) noexcept = default;

Result<TicketPress> TicketPress::create(text::Engine& engine, i18n::Catalogue const& messages, int width_dots)
{
    if (width_dots < width_dots_min || width_dots > width_dots_max)
        return fail(ErrorCode::invalid, "the paper is " + std::to_string(width_dots) + " dots wide", "width_dots", "use 576 for 80 mm and 384 for 58 mm paper");
    return TicketPress(std::unique_ptr<State>(new State { engine, messages, Measures(width_dots), text::Rasteriser(engine.fonts()), {} }));
}

Result<unicode::DateFormat const*> TicketPress::State::date_format(LanguageTag const& language)
{
    auto found = date_formats.find(language.value());
    if (found == date_formats.end())
        found = date_formats.emplace(language.value(), ZAHIDE_TRY(unicode::DateFormat::create(language))).first;
    return &found->second;
}

Result<text::Bitmap1> TicketPress::press(TicketContent const& content)
{
    ZAHIDE_TRY_VOID(check(content));
    i18n::Messages const* messages = m_state->catalogue.find(content.language);
    if (messages == nullptr)
        return fail(ErrorCode::invalid, "no messages in this language", "ticket.language");
    auto const* dates = ZAHIDE_TRY(m_state->date_format(content.language));

    Sheet sheet(m_state->engine, m_state->measures, content.language);
    m_state->head(sheet, content, *messages);
    m_state->number(sheet, content, *messages);
    m_state->rows(sheet, content, *messages, *dates);
    if (!content.url.empty()) {
        sheet.code(ZAHIDE_TRY(make_qr(content.url)));
        sheet.center(messages->text(keys::ticket_scan), Weight::regular, m_state->measures.small, content.language);
    }
    m_state->foot(sheet, content, *messages);
    return std::move(sheet).draw(m_state->rasteriser);
}

void TicketPress::State::head(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const
{
    sheet.center(content.center_name, Weight::bold, measures.title, content.language);
    if (content.center_name_turkish != content.center_name)
        sheet.center(content.center_name_turkish, Weight::bold, measures.subtitle, turkish);
    sheet.rule();
    if (content.mark == domain::PrintMark::copy) {
        std::string const copy = messages.text(keys::ticket_copy);
        sheet.framed(copy, content.language);
        sheet.space(measures.gap);
    }
}

void TicketPress::State::number(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const
{
    sheet.center(messages.text(keys::ticket_your_number), Weight::bold, measures.caption, content.language);
    sheet.space(measures.gap);
    std::string const latin = std::to_string(content.number.value());
    std::string const own = unicode::number_text(content.number.value(), content.language);
    sheet.center_filling(own, content.language, { static_cast<float>(measures.content), measures.number_height_max });
    if (own != latin) {
        sheet.space(measures.gap * 3 / 2);
        sheet.center_filling(latin, turkish, { static_cast<float>(measures.content), measures.latin_number });
    }
    sheet.space(measures.gap);
    sheet.center(messages.text(keys::ticket_keep), Weight::regular, measures.small, content.language);
    sheet.rule();
}

void TicketPress::State::rows(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const
{
    if (!content.waiting_place.empty())
        sheet.row(messages.text(keys::ticket_wait_label), content.waiting_place);
    if (auto const* range = std::get_if<WaitRange>(&content.wait))
        sheet.row(
            messages.text(keys::ticket_time_label), messages.text(keys::ticket_minutes, { { "low", range->low_minutes }, { "high", range->high_minutes } }));
    else if (auto const* ahead = std::get_if<PeopleAhead>(&content.wait))
        sheet.row({}, messages.text(keys::kiosk_done_people_ahead, { { "count", ahead->count } }));
    std::string const date = dates.full_date(content.printed_at.date);
    std::string const time = dates.time(content.printed_at.time);
    sheet.row(messages.text(keys::ticket_date_label), messages.text(keys::ticket_date_time, { { "date", date }, { "time", time } }));
    if (auto const second = dates.second_date(content.printed_at.date))
        sheet.row({}, *second);
}

void TicketPress::State::foot(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const
{
    sheet.space(measures.gap / 2);
    sheet.center(messages.text(keys::ticket_private), Weight::regular, measures.small, content.language);
    sheet.dashes();
    // One line for the staff, in Turkish and Latin digits whatever the visitor reads.
    i18n::Messages const& staff = catalogue.in(turkish);
    std::string const number = std::to_string(content.number.value());
    std::string line = staff.text(
        keys::ticket_footer, { { "number", number }, { "date", turkish_date(content.printed_at.date) }, { "time", content.printed_at.time.text() } });
    if (content.mark == domain::PrintMark::copy)
        line += " · " + staff.text(keys::ticket_copy);
    sheet.center(line, Weight::bold, measures.small, turkish);
}

} // namespace zahide::paper
