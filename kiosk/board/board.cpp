#include "board/board.h"

#include "i18n/keys.h"
#include "sentences.h"
#include "unicode/number.h"

#include <algorithm>
#include <utility>

namespace zahide::board {

namespace {

constexpr std::size_t seen_max = 256;

bool is_same_ticket(protocol::CallView const& one, protocol::CallView const& other)
{
    return one.number == other.number && one.local_date == other.local_date;
}

template<class Calls>
void erase_ticket(Calls& calls, protocol::CallView const& call)
{
    std::erase_if(calls, [&](protocol::CallView const& other) { return is_same_ticket(call, other); });
}

} // namespace

Board::Board(BoardOptions options, i18n::Catalogue const& messages)
    : m_options(std::move(options))
    , m_messages(&messages)
{
}

bool Board::has_seen(CallId const& id) const
{
    return std::find(m_seen.begin(), m_seen.end(), id) != m_seen.end();
}

void Board::remember(CallId const& id)
{
    if (has_seen(id))
        return;
    m_seen.push_back(id);
    if (m_seen.size() > seen_max)
        m_seen.pop_front();
}

void Board::add_earlier(protocol::CallView const& call)
{
    erase_ticket(m_earlier, call); // a number stands there once
    m_earlier.insert(m_earlier.begin(), call);
    if (m_earlier.size() > earlier_max)
        m_earlier.pop_back();
}

void Board::replace(std::vector<protocol::CallView> const& newest_first, Moment moment)
{
    auto const is_listed = [&](CallId const& id) {
        return std::any_of(newest_first.begin(), newest_first.end(), [&](protocol::CallView const& call) { return call.id == id; });
    };
    std::erase_if(m_waiting, [&](protocol::CallView const& call) { return !is_listed(call.id); });
    if (m_large && !is_listed(m_large->call.id))
        m_large->standing = Standing::ended;
    m_earlier.clear();
    for (auto call = newest_first.rbegin(); call != newest_first.rend(); ++call) {
        bool const stands_large = m_large && m_large->call.id == call->id;
        bool const is_waiting = std::any_of(m_waiting.begin(), m_waiting.end(), [&](protocol::CallView const& other) { return other.id == call->id; });
        if (stands_large || is_waiting)
            continue;
        if (!has_seen(call->id) && moment.now - call->at <= m_options.late_max)
            announce(*call);
        else
            add_earlier(*call);
        remember(call->id);
    }
}

void Board::announce(protocol::CallView const& call)
{
    if (has_seen(call.id))
        return;
    remember(call.id);
    erase_ticket(m_waiting, call); // a recall takes the place of a call that still waits
    m_waiting.push_back(call);
    if (m_waiting.size() > waiting_max) {
        add_earlier(m_waiting.front());
        m_waiting.pop_front();
    }
}

void Board::end(protocol::CallEnd const& end)
{
    auto const is_meant = [&](protocol::CallView const& call) { return call.number == end.number || call.id == end.id; };
    std::erase_if(m_waiting, is_meant);
    std::erase_if(m_earlier, is_meant);
    if (m_large && is_meant(m_large->call))
        m_large->standing = Standing::ended;
}

void Board::set_link(Link link, Moment moment)
{
    if (link == Link::heard || m_link == Link::heard || !m_last_heard)
        m_last_heard = moment;
    m_link = link;
}

void Board::drop_old(Moment moment)
{
    auto const is_old = [&](protocol::CallView const& call) { return moment.now - call.at > m_options.age_max; };
    std::erase_if(m_earlier, is_old);
    if (m_large && is_old(m_large->call))
        m_large.reset();
}

void Board::show_next(Moment moment, std::vector<Announcement>& announcements)
{
    protocol::CallView const next = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (m_large && m_large->standing == Standing::open && !is_same_ticket(m_large->call, next))
        add_earlier(m_large->call);
    erase_ticket(m_earlier, next);
    announcements.push_back(announcement_of(next));
    m_large = Large { next, moment.ticks, Standing::open };
}

std::vector<Announcement> Board::advance(Moment moment)
{
    std::vector<Announcement> announcements;
    if (!m_last_heard)
        m_last_heard = moment;
    if (m_link == Link::heard)
        m_last_heard = moment;
    m_is_current = moment.ticks - m_last_heard->ticks <= m_options.silence_max;
    drop_old(moment);
    bool const has_had_its_time = !m_large || moment.ticks - m_large->since >= m_options.large_min;
    bool const is_called_again = m_large && !m_waiting.empty() && is_same_ticket(m_large->call, m_waiting.front());
    if (has_had_its_time && m_large && m_large->standing == Standing::ended)
        m_large.reset();
    if (!m_waiting.empty() && (has_had_its_time || is_called_again))
        show_next(moment, announcements);
    return announcements;
}

std::optional<Ticks> Board::next_change() const
{
    std::optional<Ticks> next;
    auto const sooner = [&](Ticks at) { next = next ? std::min(*next, at) : at; };
    if (m_large && (!m_waiting.empty() || m_large->standing == Standing::ended))
        sooner(m_large->since + m_options.large_min);
    if (m_link == Link::silent && m_last_heard && m_is_current)
        sooner(m_last_heard->ticks + m_options.silence_max + Milliseconds(1));
    return next;
}

std::vector<LanguageTag> Board::languages_of(protocol::CallView const& call) const
{
    std::vector<LanguageTag> languages;
    if (call.language && m_messages->find(*call.language) != nullptr)
        languages.push_back(*call.language);
    if (!m_options.languages.empty() && (languages.empty() || languages.front() != m_options.languages.front()))
        languages.push_back(m_options.languages.front());
    return languages;
}

Announcement Board::announcement_of(protocol::CallView const& call) const
{
    Announcement announcement;
    for (LanguageTag const& language : languages_of(call))
        announcement.spoken.push_back({ language, spoken_sentence(m_messages->in(language), call) });
    return announcement;
}

LargeCall Board::large_view() const
{
    protocol::CallView const& call = m_large->call;
    LargeCall large { call.id, std::to_string(call.number.value()), std::nullopt, std::to_string(call.counter.value()), {}, call.repeat };
    if (call.language) {
        if (std::string own = unicode::number_text(call.number.value(), *call.language); own != large.number)
            large.own_number = BoardText { *call.language, std::move(own) };
    }
    for (LanguageTag const& language : languages_of(call))
        large.sentences.push_back({ language, drawn_sentence(m_messages->in(language), call) });
    return large;
}

BoardView Board::view() const
{
    BoardView view;
    if (m_large)
        view.large = large_view();
    for (protocol::CallView const& call : m_earlier)
        view.earlier.push_back({ std::to_string(call.number.value()), std::to_string(call.counter.value()) });
    if (!m_large) {
        for (LanguageTag const& language : m_options.languages)
            view.welcome.push_back({ language, m_messages->in(language).text(i18n::keys::board_welcome) });
    }
    if (!m_is_current) {
        view.not_current_since = m_last_heard->now;
        for (LanguageTag const& language : m_options.languages)
            view.not_current.push_back({ language, m_messages->in(language).text(i18n::keys::board_not_current) });
    }
    return view;
}

} // namespace zahide::board
