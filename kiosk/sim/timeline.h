#pragma once

#include "base/clock.h"

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace zahide::sim {

/// The one time of the simulated world and what is to happen in it, in the order of time, then of planning.
class Timeline {
public:
    using Action = std::function<void()>;

    explicit Timeline(Instant start)
        : m_start(start)
    {
    }

    [[nodiscard]] Ticks ticks() const { return m_ticks; }
    [[nodiscard]] Instant instant() const { return m_start + std::chrono::duration_cast<Milliseconds>(m_ticks - Ticks()); }
    [[nodiscard]] Ticks ticks_at(Instant instant) const { return Ticks() + (instant - m_start); }

    void at(Ticks when, Action action) { m_entries.push({ std::max(when, m_ticks), m_sequence++, std::move(action) }); }
    void after(Milliseconds delay, Action action) { at(m_ticks + delay, std::move(action)); }

    /// Lets happen what is due until then, or until `is_over` says so after one of them.
    template<class IsOver>
    void run_until(Ticks end, IsOver is_over)
    {
        while (!m_entries.empty() && m_entries.top().when <= end && !is_over()) {
            auto action = std::move(m_entries.top().action);
            m_ticks = m_entries.top().when;
            m_entries.pop();
            action();
        }
        if (!is_over())
            m_ticks = std::max(m_ticks, end);
    }

private:
    struct Entry {
        Ticks when;
        std::uint64_t sequence = 0;
        mutable Action action; ///< moved out when its time has come
        friend bool operator<(Entry const& one, Entry const& other) { return std::pair(other.when, other.sequence) < std::pair(one.when, one.sequence); }
    };

    Instant m_start;
    Ticks m_ticks;
    std::uint64_t m_sequence = 0;
    std::priority_queue<Entry> m_entries;
};

/// A machine's clock: its wall clock may be off and drift, its monotonic one is the world's.
class NodeClock final : public Clock {
public:
    explicit NodeClock(Timeline const& timeline)
        : m_timeline(timeline)
    {
    }
    [[nodiscard]] Instant now() const override
    {
        auto const since = std::chrono::duration_cast<Milliseconds>(m_timeline.ticks() - m_set_at).count();
        return m_timeline.instant() + m_off + Milliseconds(since * m_drift_ppm / 1'000'000);
    }
    [[nodiscard]] Ticks ticks() const override { return m_timeline.ticks(); }

    void set(Milliseconds off, std::int64_t drift_ppm)
    {
        m_set_at = m_timeline.ticks();
        m_off = off;
        m_drift_ppm = drift_ppm;
    }

private:
    Timeline const& m_timeline;
    Ticks m_set_at;
    Milliseconds m_off { 0 };
    std::int64_t m_drift_ppm = 0;
};

} // namespace zahide::sim
