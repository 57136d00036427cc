// The part of the world that carries out its plan.
#include "world.h"

#include <algorithm>
#include <array>
#include <limits>

namespace zahide::sim {

namespace {

/// Of the time before the doors open for the first time; the others are named by their operation.
constexpr std::size_t first_backup = std::numeric_limits<std::size_t>::max();

} // namespace

void World::carry_out(Operation const& operation)
{
    m_reached = operation.index + 1;
    if (m_is_night || m_is_calm)
        return;
    auto dice = Dice(operation.seed);
    if (operation.deed != Deed::visitor)
        m_oracle.note(text_of(operation));
    switch (operation.deed) {
    case Deed::visitor:
        return m_visitors.comes(operation.target, dice);
    case Deed::desk_ticket:
        return m_desk.give_number();
    case Deed::desk_copy:
        return m_desk.order_copy(DeviceId(m_kiosks[operation.target]->name()), dice);
    case Deed::crash:
    case Deed::power_cut:
    case Deed::crash_between:
    case Deed::crash_in_booking:
    case Deed::crash_in_copy:
    case Deed::cut_in_commit:
    case Deed::crash_before_reply:
        return carry_out_crash(operation, dice);
    case Deed::line_cut:
        return set_line(operation, LineState::cut);
    case Deed::line_half_open:
        return set_line(operation, LineState::half_open);
    case Deed::line_stalled:
        return set_line(operation, LineState::stalled);
    case Deed::line_bad:
        return set_line(operation, LineState::bad);
    case Deed::clock_jump:
        return jump_clock(operation, dice);
    case Deed::disk_full:
    case Deed::disk_errors:
    case Deed::disk_read_only:
        return carry_out_disk(operation, dice);
    case Deed::printer:
        return set_printer(operation, dice);
    case Deed::clone:
        return m_kiosks[operation.target]->check_clone();
    case Deed::old_image:
        m_kiosks[operation.target]->take_image();
        if (dice.percent(50))
            m_kiosks[operation.target]->put_image_back_after_delivery();
        return m_timeline.after(operation.lasts, [this, &kiosk = *m_kiosks[operation.target], round = m_fault_rounds] {
            if (round == m_fault_rounds)
                kiosk.put_image_back();
        });
    case Deed::go_on_without:
        return m_desk.go_on_without_silent(dice);
    case Deed::backup:
        return m_scheduler.back_up(operation.index);
    case Deed::restore:
        m_scheduler.back_up(operation.index);
        return m_timeline.after(operation.lasts, [this, &operation] { put_scheduler_back(operation); });
    }
}

/// Before anything was lent, if ever one is put back.
void World::make_first_backup()
{
    auto const is_restore = [](Operation const& operation) { return operation.deed == Deed::restore; };
    if (std::ranges::any_of(m_plan, is_restore))
        m_scheduler.back_up(first_backup);
}

/// By night or day, but not while nothing is to go wrong.
void World::put_scheduler_back(Operation const& operation)
{
    // A disk that is old, too, when the scheduler is put back would show by nothing.
    if (m_is_calm || std::ranges::any_of(m_kiosks, [](auto const& kiosk) { return kiosk->awaits_contact(); }))
        m_timeline.after(Minutes(20), [this, &operation] { put_scheduler_back(operation); });
    else // by some to one of before anything was lent
        m_scheduler.put_back(Dice(operation.seed + 1).percent(30) ? first_backup : operation.index, Dice(operation.seed));
}

void World::crash_node(std::size_t node, sqlite::Outage outage)
{
    if (auto* const device = device_at(node))
        device->crash(outage);
    else
        m_scheduler.crash(outage);
}

void World::carry_out_crash(Operation const& operation, Dice& dice)
{
    auto const node = operation.target;
    auto const outage = dice.percent(60) ? sqlite::Outage::power_cut : sqlite::Outage::crash;
    m_down_until[node] = m_timeline.ticks() + operation.lasts;
    switch (operation.deed) {
    case Deed::crash:
        return crash_node(node, sqlite::Outage::crash);
    case Deed::power_cut:
        return crash_node(node, sqlite::Outage::power_cut);
    case Deed::crash_between:
        return device_at(node)->crash_after_effects(static_cast<int>(dice.between(1, 30)), outage);
    case Deed::crash_in_booking:
        return m_kiosks[node]->crash_in_booking(static_cast<int>(dice.between(1, 12)), outage);
    case Deed::crash_in_copy:
        return m_kiosks[node]->crash_in_copy(static_cast<int>(dice.between(1, 12)), outage);
    case Deed::cut_in_commit:
        return machine(node).disk.switch_off_after(static_cast<std::uint64_t>(dice.between(1, 40)), outage);
    case Deed::crash_before_reply:
        return m_scheduler.crash_before_reply(outage);
    case Deed::visitor:
    case Deed::desk_ticket:
    case Deed::desk_copy:
    case Deed::line_cut:
    case Deed::line_half_open:
    case Deed::line_stalled:
    case Deed::line_bad:
    case Deed::clock_jump:
    case Deed::disk_full:
    case Deed::disk_errors:
    case Deed::disk_read_only:
    case Deed::printer:
    case Deed::clone:
    case Deed::old_image:
    case Deed::backup:
    case Deed::restore:
    case Deed::go_on_without:
        return;
    }
}

void World::set_line(Operation const& operation, LineState state)
{
    m_network.set_line(operation.target, state);
    m_timeline.after(operation.lasts, [this, line = operation.target, round = m_fault_rounds] {
        if (round == m_fault_rounds)
            m_network.set_line(line, LineState::fine);
    });
}

void World::jump_clock(Operation const& operation, Dice& dice)
{
    // A minute or hours, sometimes a day.
    static constexpr std::array<std::int64_t, 4> spans { 60'000, 600'000, 7'200'000, 90'000'000 };
    auto const span = dice.one_of(spans);
    bool const is_scheduler = device_at(operation.target) == nullptr;
    // The scheduler's machine keeps time by the network: minutes at most.
    auto const off = is_scheduler ? dice.pause(-90'000, 90'000) : dice.pause(-span, span);
    machine(operation.target).clock.set(off, dice.between(-200, 200));
    m_timeline.after(operation.lasts, [this, node = operation.target, round = m_fault_rounds] {
        if (round == m_fault_rounds)
            machine(node).clock.set(Milliseconds(0), 0);
    });
}

void World::carry_out_disk(Operation const& operation, Dice& dice)
{
    auto& disk = machine(operation.target).disk;
    mend_disk(operation.target);
    sqlite::DiskFaults faults;
    if (operation.deed == Deed::disk_full) {
        faults.bytes_max = disk.bytes_used() + static_cast<std::size_t>(dice.between(0, 60'000));
    } else if (operation.deed == Deed::disk_read_only) {
        faults.access = sqlite::DiskFaults::Access::read_only;
    } else {
        faults.read_errors_ppm = 2'000;
        faults.write_errors_ppm = 20'000;
        faults.sync_errors_ppm = 20'000;
    }
    disk.set_faults(faults);
    m_timeline.after(operation.lasts, [this, node = operation.target, round = m_fault_rounds] {
        if (round == m_fault_rounds)
            mend_disk(node);
    });
}

void World::set_printer(Operation const& operation, Dice& dice)
{
    using enum PrinterMood;
    static constexpr std::array moods { paper_out, cover_open, offline, unplugged, cutter_stuck, silent, link_dies, slow };
    auto& printer = m_kiosks[operation.target]->printer();
    printer.set_mood(dice.one_of(moods));
    m_timeline.after(operation.lasts, [&printer, this, round = m_fault_rounds] {
        if (round == m_fault_rounds)
            printer.set_mood(fine);
    });
}

} // namespace zahide::sim
