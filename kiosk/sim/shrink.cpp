#include "sim/simulation.h"

#include <algorithm>
#include <array>

namespace zahide::sim {

namespace {

constexpr int runs_max = 160;

class Shrinker {
public:
    Shrinker(Setting const& setting, Options const& options, Outcome const& outcome)
        : m_setting(setting)
        , m_best { options, outcome }
    {
    }

    [[nodiscard]] Shrunk shrink()
    {
        fewer_days();
        fewer_kiosks();
        fewer_faults();
        fewer_operations();
        return m_best;
    }

private:
    /// Whether these options break the same promise; the best so far, if they do.
    bool still_breaks(Options const& options)
    {
        if (m_runs++ >= runs_max)
            return false;
        auto outcome = run_world(m_setting, options);
        if (!outcome.broken || outcome.broken->promise != m_best.outcome.broken->promise)
            return false;
        m_best = { options, std::move(outcome) };
        return true;
    }
    void fewer_days()
    {
        auto options = m_best.options;
        options.days = static_cast<int>(std::max<std::int64_t>(1, m_best.outcome.counts.days));
        still_breaks(options);
    }
    void fewer_kiosks()
    {
        for (int kiosks = 1; kiosks < m_best.options.kiosks; ++kiosks) {
            auto options = m_best.options;
            options.kiosks = kiosks;
            if (still_breaks(options))
                return;
        }
    }
    void fewer_faults()
    {
        for (auto const fault : std::set(m_best.options.faults)) {
            auto options = m_best.options;
            options.faults.erase(fault);
            still_breaks(options);
        }
    }
    /// Nothing after the break, then halves, quarters and so on left out as long as it breaks.
    void fewer_operations()
    {
        auto options = m_best.options;
        if (!options.only) {
            options.only.emplace();
            for (std::size_t index = 0; index < m_best.outcome.operations; ++index)
                options.only->insert(index);
        }
        if (!still_breaks(options))
            return;
        for (std::size_t parts = 2; m_runs < runs_max;) {
            auto const count = m_best.options.only->size();
            if (!leave_out_a_part(parts)) {
                if (parts >= count)
                    return;
                parts = std::min(parts * 2, std::max<std::size_t>(count, 2));
            }
        }
    }
    bool leave_out_a_part(std::size_t parts)
    {
        std::vector<std::size_t> const all(m_best.options.only->begin(), m_best.options.only->end());
        auto const size = std::max<std::size_t>(1, (all.size() + parts - 1) / parts);
        for (std::size_t begin = 0; begin < all.size() && m_runs < runs_max; begin += size) {
            auto options = m_best.options;
            for (std::size_t at = begin; at < std::min(begin + size, all.size()); ++at)
                options.only->erase(all[at]);
            if (still_breaks(options))
                return true;
        }
        return false;
    }

    Setting const& m_setting;
    Shrunk m_best;
    int m_runs = 0;
};

} // namespace

Shrunk shrink(Setting const& setting, Options const& options, Outcome const& outcome)
{
    return Shrinker(setting, options, outcome).shrink();
}

} // namespace zahide::sim
