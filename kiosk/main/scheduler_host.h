#pragma once

#include "base/result.h"
#include "config/scheduler.h"
#include "crypto/cryptography.h"
#include "scheduler/scheduler.h"
#include "sqlite/scheduler_storage.h"
#include "system/clock.h"
#include "system/file_lock.h"
#include "system/random.h"

#include <memory>
#include <optional>

namespace zahide::program {

/// The scheduler of a config over its database: what serving and enrolling share.
class SchedulerHost {
public:
    /// Opens the database, makes it if there is none, and stores the config's centers and who works there. Fails with one
    /// line on a damaged or foreign file, on a disk that refuses, and while another database is put in its place.
    [[nodiscard]] static Result<std::unique_ptr<SchedulerHost>> open(config::SchedulerConfig const& config);

    [[nodiscard]] scheduler::Scheduler& scheduler() { return *m_scheduler; }
    [[nodiscard]] ports::Storage& storage() { return *m_storage; }
    [[nodiscard]] Clock const& clock() const { return m_clock; }
    [[nodiscard]] Random& random() { return m_random; }
    [[nodiscard]] ports::Cryptography const& cryptography() const { return m_cryptography; }

private:
    SchedulerHost() = default;

    std::optional<system::FileLock> m_lock; ///< nobody puts another database in its place meanwhile
    system::SystemClock m_clock;
    system::SystemRandom m_random;
    crypto::SodiumCryptography m_cryptography;
    crypto::Argon2Hasher m_hasher;
    std::unique_ptr<sqlite::SchedulerStorage> m_storage;
    std::unique_ptr<scheduler::Scheduler> m_scheduler;
};

} // namespace zahide::program
