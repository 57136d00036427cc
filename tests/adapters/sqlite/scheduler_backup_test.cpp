// Copies of a database in use, and what another life of it begins with.

#include "scheduler_file.h"
#include "sqlite/scheduler_backup.h"

#include <fstream>

namespace zahide::sqlite {
namespace {

Instant const noon = Instant::parse("2026-11-23T12:00:00Z").value();
LocalDate const that_day = LocalDate::parse("2026-11-23").value();
CenterId const the_center("c");

class SchedulerBackup : public SchedulerFile {
protected:
    void SetUp() override
    {
        SchedulerFile::SetUp();
        m_storage = open();
        domain::Catalogue catalogue;
        catalogue.center.id = the_center;
        catalogue.center.zone = "UTC";
        ASSERT_TRUE(write([&](ports::Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY_VOID(transaction.catalogues().save(catalogue));
            ZAHIDE_TRY(transaction.feed().append({ the_center, ports::FeedKind::catalogue, "c", noon }));
            return {};
        }));
    }

    std::unique_ptr<SchedulerStorage> open() const
    {
        auto storage = SchedulerStorage::open({ .path = path(), .check = OpenCheck::full });
        EXPECT_TRUE(storage) << storage.error().line();
        return storage ? std::move(*storage) : nullptr;
    }
    [[nodiscard]] Result<void> write(ports::Unit const& unit) { return ports::transact_one(*m_storage, unit); }
    std::int32_t number_at_desk(LocalDate date = that_day)
    {
        std::int32_t number = 0;
        EXPECT_TRUE(write([&](ports::Transaction& transaction) -> Result<void> {
            number = ZAHIDE_TRY(transaction.numbers().take_for_desk(the_center, date, 1)).first.value();
            return {};
        }));
        return number;
    }
    std::filesystem::path back_up(char const* name)
    {
        auto const made = back_up_scheduler(path(), m_folder / name, noon);
        EXPECT_TRUE(made) << made.error().line();
        return m_folder / name;
    }
    Restored restore(std::filesystem::path const& from, Instant at = noon + Minutes(60))
    {
        m_storage.reset();
        auto const restored = restore_scheduler(from, path(), at);
        EXPECT_TRUE(restored) << restored.error().line();
        m_storage = open();
        return restored.value_or(Restored {});
    }
    Error refused_restore(std::filesystem::path const& from, Instant at = noon + Minutes(60))
    {
        auto const restored = restore_scheduler(from, path(), at);
        EXPECT_FALSE(restored);
        EXPECT_FALSE(std::filesystem::exists(path() + ".restoring"));
        return restored ? Error {} : restored.error();
    }

    std::unique_ptr<SchedulerStorage> m_storage;
};

TEST_F(SchedulerBackup, OfADatabaseInUse_HoldsWhatWasCommittedAndSaysSo)
{
    EXPECT_EQ(number_at_desk(), 1);
    auto const made = back_up_scheduler(path(), m_folder, noon);
    ASSERT_TRUE(made) << made.error().line();
    EXPECT_EQ(made->file.filename(), "scheduler-20261123T120000Z.db");
    EXPECT_EQ(backup_time(made->file), noon);
    EXPECT_EQ(newest_backup(m_folder), made->file);
    EXPECT_EQ(number_at_desk(), 2);
    EXPECT_EQ(Shell(made->file).number("SELECT next_number FROM number_days"), 2);
    EXPECT_EQ(Shell(path()).number("SELECT backed_up_revision FROM lineage"), made->revision.value());
    EXPECT_EQ(std::filesystem::status(made->file).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SchedulerBackup, OverAFileThatIsThere_IsRefused)
{
    std::ofstream(m_folder / "there") << "precious";
    auto const made = back_up_scheduler(path(), m_folder / "there", noon);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::conflict);
    EXPECT_EQ(std::filesystem::file_size(m_folder / "there"), 8U);
}

TEST_F(SchedulerBackup, OlderThanTheNewest_AreRemovedAlone)
{
    for (int hour = 0; hour < 4; ++hour)
        ASSERT_TRUE(back_up_scheduler(path(), m_folder, noon + Minutes(60) * hour));
    std::ofstream(m_folder / "scheduler-of-last-year.db") << "by hand";
    ASSERT_TRUE(keep_newest_backups(m_folder, 2));
    EXPECT_FALSE(std::filesystem::exists(m_folder / "scheduler-20261123T130000Z.db"));
    EXPECT_TRUE(std::filesystem::exists(m_folder / "scheduler-20261123T140000Z.db"));
    EXPECT_TRUE(std::filesystem::exists(m_folder / "scheduler-20261123T150000Z.db"));
    EXPECT_TRUE(std::filesystem::exists(m_folder / "scheduler-of-last-year.db"));
}

TEST_F(SchedulerBackup, PutBack_GivesNoNumberThatMayHaveBeenGiven)
{
    auto const backup = back_up("backup");
    std::int32_t last = 0;
    for (int count = 0; count < 5; ++count)
        last = number_at_desk();
    m_storage.reset();
    std::filesystem::resize_file(path(), 0); // nothing can be read of it any more
    std::filesystem::remove(path() + "-wal");
    auto const restored = restore(backup);
    EXPECT_EQ(restored.holds_until, noon);
    EXPECT_EQ(last, 5);
    EXPECT_EQ(number_at_desk(), 5'001);
    EXPECT_EQ(number_at_desk(that_day.plus_days(1)), 5'001) << "tomorrow's may be lent";
    EXPECT_EQ(number_at_desk(that_day.plus_days(3)), 1);
}

TEST_F(SchedulerBackup, PutBackAgain_PassesOverWhatItsLastLifeGave)
{
    auto const backup = back_up("backup");
    restore(backup);
    EXPECT_EQ(number_at_desk(), 5'001);
    m_storage.reset();
    std::filesystem::remove(path());
    restore(backup);
    EXPECT_EQ(number_at_desk(), 7'501);
}

TEST_F(SchedulerBackup, AnotherPutBackAfterwards_PassesOverWhatTheLifeOfTheFirstGave)
{
    auto const older = back_up("older");
    EXPECT_EQ(number_at_desk(), 1);
    auto const newer = back_up("newer");
    restore(newer);
    EXPECT_EQ(number_at_desk(), 5'101) << "1 was given";
    m_storage.reset();
    std::filesystem::remove(path());
    restore(older, noon + Minutes(90));
    EXPECT_EQ(number_at_desk(), 7'501);
    m_storage.reset();
    std::filesystem::remove(path());
    std::filesystem::remove(m_folder / "restores");
    restore(newer, noon + Minutes(120));
    EXPECT_EQ(number_at_desk(), 8'801) << "the note beside the database is as good";
}

TEST_F(SchedulerBackup, PutBackBeforeTheBackupWasMade_CostsNoNumbers)
{
    restore(back_up("first"), noon + Minutes(10));
    EXPECT_EQ(number_at_desk(), 5'001);
    ASSERT_TRUE(write([](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.feed().append({ the_center, ports::FeedKind::catalogue, "c", noon + Minutes(20) }));
        return {};
    }));
    auto const second = back_up("second");
    m_storage.reset();
    std::filesystem::remove(path());
    restore(second, noon + Minutes(90));
    EXPECT_EQ(number_at_desk(), 7'601) << "the half of what the backup left, and no more";
}

TEST_F(SchedulerBackup, PutBackOverADatabaseThatCanBeRead_PassesOverItsNumbersToo)
{
    auto const backup = back_up("backup");
    ASSERT_TRUE(write([](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().take_for_desk(the_center, that_day, 6'000));
        return {};
    }));
    restore(backup);
    EXPECT_EQ(number_at_desk(), 8'001);
}

TEST_F(SchedulerBackup, OlderPutBackOverADatabaseThatCanBeRead_IsPassedOverByANewerOneAfterIt)
{
    auto const older = back_up("older");
    restore(older, noon + Minutes(10));
    EXPECT_EQ(number_at_desk(), 5'001);
    ASSERT_TRUE(write([](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.feed().append({ the_center, ports::FeedKind::catalogue, "c", noon + Minutes(20) }));
        return {};
    }));
    auto const newer = back_up("newer");
    restore(older, noon + Minutes(30));
    EXPECT_EQ(number_at_desk(), 7'601);
    m_storage.reset();
    std::filesystem::remove(path());
    restore(newer, noon + Minutes(40));
    EXPECT_EQ(number_at_desk(), 8'801) << "not where the life before it began";
}

TEST_F(SchedulerBackup, PutBack_BeginsAnotherLife)
{
    auto const backup = back_up("backup");
    auto const newest = [this] {
        Revision revision;
        EXPECT_TRUE(m_storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
            revision = ZAHIDE_TRY(snapshot.feed().newest());
            return {};
        }));
        return revision;
    };
    for (int count = 0; count < 3; ++count)
        ASSERT_TRUE(write([](ports::Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY(transaction.feed().append({ the_center, ports::FeedKind::catalogue, "c", noon }));
            return {};
        }));
    auto const before = newest();
    auto const restored = restore(backup);
    EXPECT_EQ(restored.generation.size(), 32U);
    EXPECT_GT(newest(), before);
    EXPECT_TRUE(m_storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
        EXPECT_GT(ZAHIDE_TRY(snapshot.feed().resumable_from()), before) << "whoever listened starts anew";
        return {};
    }));
    ASSERT_TRUE(restored.set_aside.has_value());
    EXPECT_EQ(Shell(*restored.set_aside).number("SELECT max(revision) FROM feed"), before.value()) << "the former file, with its log";
    EXPECT_NE(restore(backup, noon + Minutes(61)).generation, restored.generation);
}

TEST_F(SchedulerBackup, LeaseLentInTheLostTime_IsTheDevicesAgain)
{
    ASSERT_TRUE(write([](ports::Transaction& transaction) {
        return transaction.devices().insert({ DeviceId("kiosk-1"), the_center, domain::DeviceKind::kiosk, "key" });
    }));
    EXPECT_EQ(number_at_desk(), 1);
    restore(back_up("backup"));
    support::SeededRandom chance(7);
    auto const adopt = [&](int first, int last) {
        domain::NumberLease lease;
        lease.id = LeaseId(Uuid::generate(chance));
        lease.center = the_center;
        lease.device = DeviceId("kiosk-1");
        lease.machine = "machine";
        lease.local_date = that_day;
        lease.numbers = { TicketNumber(first), TicketNumber(last) };
        return write([&](ports::Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY_VOID(transaction.numbers().adopt(lease));
            EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().find_lease(lease.id)), lease);
            return {};
        });
    };
    EXPECT_TRUE(adopt(42, 81));
    EXPECT_TRUE(adopt(82, 121)) << "beside another one";
    EXPECT_TRUE(adopt(2, 3)) << "where the passed over numbers begin";
    EXPECT_TRUE(adopt(5'000, 5'100)) << "and where they end";
    for (auto const& [first, last] : { std::pair(60, 70), std::pair(120, 130), std::pair(1, 1), std::pair(5'101, 5'102), std::pair(30, 45) }) {
        auto const refused = adopt(first, last);
        ASSERT_FALSE(refused) << first;
        EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    }
    EXPECT_EQ(number_at_desk(), 5'101);
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    EXPECT_EQ(Shell(path()).number("SELECT sum(last_number - first_number + 1) FROM number_blocks WHERE local_date = '2026-11-23'"), 5'101);
    EXPECT_TRUE(open()) << "the full check";
}

TEST_F(SchedulerBackup, PutBack_AwaitsEachKioskAndKeepsNothingForWhoWasDeciding)
{
    ASSERT_TRUE(write([&](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.devices().insert({ DeviceId("kiosk-1"), the_center, domain::DeviceKind::kiosk, "key 1" }));
        ZAHIDE_TRY_VOID(transaction.devices().insert({ DeviceId("board-1"), the_center, domain::DeviceKind::board, "key 2" }));
        support::SeededRandom chance(3);
        for (bool const is_lent : { false, true }) {
            domain::Hold hold;
            hold.id = HoldId(Uuid::generate(chance));
            hold.center = the_center;
            hold.wish = { Personal(ServiceId("legal")), Personal(LanguageTag("tr")), Personal(domain::GenderPreference::any) };
            hold.start = noon + Minutes(60 * 24);
            hold.end = hold.start + Minutes(45);
            hold.expires_at = hold.end;
            hold.assignment.professionals = { ProfessionalId(is_lent ? "deniz" : "kerem") };
            if (is_lent)
                hold.lending = domain::Lending { DeviceId("kiosk-1"), "machine", Personal(domain::AppointmentCode::generate(chance)) };
            ZAHIDE_TRY_VOID(transaction.bookings().insert_hold(
                hold, { { { domain::ResourceKind::professional, hold.assignment.professionals.front().value() }, hold.start, hold.end } }));
        }
        return {};
    }));
    restore(back_up("backup"));
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM devices WHERE awaited_since IS NOT NULL"), 1);
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM devices WHERE id = 'kiosk-1' AND awaited_since IS NOT NULL"), 1);
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM holds"), 1);
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM holds WHERE lent_to = 'kiosk-1'"), 1);
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM reservations"), 1);
}

TEST_F(SchedulerBackup, ThatIsNotOne_LeavesTheDatabaseAsItWas)
{
    auto const backup = back_up("backup");
    EXPECT_EQ(number_at_desk(), 1);
    auto const cut = m_folder / "cut";
    std::filesystem::copy_file(backup, cut);
    std::filesystem::resize_file(cut, 20'000);
    std::ofstream(m_folder / "text") << std::string(9'000, 'x');
    std::ofstream(m_folder / "empty") << "";
    {
        Shell shell(m_folder / "theirs");
        ASSERT_TRUE(shell.accepts("CREATE TABLE theirs (a)"));
    }
    EXPECT_EQ(refused_restore(cut).code, ErrorCode::corrupt);
    EXPECT_EQ(refused_restore(cut).where, cut.string());
    EXPECT_EQ(refused_restore(m_folder / "text").code, ErrorCode::corrupt);
    EXPECT_EQ(refused_restore(m_folder / "empty").code, ErrorCode::corrupt);
    EXPECT_EQ(refused_restore(m_folder / "theirs").code, ErrorCode::invalid);
    EXPECT_EQ(refused_restore(m_folder / "none").code, ErrorCode::not_found);
    EXPECT_EQ(refused_restore(backup, noon - Minutes(1)).code, ErrorCode::conflict) << "a clock that is wrong would skip the wrong days";
    ASSERT_TRUE(Shell(backup).accepts("PRAGMA user_version = 999"));
    EXPECT_EQ(refused_restore(backup).code, ErrorCode::invalid);
    EXPECT_EQ(number_at_desk(), 2);
}

} // namespace
} // namespace zahide::sqlite
