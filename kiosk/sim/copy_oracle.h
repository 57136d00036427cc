#pragma once

#include "device/event.h"
#include "domain/print_job.h"
#include "domain/ticket.h"
#include "ports/storage.h"

#include <cstdint>
#include <map>
#include <string>

namespace zahide::sim {

class Oracle;

/// Watches over the copies that the desk asks kiosks for: each bears a number that was asked for and the mark, comes out once at
/// most, begins while its order lives, and how it came out is told truly.
class CopyOracle {
public:
    explicit CopyOracle(Oracle& oracle)
        : m_oracle(oracle)
    {
    }

    /// By so much a clock may be wrong in this world.
    void allow_clock_error(Milliseconds error) { m_clock_error = error; }
    /// Somebody at the desk wants a copy of that ticket's paper; whether it is ordered shows later, or never.
    void asked(std::string const& key, domain::Ticket const& ticket);
    /// The first answer to that.
    void ordered(std::string const& key, std::string const& body, Instant now);
    /// The kiosk has it in its journal and hands it to its printer.
    void begun(std::string const& kiosk, device::CopyWanted const& copy, Instant now);
    /// Any paper.
    void paper_came(PrintJobId const& job, LocalDate date, TicketNumber number, domain::PrintMark mark);
    /// See Oracle::put_back().
    void put_back(std::uint64_t moment);
    /// In calm weather: the scheduler knows each order, and how those came out of which a kiosk could tell.
    void check_calm(ports::Transaction const& snapshot, Instant now);

private:
    struct Asked {
        TicketId ticket;
        LocalDate date;
        TicketNumber number;
    };
    struct Order {
        Asked asked;
        DeviceId device;
        Instant at; ///< world time
        std::uint64_t moment = 0; ///< the oracle's
        bool may_be_lost = false; ///< by a restore
    };
    struct Begun {
        std::string kiosk;
        LocalDate date;
        TicketNumber number;
        std::uint64_t moment = 0;
        int times = 0; ///< more than once by a disk only that is an old image
        int papers = 0;
    };

    void check_order(PrintJobId const& job, Order const& order, ports::Transaction const& snapshot, Instant now);
    void check_end(PrintJobId const& job, domain::CopyEnd end);

    Oracle& m_oracle;
    Milliseconds m_clock_error { 0 };
    std::map<std::string, Asked> m_asked; ///< by key
    std::map<PrintJobId, Order> m_orders;
    std::map<PrintJobId, Begun> m_begun;
};

} // namespace zahide::sim
