#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/secret.h"
#include "base/time.h"
#include "domain/person.h"
#include "domain/ticket.h"
#include "protocol/codec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::protocol {

/// What a ticket that a device already gave says of itself: its number came from a lease, so it can't be refused.
struct GivenTicket {
    TicketId id;
    VisitId visit;
    TicketNumber number;
    LocalDate local_date;
    LeaseId lease;
    Instant given_at;
    domain::Urgency urgency = domain::Urgency::ordinary; ///< on the wire: private_talk
    std::optional<Secret> page_token = std::nullopt; ///< opens /t/TOKEN for whoever holds the paper
    // The lease's numbers, for a scheduler that was put back to a time before it lent them.
    std::optional<TicketNumber> lease_first = std::nullopt;
    std::optional<TicketNumber> lease_last = std::nullopt;
    friend bool operator==(GivenTicket const& one, GivenTicket const& other)
    {
        auto const text = [](std::optional<Secret> const& token) { return token ? token->reveal() : std::string(); };
        return one.id == other.id && one.visit == other.visit && one.number == other.number && one.local_date == other.local_date && one.lease == other.lease
            && one.given_at == other.given_at && one.urgency == other.urgency && text(one.page_token) == text(other.page_token)
            && one.lease_first == other.lease_first && one.lease_last == other.lease_last;
    }
};

/// POST /v1/centers/{c}/tickets. With `given` it comes from a device, without it from the desk. On the wire the members
/// of `given` stand beside the others; "id" tells that they are there.
struct NewTicket {
    Personal<ServiceId> service;
    Personal<LanguageTag> language;
    Personal<domain::Priority> priority;
    Personal<domain::GenderPreference> gender;
    std::optional<GivenTicket> given;
    friend bool operator==(NewTicket const&, NewTicket const&) = default;
};

// domain::Ticket itself is a message: the answer to the above, and what events bring. The wire leaves out `lease`,
// `ahead`, `overtaken` and `meant_for`.

/// The answer to recall, start, finish, no-show, park, resume, cancel and call; of call-next without a ticket when
/// nobody waits.
struct TicketReply {
    std::optional<domain::Ticket> ticket;
    friend bool operator==(TicketReply const&, TicketReply const&) = default;
};

/// POST /v1/tickets/{id}/copies
struct CopyRequest {
    std::optional<DeviceId> device; ///< none: the kiosk that gave the number
    friend bool operator==(CopyRequest const&, CopyRequest const&) = default;
};

/// POST /v1/centers/{c}/tickets/served: the desk served them without a call.
struct MarkServedRequest {
    std::vector<TicketId> tickets;
    friend bool operator==(MarkServedRequest const&, MarkServedRequest const&) = default;
};

struct LeftTicket {
    TicketId ticket;
    domain::WhyLeft why = domain::WhyLeft::unknown;
    friend bool operator==(LeftTicket const&, LeftTicket const&) = default;
};

struct MarkServedReply {
    std::vector<TicketId> tickets; ///< done now
    std::vector<LeftTicket> left; ///< as they were
    friend bool operator==(MarkServedReply const&, MarkServedReply const&) = default;
};

enum class KeepArrival : std::uint8_t { no, yes };

/// POST /v1/tickets/{id}/transfer
struct TransferRequest {
    Personal<ServiceId> service;
    std::optional<KeepArrival> keep_arrival; ///< none: as the center's rules say
    friend bool operator==(TransferRequest const&, TransferRequest const&) = default;
};

struct TransferReply {
    domain::Ticket ticket;
    domain::Ticket successor;
    friend bool operator==(TransferReply const&, TransferReply const&) = default;
};

/// What becomes of the ticket that is being served at the counter: finished in the same transaction, or the call is refused.
enum class FinishCurrent : std::uint8_t { no, yes };

/// POST /v1/counters/{n}/call-next
struct CallNextRequest {
    FinishCurrent finish_current = FinishCurrent::no;
    friend bool operator==(CallNextRequest const&, CallNextRequest const&) = default;
};

/// POST /v1/counters/{n}/call
struct CallRequest {
    TicketId ticket;
    FinishCurrent finish_current = FinishCurrent::no;
    friend bool operator==(CallRequest const&, CallRequest const&) = default;
};

} // namespace zahide::protocol
