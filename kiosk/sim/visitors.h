#pragma once

#include "dice.h"
#include "kiosk_node.h"

#include <memory>
#include <set>
#include <vector>

namespace zahide::sim {

/// People at the kiosks: they touch what they see, once or twice, go on or go away.
class Visitors {
public:
    Visitors(Timeline& timeline, std::vector<std::unique_ptr<KioskNode>>& kiosks, Counts& counts, std::set<Fault> const& faults, std::size_t count);

    /// Somebody comes to that kiosk, and waits a while if it is taken.
    void comes(std::size_t kiosk, Dice dice);

private:
    struct Walk {
        std::size_t kiosk = 0;
        Dice dice;
        int steps = 0;
        int waited = 0;
        bool has_number = false;
    };
    using WalkPointer = std::shared_ptr<Walk>;

    void arrive(WalkPointer const& walk);
    void step(WalkPointer const& walk);
    void leave(WalkPointer const& walk);
    [[nodiscard]] visitor::Element const* choose(visitor::ScreenModel const& screen, Dice& dice) const;

    Timeline& m_timeline;
    std::vector<std::unique_ptr<KioskNode>>& m_kiosks;
    Counts& m_counts;
    bool m_are_careless;
    std::vector<bool> m_taken;
};

} // namespace zahide::sim
