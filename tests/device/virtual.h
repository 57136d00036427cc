#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "domain/catalogue.h"

#include <cstdint>
#include <span>

namespace zahide::device_tests {

class VirtualClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return m_now; }
    [[nodiscard]] Ticks ticks() const override { return m_ticks; }
    void pass(Milliseconds time)
    {
        m_now = m_now + time;
        m_ticks = m_ticks + time;
    }
    /// The wall clock alone, either way.
    void jump(Instant to) { m_now = to; }

private:
    Instant m_now = Instant::parse("2026-11-23T07:00:00Z").value(); // 10:00 in Istanbul
    Ticks m_ticks = Ticks::from_ns(5'000'000'000);
};

/// Follows from its seed (splitmix64).
class SeededRandom : public Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next() >> 32);
    }
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }

private:
    std::uint64_t m_state;
};

inline domain::Catalogue sample_catalogue()
{
    domain::LocalizedText const name { { { LanguageTag("en"), "Name" }, { LanguageTag("tr"), "Ad" } } };
    domain::Catalogue catalogue;
    catalogue.revision = Revision(3);
    catalogue.center = { CenterId("zahide-nine"), name, "Europe/Istanbul", std::nullopt, name };
    catalogue.languages = { LanguageTag("tr"), LanguageTag("en"), LanguageTag("ar"), LanguageTag("fa") };
    domain::Service service;
    service.id = ServiceId("legal");
    service.name = name;
    service.detail = name;
    service.icon = "scale";
    service.color = "#336699";
    catalogue.services = { service };
    catalogue.counters = { { CounterNumber(1), name } };
    catalogue.opening = { { Weekday::monday, LocalTime::from_minutes(540), LocalTime::from_minutes(1020) } };
    return catalogue;
}

} // namespace zahide::device_tests
