#include "code_tries.h"

#include <algorithm>
#include <chrono>

namespace zahide::http {

CodeTries::CodeTries(Clock const& clock)
    : m_clock(clock)
{
}

std::optional<Seconds> CodeTries::begin(std::string const& who, CodeTryLimits const& limits)
{
    std::lock_guard const lock(m_mutex);
    auto const now = m_clock.ticks();
    if (!m_counts.contains(who))
        make_room();
    auto& count = m_counts.try_emplace(who, Count { 0, now }).first->second;
    if (now - count.began >= limits.window)
        count = { 0, now };
    if (count.tries >= limits.tries_max)
        return std::chrono::ceil<Seconds>(limits.window - (now - count.began));
    ++count.tries;
    return std::nullopt;
}

void CodeTries::succeeded(std::string const& who)
{
    std::lock_guard const lock(m_mutex);
    m_counts.erase(who);
}

void CodeTries::gave_up(std::string const& who)
{
    std::lock_guard const lock(m_mutex);
    auto const found = m_counts.find(who);
    if (found != m_counts.end() && found->second.tries > 0)
        --found->second.tries;
}

void CodeTries::make_room()
{
    if (m_counts.size() < remembered_max)
        return;
    m_counts.erase(
        std::min_element(m_counts.begin(), m_counts.end(), [](auto const& left, auto const& right) { return left.second.began < right.second.began; }));
}

} // namespace zahide::http
