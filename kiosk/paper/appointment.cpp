#include "press_state.h"

#include "i18n/keys.h"
#include "unicode/number.h"

namespace zahide::paper {

namespace {

namespace keys = i18n::keys;
using text::Weight;

// The groups of a code stand from left to right in every language, as they are typed. An isolate is not enough: a space
// between two Arabic numbers takes the direction of a right-to-left text in it (UAX #9 N1), an override leaves it none (X4).
constexpr std::string_view left_to_right_override = "\u202D";
constexpr std::string_view pop_directional_formatting = "\u202C";

std::string in_order(std::string const& code)
{
    return std::string(left_to_right_override) + code + std::string(pop_directional_formatting);
}

} // namespace

Result<text::Bitmap1> TicketPress::press(AppointmentContent const& content)
{
    Heading const heading { content.language, content.center_name, content.center_name_turkish, content.mark };
    ZAHIDE_TRY_VOID(check_texts({ heading.center_name, heading.center_name_turkish, content.place }, content.url));
    auto const* messages = ZAHIDE_TRY(m_state->messages(content.language));
    auto const* dates = ZAHIDE_TRY(m_state->date_format(content.language));

    Sheet sheet(m_state->engine, m_state->measures, content.language);
    m_state->head(sheet, heading, *messages);
    m_state->time(sheet, content, *messages, *dates);
    m_state->place(sheet, content, *messages, *dates);
    m_state->code(sheet, content, *messages);
    if (!content.url.empty()) {
        sheet.code(ZAHIDE_TRY(make_qr(content.url)));
        sheet.center(messages->text(keys::ticket_appointment_scan), Weight::regular, m_state->measures.small, content.language);
    }
    m_state->foot(sheet, heading, *messages,
        m_state->staff().text(keys::ticket_appointment_footer, { { "date", turkish_date(content.start.date) }, { "time", content.start.time.text() } }));
    return std::move(sheet).draw(m_state->rasteriser);
}

void TicketPress::State::time(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const
{
    sheet.center(messages.text(keys::ticket_appointment_title), Weight::regular, measures.caption, content.language);
    sheet.center(dates.full_date(content.start.date), Weight::bold, measures.day, content.language);
    if (auto const second = dates.second_date(content.start.date))
        sheet.center(*second, Weight::regular, measures.caption, content.language);
    sheet.space(measures.gap);
    std::string const latin = content.start.time.text();
    std::string const own = dates.time(content.start.time);
    sheet.center_filling(own, content.language, { static_cast<float>(measures.content), measures.time_height_max });
    if (own != latin) {
        sheet.space(measures.gap);
        sheet.center(turkish_date(content.start.date) + " " + latin, Weight::bold, measures.day, turkish());
    }
    sheet.rule();
}

void TicketPress::State::place(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const
{
    if (!content.place.empty())
        sheet.row(messages.text(keys::ticket_appointment_place_label), content.place);
    bool const is_told = content.check_in_from.date == content.start.date;
    if (is_told)
        sheet.row(messages.text(keys::ticket_appointment_from_label), dates.time(content.check_in_from.time));
    if (is_told || !content.place.empty())
        sheet.rule();
}

void TicketPress::State::code(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages) const
{
    sheet.center(messages.text(keys::ticket_appointment_code), Weight::bold, measures.caption, content.language);
    sheet.space(measures.gap);
    std::string const latin = content.code.reveal().grouped();
    std::string const own = unicode::with_digits(latin, content.language);
    sheet.center_filling(in_order(own), content.language, { static_cast<float>(measures.content), measures.code_height_max });
    if (own != latin) {
        sheet.space(measures.gap * 3 / 2);
        sheet.center_filling(latin, turkish(), { static_cast<float>(measures.content) * 2 / 3, measures.code_height_max });
    }
    sheet.space(measures.gap);
    sheet.center(messages.text(keys::ticket_appointment_check_in), Weight::regular, measures.row, content.language);
    sheet.center(messages.text(keys::ticket_appointment_change), Weight::regular, measures.row, content.language);
    sheet.rule();
}

} // namespace zahide::paper
