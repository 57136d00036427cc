#pragma once

#include "dice.h"
#include "kiosk_node.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zahide::sim {

/// People at the kiosks: they touch what they see, once or twice, go on or go away.
class Visitors {
public:
    Visitors(
        Timeline& timeline, std::vector<std::unique_ptr<KioskNode>>& kiosks, Oracle& oracle, Counts& counts, std::set<Fault> const& faults, std::size_t count);

    /// Somebody comes to that kiosk, and waits a while if it is taken.
    void comes(std::size_t kiosk, Dice dice);

private:
    enum class Goal : std::uint8_t { number, booking, code };
    struct Walk {
        std::size_t kiosk = 0;
        Dice dice;
        Goal goal = Goal::number;
        std::string code {}; ///< of the paper in their hand
        std::string language {}; ///< and service of a time that the kiosk was lent: what they want, if any
        std::string service {};
        std::size_t typed = 0;
        int steps = 0;
        int waited = 0;
        bool has_number = false;
    };
    using WalkPointer = std::shared_ptr<Walk>;

    void arrive(WalkPointer const& walk);
    void step(WalkPointer const& walk);
    void leave(WalkPointer const& walk);
    void decide(Walk& walk);
    [[nodiscard]] std::optional<AppointmentPaper> paper_in_hand(Dice& dice) const;
    [[nodiscard]] static visitor::Element const* choose(visitor::ScreenModel const& screen, Walk& walk);
    [[nodiscard]] static std::uint64_t weight_of(visitor::Element const& element, Walk const& walk);

    Timeline& m_timeline;
    std::vector<std::unique_ptr<KioskNode>>& m_kiosks;
    Oracle& m_oracle;
    Counts& m_counts;
    bool m_are_careless;
    std::vector<bool> m_taken;
};

} // namespace zahide::sim
