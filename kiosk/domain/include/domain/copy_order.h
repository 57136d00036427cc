#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/time.h"

#include <array>
#include <cstdint>
#include <optional>

namespace zahide::domain {

/// How a second paper came out, as the kiosk's print journal says.
enum class CopyEnd : std::uint8_t {
    printed, ///< the printer said so
    sent, ///< to a printer that can't answer
    not_printed,
    unknown, ///< it may lie in the tray or not
};

/// A second paper of a ticket, marked as a copy, which somebody at the desk has asked a kiosk for.
struct CopyOrder {
    PrintJobId id; ///< of the job in the kiosk's print journal, by which one order is never printed twice
    DeviceId device;
    StaffUserId asked_by;
    Instant asked_at;
    std::optional<CopyEnd> end; ///< none while the kiosk has not said

    friend bool operator==(CopyOrder const&, CopyOrder const&) = default;
};

enum class CopyState : std::uint8_t { asked, printed, sent, not_printed, unknown, expired };

/// Where it stands: a kiosk that hears of it later than limits::copy_order_minutes prints nothing any more.
[[nodiscard]] CopyState state_of(CopyOrder const& order, Instant now);
/// Whether the kiosk may begin to print it.
[[nodiscard]] bool is_wanted(CopyOrder const& order, Instant now);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::CopyEnd> {
    using Value = zahide::domain::CopyEnd;
    static constexpr std::array<EnumName<Value>, 4> entries { { { Value::printed, "printed" }, { Value::sent, "sent" }, { Value::not_printed, "not_printed" },
        { Value::unknown, "unknown" } } };
};
