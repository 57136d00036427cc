#pragma once

#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "domain/principal.h"
#include "protocol/codec.h"

#include <optional>
#include <string>
#include <vector>

namespace zahide::protocol {

/// POST /v1/staff-sessions
struct StaffLogin {
    std::string login;
    Secret password;
};

/// A staff member as the console shows them.
struct StaffView {
    StaffUserId id;
    std::string name;
    domain::StaffRole role = domain::StaffRole::front_desk;
    CenterId center;
    std::vector<ServiceId> services; ///< empty: every service
    std::vector<LanguageTag> languages; ///< empty: every language
    friend bool operator==(StaffView const&, StaffView const&) = default;
};

/// The answer to POST /v1/staff-sessions and, without the token, to GET …/current.
struct StaffSession {
    StaffView staff;
    std::optional<Secret> token;
    Instant expires_at;
};

/// POST /v1/device-challenges
struct DeviceChallengeRequest {
    DeviceId device;
};

struct DeviceChallenge {
    std::string challenge;
};

/// POST /v1/device-sessions
struct DeviceLogin {
    DeviceId device;
    std::string challenge;
    std::string signature; ///< base64url Ed25519 over ports::device_session_text(device, challenge)
    /// As in LeaseRequest, where it lasts over a reboot: a kiosk's key is good on one machine at a time.
    std::optional<std::string> machine = std::nullopt;
};

struct DeviceSession {
    Secret token;
    Instant expires_at;
};

} // namespace zahide::protocol
