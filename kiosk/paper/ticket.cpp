#include "paper/ticket.h"

#include "press_state.h"

#include "i18n/keys.h"
#include "unicode/number.h"

namespace zahide::paper {

namespace {

namespace keys = i18n::keys;
using text::Weight;

} // namespace

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

Result<text::Bitmap1> TicketPress::press(TicketContent const& content)
{
    Heading const heading { content.language, content.center_name, content.center_name_turkish, content.mark };
    ZAHIDE_TRY_VOID(check_texts({ heading.center_name, heading.center_name_turkish, content.waiting_place }, content.url));
    auto const* messages = ZAHIDE_TRY(m_state->messages(content.language));
    auto const* dates = ZAHIDE_TRY(m_state->date_format(content.language));

    Sheet sheet(m_state->engine, m_state->measures, content.language);
    m_state->head(sheet, heading, *messages);
    m_state->number(sheet, content, *messages);
    m_state->rows(sheet, content, *messages, *dates);
    if (!content.url.empty()) {
        sheet.code(ZAHIDE_TRY(make_qr(content.url)));
        sheet.center(messages->text(keys::ticket_scan), Weight::regular, m_state->measures.small, content.language);
    }
    std::string const number = std::to_string(content.number.value());
    m_state->foot(sheet, heading, *messages,
        m_state->staff().text(
            keys::ticket_footer, { { "number", number }, { "date", turkish_date(content.printed_at.date) }, { "time", content.printed_at.time.text() } }));
    return std::move(sheet).draw(m_state->rasteriser);
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
        sheet.center_filling(latin, turkish(), { static_cast<float>(measures.content), measures.latin_number });
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

} // namespace zahide::paper
