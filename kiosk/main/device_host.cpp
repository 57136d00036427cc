#include "device_host.h"

#include "crypto/cryptography.h"
#include "private_folder.h"
#include "system/machine.h"

namespace zahide::program {

Result<std::unique_ptr<DeviceHost>> DeviceHost::create(
    config::DeviceConfig const& config, std::string version, Clock const& clock, Random& random, ports::Log& log, std::function<void()> wake)
{
    std::unique_ptr<DeviceHost> host(new DeviceHost);
    auto machine = ZAHIDE_TRY(system::machine_id());
    if (machine.binding == system::MachineBinding::boot)
        log.warning("this machine's hardware tells no name: ticket numbers lent to it hold until its next reboot only");
    ZAHIDE_TRY_VOID(make_private_folder_of(config.key_file));
    ZAHIDE_TRY_VOID(make_private_folder_of(config.database));
    host->m_key = ZAHIDE_TRY(crypto::open_device_key(config.key_file, random));
    host->m_store = ZAHIDE_TRY(sqlite::DeviceStore::open(config.database));

    device::DeviceOptions options;
    options.device = config.device;
    options.center = config.center;
    options.kind = config.kind;
    options.machine = std::move(machine.id);
    options.version = std::move(version);
    auto created = ZAHIDE_TRY(device::Device::create(*host->m_store, clock, random, *host->m_key, std::move(options)));
    host->m_device = std::make_unique<device::Device>(std::move(created));

    http::ClientOptions client;
    client.address = config.scheduler_address;
    client.authority_file = config.authority_file;
    host->m_link = ZAHIDE_TRY(DeviceLink::create(*host->m_device, clock, log, std::move(client), std::move(wake)));
    return host;
}

} // namespace zahide::program
