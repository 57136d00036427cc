#include "device_host.h"

#include "crypto/cryptography.h"
#include "private_folder.h"
#include "sqlite/device_renewal.h"
#include "system/machine.h"

#include <cstdlib>

namespace zahide::program {

namespace {

/// So long staff are told that the database was damaged.
constexpr Milliseconds incident_told { 3LL * 24 * 3'600'000 };

/// How often a database that could not be opened is tried again.
constexpr Milliseconds look_interval { 3'000 };

std::string incident_of(std::string const& database, Instant now)
{
    auto const damaged = sqlite::last_damage(database);
    return damaged && *damaged <= now && now - *damaged < incident_told ? "storage_renewed" : "";
}

} // namespace

Result<std::unique_ptr<DeviceHost>> DeviceHost::create(
    config::DeviceConfig const& config, std::string version, Clock const& clock, Random& random, ports::Log& log, std::function<void()> wake)
{
    std::unique_ptr<DeviceHost> host(new DeviceHost(config, clock, random, log));
    auto machine = ZAHIDE_TRY(system::machine_id());
    if (machine.binding == system::MachineBinding::boot)
        log.warning("this machine's hardware tells no name: ticket numbers lent to it hold until its next reboot only");
    ZAHIDE_TRY_VOID(make_private_folder_of(config.key_file));
    ZAHIDE_TRY_VOID(make_private_folder_of(config.database));
    host->m_key = ZAHIDE_TRY(crypto::open_device_key(config.key_file, random));
    host->m_wake = std::move(wake);
    host->m_options.device = config.device;
    host->m_options.center = config.center;
    host->m_options.kind = config.kind;
    if (machine.binding == system::MachineBinding::hardware)
        host->m_options.lasting_machine = machine.id;
    host->m_options.machine = std::move(machine.id);
    host->m_options.version = std::move(version);
    ZAHIDE_TRY_VOID(host->open());
    return host;
}

Result<void> DeviceHost::open()
{
    auto store = open_store();
    if (!store && store.error().code == ErrorCode::unavailable) {
        m_log.error("nothing can be kept, so nothing is promised: " + store.error().line());
        m_look_again = m_clock.ticks() + look_interval;
        store = sqlite::DeviceStore::open_stand_in(m_config.database);
    }
    return begin(ZAHIDE_TRY(std::move(store)));
}

Result<std::unique_ptr<sqlite::DeviceStore>> DeviceHost::open_store()
{
    auto opened = ZAHIDE_TRY(sqlite::open_or_renew(m_config.database, m_clock.now()));
    if (opened.set_aside)
        m_log.error("the database was damaged, and another one is begun",
            { { "set_aside", opened.set_aside->string() }, { "salvaged", std::to_string(opened.salvaged) }, { "mend", "look at this machine's disk" } });
    else if (opened.salvaged > 0)
        m_log.info("entries of a damaged database were taken over", { { "salvaged", std::to_string(opened.salvaged) } });
    if (opened.not_salvaged)
        m_log.error("a damaged database can't be salvaged now; it is tried again at the next start: " + opened.not_salvaged->line());
    return std::move(opened.store);
}

Result<void> DeviceHost::begin(std::unique_ptr<sqlite::DeviceStore> store)
{
    m_link.reset(); // its thread ends before what it speaks to
    m_device.reset();
    m_store = std::move(store);
    m_options.incident = incident_of(m_config.database, m_clock.now());
    m_device = std::make_unique<device::Device>(ZAHIDE_TRY(device::Device::create(*m_store, m_clock, m_random, *m_key, m_options)));

    http::ClientOptions client;
    client.address = m_config.scheduler_address;
    client.authority_file = m_config.authority_file;
    m_link = ZAHIDE_TRY(DeviceLink::create(*m_device, m_clock, m_log, std::move(client), m_wake));
    return {};
}

bool DeviceHost::take_up_store()
{
    if (m_clock.ticks() < *m_look_again)
        return false;
    m_look_again = m_clock.ticks() + look_interval;
    auto store = open_store();
    if (!store)
        return false;
    if (auto const begun = begin(*std::move(store)); !begun) {
        m_log.error("the database can't be taken up: " + begun.error().line());
        std::quick_exit(1);
    }
    m_look_again.reset();
    m_log.info("the database can be used");
    return true;
}

bool DeviceHost::renew_if_damaged()
{
    if (m_look_again)
        return take_up_store();
    if (!m_store->is_damaged())
        return false;
    m_link.reset(); // its thread ends before what it speaks to
    m_device.reset();
    m_store.reset(); // before the file gets another name: SQLite finds the log by it
    if (auto const opened = open(); !opened) {
        m_log.error("no database could be begun: " + opened.error().line());
        std::quick_exit(1);
    }
    return true;
}

} // namespace zahide::program
