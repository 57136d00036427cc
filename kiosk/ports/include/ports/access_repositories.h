#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/device.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// Who is logged in, and what was already answered. Errors as in center_repositories.h.
namespace zahide::ports {

/// A login of a staff member or a device. The token itself is nowhere: only its digest.
struct Session {
    SessionId id;
    std::string token_digest;
    CenterId center;
    std::variant<StaffUserId, DeviceId> owner;
    Instant opened_at;
    Instant expires_at;
    friend bool operator==(Session const&, Session const&) = default;
};

/// Who comes with a token, as far as each request looks at it.
struct Bearer {
    SessionId session;
    std::variant<StaffUserId, DeviceId> owner;
    Instant expires_at;
    std::optional<domain::DeviceStanding> device; ///< how the owner stands now, if it is a device
};

class Sessions {
public:
    virtual ~Sessions() = default;
    [[nodiscard]] virtual Result<std::optional<Session>> find(SessionId const& id) const = 0;
    /// Also one that has expired: the caller looks at the time.
    [[nodiscard]] virtual Result<std::optional<Bearer>> bearer_of(std::string_view token_digest) const = 0;
    [[nodiscard]] virtual Result<void> insert(Session const& session) = 0;
    [[nodiscard]] virtual Result<void> remove(SessionId const& id) = 0;
    /// All of that owner's, when they are blocked or get a new password or key.
    [[nodiscard]] virtual Result<void> remove_of(std::variant<StaffUserId, DeviceId> const& owner) = 0;
    [[nodiscard]] virtual Result<void> remove_expired(Instant now) = 0;
};

/// What was answered to a request, to be answered again when it is repeated.
struct StoredResponse {
    std::int32_t status = 200;
    std::string body; ///< the bytes as they were sent
    friend bool operator==(StoredResponse const&, StoredResponse const&) = default;
};

struct AnsweredRequest {
    std::string principal; ///< domain::name_of_principal: a key is the asker's own
    IdempotencyKey key;
    std::string request_digest; ///< over method, target and body
    StoredResponse response;
    Instant at;
};

class AnsweredRequests {
public:
    virtual ~AnsweredRequests() = default;
    [[nodiscard]] virtual Result<std::optional<AnsweredRequest>> find(std::string_view principal, IdempotencyKey const& key) const = 0;
    [[nodiscard]] virtual Result<void> insert(AnsweredRequest const& request) = 0;
    [[nodiscard]] virtual Result<void> remove_before(Instant at) = 0;
};

} // namespace zahide::ports
