// A backup is put back while the power is cut: before every single write, sync and change of a name.

#include "sqlite/database.h"
#include "sqlite/scheduler_backup.h"
#include "sqlite/scheduler_storage.h"
#include "sqlite/virtual_disk.h"
#include "support/world.h"

#include <gtest/gtest.h>

namespace zahide::sqlite {
namespace {

Instant const backed_up_at = Instant::parse("2026-11-23T12:00:00Z").value();
LocalDate const backed_up_day = LocalDate::parse("2026-11-23").value();
constexpr std::int32_t given_since = 9'000; ///< more than what three restores pass over by themselves

class SchedulerRestoreCut : public testing::Test {
protected:
    void SetUp() override
    {
        {
            auto const storage = open();
            domain::Catalogue catalogue;
            catalogue.center.id = CenterId("c");
            catalogue.center.zone = "UTC";
            ASSERT_TRUE(ports::transact_one(*storage, [&](ports::Transaction& transaction) -> Result<void> {
                ZAHIDE_TRY_VOID(transaction.catalogues().save(catalogue));
                ZAHIDE_TRY(transaction.feed().append({ CenterId("c"), ports::FeedKind::catalogue, "c", backed_up_at }));
                return {};
            }));
        }
        auto image = m_disk.image();
        image["backup.db"] = image.at("scheduler.db");
        m_disk.restore(image);
        {
            auto const storage = open();
            ASSERT_TRUE(ports::transact_one(*storage, [](ports::Transaction& transaction) -> Result<void> {
                ZAHIDE_TRY(transaction.numbers().take_for_desk(CenterId("c"), backed_up_day, given_since));
                return {};
            }));
            m_disk.switch_off(Outage::crash);
        }
        m_disk.switch_on();
        m_before = m_disk.image();
        ASSERT_GT(m_before.at("scheduler.db-wal").size(), 0U) << "the numbers given since stand in the log alone";
    }

    [[nodiscard]] Disk disk() { return { m_disk.files(), m_disk.name() }; }
    std::unique_ptr<SchedulerStorage> open()
    {
        auto storage
            = SchedulerStorage::open({ .path = m_file.string(), .readers = Readers::writers_connection, .vfs = m_disk.name(), .check = OpenCheck::full });
        EXPECT_TRUE(storage) << storage.error().line();
        return storage ? std::move(*storage) : nullptr;
    }
    [[nodiscard]] Result<Restored> restore(int minutes = 60) { return restore_scheduler("backup.db", m_file, backed_up_at + Minutes(minutes), disk()); }
    [[nodiscard]] bool restore_until_cut(std::uint64_t calls, Outage outage, int minutes)
    {
        m_disk.switch_off_after(calls, outage);
        auto const restored = restore(minutes);
        m_disk.switch_off_after(0, outage);
        bool const is_cut = m_disk.is_off();
        EXPECT_NE(restored.has_value(), is_cut);
        if (is_cut)
            m_disk.switch_on();
        return is_cut;
    }
    [[nodiscard]] std::int64_t next_number(std::string const& path)
    {
        DatabaseOptions options;
        options.path = path;
        options.vfs = m_disk.name();
        options.mode = OpenMode::existing;
        auto const database = Database::open(options);
        EXPECT_TRUE(database) << database.error().line();
        return database ? (*database)->value<std::int64_t>("SELECT next_number FROM number_days WHERE local_date = '2026-11-23'").value().value_or(0) : -1;
    }
    /// What `serve` would find.
    void expect_refused_or_whole()
    {
        auto const begun = begun_restore(m_file, m_disk.files());
        ASSERT_TRUE(begun) << begun.error().line();
        if (*begun) {
            EXPECT_EQ((*begun)->from, "backup.db") << "for the command that mends it";
            return;
        }
        auto const image = m_disk.image();
        ASSERT_TRUE(image.contains(m_file.string())) << "nobody may begin a new one";
        auto const next = next_number(m_file.string());
        EXPECT_GT(next, given_since) << "as it was, with its log, or restored";
    }
    void expect_restored()
    {
        auto const restored = restore(62);
        ASSERT_TRUE(restored) << restored.error().line();
        auto const begun = begun_restore(m_file, m_disk.files());
        ASSERT_TRUE(begun && !*begun);
        EXPECT_GT(next_number(m_file.string()), given_since + 1) << "passes over what the former one tells";
        EXPECT_TRUE(open());
        int former = 0;
        for (auto const& [name, bytes] : m_disk.image()) {
            bool const is_main = name.starts_with("scheduler.db.before-restore-") && name.find("-wal") == std::string::npos;
            former += is_main && next_number(name) == given_since + 1 ? 1 : 0;
        }
        EXPECT_EQ(former, 1) << "the former file, with its log, under one name";
        EXPECT_FALSE(m_disk.image().contains("scheduler.db.restoring"));
        EXPECT_FALSE(m_disk.image().contains("scheduler.db.restoring-wal"));
    }

    std::filesystem::path const m_file { "scheduler.db" };
    support::SeededRandom m_dice { 11 };
    VirtualDisk m_disk { "scheduler-restore-cut", m_dice };
    DiskImage m_before;
};

TEST_F(SchedulerRestoreCut, PowerCutAtAnyStep_LeavesOneOfBothWholeOrANoteThatRestoringAgainMends)
{
    for (auto const outage : { Outage::crash, Outage::power_cut }) {
        std::uint64_t calls = 1;
        for (bool is_cut = true; is_cut && !HasFailure(); ++calls) {
            for (int luck = outage == Outage::crash ? 1 : 0; luck < 2 && !HasFailure(); ++luck) {
                SCOPED_TRACE("before call " + std::to_string(calls) + (outage == Outage::crash ? ", crash" : ", power cut"));
                m_disk.restore(m_before);
                is_cut = restore_until_cut(calls, outage, 60);
                if (!is_cut)
                    break;
                expect_refused_or_whole();
                if (luck > 0)
                    static_cast<void>(restore_until_cut(1 + m_dice.below(calls + 20), outage, 61));
                expect_refused_or_whole();
                expect_restored();
            }
        }
        EXPECT_GT(calls, 40U) << "too few steps to be all of them";
    }
}

TEST_F(SchedulerRestoreCut, BackupOfADatabaseInUse_HoldsItAndLosesNothingWrittenSince)
{
    {
        auto const storage = open();
        auto const made = back_up_scheduler(m_file, "another.db", backed_up_at, disk());
        ASSERT_TRUE(made) << made.error().line();
        auto const again = back_up_scheduler(m_file, "another.db", backed_up_at, disk());
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code, ErrorCode::conflict);
        ASSERT_TRUE(ports::transact_one(*storage, [](ports::Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY(transaction.numbers().take_for_desk(CenterId("c"), backed_up_day, 5));
            return {};
        }));
        m_disk.switch_off(Outage::power_cut);
    }
    m_disk.switch_on();
    EXPECT_EQ(next_number("another.db"), given_since + 1);
    EXPECT_EQ(next_number(m_file.string()), given_since + 6) << "the log of who had it open is still the file's";
    EXPECT_FALSE(m_disk.image().contains("another.db.part"));
}

TEST_F(SchedulerRestoreCut, WhatACutOffRestoreLeftOfItsCopy_IsNotTakenForTheNextOnes)
{
    auto image = m_before;
    image["scheduler.db.restoring"] = image.at("scheduler.db");
    image["scheduler.db.restoring-wal"] = image.at("scheduler.db-wal");
    image.erase("scheduler.db");
    image.erase("scheduler.db-wal");
    m_disk.restore(image);
    ASSERT_TRUE(restore());
    EXPECT_EQ(next_number(m_file.string()), 5'001) << "half of the backup's numbers alone";
}

TEST_F(SchedulerRestoreCut, LogWhoseDatabaseWasTakenAway_IsNotTakenForTheBackups)
{
    auto image = m_before;
    image.erase("scheduler.db");
    m_disk.restore(image);
    ASSERT_TRUE(restore());
    EXPECT_EQ(next_number(m_file.string()), 5'001);
    EXPECT_TRUE(m_disk.image().contains("scheduler.db.before-restore-" + std::to_string((backed_up_at + Minutes(60)).unix_ms()) + "-wal"));
}

TEST_F(SchedulerRestoreCut, NoteThatIsDamaged_IsToldAndNothingIsTouched)
{
    ASSERT_TRUE(m_disk.files().write_private("scheduler.db.restore-begun", "garbage"));
    auto const before = m_disk.image();
    auto const refused = restore();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
    EXPECT_EQ(refused.error().where, "scheduler.db.restore-begun");
    EXPECT_EQ(m_disk.image(), before);
}

} // namespace
} // namespace zahide::sqlite
