#pragma once

#include "ports/storage.h"

#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace zahide::support {

/// The scheduler's data as maps. A unit that fails is undone by putting a copy back, so it is for small data.
struct MemoryState {
    using Day = std::pair<CenterId, LocalDate>;
    struct Block {
        domain::NumberRange numbers;
        std::optional<LeaseId> lease;
    };
    /// A resource's time that is kept for a claim.
    struct Reservation {
        CenterId center;
        HoldId claim;
        domain::Resource resource;
        ports::Cells cells;
        bool released = false;
    };

    std::map<CenterId, domain::Catalogue> catalogues;
    std::map<StaffUserId, domain::StaffUser> staff;
    std::map<StaffUserId, domain::CounterSeat> seats;
    std::map<DeviceId, domain::Device> devices;
    std::map<TicketId, domain::Ticket> tickets;
    std::map<std::string, TicketId> ticket_pages; ///< by the digest of the token
    std::map<VisitId, domain::Visit> visits;
    std::map<CallId, domain::Call> calls;
    std::map<Day, std::vector<Block>> blocks;
    std::map<LeaseId, domain::NumberLease> leases;
    std::map<LeaseId, domain::NumberRange> given_back;
    std::map<HelpRequestId, domain::HelpRequest> help_requests;
    std::map<CenterId, domain::Roster> rosters;
    std::map<HoldId, domain::Hold> holds;
    std::map<AppointmentId, domain::Appointment> appointments;
    std::vector<Reservation> reservations;
    std::map<SessionId, ports::Session> sessions;
    std::map<std::pair<std::string, IdempotencyKey>, ports::AnsweredRequest> answered;
    std::vector<ports::FeedEntry> feed;
    std::optional<ports::CleanUpNote> clean_up;
    std::int64_t revision = 0;
};

/// A Storage without a disk, for tests of what is above it. Passes the same contract tests as SQLite's.
class MemoryStorage final : public ports::Storage {
public:
    MemoryStorage();
    ~MemoryStorage() override;
    [[nodiscard]] std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override;
    [[nodiscard]] Result<void> read(ports::Reader const& reader) const override;

private:
    struct Repositories;
    mutable std::recursive_mutex m_mutex;
    std::unique_ptr<MemoryState> m_state;
    std::unique_ptr<Repositories> m_repositories;
};

} // namespace zahide::support
