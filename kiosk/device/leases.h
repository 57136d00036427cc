#pragma once

#include "backoff.h"
#include "context.h"
#include "protocol/device.h"

#include <optional>
#include <vector>

namespace zahide::device {

/// Ticket numbers lent to this device: which is next, and asking for more before they run out, tomorrow's too.
class Leases {
public:
    explicit Leases(Context& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> load();

    /// How many can still be given on that day, on this machine, before the leases expire.
    [[nodiscard]] std::int32_t left(LocalDate date) const;
    /// The lease whose `next` is to be given; nullptr when there is none.
    [[nodiscard]] ports::StoredLease const* pick(LocalDate date) const;
    /// After the batch that gave its next number.
    void used(LeaseId const& lease);

    /// Gives back what is left of days that are over, so that it is known never to have been given. Tells how many entries
    /// that puts into the outbox. For a time that is sure to be right.
    [[nodiscard]] std::int64_t give_back_past(LocalDate today);
    /// What gives up all that is lent, and asked for; nothing of it is told to be unused.
    [[nodiscard]] ports::DeviceBatch giving_up_all() const;
    /// The above is done.
    void given_up();

    [[nodiscard]] std::optional<Draft> next(Ticks now, std::optional<LocalDate> today);
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return m_asking ? std::nullopt : m_retry.wake(now); }

private:
    [[nodiscard]] bool usable(ports::StoredLease const& lease, LocalDate date) const;
    [[nodiscard]] Result<ports::StoredLeaseRequest> request_for(LocalDate date);
    [[nodiscard]] Result<void> take(Answer const& answer);
    [[nodiscard]] ports::OutboxEntry return_of(ports::StoredLease const& lease) const;
    [[nodiscard]] Result<void> check(protocol::LentNumbers const& lent) const;
    void forget_request();

    Context& m_context;
    Backoff m_retry;
    std::vector<ports::StoredLease> m_leases;
    std::vector<ports::StoredLeaseRequest> m_requests;
    std::optional<LocalDate> m_asking;
    bool m_is_answer_void = false; ///< asked for before all was given up
};

} // namespace zahide::device
