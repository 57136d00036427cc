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
#include <string>

namespace zahide::program {

/// The device's side of a kiosk's or board's program: its file, its key, its Device and the link to the scheduler.
class DeviceHost {
public:
    /// Opens what the config names. `wake` as for DeviceLink. The references outlive the host. Fails with one line on a
    /// file that can't be opened, a key others may read or a bad address; never for a scheduler out of reach, nor for a damaged
    /// database: that is set aside, and another one is begun.
    [[nodiscard]] static Result<std::unique_ptr<DeviceHost>> create(
        config::DeviceConfig const& config, std::string version, Clock const& clock, Random& random, ports::Log& log, std::function<void()> wake);

    /// Begins a new database, device and link if the database has met damage while running; true if so: whatever was asked of
    /// the device before is void. If it can't, the program ends with 1, for its service manager to start it again.
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

    config::DeviceConfig m_config;
    Clock const& m_clock;
    Random& m_random;
    ports::Log& m_log;
    std::function<void()> m_wake;
    device::DeviceOptions m_options;

    std::unique_ptr<ports::DeviceKey> m_key;
    std::unique_ptr<sqlite::DeviceStore> m_store;
    std::unique_ptr<device::Device> m_device;
    std::unique_ptr<DeviceLink> m_link;
};

} // namespace zahide::program
