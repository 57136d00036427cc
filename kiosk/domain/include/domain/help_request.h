#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"

#include <array>
#include <optional>

namespace zahide::domain {

enum class HelpKind : std::uint8_t { come }; ///< somebody please comes to the kiosk
enum class HelpState : std::uint8_t { open, done };

/// "Somebody, please": asked at a kiosk, seen by staff.
struct HelpRequest {
    HelpRequestId id;
    CenterId center;
    DeviceId device;
    HelpKind kind = HelpKind::come;
    HelpState state = HelpState::open;
    Personal<LanguageTag> language;
    Instant asked_at;
    std::optional<Instant> done_at;
    std::optional<StaffUserId> done_by;
    friend bool operator==(HelpRequest const&, HelpRequest const&) = default;
};

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::HelpKind> {
    using Value = zahide::domain::HelpKind;
    static constexpr std::array<EnumName<Value>, 1> entries { { { Value::come, "come" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::HelpState> {
    using Value = zahide::domain::HelpState;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::open, "open" }, { Value::done, "done" } } };
};
