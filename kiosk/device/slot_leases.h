#pragma once

#include "backoff.h"
#include "catalogue_cache.h"
#include "context.h"
#include "device/booking.h"
#include "domain/slot_lease.h"

#include <optional>
#include <vector>

namespace zahide::device {

/// Slots lent to this device for when the scheduler is out of reach: what can be promised of them, and asking for others in
/// the place of those that were promised or go back.
class SlotLeases {
public:
    SlotLeases(Context& context, CatalogueCache const& cache)
        : m_context(context)
        , m_cache(cache)
    {
    }
    [[nodiscard]] Result<void> load();

    [[nodiscard]] std::int32_t count() const;
    /// What can be promised now, by start.
    [[nodiscard]] std::vector<domain::SlotLease> usable() const;
    /// The starts of these that meet what was asked for, each once.
    [[nodiscard]] std::vector<domain::Offer> offers(AskTimes const& asked) const;
    /// One that meets the wish at that start.
    [[nodiscard]] std::optional<domain::SlotLease> find(domain::BookingWish const& wish, Instant start) const;
    /// That one, if it can still be promised.
    [[nodiscard]] std::optional<domain::SlotLease> find(HoldId const& id) const;
    /// Somebody decides about that one: it doesn't go back meanwhile.
    void keep(std::optional<HoldId> const& id) { m_kept = id; }
    /// The scheduler may have forgotten what it lent: it is asked as soon as what was promised is delivered.
    void doubt()
    {
        m_due.reset();
        m_is_in_doubt = true;
    }
    /// Of a disk that turned out to be an old one, or a copy: nothing it was lent can be promised any more, as that may have
    /// been done, and what it has asked for is asked anew.
    [[nodiscard]] ports::DeviceBatch giving_up_all();
    /// After that batch.
    void given_up();
    /// After the batch that promised it.
    void promised(HoldId const& id);

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const;

private:
    struct Lent {
        domain::SlotLease lease;
        std::string machine;
    };

    [[nodiscard]] bool are_wanted() const;
    [[nodiscard]] bool is_usable(Lent const& lent) const;
    [[nodiscard]] bool goes_back(Lent const& lent) const;
    [[nodiscard]] ports::StoredSlotRequest request_keeping(std::vector<HoldId> kept) const;
    [[nodiscard]] Result<ports::StoredSlotRequest> request();
    [[nodiscard]] Result<void> take(Answer const& answer);

    Context& m_context;
    CatalogueCache const& m_cache;
    Backoff m_retry;
    std::vector<Lent> m_lent; ///< by start
    std::vector<HoldId> m_promised;
    std::optional<ports::StoredSlotRequest> m_request;
    std::optional<HoldId> m_kept;
    std::optional<Ticks> m_due;
    bool m_asking = false;
    /// Whether the scheduler knows all that is kept. A run begins in doubt: the one before may have heard of a restore and not told yet.
    bool m_is_in_doubt = true;
    bool m_is_answer_void = false; ///< of what is being asked for
};

} // namespace zahide::device
