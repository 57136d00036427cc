#pragma once

#include "printer/escpos.h"

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace zahide::printer {

/// One byte answered to `10 04 n`; the printer doesn't say to which n.
struct RealTimeReply {
    std::uint8_t byte = 0;
};
/// Four bytes sent by the printer on its own.
struct AutomaticReply {
    std::array<std::uint8_t, 4> bytes {};
};
/// Everything before the fence with this id is printed.
struct FenceReply {
    FenceId id {};
};
/// One byte answered to `1D 72 31` when the printer got there.
struct QueuedReply {
    std::uint8_t byte = 0;
};

using Reply = std::variant<RealTimeReply, AutomaticReply, FenceReply, QueuedReply>;

/// Takes apart what a printer sends. Several kinds of answers arrive on one line, some unasked; each is known by fixed
/// bits of its bytes. Unknown bytes are dropped.
class ReplyParser {
public:
    /// The reply that this byte completes, if it does.
    [[nodiscard]] std::optional<Reply> feed(std::uint8_t byte);

private:
    [[nodiscard]] std::optional<Reply> begin(std::uint8_t byte);
    [[nodiscard]] std::optional<Reply> feed_block(std::uint8_t byte);

    std::vector<std::uint8_t> m_pending; ///< the bytes so far of an automatic status or of a block
};

/// What replies say of the printer, kept bit by bit as it is asked for.
struct Condition {
    bool offline = false;
    bool cover_open = false;
    bool paper_end = false;
    bool paper_near_end = false;
    bool cutter_error = false;
    bool other_error = false;

    /// Overwrites what a reply of this kind tells of.
    void learn(StatusKind kind, std::uint8_t byte);
    void learn(AutomaticReply const& reply);

    /// The one trouble to name, none if all is well. An open cover comes first, since it also looks like missing paper.
    [[nodiscard]] domain::PrintTrouble trouble() const;
    [[nodiscard]] ports::PrinterStatus status() const;
};

} // namespace zahide::printer
