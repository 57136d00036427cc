#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/strong.h"
#include "base/time.h"
#include "device/booking.h"
#include "protocol/event.h"
#include "protocol/queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zahide::device {

/// Names a request or a stream of one run of the program; never reused in it.
using RequestId = Strong<struct RequestIdTag, std::uint64_t>;

enum class Method : std::uint8_t { get, post };

// Effects: what is to be done in the world.

/// Exactly one Replied or ReplyLost answers it.
struct Send {
    RequestId id;
    Method method = Method::get;
    std::string target;
    std::string body; ///< JSON, or empty
    std::optional<Secret> bearer;
    std::optional<IdempotencyKey> key;
    Milliseconds deadline { 0 };
};
/// One StreamLost ends it, unless it is closed.
struct OpenStream {
    RequestId id;
    std::string target;
    std::optional<Secret> bearer;
    std::optional<Revision> after; ///< as Last-Event-ID
};
struct CloseStream {
    RequestId id;
};
/// A TimerFired is wanted then; replaces the timer set before.
struct SetTimer {
    Ticks at;
};
/// The catalogue() is another one.
struct CatalogueChanged { };
/// Something of wait_of() is another one.
struct WaitsChanged { };
/// The connectivity() or the readiness() is another one.
struct ConnectivityChanged { };
/// A board's whole list, newest first; what it showed before is void.
struct CallsReplaced {
    std::vector<protocol::CallView> calls;
};
/// One call for a board. May come again with the same id after CallsReplaced.
struct CallAnnounced {
    protocol::CallView call;
};
struct CallEnded {
    protocol::CallEnd end;
};
/// The desk wants a copy of a ticket's paper: it is journalled under that id; submit it and report with print_finished().
struct CopyWanted {
    PrintJobId print_job;
    TicketNumber number;
    LocalDate local_date;
    Instant given_at;
    Personal<LanguageTag> language;
};
/// For the operator's log; nothing of a visitor is in it.
struct TroubleNoticed {
    Error error;
};

using Effect = std::variant<Send, OpenStream, CloseStream, SetTimer, CatalogueChanged, WaitsChanged, ConnectivityChanged, CallsReplaced, CallAnnounced,
    CallEnded, CopyWanted, TroubleNoticed, BookingAnswered>;

// Events: what the world says.

/// The time set has come. May also be sent at any other time, which does no harm: after take_ticket(), for instance, so that
/// the ticket leaves at once.
struct TimerFired { };
struct Replied {
    RequestId id;
    int status = 0;
    std::string body;
};
/// No reply came: the request may have had its effect or not.
struct ReplyLost {
    RequestId id;
    Error error;
};
struct StreamOpened {
    RequestId id;
};
struct StreamBrought {
    RequestId id;
    std::string event_id; ///< a revision
    std::string kind;
    std::string data;
};
struct StreamLost {
    RequestId id;
    int status = 0; ///< the server's if it refused the stream, else 0
    Error error;
};

using Event = std::variant<TimerFired, Replied, ReplyLost, StreamOpened, StreamBrought, StreamLost>;

} // namespace zahide::device
