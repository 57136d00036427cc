#include "challenges.h"

#include "ports/keys.h"

#include <algorithm>

namespace zahide::http {

Challenges::Challenges(Clock const& clock, Random& random)
    : m_clock(clock)
    , m_random(random)
{
}

std::string Challenges::make(DeviceId const& device, std::string const& address)
{
    std::lock_guard const lock(m_mutex);
    forget_old();
    auto const is_of_address = [&](Open const& open) { return open.address == address; };
    if (static_cast<std::size_t>(std::count_if(m_open.begin(), m_open.end(), is_of_address)) >= open_per_address_max)
        m_open.erase(std::find_if(m_open.begin(), m_open.end(), is_of_address));
    if (m_open.size() >= open_max)
        m_open.pop_front();
    m_open.push_back({ device, address, ports::make_token(m_random).reveal(), m_clock.ticks() });
    return m_open.back().challenge;
}

Challenges::Verdict Challenges::take(DeviceId const& device, std::string const& challenge)
{
    std::lock_guard const lock(m_mutex);
    forget_old();
    auto const found = std::find_if(m_open.begin(), m_open.end(), [&](Open const& open) { return open.device == device && open.challenge == challenge; });
    if (found == m_open.end())
        return Verdict::unknown;
    m_open.erase(found);
    return Verdict::good;
}

void Challenges::forget_old()
{
    auto const now = m_clock.ticks();
    while (!m_open.empty() && now - m_open.front().made >= lifetime)
        m_open.pop_front();
}

} // namespace zahide::http
