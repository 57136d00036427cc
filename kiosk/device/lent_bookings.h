#pragma once

#include "catalogue_cache.h"
#include "context.h"
#include "device/booking.h"
#include "outbox.h"
#include "print_journal.h"
#include "slot_leases.h"

#include <optional>

namespace zahide::device {

/// Answers a visitor's questions from the slots that are lent to this device, while the scheduler is out of reach. Who was
/// offered these times goes on with them, also when the scheduler is back meanwhile: to it they are taken.
class LentBookings {
public:
    LentBookings(Context& context, CatalogueCache const& cache, SlotLeases& slots, Outbox& outbox, PrintJournal& journal)
        : m_context(context)
        , m_cache(cache)
        , m_slots(slots)
        , m_outbox(outbox)
        , m_journal(journal)
    {
    }

    /// The answer, where the question follows from one that was answered here.
    [[nodiscard]] std::optional<BookingAnswer> go_on(BookingQuestion const& question);
    /// The answer to a question that nobody else has answered; nothing where none can be given here.
    [[nodiscard]] std::optional<BookingAnswer> stand_in(BookingQuestion const& question);
    /// The visitor has left, or asks the scheduler for times.
    void end();

private:
    struct Held {
        HoldId slot;
        domain::BookingWish wish;
    };

    [[nodiscard]] std::optional<BookingAnswer> hold(HoldTime const& asked);
    [[nodiscard]] BookingAnswer book();
    [[nodiscard]] Result<BookingAnswer> promise(domain::SlotLease const& lease);
    [[nodiscard]] protocol::AppointmentView view_of(domain::SlotLease const& lease) const;
    void let_go();

    Context& m_context;
    CatalogueCache const& m_cache;
    SlotLeases& m_slots;
    Outbox& m_outbox;
    PrintJournal& m_journal;
    std::optional<Held> m_held;
    bool m_is_alone = false; ///< the times that the visitor sees are lent ones
};

} // namespace zahide::device
