#pragma once

#include "context.h"
#include "device/booking.h"
#include "lent_bookings.h"
#include "loose_ends.h"
#include "print_journal.h"

#include <optional>
#include <set>

namespace zahide::device {

/// The questions of the visitor who stands there, one after the other. A lost one is sent again with the same key until the
/// visitor has waited long enough; what is left in doubt then goes to the LooseEnds.
class Bookings {
public:
    /// How often it is worth to try: a scheduler that was out of reach already is asked once, if it can be asked at all.
    enum class Patience : std::uint8_t { none, once, in_time };

    Bookings(Context& context, PrintJournal& journal, LooseEnds& loose_ends, LentBookings& lent)
        : m_context(context)
        , m_journal(journal)
        , m_loose_ends(loose_ends)
        , m_lent(lent)
    {
    }

    [[nodiscard]] Result<BookingQuestionId> ask(Ticks now, BookingQuestion question, Patience patience);
    void abandon();

    /// Answers the question whose time is over.
    void keep_time(Ticks now);
    [[nodiscard]] std::optional<Draft> next(Ticks now) const;
    /// The draft has left.
    void sent(RequestId id);
    void answered(Ticks now, RequestId id, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const;

private:
    struct Asked {
        BookingQuestionId id;
        BookingQuestion question;
        IdempotencyKey key;
        Ticks deadline;
        Patience patience = Patience::in_time;
        std::optional<Ticks> not_before; ///< of the next try
        std::optional<RequestId> on_its_way;
        std::optional<ports::StoredBooking> booking; ///< in the store: this question makes an appointment
        bool is_in_doubt = false; ///< a try was lost, which may have had its effect
    };
    struct Held {
        HoldId hold;
        Instant expires_at;
    };

    [[nodiscard]] bool gives_back_first() const;
    void given_back(Ticks now, Answer const& answer);
    void orphan_answered(Answer const& answer);
    void succeeded(Answer const& answer);
    void lost(Ticks now);
    void refused(Answer const& answer);
    void end_in_doubt();
    void leave_behind();
    void give_back();
    void answer_with(BookingAnswer answer);

    [[nodiscard]] Result<BookingAnswer> take(AskTimes const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(HoldTime const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(ReleaseTime const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(BookTime const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(FindAppointment const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(CheckIn const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(MoveAppointment const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take(CancelAppointment const& asked, Answer const& answer);
    [[nodiscard]] Result<BookingAnswer> take_made(Answer const& answer, ports::DeviceBatch batch);
    [[nodiscard]] Result<PrintJobId> journal_paper(PrintJournal::Subject const& subject, ports::DeviceBatch batch);

    Context& m_context;
    PrintJournal& m_journal;
    LooseEnds& m_loose_ends;
    LentBookings& m_lent;
    std::optional<Asked> m_asked;
    std::optional<Held> m_held;
    bool m_is_abandoned = false; ///< and what is held not given back yet
    std::set<RequestId> m_orphans; ///< requests to hold a time whose visitor has left
    std::uint64_t m_last_id = 0;
};

} // namespace zahide::device
