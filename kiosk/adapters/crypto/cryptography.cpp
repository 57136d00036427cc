#include "crypto/cryptography.h"

#include "base/verify.h"
#include "encoding.h"

#include <array>
#include <sodium.h>

namespace zahide::crypto {

namespace {

constexpr std::size_t digest_bytes = 32;

unsigned char const* bytes_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

} // namespace

SodiumCryptography::SodiumCryptography()
{
    ZAHIDE_VERIFY(sodium_init() >= 0);
}

bool SodiumCryptography::verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const
{
    auto const key = decode_base64url(public_key, crypto_sign_PUBLICKEYBYTES);
    auto const signed_bytes = decode_base64url(signature, crypto_sign_BYTES);
    if (!key || !signed_bytes)
        return false;
    return crypto_sign_verify_detached(signed_bytes->data(), bytes_of(message), message.size(), key->data()) == 0;
}

std::string SodiumCryptography::digest(std::string_view bytes) const
{
    std::array<unsigned char, digest_bytes> hash {};
    crypto_generichash(hash.data(), hash.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
    std::array<char, digest_bytes * 2 + 1> hex {};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

bool is_public_key(std::string_view text)
{
    return decode_base64url(text, crypto_sign_PUBLICKEYBYTES).has_value();
}

Argon2Hasher::Argon2Hasher(PasswordCost cost)
    : m_cost(cost)
{
    ZAHIDE_VERIFY(sodium_init() >= 0);
}

Result<std::string> Argon2Hasher::hash(Secret const& password)
{
    std::array<char, crypto_pwhash_STRBYTES> hash {};
    auto const& text = password.reveal();
    if (crypto_pwhash_argon2id_str(hash.data(), text.data(), text.size(), m_cost.passes, m_cost.memory_bytes) != 0)
        return fail(ErrorCode::unavailable, "there is not enough memory to hash a password", {}, "free some memory", Retry::later);
    return std::string(hash.data());
}

ports::PasswordVerdict Argon2Hasher::verify(std::string_view stored_hash, Secret const& password)
{
    std::string const hash(stored_hash);
    auto const& text = password.reveal();
    bool const right = hash.size() < crypto_pwhash_STRBYTES && crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
    return right ? ports::PasswordVerdict::right : ports::PasswordVerdict::wrong;
}

} // namespace zahide::crypto
