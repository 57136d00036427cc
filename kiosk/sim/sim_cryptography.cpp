#include "sim_cryptography.h"

namespace zahide::sim {

namespace {

class SimKey final : public ports::DeviceKey {
public:
    SimKey(std::string name, std::string secret)
        : m_public(std::move(name))
        , m_secret(std::move(secret))
    {
    }
    [[nodiscard]] std::string public_key() const override { return m_public; }
    [[nodiscard]] std::string sign(std::string_view message) const override { return m_sodium.digest(m_secret + std::string(message)); }

private:
    std::string m_public;
    std::string m_secret;
    crypto::SodiumCryptography m_sodium;
};

} // namespace

bool SimCryptography::verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const
{
    auto const secret = m_secrets.find(public_key);
    return secret != m_secrets.end() && m_sodium.digest(secret->second + std::string(message)) == signature;
}

std::unique_ptr<ports::DeviceKey> SimCryptography::make_key(std::string const& name)
{
    auto secret = m_sodium.digest("the secret of " + name);
    auto public_half = m_sodium.digest("the public half of " + name);
    m_secrets.emplace(public_half, secret);
    return std::make_unique<SimKey>(std::move(public_half), std::move(secret));
}

} // namespace zahide::sim
