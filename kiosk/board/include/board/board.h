#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "board/view.h"
#include "i18n/messages.h"
#include "protocol/event.h"
#include "protocol/queue.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace zahide::board {

struct BoardOptions {
    /// Languages of calls, the house's own first: a call is written and spoken in its own language and in that one.
    std::vector<LanguageTag> languages;
    /// So long every call stands large at least, however many come at once: chime and two sentences take about that.
    Milliseconds large_min { 10'000 };
    /// A scheduler not heard for longer may have called somebody: the board says so.
    Milliseconds silence_max { 20'000 };
    /// A call that was missed is announced late if it is not older; else it only stands in the list.
    Milliseconds late_max { 120'000 };
    /// A call older than this is not shown at all.
    Milliseconds age_max { 3 * 3'600'000 };
};

/// Both clocks at one instant: `ticks` measures how long, `now` the age of calls made elsewhere.
struct Moment {
    Ticks ticks;
    Instant now;
};

/// A sentence in its language.
struct Sentence {
    LanguageTag language;
    std::string text;
    friend bool operator==(Sentence const&, Sentence const&) = default;
};

/// What is to be heard now: the chime, then the sentences in this order.
struct Announcement {
    std::vector<Sentence> spoken;
    friend bool operator==(Announcement const&, Announcement const&) = default;
};

/// What the waiting-room screen shows and says. Pure: calls and moments come in, a view and announcements go out. Every call
/// has its time large, in the order called, before the next one has; then it goes to the list. One thread.
class Board {
public:
    static constexpr std::size_t earlier_max = 12;
    static constexpr std::size_t waiting_max = 100;

    /// The catalogue outlives the board.
    Board(BoardOptions options, i18n::Catalogue const& messages);

    /// The scheduler's whole list, newest first: what has ended meanwhile goes, what was missed is made up for.
    void replace(std::vector<protocol::CallView> const& newest_first, Moment moment);
    /// One call. A call whose id was seen before changes nothing.
    void announce(protocol::CallView const& call);
    /// Its ticket is finished or nobody came: it is no longer shown, but for the rest of its time if it stands large.
    void end(protocol::CallEnd const& end);
    /// The scheduler is heard, or no longer.
    void set_link(Link link, Moment moment);

    /// Lets time pass: whose turn it is to stand large, what is to be heard for it.
    [[nodiscard]] std::vector<Announcement> advance(Moment moment);
    /// When advance() will have something to do even if nothing happens.
    [[nodiscard]] std::optional<Ticks> next_change() const;

    [[nodiscard]] BoardView view() const;

private:
    enum class Standing : std::uint8_t { open, ended };
    struct Large {
        protocol::CallView call;
        Ticks since;
        Standing standing = Standing::open;
    };

    void remember(CallId const& id);
    [[nodiscard]] bool has_seen(CallId const& id) const;
    void add_earlier(protocol::CallView const& call);
    void show_next(Moment moment, std::vector<Announcement>& announcements);
    void drop_old(Moment moment);
    [[nodiscard]] std::vector<LanguageTag> languages_of(protocol::CallView const& call) const;
    [[nodiscard]] Announcement announcement_of(protocol::CallView const& call) const;
    [[nodiscard]] LargeCall large_view() const;

    BoardOptions m_options;
    i18n::Catalogue const* m_messages;
    std::deque<protocol::CallView> m_waiting; // in the order called
    std::optional<Large> m_large;
    std::vector<protocol::CallView> m_earlier; // newest first
    std::deque<CallId> m_seen;
    Link m_link = Link::silent;
    std::optional<Moment> m_last_heard; // or the first moment at all
    bool m_is_current = true;
};

} // namespace zahide::board
