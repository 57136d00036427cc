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
    /// file that can't be opened, a damaged database, a key others may read or a bad address; never for a scheduler out of reach.
    [[nodiscard]] static Result<std::unique_ptr<DeviceHost>> create(
        config::DeviceConfig const& config, std::string version, Clock const& clock, Random& random, ports::Log& log, std::function<void()> wake);

    [[nodiscard]] device::Device& device() { return *m_device; }
    [[nodiscard]] DeviceLink& link() { return *m_link; }
    [[nodiscard]] ports::DeviceKey const& key() const { return *m_key; }

private:
    DeviceHost() = default;

    std::unique_ptr<ports::DeviceKey> m_key;
    std::unique_ptr<sqlite::DeviceStore> m_store;
    std::unique_ptr<device::Device> m_device;
    std::unique_ptr<DeviceLink> m_link;
};

} // namespace zahide::program
