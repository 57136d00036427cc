#pragma once

// What the use cases answer, as messages.

#include "http/message.h"
#include "protocol/device.h"
#include "protocol/event.h"
#include "protocol/queue.h"
#include "protocol/session.h"
#include "scheduler/queries.h"

namespace zahide::http {

[[nodiscard]] protocol::QueueView wire_of(scheduler::QueueView const& view);
[[nodiscard]] protocol::CallList wire_of(scheduler::CallsView const& view);
[[nodiscard]] protocol::CallView wire_of(scheduler::CallView const& view);
[[nodiscard]] protocol::DeviceView wire_of(domain::Device const& device);
[[nodiscard]] protocol::StaffView wire_of(domain::StaffUser const& user);
[[nodiscard]] protocol::WaitEvent wire_of(scheduler::WaitsView const& view);
/// The event's kind and data, with its revision as the id.
[[nodiscard]] Event wire_of(scheduler::Event const& event);
[[nodiscard]] Event notice(protocol::EventKind kind, Revision revision);

} // namespace zahide::http
