#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "config/device.h"
#include "device/device.h"
#include "device_link.h"
#include "ports/keys.h"
#include "ports/log.h"
#include "sqlite/device_store.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace zahide::program {

/// The device's side of a kiosk's or board's program: its file, its key, its Device and the link to the scheduler.
class DeviceHost {
public:
    /// Opens what the config names. `wake` as for DeviceLink. The references outlive the host. Fails with one line on a
    /// file of another program, a key that can't be read or that others may read or a bad address; never for a scheduler out of reach, nor for a damaged
    /// database: that is set aside, and another one is begun; nor for a disk that can't be read or written now: the device promises
    /// nothing until it can.
    [[nodiscard]] static Result<std::unique_ptr<DeviceHost>> create(
        config::DeviceConfig const& config, std::string version, Clock const& clock, Random& random, ports::Log& log, std::function<void()> wake);

    /// Begins a new database, device and link if the database has met damage while running, and takes up the database that could
    /// not be opened so far if it can be now; true if so: whatever was asked of the device before is void. If it can't, the program ends with 1, for its
    /// service manager to start it again.
    [[nodiscard]] bool renew_if_damaged();

    [[nodiscard]] device::Device& device() { return *m_device; }
    [[nodiscard]] DeviceLink& link() { return *m_link; }
    [[nodiscard]] ports::DeviceKey const& key() const { return *m_key; }

private:
    DeviceHost(config::DeviceConfig const& config, Clock const& clock, Random& random, ports::Log& log)
        : m_config(config)
        , m_clock(clock)
        , m_random(random)
        , m_log(log)
    {
    }
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<std::unique_ptr<sqlite::DeviceStore>> open_store();
    /// The device and its link over that store, in place of those there were.
    [[nodiscard]] Result<void> begin(std::unique_ptr<sqlite::DeviceStore> store);
    [[nodiscard]] bool take_up_store();

    config::DeviceConfig m_config;
    Clock const& m_clock;
    Random& m_random;
    ports::Log& m_log;
    std::function<void()> m_wake;
    device::DeviceOptions m_options;
    std::optional<Ticks> m_look_again; ///< for the database, which something else stands in for

    std::unique_ptr<ports::DeviceKey> m_key;
    std::unique_ptr<sqlite::DeviceStore> m_store;
    std::unique_ptr<device::Device> m_device;
    std::unique_ptr<DeviceLink> m_link;
};

} // namespace zahide::program
