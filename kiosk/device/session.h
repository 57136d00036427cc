#pragma once

#include "backoff.h"
#include "base/secret.h"
#include "context.h"
#include "ports/keys.h"

#include <cstdint>
#include <optional>

namespace zahide::device {

/// Proves the device's key to the scheduler and keeps the token it gets, in memory only.
class Session {
public:
    Session(Context& context, ports::DeviceKey const& key)
        : m_context(context)
        , m_key(key)
    {
    }

    [[nodiscard]] bool active() const { return m_token.has_value(); }
    [[nodiscard]] bool refused() const { return m_refused; }
    [[nodiscard]] std::optional<Secret> const& token() const { return m_token; }
    /// Grows with every token, so that a late 401 doesn't end the session after the one it was for.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }

    [[nodiscard]] std::optional<Draft> next(Ticks now);
    void answered(Ticks now, Answer const& answer);
    /// The token of that generation was not accepted.
    void end(Ticks now, std::uint64_t generation);
    /// The token was accepted.
    void proved() { m_retry.succeeded(); }
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return active() || m_asking ? std::nullopt : m_retry.wake(now); }

private:
    [[nodiscard]] Result<void> take_challenge(Answer const& answer);
    [[nodiscard]] Result<void> take_token(Answer const& answer);

    Context& m_context;
    ports::DeviceKey const& m_key;
    Backoff m_retry;
    std::optional<Secret> m_token;
    std::optional<std::string> m_challenge;
    std::uint64_t m_generation = 0;
    bool m_asking = false;
    bool m_refused = false;
};

} // namespace zahide::device
