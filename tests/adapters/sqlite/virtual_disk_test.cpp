#include "sqlite/virtual_disk.h"

#include "sqlite/database.h"

#include <array>
#include <gtest/gtest.h>

namespace zahide::sqlite {
namespace {

constexpr std::array<Migration, 1> thing_schema { Migration { "CREATE TABLE thing (number INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;" } };

/// Follows from its seed (xorshift64).
class Dice : public Random {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed * 0x9E3779B97F4A7C15ULL + 1)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes) {
            m_state ^= m_state << 13;
            m_state ^= m_state >> 7;
            m_state ^= m_state << 17;
            byte = static_cast<std::uint8_t>(m_state >> 24);
        }
    }

private:
    std::uint64_t m_state;
};

class VirtualDiskTest : public testing::Test {
protected:
    [[nodiscard]] Result<std::unique_ptr<Database>> try_open(OpenCheck check = OpenCheck::full)
    {
        DatabaseOptions options;
        options.path = "file.db";
        options.vfs = m_disk.name();
        options.check = check;
        options.checkpoint_pages = 8;
        auto database = ZAHIDE_TRY(Database::open(options));
        ZAHIDE_TRY_VOID(database->migrate(thing_schema));
        return database;
    }
    [[nodiscard]] std::unique_ptr<Database> open()
    {
        auto database = try_open();
        EXPECT_TRUE(database.has_value()) << database.error().line();
        return std::move(*database);
    }
    static Result<std::int64_t> insert(Database& database, int number)
    {
        return database.run("INSERT INTO thing (number, note) VALUES (?, ?)", number, std::string(700, 'x'));
    }
    static std::int64_t count(Database& database) { return database.value<std::int64_t>("SELECT count(*) FROM thing").value().value(); }
    void fall(std::unique_ptr<Database>& database, Outage outage)
    {
        m_disk.switch_off(outage);
        database.reset();
        m_disk.switch_on();
    }

    Dice m_dice { 7 };
    VirtualDisk m_disk { "virtual-disk-test", m_dice };
};

TEST_F(VirtualDiskTest, ClosedAndOpened_KeepsEverything)
{
    auto database = open();
    for (int number = 0; number < 100; ++number)
        ASSERT_TRUE(insert(*database, number));
    database.reset();
    database = open();
    EXPECT_EQ(count(*database), 100);
}

TEST_F(VirtualDiskTest, PowerCutAtAnyCommit_KeepsWhatWasCommitted)
{
    auto database = open();
    for (int number = 0; number < 400; ++number) {
        ASSERT_TRUE(insert(*database, number));
        if (number % 3 != 0)
            continue;
        fall(database, Outage::power_cut);
        database = open(); // and finds it whole
        ASSERT_EQ(count(*database), number + 1);
    }
}

TEST_F(VirtualDiskTest, PowerCutInATransaction_LosesThatTransactionAlone)
{
    auto database = open();
    ASSERT_TRUE(insert(*database, 1));
    {
        auto transaction = database->begin();
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(insert(*database, 2));
        m_disk.switch_off(Outage::power_cut);
        EXPECT_FALSE(transaction->commit());
    }
    database.reset();
    m_disk.switch_on();
    database = open();
    EXPECT_EQ(count(*database), 1);
}

TEST_F(VirtualDiskTest, PowerCutAtAnyDiskCall_LosesAtMostTheCommitUnderWay)
{
    int committed = 0;
    for (std::uint64_t calls = 1; calls < 60; ++calls) {
        auto database = open();
        ASSERT_GE(count(*database), committed);
        committed = static_cast<int>(count(*database));
        m_disk.switch_off_after(calls, calls % 2 == 0 ? Outage::power_cut : Outage::crash);
        while (insert(*database, committed))
            ++committed;
        EXPECT_TRUE(m_disk.is_off());
        database.reset();
        m_disk.switch_on();
    }
}

TEST_F(VirtualDiskTest, CrashOfTheProgram_KeepsWhatWasWrittenUnsynced)
{
    auto database = open();
    ASSERT_TRUE(database->execute("PRAGMA synchronous=OFF;"));
    for (int number = 0; number < 50; ++number)
        ASSERT_TRUE(insert(*database, number));
    fall(database, Outage::crash);
    database = open();
    EXPECT_EQ(count(*database), 50);
}

TEST_F(VirtualDiskTest, PowerCutWithADiskThatLies_LosesCommits)
{
    DiskFaults lies;
    lies.sync = DiskFaults::Sync::lies;
    int lost = 0;
    for (int round = 0; round < 20; ++round) {
        m_disk.restore({});
        m_disk.set_faults({});
        auto database = open();
        m_disk.set_faults(lies);
        ASSERT_TRUE(insert(*database, 1));
        fall(database, Outage::power_cut);
        auto const opened = try_open();
        lost += !opened || count(**opened) == 0 ? 1 : 0;
    }
    EXPECT_GT(lost, 3);
    EXPECT_LT(lost, 20);
}

TEST_F(VirtualDiskTest, FullDisk_RefusesAndGoesOnWhenThereIsRoom)
{
    auto database = open();
    DiskFaults full;
    full.bytes_max = m_disk.bytes_used() + 40'000;
    m_disk.set_faults(full);
    int kept = 0;
    while (insert(*database, kept))
        ++kept;
    EXPECT_GT(kept, 5);
    auto const refused = insert(*database, kept);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(count(*database), kept);
    m_disk.set_faults({});
    EXPECT_TRUE(insert(*database, kept));
    fall(database, Outage::power_cut);
    database = open();
    EXPECT_EQ(count(*database), kept + 1);
}

TEST_F(VirtualDiskTest, FailingDisk_NeverDamagesTheFile)
{
    DiskFaults failing;
    failing.read_errors_ppm = 3'000;
    failing.write_errors_ppm = 20'000;
    failing.sync_errors_ppm = 20'000;
    auto database = open();
    int kept = 0;
    int refused = 0;
    for (int number = 0; number < 600; ++number) {
        m_disk.set_faults(failing);
        auto const inserted = insert(*database, number);
        m_disk.set_faults({});
        if (inserted) {
            ++kept;
        } else {
            ++refused;
            EXPECT_EQ(inserted.error().code, ErrorCode::unavailable) << inserted.error().line();
        }
        if (number % 50 == 49) {
            fall(database, Outage::power_cut);
            database = open();
            // What was refused may be there all the same after a cut, what was kept must be.
            EXPECT_GE(count(*database), kept);
            EXPECT_LE(count(*database), kept + refused);
        }
    }
    EXPECT_GT(refused, 5);
}

TEST_F(VirtualDiskTest, OpeningOnAFailingDisk_IsNeverCalledDamage)
{
    auto database = open();
    for (int number = 0; number < 200; ++number)
        ASSERT_TRUE(insert(*database, number));
    database.reset();
    DiskFaults failing;
    failing.read_errors_ppm = 20'000;
    m_disk.set_faults(failing);
    int refused = 0;
    for (int round = 0; round < 200; ++round) {
        auto const opened = try_open(OpenCheck::quick);
        if (opened)
            continue;
        ++refused;
        EXPECT_EQ(opened.error().code, ErrorCode::unavailable) << opened.error().line();
    }
    EXPECT_GT(refused, 50);
}

TEST_F(VirtualDiskTest, ReadOnlyDisk_IsRefusedWhenOpenedAndWhenWritten)
{
    auto database = open();
    ASSERT_TRUE(insert(*database, 1));
    DiskFaults read_only;
    read_only.access = DiskFaults::Access::read_only;
    m_disk.set_faults(read_only);
    auto const refused = insert(*database, 2);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(count(*database), 1);
    fall(database, Outage::crash);
    auto const opened = try_open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable) << opened.error().line();
    m_disk.set_faults({});
    database = open();
    EXPECT_EQ(count(*database), 1);
}

TEST_F(VirtualDiskTest, ImagePutBack_IsTheDiskAsItWas)
{
    auto database = open();
    ASSERT_TRUE(insert(*database, 1));
    auto image = m_disk.image();
    ASSERT_TRUE(insert(*database, 2));
    fall(database, Outage::crash);
    m_disk.restore(std::move(image));
    database = open();
    EXPECT_EQ(count(*database), 1);
}

TEST_F(VirtualDiskTest, SameDice_LeaveTheSameBytes)
{
    auto const run = [](std::string const& name) {
        Dice dice(3);
        VirtualDisk disk(name, dice);
        DatabaseOptions options;
        options.path = "file.db";
        options.vfs = disk.name();
        auto database = std::move(*Database::open(options));
        EXPECT_TRUE(database->migrate(thing_schema));
        EXPECT_TRUE(database->execute("PRAGMA synchronous=OFF;"));
        for (int number = 0; number < 40; ++number)
            EXPECT_TRUE(insert(*database, number));
        disk.switch_off(Outage::power_cut);
        database.reset();
        disk.switch_on();
        return disk.image().at("file.db");
    };
    EXPECT_EQ(run("disk-one"), run("disk-two"));
}

} // namespace
} // namespace zahide::sqlite
