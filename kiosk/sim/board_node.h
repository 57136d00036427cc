#pragma once

#include "board/board.h"
#include "device_node.h"

#include <optional>

namespace zahide::sim {

/// A waiting-room board: device and board, tied together as main's BoardProgram ties them.
class BoardNode final : public DeviceNode {
public:
    explicit BoardNode(NodeParts parts);
    /// What it speaks, as it was enrolled.
    [[nodiscard]] static std::vector<LanguageTag> speaks() { return { LanguageTag("tr"), LanguageTag("ar") }; }

private:
    void started() override;
    void ended() override { m_board.reset(); }
    void take(device::Effect const& effect) override;
    void replied(std::string const& target, http::Response const& response) override;
    void heard(http::Event const& event) override;
    void advance();

    std::optional<board::Board> m_board;
    std::optional<Ticks> m_wake;
};

} // namespace zahide::sim
