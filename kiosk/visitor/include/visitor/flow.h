#pragma once

#include "base/personal.h"
#include "base/time.h"
#include "device/booking.h"
#include "device/ticket.h"
#include "domain/print_job.h"
#include "i18n/messages.h"
#include "visitor/booking.h"
#include "visitor/facts.h"
#include "visitor/screen.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zahide::visitor {

/// Give a number and print it. Answered by Flow::ticket_given() or ticket_refused().
struct TakeTicket {
    device::TicketWish wish;
};
/// Print the same number once more, marked as a copy. Answered by Flow::copy_started() or copy_refused().
struct PrintCopy {
    TicketId ticket;
};
/// Tell the desk that somebody wants them to come. Answered by Flow::help_unreachable() if it can't be told.
struct AskHelp {
    LanguageTag language;
};
/// Ask the scheduler about an appointment. Answered by Flow::booking_answered(); one question at a time.
struct AskBooking {
    device::BookingQuestion question;
};
/// The visitor turned back or left: whatever is held for them is let go, and the answer to a question under way is not
/// wanted any more. Not answered.
struct AbandonBooking { };
/// The visitor's data are gone; whoever keeps a copy for speed drops it.
struct Wiped { };

using Effect = std::variant<TakeTicket, PrintCopy, AskHelp, AskBooking, AbandonBooking, Wiped>;

/// How patient the screen is.
struct Patience {
    Milliseconds warn_after { 40'000 };
    Milliseconds wipe_after { 60'000 };
    /// The same where a number stands on the screen that no paper bears.
    Milliseconds warn_unprinted_after { 100'000 };
    Milliseconds wipe_unprinted_after { 120'000 };
    /// A greeting's time before the next language's turn.
    Milliseconds greeting { 4'000 };
    /// The printing screen can be read before it goes, and a second tap meets nothing.
    Milliseconds printing_min { 900 };
    /// When the paper is called unknown although the printer has not said so.
    Milliseconds printing_max { 25'000 };
    /// An answer that comes sooner needs no "one moment" before it.
    Milliseconds moment_after { 300 };
};

/// Everything that is kept of the present visitor. Wiping is assigning a fresh one.
struct Visit {
    struct Given {
        Personal<device::TicketPromise> promise;
        Personal<ServiceId> service;
        domain::Urgency urgency = domain::Urgency::ordinary;
        std::optional<WaitFacts> wait; ///< as it was when the number was given: later news counts this visitor among those who wait
        std::optional<domain::PrintJobState> ended; ///< of the paper; none while it is on its way
        bool was_copied = false;
        friend bool operator==(Given const& one, Given const& other)
        {
            return one.promise.reveal().id == other.promise.reveal().id && one.ended == other.ended && one.was_copied == other.was_copied;
        }
    };

    Screen screen = Screen::attract;
    std::vector<Screen> way_back; ///< at most way_back_max
    std::optional<LanguageTag> language;
    ViewSettings view;
    std::size_t service_page = 0;
    std::optional<Given> given;
    Booking booking;
    bool is_help_unreachable = false;
    bool is_warned = false; ///< "are you still there?" stands over the screen
    friend bool operator==(Visit const&, Visit const&) = default;
};

/// The way through the kiosk's screens: touches and time come in, a screen and effects come out. All rules of the screens
/// live here; pure but for its own state. Main thread only; the messages must outlive it.
class Flow {
public:
    /// The way back from screen to screen; older steps are forgotten.
    static constexpr std::size_t way_back_max = 8;
    /// Choices on one screen, "I don't know" included (EN 301 549 has no number; the house says six).
    static constexpr std::size_t choices_max = 6;
    /// Times of one day on one screen, under the pictures of morning and afternoon; they are all of one kind, like digits.
    static constexpr std::size_t times_max = 8;

    Flow(i18n::Catalogue const& messages, Patience patience, Ticks now);
    ~Flow();
    Flow(Flow&&) noexcept;
    Flow& operator=(Flow&&) noexcept;

    /// What has changed in the world.
    void set_facts(Facts facts, Ticks now);
    /// A finger was lifted on the element on which it came down. Ignored if that screen is no longer shown, or if nothing there
    /// can be touched now.
    [[nodiscard]] std::vector<Effect> tap(std::string_view element, std::uint64_t serial, Ticks now);
    /// A finger came down anywhere: somebody is here, and the time starts anew.
    void touched(Ticks now);
    /// Time has passed.
    [[nodiscard]] std::vector<Effect> tick(Ticks now);
    /// When tick() would change something next.
    [[nodiscard]] std::optional<Ticks> next_tick() const;

    void ticket_given(device::TicketPromise const& promise, Ticks now);
    void ticket_refused(Ticks now);
    /// How the paper of the visitor's ticket ended; any other's is ignored.
    void print_ended(PrintJobId const& job, domain::PrintJobState ended, Ticks now);
    /// The copy's job, so that its end is told from the first paper's.
    void copy_started(PrintJobId const& job, Ticks now);
    /// No copy could be made; the number stays as it is.
    void copy_refused(Ticks now);
    void help_unreachable(Ticks now);
    /// The answer to the last AskBooking; never one to a question that was abandoned. An answer that fits no question under
    /// way is ignored. What was journalled with it is printed by whoever calls, and ends in print_ended().
    [[nodiscard]] std::vector<Effect> booking_answered(device::BookingAnswer const& answer, Ticks now);

    [[nodiscard]] ScreenModel const& screen() const;
    /// For tests: what a wipe must leave empty.
    [[nodiscard]] Visit const& visit() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace zahide::visitor
