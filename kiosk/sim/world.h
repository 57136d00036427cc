#pragma once

#include "board_node.h"
#include "desk.h"
#include "kiosk_node.h"
#include "network.h"
#include "oracle.h"
#include "plan.h"
#include "scheduler_node.h"
#include "sim_cryptography.h"
#include "visitors.h"

#include <memory>
#include <vector>

namespace zahide::sim {

/// All of it, in one thread of events.
class World {
public:
    World(Setting const& setting, Options const& options);
    ~World();

    [[nodiscard]] Outcome run();

private:
    void enrol();
    void run_day(Milliseconds midnight);
    void night_falls();
    void measure_disks();
    void be_calm();
    void check();
    void carry_out(Operation const& operation);
    void carry_out_crash(Operation const& operation, Dice& dice);
    void carry_out_disk(Operation const& operation, Dice& dice);
    void make_first_backup();
    void put_scheduler_back(Operation const& operation);
    void set_line(Operation const& operation, LineState state);
    void set_printer(Operation const& operation, Dice& dice);
    void jump_clock(Operation const& operation, Dice& dice);
    void crash_node(std::size_t node, sqlite::Outage outage);
    void start_all();
    [[nodiscard]] std::vector<SlotsBelieved> slots_believed();
    void mend_disk(std::size_t node);
    void keep_up();
    [[nodiscard]] Machine& machine(std::size_t node);
    [[nodiscard]] DeviceNode* device_at(std::size_t node);
    [[nodiscard]] bool is_over() const { return m_oracle.is_broken(); }
    void run_until(Milliseconds at);

    Setting m_setting;
    Options m_options;
    Counts m_counts;
    std::vector<Milliseconds> m_days;
    std::vector<Operation> m_plan;
    Timeline m_timeline;
    Oracle m_oracle;
    SimCryptography m_cryptography;
    SchedulerNode m_scheduler;
    Network m_network;
    std::vector<std::unique_ptr<ports::DeviceKey>> m_keys;
    std::vector<std::unique_ptr<KioskNode>> m_kiosks;
    std::unique_ptr<BoardNode> m_board;
    Visitors m_visitors;
    Desk m_desk;
    std::vector<Ticks> m_down_until; ///< of nodes that crashed
    std::size_t m_reached = 0; ///< of the plan's operations
    std::uint64_t m_looks = 0;
    bool m_is_night = true;
    bool m_is_calm = false;
    std::uint64_t m_fault_rounds = 0; ///< what was planned to end later has ended when it was calm
};

} // namespace zahide::sim
