#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "ports/keys.h"
#include "ports/password.h"

#include <atomic>
#include <mutex>
#include <random>
#include <string>

/// A world that does as a test says.
namespace zahide::support {

class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant now)
        : m_unix_ms(now.unix_ms())
    {
    }
    [[nodiscard]] Instant now() const override { return Instant::from_unix_ms(m_unix_ms); }
    [[nodiscard]] Ticks ticks() const override { return Ticks::from_ns(m_unix_ms * 1'000'000); }
    void advance(Milliseconds duration) { m_unix_ms += duration.count(); }
    void set(Instant now) { m_unix_ms = now.unix_ms(); }

private:
    std::atomic<std::int64_t> m_unix_ms;
};

class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        std::lock_guard const lock(m_mutex);
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(m_engine() & 0xFF);
    }

private:
    std::mutex m_mutex;
    std::mt19937_64 m_engine;
};

/// Hashes that can be read, signatures that can be guessed: quick, and for tests only.
class PlainCryptography final : public ports::Cryptography {
public:
    [[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view message, std::string_view signature) const override
    {
        return signature == std::string(public_key) + " signs " + std::string(message);
    }
    [[nodiscard]] std::string digest(std::string_view bytes) const override { return "digest of " + std::string(bytes); }
};

class PlainPasswords final : public ports::PasswordHasher {
public:
    [[nodiscard]] Result<std::string> hash(Secret const& password) override { return "hash of " + password.reveal(); }
    [[nodiscard]] ports::PasswordVerdict verify(std::string_view stored_hash, Secret const& password) override
    {
        ++verified;
        return stored_hash == "hash of " + password.reveal() ? ports::PasswordVerdict::right : ports::PasswordVerdict::wrong;
    }
    int verified = 0;
};

} // namespace zahide::support
