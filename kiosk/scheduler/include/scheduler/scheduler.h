#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "domain/principal.h"
#include "ports/keys.h"
#include "ports/password.h"
#include "ports/storage.h"
#include "scheduler/booking_commands.h"
#include "scheduler/commands.h"
#include "scheduler/queries.h"

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace zahide::scheduler {

/// What the scheduler works with; all outlive it.
struct SchedulerParts {
    ports::Storage& storage;
    Clock const& clock;
    Random& random;
    ports::Cryptography const& cryptography;
    ports::PasswordHasher& passwords;
};

/// Who a token belongs to.
struct Authenticated {
    domain::Principal principal;
    SessionId session;
    Instant expires_at;
    std::optional<domain::StaffUser> staff; ///< of a staff principal
};

/// A request that may come again: same key and same digest mean the same request.
struct Once {
    IdempotencyKey key;
    std::string request_digest; ///< Cryptography::digest over method, target and body
};

/// The central scheduler's use cases. Each `run` decides inside the transaction it is given and leaves what happened in
/// the change feed; it checks the principal first. It keeps no state of its own: any thread may call it.
///
/// Failures: `forbidden` by the table of permissions, `not_found`, `conflict` when the state forbids it or somebody was
/// quicker, `invalid` for a field, `limit`, `unavailable` for a storage that refuses.
class Scheduler {
public:
    using Principal = domain::Principal;
    using Transaction = ports::Transaction;

    explicit Scheduler(SchedulerParts parts);

    [[nodiscard]] Result<domain::Ticket> run(Transaction& transaction, Principal const& principal, IssueTicket const& command) const;
    [[nodiscard]] Result<domain::Ticket> run(Transaction& transaction, Principal const& principal, DeliverTicket const& command) const;
    [[nodiscard]] Result<domain::NumberLease> run(Transaction& transaction, Principal const& principal, LendNumbers const& command) const;
    [[nodiscard]] Result<CalledTicket> run(Transaction& transaction, Principal const& principal, CallNext const& command) const;
    [[nodiscard]] Result<domain::Ticket> run(Transaction& transaction, Principal const& principal, CallTicket const& command) const;
    [[nodiscard]] Result<domain::Ticket> run(Transaction& transaction, Principal const& principal, MoveTicket const& command) const;
    [[nodiscard]] Result<MarkedTickets> run(Transaction& transaction, Principal const& principal, MarkServed const& command) const;
    [[nodiscard]] Result<TransferredTicket> run(Transaction& transaction, Principal const& principal, TransferTicket const& command) const;
    [[nodiscard]] Result<domain::HelpRequest> run(Transaction& transaction, Principal const& principal, AskHelp const& command) const;
    [[nodiscard]] Result<domain::HelpRequest> run(Transaction& transaction, Principal const& principal, SettleHelp const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, GiveBackNumbers const& command) const;
    [[nodiscard]] Result<domain::Ticket> run(Transaction& transaction, Principal const& principal, OrderCopy const& command) const;
    [[nodiscard]] Result<StatusNoted> run(Transaction& transaction, Principal const& principal, ReportStatus const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, NotePromises const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, ReportRenewal const& command) const;
    [[nodiscard]] Result<domain::Catalogue> run(Transaction& transaction, Principal const& principal, SaveCatalogue const& command) const;
    [[nodiscard]] Result<domain::Device> run(Transaction& transaction, Principal const& principal, SaveDevice const& command) const;
    [[nodiscard]] Result<domain::StaffUser> run(Transaction& transaction, Principal const& principal, SaveStaff const& command) const;
    [[nodiscard]] Result<OpenedSession> run(Transaction& transaction, Principal const& principal, OpenSession const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, NoteRival const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, EndSession const& command) const;
    [[nodiscard]] Result<CleanedUp> run(Transaction& transaction, Principal const& principal, CleanUp const& command) const;

    [[nodiscard]] Result<domain::Hold> run(Transaction& transaction, Principal const& principal, HoldSlot const& command) const;
    [[nodiscard]] Result<domain::Hold> run(Transaction& transaction, Principal const& principal, ExtendHold const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, ReleaseHold const& command) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction& transaction, Principal const& principal, BookAppointment const& command) const;
    [[nodiscard]] Result<CheckedIn> run(Transaction& transaction, Principal const& principal, CheckIn const& command) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction& transaction, Principal const& principal, MoveAppointment const& command) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction& transaction, Principal const& principal, CancelAppointment const& command) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction& transaction, Principal const& principal, MissAppointment const& command) const;
    [[nodiscard]] Result<std::vector<domain::SlotLease>> run(Transaction& transaction, Principal const& principal, LendSlots const& command) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction& transaction, Principal const& principal, BookLentSlot const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, GoOnWithout const& command) const;
    [[nodiscard]] Result<domain::Roster> run(Transaction& transaction, Principal const& principal, SaveRoster const& command) const;
    [[nodiscard]] Result<Done> run(Transaction& transaction, Principal const& principal, ExpireHolds const& command) const;
    [[nodiscard]] Result<AvailabilityView> run(Transaction const& snapshot, Principal const& principal, AvailabilityQuery const& query) const;
    [[nodiscard]] Result<std::vector<domain::Offer>> run(Transaction const& snapshot, Principal const& principal, NextOffersQuery const& query) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction const& snapshot, Principal const& principal, AppointmentByCodeQuery const& query) const;
    [[nodiscard]] Result<domain::Appointment> run(Transaction const& snapshot, Principal const& principal, AppointmentQuery const& query) const;
    [[nodiscard]] Result<AppointmentsView> run(Transaction const& snapshot, Principal const& principal, AppointmentsQuery const& query) const;
    [[nodiscard]] Result<domain::Roster> run(Transaction const& snapshot, Principal const& principal, RosterQuery const& query) const;

    [[nodiscard]] Result<domain::Catalogue> run(Transaction const& snapshot, Principal const& principal, CatalogueQuery const& query) const;
    [[nodiscard]] Result<QueueView> run(Transaction const& snapshot, Principal const& principal, QueueQuery const& query) const;
    [[nodiscard]] Result<CallsView> run(Transaction const& snapshot, Principal const& principal, CallsQuery const& query) const;
    [[nodiscard]] Result<WaitsView> run(Transaction const& snapshot, Principal const& principal, WaitsQuery const& query) const;
    [[nodiscard]] Result<domain::Ticket> run(Transaction const& snapshot, Principal const& principal, TicketQuery const& query) const;
    [[nodiscard]] Result<std::vector<domain::Device>> run(Transaction const& snapshot, Principal const& principal, DevicesQuery const& query) const;
    [[nodiscard]] Result<std::vector<domain::StaffUser>> run(Transaction const& snapshot, Principal const& principal, StaffQuery const& query) const;
    [[nodiscard]] Result<EventsView> run(Transaction const& snapshot, Principal const& principal, EventsQuery const& query) const;

    /// Whose token it is. Fails with `unauthorized` if it is nobody's, has expired, or its owner is blocked.
    [[nodiscard]] Result<Authenticated> authenticate(Secret const& token) const;
    /// The staff member if the password is theirs. Slow on purpose, as slow for an unknown login: call it off the event
    /// loop, and limit the tries. Fails with `unauthorized`, not saying which of the two was wrong.
    [[nodiscard]] Result<domain::StaffUser> check_login(std::string_view login, Secret const& password) const;
    /// The device if the signature over device_session_text is by its key. Fails with `unauthorized`.
    [[nodiscard]] Result<domain::Device> check_device(DeviceId const& device, std::string_view challenge, std::string_view signature) const;
    /// Fails with `invalid` for a password too short or too long.
    [[nodiscard]] Result<std::string> hash_password(Secret const& password) const;
    /// How the ticket stands, for whoever has the token of its paper. Fails with `not_found` for a token that is nobody's (yet:
    /// a kiosk may still have to deliver it).
    [[nodiscard]] Result<TicketPage> ticket_page(Secret const& token) const;
    /// The last revision given, for who starts to listen.
    [[nodiscard]] Result<Revision> newest_revision() const;

    /// One command in a transaction of its own, durable on return.
    template<class Command>
    [[nodiscard]] Result<typename Command::Outcome> execute(Principal const& principal, Command const& command) const
    {
        std::optional<typename Command::Outcome> outcome;
        auto const result = ports::transact_one(m_parts.storage, [&](Transaction& transaction) -> Result<void> {
            outcome = ZAHIDE_TRY(run(transaction, principal, command));
            return {};
        });
        if (!result)
            return fail(result.error());
        return std::move(*outcome);
    }

    /// One query against a snapshot.
    template<class Query>
    [[nodiscard]] Result<typename Query::Outcome> ask(Principal const& principal, Query const& query) const
    {
        std::optional<typename Query::Outcome> outcome;
        auto const result = m_parts.storage.read([&](Transaction const& snapshot) -> Result<void> {
            outcome = ZAHIDE_TRY(run(snapshot, principal, query));
            return {};
        });
        if (!result)
            return fail(result.error());
        return std::move(*outcome);
    }

    /// Inside a transaction: the command's effect once, and its answer as often as it is asked for. `encode` turns the
    /// outcome into the answer that is stored with the effect. Failures have no effect and are not stored: asked again,
    /// the request is decided again. Fails with `invalid` at "Idempotency-Key" if the key was used for another request.
    template<class Command, class Encode>
    [[nodiscard]] Result<ports::StoredResponse> answer(
        Transaction& transaction, Principal const& principal, Once const& once, Command const& command, Encode const& encode) const
    {
        // How somebody is, said again, changes nothing; every half minute from each device it would be most of what is kept.
        if constexpr (std::same_as<Command, ReportStatus>) {
            return ports::StoredResponse(encode(ZAHIDE_TRY(run(transaction, principal, command))));
        } else {
            if (auto stored = ZAHIDE_TRY(find_answer(transaction, principal, once)))
                return std::move(*stored);
            auto response = ports::StoredResponse(encode(ZAHIDE_TRY(run(transaction, principal, command))));
            ZAHIDE_TRY_VOID(keep_answer(transaction, principal, once, response));
            return response;
        }
    }

private:
    [[nodiscard]] Result<std::optional<ports::StoredResponse>> find_answer(Transaction const& transaction, Principal const& principal, Once const& once) const;
    [[nodiscard]] Result<void> keep_answer(Transaction& transaction, Principal const& principal, Once const& once, ports::StoredResponse const& response) const;

    SchedulerParts m_parts;
    std::string m_nobodys_hash; ///< what an unknown login's password is compared with, so that it takes as long
};

} // namespace zahide::scheduler
