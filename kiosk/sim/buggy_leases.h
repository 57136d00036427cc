#pragma once

#include "domain/slot_lease.h"
#include "http/message.h"
#include "sim/options.h"

#include <string>
#include <vector>

namespace zahide::sim {

/// The planted bugs of how numbers and slots are lent, and old disks noticed: between a device and its line.
class LeaseBender {
public:
    explicit LeaseBender(Mutant mutant)
        : m_mutant(mutant)
    {
    }
    /// The body of a request as it leaves.
    [[nodiscard]] std::string request(std::string const& target, std::string const& body) const;
    /// The answer as it is taken.
    void bend_reply(std::string const& target, http::Response& response);

private:
    [[nodiscard]] static std::string without_promises(std::string const& body);
    static void bend_status(http::Response& response);
    void bend_numbers(http::Response& response) const;
    void bend_slots(http::Response& response);

    Mutant m_mutant;
    std::vector<domain::SlotLease> m_slots; ///< that the device was lent before
};

} // namespace zahide::sim
