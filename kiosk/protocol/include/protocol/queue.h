#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "domain/help_request.h"
#include "domain/localized_text.h"
#include "domain/ticket.h"
#include "protocol/codec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::protocol {

struct StaffName {
    StaffUserId id;
    std::string name;
    friend bool operator==(StaffName const&, StaffName const&) = default;
};

/// A counter, who works there and whom they have.
struct CounterView {
    CounterNumber number;
    domain::LocalizedText name;
    std::optional<StaffName> staff;
    std::optional<TicketId> ticket;
    friend bool operator==(CounterView const&, CounterView const&) = default;
};

/// GET /v1/centers/{c}/queue: today's open tickets in call order.
struct QueueView {
    Revision revision;
    Instant now;
    std::vector<domain::Ticket> tickets;
    std::vector<CounterView> counters;
    std::vector<domain::HelpRequest> help_requests;
    friend bool operator==(QueueView const&, QueueView const&) = default;
};

/// A call as boards get it: never a service, a language only if the listener speaks it.
struct CallView {
    CallId id;
    TicketNumber number;
    LocalDate local_date;
    CounterNumber counter;
    domain::LocalizedText counter_name;
    Instant at;
    std::int32_t repeat = 0;
    std::optional<LanguageTag> language;
    friend bool operator==(CallView const&, CallView const&) = default;
};

/// GET /v1/centers/{c}/calls: newest first, at most 12 of today.
struct CallList {
    Revision revision;
    std::vector<CallView> calls;
    friend bool operator==(CallList const&, CallList const&) = default;
};

} // namespace zahide::protocol
