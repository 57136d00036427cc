#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "domain/help_request.h"
#include "domain/ticket.h"
#include "protocol/codec.h"
#include "protocol/device.h"
#include "protocol/queue.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>

namespace zahide::protocol {

/// The kinds of GET /v1/events; the data of each is the message named beside it.
enum class EventKind : std::uint8_t {
    hello, ///< RevisionNotice: where a listener without Last-Event-ID starts
    reset, ///< RevisionNotice: the listener was away too long; it asks for everything anew
    ticket, ///< TicketEvent, to staff
    call, ///< CallEvent, to staff and boards
    call_end, ///< CallEnd, to boards
    help, ///< HelpEvent, to staff
    device, ///< DeviceEvent, to staff
    catalogue, ///< RevisionNotice, to all
    wait, ///< WaitEvent, to kiosks
    appointment, ///< AppointmentEvent, to staff
    copies, ///< RevisionNotice, to one kiosk: the answer to its next status report asks for a copy
};

struct RevisionNotice {
    Revision revision;
    friend bool operator==(RevisionNotice const&, RevisionNotice const&) = default;
};

struct TicketEvent {
    domain::Ticket ticket;
    friend bool operator==(TicketEvent const&, TicketEvent const&) = default;
};

struct CallEvent {
    CallView call;
    friend bool operator==(CallEvent const&, CallEvent const&) = default;
};

struct CallEnd {
    TicketNumber number;
    CallId id;
    friend bool operator==(CallEnd const&, CallEnd const&) = default;
};

struct HelpEvent {
    domain::HelpRequest help_request;
    friend bool operator==(HelpEvent const&, HelpEvent const&) = default;
};

struct DeviceEvent {
    DeviceView device;
    friend bool operator==(DeviceEvent const&, DeviceEvent const&) = default;
};

/// How many wait for a service and how long, if an honest range is known.
struct ServiceWait {
    std::int32_t waiting = 0;
    std::optional<std::int32_t> low_minutes;
    std::optional<std::int32_t> high_minutes;
    friend bool operator==(ServiceWait const&, ServiceWait const&) = default;
};

struct WaitEvent {
    std::map<ServiceId, ServiceWait> services;
    friend bool operator==(WaitEvent const&, WaitEvent const&) = default;
};

} // namespace zahide::protocol

template<>
struct zahide::EnumNames<zahide::protocol::EventKind> {
    using Value = zahide::protocol::EventKind;
    static constexpr std::array<EnumName<Value>, 11> entries { { { Value::hello, "hello" }, { Value::reset, "reset" }, { Value::ticket, "ticket" },
        { Value::call, "call" }, { Value::call_end, "call_end" }, { Value::help, "help" }, { Value::device, "device" }, { Value::catalogue, "catalogue" },
        { Value::wait, "wait" }, { Value::appointment, "appointment" }, { Value::copies, "copies" } } };
};
