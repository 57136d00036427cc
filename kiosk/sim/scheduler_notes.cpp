// What the oracle hears of requests and answers.
#include "protocol/delivery.h"
#include "scheduler_node.h"

#include <string_view>

namespace zahide::sim {

namespace {

constexpr std::string_view devices = "/v1/devices/";

} // namespace

/// If it is one of a lent slot.
void SchedulerNode::note_promise(std::string const& target, int status)
{
    static constexpr std::string_view between = "/slot-leases/";
    static constexpr std::string_view after = "/book";
    auto const at = target.find(between);
    if (at == std::string::npos || !target.ends_with(after))
        return;
    auto const slot = at + between.size();
    auto const id = Uuid::parse(target.substr(slot, target.size() - slot - after.size()));
    if (id)
        m_parts.oracle.appointments().promise_answered(DeviceId(target.substr(devices.size(), at - devices.size())), HoldId(*id), status);
}

void SchedulerNode::note_answer(http::Request const& request, http::Response const& response)
{
    if (request.path.ends_with("/deliveries"))
        return note_deliveries(request, response);
    auto const* const key = request.headers.find("idempotency-key");
    if (key == nullptr || response.status == 204 || request.path.ends_with("/status"))
        return;
    note_promise(request.path, response.status);
    // Who asks stands behind the address here: one machine, one principal.
    bool const is_staff = request.headers.find("x-sim-staff") != nullptr;
    m_parts.oracle.answered((is_staff ? "staff at " : "device at ") + request.peer, *key, request.path, response.status, response.body);
}

void SchedulerNode::note_deliveries(http::Request const& request, http::Response const& response)
{
    auto const batch = protocol::decode<protocol::DeliveryBatch>(request.body);
    auto const answers = protocol::decode<protocol::DeliveryAnswers>(response.body);
    if (!batch || !answers)
        return;
    for (std::size_t index = 0; index < answers->answers.size(); ++index) {
        auto const& answer = answers->answers[index];
        if (index >= batch->entries.size() || batch->entries[index].key != answer.key)
            return m_parts.oracle.fail_promise(5, "a batch is answered out of its order");
        note_promise(batch->entries[index].target, answer.status);
        m_parts.oracle.delivered("device at " + request.peer, answer.key.value().text(), batch->entries[index].target, answer.status);
    }
}

} // namespace zahide::sim
