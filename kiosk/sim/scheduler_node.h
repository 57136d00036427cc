#pragma once

#include "backups.h"
#include "http/api.h"
#include "machine.h"
#include "network.h"
#include "oracle.h"
#include "scheduler/scheduler.h"
#include "sim_cryptography.h"
#include "sqlite/scheduler_storage.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sim {

/// The scheduler that ships, from its HTTP API down to its SQLite file, on a machine of its own.
class SchedulerNode final : public Server {
public:
    struct Parts {
        Timeline& timeline;
        Oracle& oracle;
        Counts& counts;
        SimCryptography& cryptography;
        Setting const& setting;
        Mutant mutant = Mutant::none;
        std::uint64_t seed = 0;
    };
    explicit SchedulerNode(Parts parts);
    ~SchedulerNode() override;

    /// Nothing if its disk doesn't let it: try again later.
    void start();
    void crash(sqlite::Outage outage);
    /// The power goes at the so-manieth thing it asks of its disk from now on.
    void crash_at_disk_call(std::uint64_t calls, sqlite::Outage outage) { m_machine.disk.switch_off_after(calls, outage); }
    /// After its next answer, before anybody hears it.
    void crash_before_reply(sqlite::Outage outage) { m_crash_before_reply = outage; }
    /// While it runs.
    void back_up(std::size_t name);
    /// Stops it; when it starts again it is put back to that backup, if that was made.
    void put_back(std::size_t name, Dice const& dice);
    [[nodiscard]] bool runs() const { return m_up != nullptr; }
    [[nodiscard]] Machine& machine() { return m_machine; }
    [[nodiscard]] std::uint64_t life() const { return m_life; }

    /// As the command line does; the scheduler runs.
    void enrol(domain::Device device);
    void enrol(domain::StaffUser user);

    [[nodiscard]] std::optional<http::Response> handle(http::Request const& request) override;
    /// Events for listeners, whose sessions may end by time alone.
    void look_around();
    void clean_up();
    /// At any time, if its disk lets it, with what the devices believe to be lent to them.
    void check_appointments(std::vector<SlotsBelieved> const& believed);
    /// In calm weather.
    void check(std::vector<SlotsBelieved> const& believed);
    /// Today's; it runs.
    [[nodiscard]] std::vector<domain::Ticket> open_tickets() const;
    [[nodiscard]] LocalDate today() const;
    /// As that board is told them; it runs.
    [[nodiscard]] std::vector<domain::Call> calls(std::string const& board) const;
    /// Called when it has gone down.
    void on_down(std::function<void()> action) { m_on_down = std::move(action); }

private:
    struct Up;
    void expire_holds();
    void go_down(sqlite::Outage outage);
    /// The device that is named, if it is awaited and the request is to end that.
    [[nodiscard]] std::optional<DeviceId> gone_on_without(http::Request const& request) const;
    void note_promise(std::string const& target, int status);
    void note_answer(http::Request const& request, http::Response const& response);
    void note_deliveries(http::Request const& request, http::Response const& response);

    Parts m_parts;
    Machine m_machine;
    Backups m_backups;
    std::unique_ptr<Up> m_up;
    std::uint64_t m_life = 0;
    std::optional<sqlite::Outage> m_crash_before_reply;
    std::function<void()> m_on_down;
};

} // namespace zahide::sim
