#include "sqlite/database.h"
#include "sqlite/device_store.h"

#include "../../device/store_contract.h"

#include <array>
#include <filesystem>
#include <unistd.h>

namespace zahide::device_tests {
namespace {

class SqliteFactory : public StoreFactory {
public:
    SqliteFactory()
        : m_path(std::filesystem::path(testing::TempDir()) / ("zahide-device-" + std::to_string(getpid()) + ".db"))
    {
        remove();
    }
    ~SqliteFactory() override { remove(); }
    SqliteFactory(SqliteFactory const&) = delete;
    SqliteFactory& operator=(SqliteFactory const&) = delete;
    std::unique_ptr<ports::DeviceStore> open() override
    {
        auto store = sqlite::DeviceStore::open(m_path.string());
        EXPECT_TRUE(store.has_value()) << store.error().line();
        return store ? std::move(*store) : nullptr;
    }

private:
    void remove() const
    {
        for (auto const* suffix : { "", "-wal", "-shm" })
            std::filesystem::remove(m_path.string() + suffix);
    }
    std::filesystem::path m_path;
};

/// What the first schema had to do with the print journal, as it was.
constexpr std::array first_schema { sqlite::Migration { R"sql(
CREATE TABLE lease (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE ticket (
    id TEXT PRIMARY KEY,
    visit TEXT NOT NULL,
    number INTEGER NOT NULL,
    local_date TEXT NOT NULL,
    lease TEXT NOT NULL REFERENCES lease (id),
    given_at INTEGER NOT NULL,
    UNIQUE (local_date, number)
) STRICT;
CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    mark TEXT NOT NULL CHECK (mark IN ('original', 'copy')),
    state TEXT NOT NULL CHECK (state IN ('journalled', 'sending', 'printed', 'not_printed', 'unknown', 'sent')),
    trouble TEXT NOT NULL,
    journalled_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX print_job_ticket ON print_job (ticket);
CREATE INDEX print_job_open ON print_job (journalled_at) WHERE ended_at IS NULL;
INSERT INTO lease (id) VALUES ('00000000-0000-0000-0000-000000000001');
INSERT INTO ticket VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003', 5, '2026-11-23',
    '00000000-0000-0000-0000-000000000001', 7);
INSERT INTO print_job VALUES ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000002', 'copy', 'journalled', 'none', 8, NULL);
)sql" } };

TEST(SqliteDeviceStore, FileOfTheFirstSchema_KeepsItsJournalAndTakesPapersWithoutTickets)
{
    auto const path = (std::filesystem::path(testing::TempDir()) / ("zahide-device-first-" + std::to_string(getpid()) + ".db")).string();
    auto const remove = [&path] {
        for (auto const* suffix : { "", "-wal", "-shm" })
            std::filesystem::remove(path + suffix);
    };
    remove();
    {
        sqlite::DatabaseOptions options;
        options.path = path;
        options.application_id = 0x5A484456;
        auto database = sqlite::Database::open(options);
        ASSERT_TRUE(database.has_value());
        ASSERT_TRUE((*database)->migrate(first_schema).has_value());
    }
    auto store = sqlite::DeviceStore::open(path);
    ASSERT_TRUE(store.has_value()) << store.error().line();
    auto const jobs = (*store)->open_print_jobs();
    ASSERT_TRUE(jobs.has_value()) << jobs.error().line();
    ASSERT_EQ(jobs->size(), 1U);
    EXPECT_EQ(jobs->at(0).ticket, TicketId(uuid_of(2)));
    EXPECT_EQ(jobs->at(0).mark, domain::PrintMark::copy);
    ports::StoredPrintJob paper;
    paper.id = PrintJobId(uuid_of(9));
    EXPECT_TRUE((*store)->transact({ ports::AddPrintJob { paper } }).has_value());
    paper.id = PrintJobId(uuid_of(10));
    paper.ticket = TicketId(uuid_of(99));
    EXPECT_EQ((*store)->transact({ ports::AddPrintJob { paper } }).error().code, ErrorCode::conflict) << "a ticket that isn't there";
    store->reset();
    remove();
}

} // namespace

TEST(SqliteDeviceStore, WhatStandsInForAFile_IsEmptyTakesNothingAndLeavesNoFile)
{
    auto const path = (std::filesystem::path(testing::TempDir()) / ("zahide-stand-in-" + std::to_string(getpid()) + ".db")).string();
    auto store = sqlite::DeviceStore::open_stand_in(path);
    ASSERT_TRUE(store) << store.error().line();
    EXPECT_EQ((*store)->outbox_size().value(), 0);
    auto const written = (*store)->transact({ ports::KeepCatalogue { { Revision(1), "{}", Instant::from_unix_ms(0) } } });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::unavailable);
    EXPECT_EQ(written.error().where, path) << "the mend is for the file";
    EXPECT_FALSE(std::filesystem::exists(path));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values([] { return std::unique_ptr<StoreFactory>(new SqliteFactory()); }));

} // namespace zahide::device_tests
