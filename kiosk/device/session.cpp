#include "session.h"

#include "protocol/session.h"

namespace zahide::device {

std::optional<Draft> Session::next(Ticks now)
{
    if (active() || m_asking || !m_retry.may_try(now))
        return std::nullopt;
    m_asking = true;
    auto const& device = m_context.options.device;
    IdempotencyKey const key(Uuid::generate(m_context.random));
    if (!m_challenge)
        return Draft { Method::post, "/v1/device-challenges", protocol::encode(protocol::DeviceChallengeRequest { device }), key };
    auto const signature = m_key.sign(ports::device_session_text(device.value(), *m_challenge));
    protocol::DeviceLogin login { device, *m_challenge, signature };
    if (!m_context.options.lasting_machine.empty())
        login.machine = m_context.options.lasting_machine;
    return Draft { Method::post, "/v1/device-sessions", protocol::encode(login), key };
}

void Session::answered(Ticks now, Answer const& answer)
{
    m_asking = false;
    auto const challenge = std::exchange(m_challenge, std::nullopt); // good for one answer
    switch (verdict_of(answer)) {
    case Verdict::done:
        break;
    case Verdict::lost:
        return; // the link's back-off holds
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    case Verdict::session_over:
    case Verdict::refused:
    case Verdict::never:
        if (!m_refused)
            m_context.trouble(refusal_error("this device", answer));
        m_refused = true;
        m_retry.refused(now, m_context.limits(), m_context.random);
        return;
    }
    auto const taken = challenge ? take_token(answer) : take_challenge(answer);
    if (taken)
        return;
    m_context.trouble(taken.error());
    m_retry.refused(now, m_context.limits(), m_context.random);
}

Result<void> Session::take_challenge(Answer const& answer)
{
    m_challenge = ZAHIDE_TRY(protocol::decode<protocol::DeviceChallenge>(answer.body)).challenge;
    return {};
}

Result<void> Session::take_token(Answer const& answer)
{
    m_token = ZAHIDE_TRY(protocol::decode<protocol::DeviceSession>(answer.body)).token;
    ++m_generation;
    m_refused = false;
    return {};
}

void Session::end(Ticks now, std::uint64_t generation)
{
    if (generation != m_generation || !m_token)
        return;
    m_token.reset();
    // A scheduler that takes no token it has just given must not be asked in a tight circle.
    m_retry.failed(now, m_context.limits(), m_context.random);
}

} // namespace zahide::device
