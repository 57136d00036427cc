#include "scheduler_host.h"

#include "private_folder.h"
#include "scheduler_backup.h"

namespace zahide::program {

Result<std::unique_ptr<SchedulerHost>> SchedulerHost::open(config::SchedulerConfig const& config)
{
    std::unique_ptr<SchedulerHost> host(new SchedulerHost);
    ZAHIDE_TRY_VOID(make_private_folder_of(config.database));
    host->m_lock.emplace(ZAHIDE_TRY(system::FileLock::take(lock_file_of(config), system::LockKind::shared)));
    ZAHIDE_TRY_VOID(refuse_begun_restore(config));
    sqlite::SchedulerStorageOptions options;
    options.path = config.database;
    auto storage = sqlite::SchedulerStorage::open(options);
    if (!storage)
        return fail(with_restore_command(storage.error(), config));
    host->m_storage = std::move(*storage);
    host->m_scheduler = std::make_unique<scheduler::Scheduler>(
        scheduler::SchedulerParts { *host->m_storage, host->m_clock, host->m_random, host->m_cryptography, host->m_hasher });
    for (auto const& catalogue : config.centers)
        (void)ZAHIDE_TRY(host->m_scheduler->execute(domain::SystemPrincipal {}, scheduler::SaveCatalogue { catalogue }));
    for (auto const& roster : config.rosters)
        (void)ZAHIDE_TRY(host->m_scheduler->execute(domain::SystemPrincipal {}, scheduler::SaveRoster { roster }));
    return host;
}

} // namespace zahide::program
