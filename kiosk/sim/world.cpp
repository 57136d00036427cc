#include "world.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

namespace {

/// A Monday, 00:00 UTC; the center is three hours ahead.
Instant const first_midnight = Instant::parse("2026-11-23T00:00:00Z").value();

constexpr Milliseconds devices_start = Minutes(5 * 60 + 45);
constexpr Milliseconds doors_close = Minutes(14 * 60 + 31);
constexpr Milliseconds lights_out = Minutes(14 * 60 + 45);
constexpr Milliseconds clean_up_at = Minutes(22 * 60);
constexpr Milliseconds keep_up_interval { 15'000 };
constexpr std::uint64_t looks_between_checks = 40; ///< ten minutes

std::vector<Milliseconds> working_days(int count)
{
    std::vector<Milliseconds> days;
    for (int day = 0; static_cast<int>(days.size()) < count; ++day) {
        if (day % 7 < 5)
            days.emplace_back(std::chrono::hours(24 * day));
    }
    return days;
}

} // namespace

World::World(Setting const& setting, Options const& options)
    : m_setting(setting)
    , m_options(options)
    , m_days(working_days(options.days))
    , m_plan(make_plan(m_options, m_days))
    , m_timeline(first_midnight)
    , m_oracle(m_timeline, setting)
    , m_scheduler({ m_timeline, m_oracle, m_counts, m_cryptography, setting, options.mutant, options.seed })
    , m_network(m_timeline, m_scheduler, Dice::of(options.seed, 1), m_counts, last_index(options) + 1)
    , m_visitors(m_timeline, m_kiosks, m_oracle, m_counts, options.faults, static_cast<std::size_t>(options.kiosks))
    , m_desk(m_timeline, m_network, m_oracle, m_counts, m_setting, Dice::of(options.seed, 2), last_index(options), options.faults)
    , m_down_until(last_index(options) + 1)
{
    if (options.faults.contains(Fault::clocks))
        m_oracle.copies().allow_clock_error(Minutes(3)); // twice what a jump of the scheduler's is at most
    m_scheduler.on_down([this] { m_network.server_lost(); });
    auto const parts = [&](std::size_t line, std::string const& name) {
        m_keys.push_back(m_cryptography.make_key(name));
        return NodeParts { m_timeline, m_network, m_oracle, m_counts, *m_keys.back(), m_setting, m_options, m_options.seed, line };
    };
    for (std::size_t kiosk = 0; kiosk < static_cast<std::size_t>(options.kiosks); ++kiosk) {
        auto const name = "kiosk-" + std::to_string(kiosk + 1);
        // One of four has a printer that can't answer.
        auto const answers = kiosk % 4 == 3 ? VirtualPrinter::Answers::never : VirtualPrinter::Answers::yes;
        m_kiosks.push_back(std::make_unique<KioskNode>(parts(kiosk, name), name, answers));
    }
    m_board = std::make_unique<BoardNode>(parts(board_index(options), "board"));
}

World::~World()
{
    // Nothing may close a file in order any more; what is under way ends with the world.
    for (auto& kiosk : m_kiosks)
        kiosk->stop();
    m_board->stop();
}

Outcome World::run()
{
    m_scheduler.start();
    enrol();
    for (std::size_t node = 0; node <= last_index(m_options); ++node)
        mend_disk(node);
    make_first_backup();
    for (auto const& operation : m_plan) {
        if (!m_options.only || m_options.only->contains(operation.index))
            m_timeline.at(Ticks() + operation.at, [this, &operation] { carry_out(operation); });
    }
    for (auto const midnight : m_days) {
        if (!is_over())
            run_day(midnight);
    }
    Outcome outcome { m_counts, m_oracle.broken(), { m_oracle.trace().begin(), m_oracle.trace().end() }, m_reached };
    return outcome;
}

void World::enrol()
{
    auto const& center = m_setting.center.center.id;
    for (auto const& user : Desk::staff(center))
        m_scheduler.enrol(user);
    for (std::size_t index = 0; index <= board_index(m_options); ++index) {
        domain::Device device;
        device.id = DeviceId(device_at(index)->name());
        device.center = center;
        device.public_key = m_keys[index]->public_key();
        if (index == board_index(m_options)) {
            device.kind = domain::DeviceKind::board;
            device.speaks = m_options.mutant == Mutant::board_hears_languages ? m_setting.center.languages : BoardNode::speaks();
        }
        m_scheduler.enrol(std::move(device));
    }
}

void World::run_until(Milliseconds at)
{
    m_timeline.run_until(Ticks() + at, [this] { return is_over(); });
}

void World::run_day(Milliseconds midnight)
{
    run_until(midnight + devices_start);
    ++m_counts.days;
    start_all();
    m_desk.work_until(Ticks() + midnight + doors_close);
    if (std::exchange(m_is_night, false))
        keep_up();
    run_until(midnight + doors_close);
    if (is_over())
        return;
    bool const is_last = midnight == m_days.back();
    if (is_last || Dice::of(m_options.seed, 500 + static_cast<std::uint64_t>(midnight.count())).percent(60)) {
        be_calm();
        run_until(midnight + lights_out);
        if (!is_over())
            check();
        m_is_calm = false;
    }
    run_until(midnight + lights_out);
    // One night in five nobody switches anything off.
    if (is_last || !Dice::of(m_options.seed, 900 + static_cast<std::uint64_t>(midnight.count())).percent(20))
        night_falls();
    run_until(midnight + clean_up_at);
    if (is_over())
        return;
    m_scheduler.start();
    m_scheduler.clean_up();
    measure_disks();
}

void World::measure_disks()
{
    for (std::size_t node = 0; node <= last_index(m_options); ++node) {
        auto& bytes_max = device_at(node) == nullptr ? m_counts.scheduler_bytes_max : m_counts.device_bytes_max;
        bytes_max = std::max(bytes_max, static_cast<std::int64_t>(machine(node).disk.bytes_used()));
    }
}

void World::night_falls()
{
    m_is_night = true;
    for (auto& kiosk : m_kiosks)
        kiosk->stop();
    m_board->stop();
}

/// What an operator or a service manager does: whatever is down comes up after a while.
void World::keep_up()
{
    if (m_is_night)
        return;
    start_all();
    m_scheduler.look_around();
    if (++m_looks % looks_between_checks == 0)
        m_scheduler.check_appointments(slots_believed());
    m_timeline.after(keep_up_interval, [this] { keep_up(); });
}

void World::start_all()
{
    auto const now = m_timeline.ticks();
    if (m_down_until[last_index(m_options)] <= now)
        m_scheduler.start();
    for (std::size_t index = 0; index <= board_index(m_options); ++index) {
        if (m_down_until[index] <= now)
            device_at(index)->start();
    }
}

void World::be_calm()
{
    m_oracle.note("the weather clears");
    m_is_calm = true;
    ++m_fault_rounds;
    m_network.be_calm();
    for (std::size_t node = 0; node <= last_index(m_options); ++node) {
        m_down_until[node] = Ticks();
        mend_disk(node);
        machine(node).disk.switch_off_after(0, sqlite::Outage::crash);
        machine(node).clock.set(Milliseconds(0), 0);
    }
    for (auto& kiosk : m_kiosks) {
        kiosk->drop_image();
        kiosk->printer().set_mood(PrinterMood::fine);
    }
    start_all();
}

void World::check()
{
    for (std::size_t index = 0; index <= board_index(m_options); ++index)
        device_at(index)->check_delivered();
    if (!m_scheduler.runs())
        return m_oracle.fail_promise(0, "the scheduler doesn't come up in calm weather");
    m_scheduler.check(slots_believed());
    m_desk.screen().check(m_scheduler.open_tickets());
    m_board->check_calls(m_scheduler.today(), m_scheduler.calls(m_board->name()));
}

std::vector<SlotsBelieved> World::slots_believed()
{
    std::vector<SlotsBelieved> believed;
    for (auto& kiosk : m_kiosks) {
        if (kiosk->runs() && !kiosk->awaits_contact())
            believed.push_back(kiosk->slots_believed());
    }
    return believed;
}

void World::mend_disk(std::size_t node)
{
    bool const is_scheduler = device_at(node) == nullptr;
    sqlite::DiskFaults faults;
    if (m_options.mutant == (is_scheduler ? Mutant::unsynced_scheduler : Mutant::unsynced_kiosk))
        faults.sync = sqlite::DiskFaults::Sync::lies;
    machine(node).disk.set_faults(faults);
}

Machine& World::machine(std::size_t node)
{
    return node == last_index(m_options) ? m_scheduler.machine() : device_at(node)->machine();
}

/// Nothing for the scheduler.
DeviceNode* World::device_at(std::size_t node)
{
    if (node < m_kiosks.size())
        return m_kiosks[node].get();
    return node == board_index(m_options) ? m_board.get() : nullptr;
}

Outcome run_world(Setting const& setting, Options const& options)
{
    World world(setting, options);
    return world.run();
}

} // namespace zahide::sim
