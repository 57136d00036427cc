#pragma once

#include "crypto/cryptography.h"
#include "ports/keys.h"
#include "ports/log.h"
#include "ports/password.h"

#include <map>
#include <memory>
#include <string>

namespace zahide::sim {

/// Digests as shipped; signatures that cost nothing and can be made with the key alone.
class SimCryptography final : public ports::Cryptography {
public:
    [[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const override;
    [[nodiscard]] std::string digest(std::string_view bytes) const override { return m_sodium.digest(bytes); }
    /// Lives as long as this does.
    [[nodiscard]] std::unique_ptr<ports::DeviceKey> make_key(std::string const& name);

private:
    crypto::SodiumCryptography m_sodium;
    std::map<std::string, std::string, std::less<>> m_secrets; ///< by public key
};

/// Passwords are not what is tried here.
class PlainHasher final : public ports::PasswordHasher {
public:
    [[nodiscard]] Result<std::string> hash(Secret const& password) override { return "plain:" + password.reveal(); }
    [[nodiscard]] ports::PasswordVerdict verify(std::string_view stored_hash, Secret const& password) override
    {
        return stored_hash == "plain:" + password.reveal() ? ports::PasswordVerdict::right : ports::PasswordVerdict::wrong;
    }
};

class SilentLog final : public ports::Log {
public:
    void write(ports::Severity /*severity*/, std::string_view /*event*/, std::initializer_list<ports::LogField> /*fields*/) override { }
};

} // namespace zahide::sim
