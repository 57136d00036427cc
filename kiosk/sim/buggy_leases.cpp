#include "buggy_leases.h"

#include "protocol/delivery.h"
#include "protocol/device.h"
#include "protocol/slot_lease.h"

#include <algorithm>

namespace zahide::sim {

std::string LeaseBender::request(std::string const& target, std::string const& body) const
{
    if (m_mutant == Mutant::promises_untold && target.ends_with("/deliveries"))
        return without_promises(body);
    if (m_mutant != Mutant::slot_given_back || !target.ends_with("/slot-leases"))
        return body;
    auto asked = protocol::decode<protocol::SlotLeaseRequest>(body);
    if (!asked || asked->kept.empty())
        return body;
    asked->kept.pop_back();
    return protocol::encode(*asked);
}

std::string LeaseBender::without_promises(std::string const& body)
{
    auto batch = protocol::decode<protocol::DeliveryBatch>(body);
    if (!batch)
        return body;
    batch->promises.reset();
    return protocol::encode(*batch);
}

void LeaseBender::bend_reply(std::string const& target, http::Response& response)
{
    if (m_mutant == Mutant::image_unnoticed && response.status == 200 && target.ends_with("/status"))
        return bend_status(response);
    bool const is_of_numbers = m_mutant == Mutant::lease_overlaps || m_mutant == Mutant::lease_wraps;
    bool const is_of_slots = m_mutant == Mutant::slot_given_back || m_mutant == Mutant::slot_kept;
    if (is_of_numbers && response.status == 201 && target.ends_with("/number-leases"))
        bend_numbers(response);
    else if (is_of_slots && response.status < 300 && target.ends_with("/slot-leases"))
        bend_slots(response);
}

void LeaseBender::bend_status(http::Response& response)
{
    auto noted = protocol::decode<protocol::StatusNoted>(response.body);
    if (!noted)
        return;
    noted->promises_seen.reset();
    response.body = protocol::encode(*noted);
}

void LeaseBender::bend_numbers(http::Response& response) const
{
    constexpr std::int32_t wrap = 60;
    auto lent = protocol::decode<protocol::LentNumbers>(response.body);
    if (!lent)
        return;
    auto const count = lent->last.value() - lent->first.value();
    auto first = lent->first.value();
    if (m_mutant == Mutant::lease_wraps)
        first = (first - 1) % wrap + 1;
    else if (first > 3)
        first -= 3;
    lent->first = TicketNumber(first);
    lent->last = TicketNumber(first + count);
    response.body = protocol::encode(*lent);
}

/// What went back stays.
void LeaseBender::bend_slots(http::Response& response)
{
    auto lent = protocol::decode<protocol::SlotLeases>(response.body);
    if (!lent)
        return;
    for (auto const& slot : m_slots) {
        if (std::ranges::find(lent->leases, slot.id, &domain::SlotLease::id) == lent->leases.end())
            lent->leases.push_back(slot);
    }
    m_slots = lent->leases;
    response.body = protocol::encode(*lent);
}

} // namespace zahide::sim
