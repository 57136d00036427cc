#pragma once

#include "buggy_leases.h"
#include "buggy_store.h"
#include "device/device.h"
#include "machine.h"
#include "network.h"
#include "oracle.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sim {

/// What a device needs of its world.
struct NodeParts {
    Timeline& timeline;
    Network& network;
    Oracle& oracle;
    Counts& counts;
    ports::DeviceKey const& key;
    Setting const& setting;
    Options const& options;
    std::uint64_t seed = 0;
    std::size_t line = 0;
};

/// A machine with a device::Device on it and its link, as main's DeviceHost and DeviceLink are: effects into the network,
/// events back. Subclasses are its programs.
class DeviceNode {
public:
    DeviceNode(NodeParts parts, std::string name, domain::DeviceKind kind);
    virtual ~DeviceNode();
    DeviceNode(DeviceNode const&) = delete;
    DeviceNode& operator=(DeviceNode const&) = delete;

    void start();
    void crash(sqlite::Outage outage);
    /// In order, for the night: no fault.
    void stop();
    /// After so many effects from now on.
    void crash_after_effects(int effects, sqlite::Outage outage);
    [[nodiscard]] bool runs() const { return m_device != nullptr; }
    [[nodiscard]] Machine& machine() { return m_machine; }
    [[nodiscard]] std::string const& name() const { return m_name; }
    [[nodiscard]] device::Device const* device() const { return m_device.get(); }
    [[nodiscard]] device::DeviceOptions device_options() const;
    /// In calm weather: all delivered, nothing parked.
    void check_delivered() const;
    /// It runs.
    [[nodiscard]] SlotsBelieved slots_believed() const;

protected:
    [[nodiscard]] NodeParts const& parts() const { return m_parts; }
    [[nodiscard]] device::Device& own() { return *m_device; }
    /// All it has said has arrived, and nothing it was asked is under way. It runs.
    [[nodiscard]] bool is_settled();
    /// Whether the scheduler, in the life it is in, has heard how many promises there are: an old image of the disk shows by that.
    [[nodiscard]] bool has_told() const;
    /// Of Oracle::lives(): in which the scheduler last said which slots are lent.
    [[nodiscard]] std::int64_t told_slots_in() const { return m_slots_life; }
    /// Goes on with that disk.
    void restart_with(sqlite::DiskImage const& image);
    [[nodiscard]] Mutant mutant() const { return m_parts.options.mutant; }
    void feed(device::Event const& event);
    /// Counts an effect about to be done; false when the crash came first.
    [[nodiscard]] bool goes_on();
    /// What is planned for this run of the program, and not for one after a crash.
    void after(Milliseconds delay, std::function<void()> action);
    void at(Ticks when, std::function<void()> action);

    virtual void started() = 0;
    virtual void ended() = 0;
    /// An effect that is for the program.
    virtual void take(device::Effect const& effect) = 0;
    /// One that was decided, and the crash came before it was done.
    virtual void missed(device::Effect const& effect);
    virtual void replied(std::string const& target, http::Response const& response);
    /// The device has done what follows from that answer.
    virtual void digested(std::string const& target, int status);
    virtual void heard(http::Event const& event);

private:
    void go_down(sqlite::Outage outage);
    void send(device::Send const& send);
    void note_contact(std::string const& target, int status, std::int64_t life);
    void open(device::OpenStream const& open);
    void close_stream();
    void set_timer(Ticks when);
    void check_numbers_kept() const;
    void check_slots_kept() const;

    NodeParts m_parts;
    std::string m_name;
    domain::DeviceKind m_kind;
    Machine m_machine;
    std::int64_t m_told_life = 0; ///< of the scheduler, that has heard a report
    std::int64_t m_slots_life = 0; ///< that has said which slots are lent
    std::unique_ptr<BuggyStore> m_store;
    std::unique_ptr<device::Device> m_device;
    std::shared_ptr<Stream> m_stream;
    std::uint64_t m_life = 0;
    Ticks m_timer;
    int m_effects_left = 0; ///< 0: no crash planned
    sqlite::Outage m_outage = sqlite::Outage::crash;
    bool m_is_dead = false; ///< crashed within an event that is still being handled
    struct Numbers {
        LocalDate date;
        std::int32_t left = 0;
    };
    std::optional<Numbers> m_numbers_before; ///< what a run left behind
    std::vector<domain::SlotLease> m_slots_before; ///< the same of lent slots
    LeaseBender m_bender;
};

} // namespace zahide::sim
