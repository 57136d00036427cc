#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

domain::Device read_device(Statement& row)
{
    domain::Device device;
    domain::DeviceStatus status;
    std::optional<Instant> status_at;
    read_into(row, device.id, device.center, device.kind, device.public_key, device.standing, device.speaks, device.machine, status_at, status.version,
        status.printer, status.paper, status.outbox, status.screen, status.incident, status.clock_off_minutes, device.promises, device.renewed_at,
        device.rival_at, device.awaited_since);
    if (status_at) {
        status.at = *status_at;
        device.status = std::move(status);
    }
    return device;
}

std::optional<Instant> status_time(domain::Device const& device)
{
    if (!device.status)
        return std::nullopt;
    return device.status->at;
}

} // namespace

Result<std::optional<domain::Device>> SqliteDevices::find(DeviceId const& id) const
{
    return m_database.query_one("SELECT id, center, kind, public_key, standing, speaks, machine, status_at, version, printer, paper, outbox, screen, incident, "
                                "clock_off_minutes, promises, renewed_at, rival_at, awaited_since FROM devices WHERE id = ?",
        read_device, id);
}

Result<std::vector<domain::Device>> SqliteDevices::list(CenterId const& center) const
{
    return m_database.query(R"sql(
        SELECT id, center, kind, public_key, standing, speaks, machine, status_at, version, printer, paper, outbox, screen, incident,
            clock_off_minutes, promises, renewed_at, rival_at, awaited_since
        FROM devices WHERE center = ? ORDER BY id)sql",
        read_device, center);
}

Result<void> SqliteDevices::insert(domain::Device const& device)
{
    auto const status = device.status.value_or(domain::DeviceStatus {});
    auto const status_at = status_time(device);
    ZAHIDE_TRY(m_database.run(R"sql(
        INSERT INTO devices (id, center, kind, public_key, standing, speaks, machine, status_at, version, printer, paper, outbox, screen, incident,
            clock_off_minutes, promises, renewed_at, rival_at, awaited_since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        device.id, device.center, device.kind, device.public_key, device.standing, device.speaks, device.machine, status_at, status.version, status.printer,
        status.paper, status.outbox, status.screen, status.incident, status.clock_off_minutes, device.promises, device.renewed_at, device.rival_at,
        device.awaited_since));
    return {};
}

Result<void> SqliteDevices::update(domain::Device const& device)
{
    auto const status = device.status.value_or(domain::DeviceStatus {});
    auto const status_at = status_time(device);
    ZAHIDE_TRY(m_database.run(R"sql(
        UPDATE devices SET kind = ?2, public_key = ?3, standing = ?4, speaks = ?5, machine = ?6, status_at = ?7, version = ?8, printer = ?9,
            paper = ?10, outbox = ?11, screen = ?12, incident = ?13, clock_off_minutes = ?14, promises = ?15, renewed_at = ?16, rival_at = ?17, awaited_since = ?18
        WHERE id = ?1)sql",
        device.id, device.kind, device.public_key, device.standing, device.speaks, device.machine, status_at, status.version, status.printer, status.paper,
        status.outbox, status.screen, status.incident, status.clock_off_minutes, device.promises, device.renewed_at, device.rival_at, device.awaited_since));
    return {};
}

Result<void> SqliteDevices::note_heard(DeviceId const& id, Instant at)
{
    ZAHIDE_TRY(m_database.run("UPDATE devices SET status_at = ? WHERE id = ?", at, id));
    return {};
}

} // namespace zahide::sqlite
