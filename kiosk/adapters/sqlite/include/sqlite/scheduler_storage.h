#pragma once

#include "base/result.h"
#include "ports/storage.h"
#include "sqlite/database.h"

#include <memory>

namespace zahide::sqlite {

/// "ZSch" in the file's header: what this program wrote, and no other file.
inline constexpr std::int32_t scheduler_application_id = 0x5A536368;

/// With what a snapshot is read.
enum class Readers : std::uint8_t {
    own_connection, ///< a second connection: reading goes on while a batch is written
    writers_connection, ///< the one connection: reader and writer take turns (a database in memory, the simulator's disk)
};

struct SchedulerStorageOptions {
    std::string path {};
    Readers readers = Readers::own_connection;
    std::string vfs {}; ///< empty: the default one
    OpenCheck check = OpenCheck::quick;
};

/// The scheduler's data in one SQLite file. A batch is one transaction, synced when transact() returns; each unit has a
/// savepoint. The rules that must not break stand in the schema: numbers unique in a center's day and inside a block
/// handed out, blocks that follow one another without overlap, one ticket at a counter.
class SchedulerStorage final : public ports::Storage {
public:
    /// Opens the file, or makes it, and brings its schema up to date. Fails with `invalid` for a file of another program or
    /// of a newer version, with `corrupt` for a damaged one, with `unavailable` for a disk that refuses.
    [[nodiscard]] static Result<std::unique_ptr<SchedulerStorage>> open(SchedulerStorageOptions const& options);
    ~SchedulerStorage() override;

    [[nodiscard]] std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override;
    [[nodiscard]] Result<void> read(ports::Reader const& reader) const override;

private:
    struct Connection;
    SchedulerStorage(std::unique_ptr<Connection> writer, std::unique_ptr<Connection> reader);

    std::unique_ptr<Connection> m_writer;
    std::unique_ptr<Connection> m_reader; ///< none: the writer's is used
};

} // namespace zahide::sqlite
