#pragma once

#include "board/board.h"
#include "device_node.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace zahide::sim {

/// A waiting-room board: device and board, tied together as main's BoardProgram ties them.
class BoardNode final : public DeviceNode {
public:
    explicit BoardNode(NodeParts parts);
    /// What it speaks, as it was enrolled.
    [[nodiscard]] static std::vector<LanguageTag> speaks() { return { LanguageTag("tr"), LanguageTag("ar") }; }

    /// In calm weather: knows of those calls, and of no others today.
    void check_calls(LocalDate today, std::vector<domain::Call> const& calls) const;

private:
    void started() override;
    void ended() override { m_board.reset(); }
    void take(device::Effect const& effect) override;
    void replied(std::string const& target, http::Response const& response) override;
    void heard(http::Event const& event) override;
    void advance();

    std::optional<board::Board> m_board;
    std::optional<Ticks> m_wake;
    std::map<std::pair<LocalDate, TicketNumber>, CallId> m_calls; ///< told and not ended, of each number the last
};

} // namespace zahide::sim
