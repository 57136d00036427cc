#include "tries.h"

#include <algorithm>

namespace zahide::http {

namespace {

std::string pair_key(std::string const& login, std::string const& address)
{
    return "both\n" + login + "\n" + address;
}

std::string login_key(std::string const& login)
{
    return "login\n" + login;
}

std::string address_key(std::string const& address)
{
    return "address\n" + address;
}

} // namespace

Tries::Tries(Clock const& clock, TryLimits limits)
    : m_clock(clock)
    , m_limits(limits)
{
}

Result<void> Tries::admit(std::string const& login, std::string const& address)
{
    std::lock_guard const lock(m_mutex);
    bool const too_many = failures_of(pair_key(login, address)) >= m_limits.per_login_and_address || failures_of(address_key(address)) >= m_limits.per_address
        || failures_of(login_key(login)) >= m_limits.per_login;
    if (too_many)
        return fail(ErrorCode::limit, "there were too many failed logins", {}, "wait a quarter of an hour", Retry::later);
    return {};
}

void Tries::failed(std::string const& login, std::string const& address)
{
    std::lock_guard const lock(m_mutex);
    add(pair_key(login, address));
    add(login_key(login));
    add(address_key(address));
}

void Tries::succeeded(std::string const& login, std::string const& address)
{
    std::lock_guard const lock(m_mutex);
    m_counts.erase(pair_key(login, address));
}

int Tries::failures_of(std::string const& key)
{
    auto const found = m_counts.find(key);
    if (found == m_counts.end())
        return 0;
    if (m_clock.ticks() - found->second.began >= m_limits.window) {
        m_counts.erase(found);
        return 0;
    }
    return found->second.failures;
}

void Tries::add(std::string const& key)
{
    if (m_counts.size() >= m_limits.remembered && !m_counts.contains(key)) {
        auto const oldest
            = std::min_element(m_counts.begin(), m_counts.end(), [](auto const& left, auto const& right) { return left.second.began < right.second.began; });
        m_counts.erase(oldest);
    }
    (void)failures_of(key); // forgets what is past its window
    auto const [entry, added] = m_counts.try_emplace(key, Count { 0, m_clock.ticks() });
    ++entry->second.failures;
}

} // namespace zahide::http
