#include "board_program.h"

#include "i18n/keys.h"
#include "unicode/language.h"
#include "unicode/number.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace zahide::program {

namespace {

constexpr std::int64_t ms_per_minute = 60'000;

board::BoardOptions board_options(std::vector<LanguageTag> languages)
{
    board::BoardOptions options;
    options.languages = std::move(languages);
    return options;
}

} // namespace

BoardProgram::BoardProgram(BoardParts parts, std::vector<LanguageTag> languages, double px_per_mm)
    : m_parts(parts)
    , m_language(languages.empty() ? LanguageTag("en") : languages.front())
    , m_px_per_mm(px_per_mm)
    , m_board(board_options(std::move(languages)), parts.messages)
{
}

std::optional<Ticks> BoardProgram::prepare(Ticks now, painter::Size size_px)
{
    board::Moment const moment { now, m_parts.clock.now() };
    take_news(moment);
    for (board::Announcement const& announcement : m_board.advance(moment))
        announce(announcement);
    for (Error const& error : m_parts.sound.take_errors())
        m_parts.log.warning(error.line());

    board::BoardView view = m_board.view();
    ui::BoardHeader heading = header(view, moment.now);
    if (view != m_view || heading != m_header || size_px != m_scene.size_px) {
        m_scene = ui::arrange_board(m_parts.engine, view, heading, size_px);
        m_parts.engine.trim();
        m_view = std::move(view);
        m_header = std::move(heading);
    }

    // The clock's next minute, the board's next change, the device's next errand: whichever comes first.
    Ticks wake = now + Milliseconds(ms_per_minute - moment.now.unix_ms() % ms_per_minute);
    for (std::optional<Ticks> const& other : { m_board.next_change(), m_parts.host.link().wake_at() })
        wake = other ? std::min(wake, *other) : wake;
    return wake;
}

void BoardProgram::take_news(board::Moment moment)
{
    static_cast<void>(m_parts.host.renew_if_damaged()); // it asks for all calls anew by itself
    for (device::Effect const& effect : m_parts.host.link().pump()) {
        if (auto const* replaced = std::get_if<device::CallsReplaced>(&effect))
            m_board.replace(replaced->calls, moment);
        else if (auto const* announced = std::get_if<device::CallAnnounced>(&effect))
            m_board.announce(announced->call);
        else if (auto const* ended = std::get_if<device::CallEnded>(&effect))
            m_board.end(ended->end);
    }
    bool const is_heard = m_parts.host.device().connectivity().link == device::Link::online;
    m_board.set_link(is_heard ? board::Link::heard : board::Link::silent, moment);
}

void BoardProgram::announce(board::Announcement const& announcement)
{
    auto const note = [this](Result<void> const& result) {
        if (!result)
            m_parts.log.warning(result.error().line());
    };
    note(m_parts.sound.chime());
    for (board::Sentence const& sentence : announcement.spoken) {
        if (m_parts.sound.can_speak(sentence.language))
            note(m_parts.sound.speak(sentence.text, sentence.language));
    }
}

std::string BoardProgram::time_text(Instant instant) const
{
    unicode::Zone const* zone = m_parts.host.device().zone();
    return zone == nullptr ? std::string() : unicode::with_digits(zone->local(instant).time.text(), m_language);
}

ui::BoardHeader BoardProgram::header(board::BoardView const& view, Instant now) const
{
    ui::BoardHeader header;
    header.language = m_language;
    header.clock = time_text(now);
    if (domain::Catalogue const* catalogue = m_parts.host.device().catalogue())
        header.center_name = catalogue->center.name.in(m_language);
    if (view.not_current_since) {
        std::string const since = time_text(*view.not_current_since);
        if (!since.empty())
            header.not_current_since = m_parts.messages.in(m_language).text(i18n::keys::board_not_current_since, { { "time", std::string_view(since) } });
    }
    return header;
}

void BoardProgram::draw(ui::Frame& frame)
{
    ui::draw_board(frame, m_scene);
}

ui::InspectedScreen BoardProgram::inspected() const
{
    ui::InspectedScreen screen;
    screen.screen = m_view.large ? "call" : "welcome";
    screen.language = m_language.value();
    unicode::Language const* language = unicode::find_language(m_language);
    screen.direction = language != nullptr && language->order == unicode::ReadingOrder::right_to_left ? "rtl" : "ltr";
    screen.size_px = m_scene.size_px;
    screen.px_per_mm = static_cast<float>(m_px_per_mm);
    screen.elements = m_scene.elements;
    return screen;
}

} // namespace zahide::program
