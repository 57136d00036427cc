#include "domain/principal.h"

#include <type_traits>

namespace zahide::domain {

namespace {

template<class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template<class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

PrincipalKind kind_of(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::kiosk:
        return PrincipalKind::kiosk;
    case DeviceKind::board:
        return PrincipalKind::board;
    }
    return PrincipalKind::board;
}

PrincipalKind kind_of(StaffRole role)
{
    switch (role) {
    case StaffRole::front_desk:
        return PrincipalKind::front_desk;
    case StaffRole::coordinator:
        return PrincipalKind::coordinator;
    case StaffRole::professional:
        return PrincipalKind::professional;
    }
    return PrincipalKind::professional;
}

} // namespace

PrincipalKind kind_of(Principal const& principal)
{
    return std::visit(Overloaded {
                          [](DevicePrincipal const& device) { return kind_of(device.kind); },
                          [](StaffPrincipal const& staff) { return kind_of(staff.role); },
                          [](VisitorPrincipal const&) { return PrincipalKind::visitor; },
                          [](SystemPrincipal const&) { return PrincipalKind::system; },
                      },
        principal);
}

std::optional<CenterId> center_of(Principal const& principal)
{
    return std::visit(
        [](auto const& who) -> std::optional<CenterId> {
            if constexpr (std::is_same_v<std::decay_t<decltype(who)>, SystemPrincipal>)
                return std::nullopt;
            else
                return who.center;
        },
        principal);
}

std::string name_of_principal(Principal const& principal)
{
    return std::visit(Overloaded {
                          [](DevicePrincipal const& device) { return "device:" + device.device.value(); },
                          [](StaffPrincipal const& staff) { return "staff:" + staff.staff.value(); },
                          [](VisitorPrincipal const& visitor) { return "visit:" + visitor.visit.value().text(); },
                          [](SystemPrincipal const&) { return std::string("system"); },
                      },
        principal);
}

} // namespace zahide::domain
