#include "system/clock.h"
#include "system/disk.h"
#include "system/file_lock.h"
#include "system/machine.h"
#include "system/random.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::system {
namespace {

namespace fs = std::filesystem;

class SystemTest : public testing::Test {
protected:
    void SetUp() override
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        m_root = fs::path(testing::TempDir()) / (std::string("zahide-") + test->name() + "-" + std::to_string(getpid()));
        fs::remove_all(m_root);
        fs::create_directories(m_root);
    }
    void TearDown() override { fs::remove_all(m_root); }

    void write(fs::path const& path, std::string const& text) const
    {
        fs::create_directories((m_root / path).parent_path());
        std::ofstream(m_root / path) << text << "\n";
    }
    void add_interface(std::string const& name, std::string const& mac, std::string const& assign_type, std::string const& bus) const
    {
        fs::create_directories(m_root / "sys/devices" / bus / name);
        write("sys/class/net/" + name + "/address", mac);
        write("sys/class/net/" + name + "/addr_assign_type", assign_type);
        fs::create_directory_symlink(m_root / "sys/devices" / bus / name, m_root / "sys/class/net" / name / "device");
    }
    [[nodiscard]] MachineId id() const { return machine_id(m_root.string() + "/").value(); }

    fs::path m_root;
};

TEST(SystemClock_, Ticks_GoForwardAndNowIsThisCentury)
{
    SystemClock const clock;
    auto const first = clock.ticks();
    EXPECT_GE(clock.ticks(), first);
    EXPECT_GT(clock.now(), Instant::parse("2025-01-01T00:00:00Z").value());
}

TEST(SystemRandom_, Fill_WritesEveryByteDifferently)
{
    SystemRandom random;
    std::set<std::array<std::uint8_t, 16>> seen;
    for (int round = 0; round < 50; ++round) {
        std::array<std::uint8_t, 16> bytes {};
        random.fill(bytes);
        EXPECT_TRUE(seen.insert(bytes).second);
    }
}

TEST_F(SystemTest, MachineId_SameHardware_IsTheSame)
{
    write("sys/class/dmi/id/product_uuid", "4C4C4544-0051-3510-8052-B4C04F4D3332");
    add_interface("enp1s0", "00:1b:21:aa:bb:cc", "0", "pci");
    auto const first = id();
    EXPECT_EQ(first.binding, MachineBinding::hardware);
    EXPECT_EQ(first.id.size(), 32U);
    write("proc/sys/kernel/random/boot_id", "another boot");
    write("etc/machine-id", "another image");
    add_interface("usb0", "00:00:5e:00:00:01", "0", "usb1");
    add_interface("veth0", "00:00:5e:00:00:02", "1", "virtual");
    EXPECT_EQ(id().id, first.id);
}

TEST_F(SystemTest, MachineId_EqualBoardsWithOtherMac_Differ)
{
    write("sys/class/dmi/id/product_uuid", "03000200-0400-0500-0006-000700080009");
    add_interface("enp1s0", "00:1b:21:aa:bb:cc", "0", "pci");
    auto const first = id();
    write("sys/class/net/enp1s0/address", "00:1b:21:aa:bb:cd");
    EXPECT_NE(id().id, first.id);
}

TEST_F(SystemTest, MachineId_PlaceholdersOnly_FallBackToTheBoot)
{
    write("sys/class/dmi/id/product_uuid", "00000000-0000-0000-0000-000000000000");
    write("sys/class/dmi/id/board_serial", "To Be Filled By O.E.M.");
    write("proc/sys/kernel/random/boot_id", "one");
    auto const first = id();
    EXPECT_EQ(first.binding, MachineBinding::boot);
    write("proc/sys/kernel/random/boot_id", "two");
    EXPECT_NE(id().id, first.id);
}

TEST_F(SystemTest, MachineId_NothingAtAll_SaysTheMend)
{
    auto const nothing = machine_id(m_root.string() + "/");
    ASSERT_FALSE(nothing.has_value());
    EXPECT_FALSE(nothing.error().mend.empty());
}

TEST_F(SystemTest, AtomicWrite_ReplacesTheWholeFile)
{
    auto const path = (m_root / "key").string();
    ASSERT_TRUE(write_file_atomically(path, "a long first content", FileAccess::everybody).has_value());
    ASSERT_TRUE(write_file_atomically(path, "short", FileAccess::owner_only).has_value());
    std::ifstream file(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "short");
    struct stat status { };
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST_F(SystemTest, AtomicWrite_WithoutItsFolder_SaysWhere)
{
    auto const path = (m_root / "none" / "key").string();
    auto const written = write_file_atomically(path, "x", FileAccess::everybody);
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().where, path + ".new");
}

TEST_F(SystemTest, FreeBytes_AreThere)
{
    EXPECT_GT(free_bytes(m_root.string()).value(), 0U);
    EXPECT_FALSE(free_bytes((m_root / "none").string()).has_value());
}

TEST_F(SystemTest, FileLock_IsSharedOrOnesOwn)
{
    auto const path = (m_root / "lock").string();
    {
        auto const first = FileLock::take(path, LockKind::shared);
        ASSERT_TRUE(first) << first.error().line();
        EXPECT_TRUE(FileLock::take(path, LockKind::shared));
        auto const alone = FileLock::take(path, LockKind::exclusive);
        ASSERT_FALSE(alone);
        EXPECT_EQ(alone.error().code, ErrorCode::conflict);
    }
    auto const alone = FileLock::take(path, LockKind::exclusive);
    ASSERT_TRUE(alone) << alone.error().line();
    EXPECT_FALSE(FileLock::take(path, LockKind::shared));
    auto const nowhere = FileLock::take((m_root / "none" / "lock").string(), LockKind::shared);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::unavailable);
}

} // namespace
} // namespace zahide::system
