#pragma once

#include "base/enum_names.h"
#include "base/ids.h"

#include <array>
#include <optional>
#include <variant>

namespace zahide::domain {

enum class DeviceKind : std::uint8_t { kiosk, board };

/// What a staff member may do; what they can do for visitors is said by their services and languages.
enum class StaffRole : std::uint8_t { front_desk, coordinator, professional };

/// A kiosk or board that proved its key.
struct DevicePrincipal {
    DeviceId device;
    DeviceKind kind = DeviceKind::kiosk;
    CenterId center;
    friend bool operator==(DevicePrincipal const&, DevicePrincipal const&) = default;
};

/// Somebody logged in at the console or by API.
struct StaffPrincipal {
    StaffUserId staff;
    StaffRole role = StaffRole::front_desk;
    CenterId center;
    friend bool operator==(StaffPrincipal const&, StaffPrincipal const&) = default;
};

/// Whoever holds the token of one visit's paper.
struct VisitorPrincipal {
    VisitId visit;
    CenterId center;
    friend bool operator==(VisitorPrincipal const&, VisitorPrincipal const&) = default;
};

/// The program itself: its command line, its start, its nightly jobs. Bound to no center.
struct SystemPrincipal {
    friend bool operator==(SystemPrincipal const&, SystemPrincipal const&) = default;
};

/// Who asks. Every use case takes one.
using Principal = std::variant<DevicePrincipal, StaffPrincipal, VisitorPrincipal, SystemPrincipal>;

/// The columns of the permission table.
enum class PrincipalKind : std::uint8_t { kiosk, board, front_desk, coordinator, professional, visitor, system };
inline constexpr std::size_t principal_kind_count = 7;

[[nodiscard]] PrincipalKind kind_of(Principal const& principal);

/// The one center the principal belongs to; none for the system.
[[nodiscard]] std::optional<CenterId> center_of(Principal const& principal);

/// A short name for the idempotency records and the journal of changes: "device:kiosk-1", "staff:ayse", "visit:<uuid>",
/// "system". It names no visitor.
[[nodiscard]] std::string name_of_principal(Principal const& principal);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::DeviceKind> {
    using Value = zahide::domain::DeviceKind;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::kiosk, "kiosk" }, { Value::board, "board" } } };
};

template<>
struct zahide::EnumNames<zahide::domain::StaffRole> {
    using Value = zahide::domain::StaffRole;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::front_desk, "front_desk" }, { Value::coordinator, "coordinator" },
        { Value::professional, "professional" } } };
};
