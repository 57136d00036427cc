#pragma once

#include "network.h"
#include "oracle.h"
#include "protocol/queue.h"
#include "timeline.h"

#include <map>
#include <memory>
#include <string>

namespace zahide::sim {

/// The desk's list of tickets as a console keeps it: read once, then by the staff's event stream, however that breaks.
class DeskScreen {
public:
    DeskScreen(Timeline& timeline, Network& network, Oracle& oracle, CenterId center, std::size_t line);

    /// Somebody has logged in.
    void open(Secret const& bearer);
    /// In calm weather: shows what stands in the queue.
    void check(std::vector<domain::Ticket> const& queue) const;
    /// Open ones.
    [[nodiscard]] std::map<TicketId, domain::Ticket> const& tickets() const { return m_tickets; }

private:
    void listen();
    void heard(http::Event const& event);
    void lost(int status);
    void read_queue();
    /// An answer that is older than what was read already, as that of a scheduler which was put back meanwhile, is left alone.
    void show(protocol::QueueView const& queue);
    void show(domain::Ticket const& ticket);

    Timeline& m_timeline;
    Network& m_network;
    Oracle& m_oracle;
    CenterId m_center;
    std::size_t m_line;
    std::optional<Secret> m_bearer;
    std::shared_ptr<Stream> m_stream;
    std::uint64_t m_sitting = 0; ///< counts open(): what comes of a former one is too late
    Revision m_last; ///< event heard
    std::optional<Revision> m_read; ///< of the queue as it was read last
    std::vector<std::pair<Revision, domain::Ticket>> m_heard; ///< since that
    std::map<TicketId, domain::Ticket> m_tickets; ///< open ones
};

} // namespace zahide::sim
