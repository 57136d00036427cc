// A device's damaged file: set aside, and what can be read of the outbox goes over.

#include "device_entries.h"
#include "sqlite/device_renewal.h"

#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zahide::sqlite {
namespace {

namespace fs = std::filesystem;

class DeviceRenewal : public testing::Test {
protected:
    void SetUp() override
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        m_folder = fs::path(testing::TempDir()) / (std::string("zahide-renewal-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    [[nodiscard]] fs::path file() const { return m_folder / "kiosk.db"; }
    OpenedDeviceStore open(Instant now = that_noon) const
    {
        auto opened = open_or_renew(file(), now);
        EXPECT_TRUE(opened) << opened.error().line();
        return opened ? std::move(*opened) : OpenedDeviceStore {};
    }
    /// A device that promised tickets and has not delivered them.
    void fill(int count) const
    {
        auto const opened = open();
        EXPECT_FALSE(opened.set_aside);
        for (int number = 1; number <= count; ++number)
            ASSERT_TRUE(opened.store->transact({ ports::AddOutbox { entry_number(number) } }));
    }
    void overwrite(std::streamoff from, std::size_t bytes) const
    {
        std::fstream stream(file(), std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(from);
        stream << std::string(bytes, '\xA5');
    }
    [[nodiscard]] fs::path damaged(Instant at) const { return file().string() + ".damaged-" + std::to_string(at.unix_ms()); }
    /// The files themselves, without what stands beside them.
    [[nodiscard]] int damaged_count() const
    {
        int count = 0;
        for (auto const& entry : fs::directory_iterator(m_folder)) {
            auto const name = entry.path().filename().string();
            count += name.find(".damaged-") != std::string::npos && name.find_last_not_of("0123456789") == name.rfind('-') ? 1 : 0;
        }
        return count;
    }

    fs::path m_folder;
};

/// A disk on which no file can be marked as salvaged.
class FilesWithoutMarks : public SystemFiles {
public:
    [[nodiscard]] Result<void> write_private(fs::path const& path, std::string const& content) override
    {
        if (path.string().find(".salvaged") != std::string::npos)
            return fail(ErrorCode::unavailable, "the disk is full", path.string());
        return SystemFiles::write_private(path, content);
    }
};

TEST_F(DeviceRenewal, SoundFile_IsOpenedAsItIs)
{
    fill(3);
    auto const opened = open();
    EXPECT_FALSE(opened.set_aside);
    EXPECT_EQ(opened.store->outbox_size().value(), 3);
    EXPECT_EQ(last_damage(file()), std::nullopt);
}

TEST_F(DeviceRenewal, DamageInSomePages_SalvagesTheRowsOfTheOthers)
{
    constexpr int count = 300;
    fill(count);
    auto const size = fs::file_size(file());
    ASSERT_GT(size, 30 * 4096U);
    overwrite(static_cast<std::streamoff>(size * 3 / 4 / 4096 * 4096), 2 * 4096); // rows: the schema comes before them
    auto const opened = open();
    ASSERT_TRUE(opened.set_aside);
    EXPECT_TRUE(fs::exists(*opened.set_aside));
    EXPECT_EQ(last_damage(file()), that_noon);
    EXPECT_GE(opened.salvaged, static_cast<std::size_t>(count * 3 / 4));
    auto const entries = opened.store->outbox(1'000).value();
    EXPECT_EQ(entries.size(), opened.salvaged);
    for (std::size_t index = 1; index < entries.size(); ++index)
        EXPECT_LT(entries[index - 1].key, entries[index].key) << "in the order of the promises";
    EXPECT_TRUE(opened.store->leases()->empty()) << "of none of their numbers is it sure that it was not given";
    EXPECT_FALSE(open(that_noon + Minutes(1)).set_aside) << "the new one is sound";
}

TEST_F(DeviceRenewal, FileThatIsNoDatabaseAnyMore_IsBegunAnew)
{
    for (auto const damage : { 0, 1, 2 }) {
        fill(5);
        if (damage == 0)
            fs::resize_file(file(), 5'000);
        else if (damage == 1)
            std::ofstream(file(), std::ios::trunc) << std::string(20'000, 'x');
        else
            overwrite(0, 200);
        auto opened = open(that_noon + Minutes(damage));
        EXPECT_TRUE(opened.set_aside) << damage;
        ASSERT_NE(opened.store, nullptr);
        EXPECT_TRUE(opened.store->transact({ ports::BeginGeneration { "works" } }));
        opened.store.reset();
        fs::remove(file());
    }
}

TEST_F(DeviceRenewal, EmptyFile_IsBegunAnew)
{
    std::ofstream(file(), std::ios::trunc) << "";
    EXPECT_TRUE(open().store->transact({ ports::BeginGeneration { "works" } }));
}

TEST_F(DeviceRenewal, DamagedFiles_AreKeptInABoundedNumber)
{
    for (int time = 0; time < 6; ++time) {
        static_cast<void>(open(that_noon + Minutes(time)));
        std::ofstream(file(), std::ios::trunc) << std::string(9'000, 'x');
    }
    static_cast<void>(open(that_noon + Minutes(10)));
    EXPECT_EQ(damaged_count(), 3);
    EXPECT_EQ(last_damage(file()), that_noon + Minutes(10));
}

TEST_F(DeviceRenewal, DamagedFilesThatAreNotSalvaged_AreAllKeptAndTriedAgain)
{
    constexpr int count = 6;
    FilesWithoutMarks files;
    for (int time = 0; time <= count; ++time) {
        auto opened = open_or_renew(file(), that_noon + Minutes(time), Disk { files });
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->not_salvaged.has_value(), time > 0);
        opened->store.reset();
        if (time < count)
            std::ofstream(file(), std::ios::trunc) << std::string(9'000, 'x');
    }
    EXPECT_EQ(damaged_count(), count);
    EXPECT_FALSE(open(that_noon + Minutes(count + 1)).not_salvaged);
    EXPECT_EQ(damaged_count(), 3);
}

TEST_F(DeviceRenewal, LogWhoseDatabaseWasTakenAway_IsKeptAndNotTakenForTheNewOnes)
{
    {
        auto const opened = open();
        ASSERT_TRUE(opened.store->transact({ ports::AddOutbox { entry_number(1) } }));
        fs::copy_file(file().string() + "-wal", m_folder / "log");
    }
    fs::remove(file());
    fs::rename(m_folder / "log", file().string() + "-wal");
    EXPECT_EQ(open().store->outbox_size().value(), 0);
    EXPECT_TRUE(fs::exists(damaged(that_noon).string() + "-wal"));
}

TEST_F(DeviceRenewal, TwoDamagesAtOneInstant_KeepBothFiles)
{
    for (int time = 0; time < 2; ++time) {
        static_cast<void>(open());
        std::ofstream(file(), std::ios::trunc) << std::string(9'000, 'x');
    }
    static_cast<void>(open());
    EXPECT_EQ(damaged_count(), 2);
}

TEST_F(DeviceRenewal, FileOfANewerVersion_IsNotTakenForDamaged)
{
    open().store.reset();
    {
        DatabaseOptions options;
        options.path = file().string();
        ASSERT_TRUE(Database::open(options).value()->execute("PRAGMA user_version=999;"));
    }
    auto const opened = open_or_renew(file(), that_noon);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::invalid);
    EXPECT_EQ(damaged_count(), 0);
}

} // namespace
} // namespace zahide::sqlite
