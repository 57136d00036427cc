#pragma once

#include "ports/keys.h"
#include "ports/password.h"

#include <cstddef>
#include <memory>
#include <string>

namespace zahide::crypto {

/// Signatures and digests by libsodium. Safe to call from any thread.
class SodiumCryptography final : public ports::Cryptography {
public:
    SodiumCryptography();
    [[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const override;
    [[nodiscard]] std::string digest(std::string_view bytes) const override;
};

/// True when the text has the form of a device's public key: 32 bytes as base64url without padding.
[[nodiscard]] bool is_public_key(std::string_view text);

/// What one hash costs.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = std::size_t { 64 } * 1024 * 1024;
};

/// Argon2id (RFC 9106) by libsodium. Safe to call from any thread; each call takes its memory for itself.
class Argon2Hasher final : public ports::PasswordHasher {
public:
    explicit Argon2Hasher(PasswordCost cost = {});
    [[nodiscard]] Result<std::string> hash(Secret const& password) override;
    [[nodiscard]] ports::PasswordVerdict verify(std::string_view stored_hash, Secret const& password) override;

private:
    PasswordCost m_cost;
};

/// The device's key in that file: made and stored with mode 0600 if there is none yet. Fails with `unavailable` if the
/// file can't be read or written, with `invalid` if others may read it or it holds no key.
[[nodiscard]] Result<std::unique_ptr<ports::DeviceKey>> open_device_key(std::string const& file, Random& random);

} // namespace zahide::crypto
