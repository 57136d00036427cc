#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace zahide::ports {

/// The key a device proves itself with. The private half never leaves the machine. Safe to call from any thread.
class DeviceKey {
public:
    virtual ~DeviceKey() = default;
    /// The public half as base64url without padding, as `zahide-scheduler device add --public-key` takes it.
    [[nodiscard]] virtual std::string public_key() const = 0;
    /// The Ed25519 signature (RFC 8032) of `message` as base64url without padding.
    [[nodiscard]] virtual std::string sign(std::string_view message) const = 0;
};

/// What the scheduler needs of cryptography besides passwords. Safe to call from any thread.
class Cryptography {
public:
    virtual ~Cryptography() = default;
    /// True when `signature` over `message` was made by the owner of `public_key`; false for anything malformed.
    [[nodiscard]] virtual bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const = 0;
    /// A 256-bit digest (BLAKE2b) as 64 hex digits: what is stored of a token or of a request body.
    [[nodiscard]] virtual std::string digest(std::string_view bytes) const = 0;
};

/// Bits of randomness in every token this project hands out; 128 is the least the design allows.
inline constexpr int token_bits = 192;

/// A random token of token_bits as base64url.
[[nodiscard]] Secret make_token(Random& random);

/// The text a device signs to open a session.
[[nodiscard]] inline std::string device_session_text(std::string_view device, std::string_view challenge)
{
    return "zahide-device-session\n" + std::string(device) + "\n" + std::string(challenge);
}

} // namespace zahide::ports
