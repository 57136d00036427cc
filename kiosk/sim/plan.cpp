#include "plan.h"

#include "dice.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

namespace {

// The sample center's day, UTC: 09:00–12:30 and 13:30–17:30 in Istanbul.
constexpr Milliseconds opens = std::chrono::hours(6);
constexpr Milliseconds noon_begins = Minutes(9 * 60 + 30);
constexpr Milliseconds noon_ends = Minutes(10 * 60 + 30);
constexpr Milliseconds closes = Minutes(14 * 60 + 20);

constexpr int copies_a_day = 4;

class Planner {
public:
    Planner(Options const& options, Dice dice)
        : m_options(options)
        , m_dice(std::move(dice))
    {
    }

    void plan_day(Milliseconds midnight)
    {
        m_midnight = midnight;
        auto const visitors = m_options.visits != 0 ? m_options.visits : m_dice.between(160, 190);
        for (std::int64_t visitor = 0; visitor < visitors; ++visitor)
            add(Deed::visitor, kiosk(), time_of_visit());
        for (int ticket = 0; ticket < 8; ++ticket)
            add(Deed::desk_ticket, 0, time_of_visit());
        plan_copies(Dice::of(m_options.seed, 4'000 + static_cast<std::uint64_t>(midnight.count())));
        if (has(Fault::network))
            plan_network();
        if (has(Fault::clocks))
            some(
                Deed::clock_jump, 2, [this] { return m_dice.percent(25) ? last_index(m_options) : kiosk(); }, 1, 60);
        if (has(Fault::crashes))
            plan_crashes();
        if (has(Fault::disks))
            plan_disks();
        if (has(Fault::disks))
            plan_backups(Dice::of(m_options.seed, 3'000 + static_cast<std::uint64_t>(midnight.count())));
        if (has(Fault::printers))
            some(
                Deed::printer, 6, [this] { return kiosk(); }, 1, 25);
        if (has(Fault::people)) {
            some(
                Deed::clone, 1, [this] { return kiosk(); }, 0, 0);
            some(
                Deed::old_image, 1, [this] { return kiosk(); }, 10, 240);
        }
    }

    [[nodiscard]] std::vector<Operation> take() { return std::move(m_plan); }

private:
    [[nodiscard]] bool has(Fault fault) const { return m_options.faults.contains(fault); }
    [[nodiscard]] std::size_t kiosk() { return static_cast<std::size_t>(m_dice.next() % static_cast<std::uint64_t>(m_options.kiosks)); }
    [[nodiscard]] std::size_t any() { return static_cast<std::size_t>(m_dice.next() % (last_index(m_options) + 1)); }
    [[nodiscard]] Milliseconds any_time() { return m_dice.pause(opens.count(), closes.count()); }

    /// Most come when it opens and after noon.
    [[nodiscard]] Milliseconds time_of_visit()
    {
        auto at = any_time();
        if (m_dice.percent(35))
            at = opens + m_dice.pause(0, 3'600'000);
        if (at >= noon_begins && at < noon_ends && !m_dice.percent(10))
            at = noon_ends + m_dice.pause(0, 3'600'000);
        return at;
    }

    void add(Deed deed, std::size_t target, Milliseconds at, Milliseconds lasts = Milliseconds(0))
    {
        m_plan.push_back({ 0, m_midnight + at, deed, target, lasts, m_dice.next() });
    }
    template<class Target>
    void some(Deed deed, int count, Target target, std::int64_t minutes_min, std::int64_t minutes_max)
    {
        for (int each = 0; each < count; ++each) {
            auto const where = target();
            auto const when = any_time();
            add(deed, where, when, m_dice.pause(minutes_min * 60'000, minutes_max * 60'000));
        }
    }
    void plan_network()
    {
        auto const line = [this] { return any(); };
        some(Deed::line_cut, 3, line, 1, 50);
        some(Deed::line_half_open, 2, line, 1, 10);
        some(Deed::line_stalled, 2, line, 1, 10);
        some(Deed::line_bad, 3, line, 5, 40);
        // For hours, so that what is lent has to do.
        if (m_dice.percent(70))
            some(
                Deed::line_cut, 1, [this] { return kiosk(); }, 60, 240);
        // All of them at once: the switch.
        auto const when = any_time();
        for (std::size_t each = 0; m_dice.percent(50) && each <= last_index(m_options); ++each)
            add(Deed::line_cut, each, when, Minutes(10));
    }
    void plan_crashes()
    {
        auto const node = [this] { return m_dice.percent(35) ? last_index(m_options) : any(); };
        some(Deed::crash, 1, node, 0, 10);
        some(Deed::power_cut, 2, node, 0, 10);
        some(
            Deed::crash_between, 1, [this] { return kiosk(); }, 0, 3);
        some(
            Deed::crash_in_booking, 1, [this] { return kiosk(); }, 0, 3);
        some(Deed::cut_in_commit, 2, node, 0, 3);
        some(
            Deed::crash_before_reply, 1, [this] { return last_index(m_options); }, 0, 1);
    }
    void plan_disks()
    {
        auto const node = [this] { return m_dice.percent(35) ? last_index(m_options) : kiosk(); };
        if (m_dice.percent(50))
            some(Deed::disk_full, 1, node, 1, 10);
        some(Deed::disk_errors, 1, node, 1, 20);
        if (m_dice.percent(30))
            some(Deed::disk_read_only, 1, node, 1, 10);
    }

    /// By dice of their own, as backups. In some a kiosk's power goes meanwhile.
    void plan_copies(Dice dice)
    {
        auto const add_one = [&](Deed deed, std::uint64_t kiosk, Milliseconds when, Milliseconds lasts) {
            m_plan.push_back({ 0, m_midnight + when, deed, kiosk, lasts, dice.next() });
        };
        for (int each = 0; each < copies_a_day; ++each) {
            auto const kiosk = dice.next() % static_cast<std::uint64_t>(m_options.kiosks);
            auto const when = dice.pause((opens + Minutes(10)).count(), closes.count());
            if (has(Fault::crashes) && dice.percent(25))
                add_one(Deed::crash_in_copy, kiosk, when - Milliseconds(1), dice.pause(0, 60'000));
            add_one(Deed::desk_copy, kiosk, when, Milliseconds(0));
        }
    }

    /// By dice of their own: the rest of the day is as it would be without. A restore takes minutes to a day back.
    void plan_backups(Dice dice)
    {
        auto const add_one = [&](Deed deed, Milliseconds lasts) {
            auto const when = dice.pause(opens.count(), closes.count());
            m_plan.push_back({ 0, m_midnight + when, deed, last_index(m_options), lasts, dice.next() });
            return when;
        };
        if (dice.percent(30))
            add_one(Deed::backup, Milliseconds(0));
        if (dice.percent(35)) {
            auto const minutes_max = dice.percent(40) ? 60 : dice.percent(50) ? 360 : 1'440;
            auto const lasts = dice.pause(300'000, minutes_max * 60'000);
            auto const when = add_one(Deed::restore, lasts);
            // A kiosk promises what it was lent, is lent anew, and promises that too while the scheduler is put back.
            auto const kiosk = dice.next() % static_cast<std::uint64_t>(m_options.kiosks);
            auto const cut = [&](Milliseconds from, Milliseconds cut_lasts) {
                m_plan.push_back({ 0, m_midnight + from, Deed::line_cut, kiosk, cut_lasts, dice.next() });
            };
            if (m_options.faults.contains(Fault::network) && dice.percent(60)) {
                auto const before = std::min<Milliseconds>(lasts / 4, Minutes(40));
                cut(when + Minutes(1), std::min<Milliseconds>(lasts / 2, Minutes(180)));
                auto const silent = dice.pause(600'000, 7'200'000);
                cut(when + lasts - before, before + silent);
                auto own = Dice(dice.next());
                if (own.percent(80)) // somebody at the desk wants to book, and waits no longer
                    m_plan.push_back({ 0, m_midnight + when + lasts + own.pause(420'000, silent.count()), Deed::go_on_without, 0, {}, own.next() });
            }
        }
    }

    Options const& m_options;
    Dice m_dice;
    Milliseconds m_midnight { 0 };
    std::vector<Operation> m_plan;
};

} // namespace

std::vector<Operation> make_plan(Options const& options, std::vector<Milliseconds> const& day_starts)
{
    std::vector<Operation> plan;
    for (std::size_t day = 0; day < day_starts.size(); ++day) {
        Planner planner(options, Dice::of(options.seed, 10 + day));
        planner.plan_day(day_starts[day]);
        auto of_day = planner.take();
        std::ranges::stable_sort(of_day, {}, &Operation::at);
        plan.insert(plan.end(), of_day.begin(), of_day.end());
    }
    for (std::size_t index = 0; index < plan.size(); ++index)
        plan[index].index = index;
    return plan;
}

std::string text_of(Operation const& operation)
{
    auto text = "#" + std::to_string(operation.index) + " " + std::string(name_of(operation.deed)) + " at " + std::to_string(operation.target);
    if (operation.lasts.count() != 0)
        text += " for " + std::to_string(operation.lasts.count() / 1000) + " s";
    return text;
}

} // namespace zahide::sim
