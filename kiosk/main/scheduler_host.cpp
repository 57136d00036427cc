#include "scheduler_host.h"

#include <filesystem>

namespace zahide::program {

Result<std::unique_ptr<SchedulerHost>> SchedulerHost::open(config::SchedulerConfig const& config)
{
    std::unique_ptr<SchedulerHost> host(new SchedulerHost);
    std::error_code error;
    auto const folder = std::filesystem::path(config.database).parent_path();
    if (!folder.empty() && !std::filesystem::create_directories(folder, error) && error)
        return fail(ErrorCode::unavailable, "the database's folder can't be made (" + error.message() + ")", folder.string(), "check its permissions");
    sqlite::SchedulerStorageOptions options;
    options.path = config.database;
    host->m_storage = ZAHIDE_TRY(sqlite::SchedulerStorage::open(options));
    host->m_scheduler = std::make_unique<scheduler::Scheduler>(
        scheduler::SchedulerParts { *host->m_storage, host->m_clock, host->m_random, host->m_cryptography, host->m_hasher });
    for (auto const& catalogue : config.centers)
        (void)ZAHIDE_TRY(host->m_scheduler->execute(domain::SystemPrincipal {}, scheduler::SaveCatalogue { catalogue }));
    return host;
}

} // namespace zahide::program
